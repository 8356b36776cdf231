using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Documents;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Backups;

/// <summary>
/// Copies database and documents while the portal runs. The database is copied first, as of one moment; a document is on the disk before its row,
/// so every row of the copy finds its file. On servers only the documents are copied: the server's own tool backs up the database.
/// </summary>
public sealed class BackupMaker(PortalDbContextFactory contexts, DocumentStore documents, KeyRing keys, TimeProvider time)
{
    /// <summary>Writes a folder, or one file when the path ends in <c>.zip</c>. Refuses a place where something is already.</summary>
    public async Task<BackupManifest> MakeAsync(string path, bool withKeys, CancellationToken cancellation = default)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new BackupException($"{path} exists already; a backup is never written over another.");
        var draft = path + ".partial-" + Guid.NewGuid().ToString("N")[..8];
        Directory.CreateDirectory(draft);
        try
        {
            var manifest = await FillAsync(draft, withKeys, cancellation);
            if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                await ZipFile.CreateFromDirectoryAsync(draft, draft + ".zip", CompressionLevel.Fastest, includeBaseDirectory: false, cancellation);
                File.Move(draft + ".zip", path, overwrite: false);
            }
            else
            {
                if (Directory.Exists(path))
                    Directory.Delete(path);
                Directory.Move(draft, path);
            }

            return manifest;
        }
        finally
        {
            File.Delete(draft + ".zip");
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    private async Task<BackupManifest> FillAsync(string folder, bool withKeys, CancellationToken cancellation)
    {
        var files = new List<BackupFile>();
        var provider = contexts.Options.Provider;
        IReadOnlyList<string> hashes;
        if (provider == DatabaseProvider.Sqlite)
        {
            var copy = Path.Combine(folder, BackupManifest.DatabaseName);
            hashes = await CopyDatabaseAsync(copy, cancellation);
            files.Add(await DescribeAsync(copy, BackupManifest.DatabaseName, cancellation));
        }
        else
        {
            await using var db = contexts.CreateDbContext();
            hashes = await db.Documents.Select(d => d.Hash).ToListAsync(cancellation);
        }

        foreach (var hash in hashes)
            files.Add(await CopyAsync(documents.PathOf(hash), folder, $"{BackupManifest.DocumentsFolder}{hash[..2]}/{hash}", cancellation));
        if (withKeys)
        {
            foreach (var key in Directory.GetFiles(keys.Folder, "*.key"))
                files.Add(await CopyAsync(key, folder, BackupManifest.KeysFolder + Path.GetFileName(key), cancellation));
        }

        var manifest = new BackupManifest(BackupManifest.CurrentFormat, time.GetUtcNow().UtcDateTime, provider.ToString(), withKeys, files);
        await File.WriteAllTextAsync(Path.Combine(folder, BackupManifest.FileName), manifest.Write(), new UTF8Encoding(false), cancellation);
        return manifest;
    }

    /// <summary>SQLite's online backup: in one step, from one read transaction, beside writers. Answers the documents that the copy names.</summary>
    private async Task<IReadOnlyList<string>> CopyDatabaseAsync(string target, CancellationToken cancellation)
    {
        await using var source = new SqliteConnection(contexts.Options.ConnectionString);
        await source.OpenAsync(cancellation);
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ConnectionString);
        await copy.OpenAsync(cancellation);
        await Task.Run(() => source.BackupDatabase(copy), cancellation);
        await using var command = copy.CreateCommand();
        // One file, without a write-ahead log beside it; the portal switches it on again.
        command.CommandText = "pragma journal_mode=delete";
        await command.ExecuteNonQueryAsync(cancellation);
        command.CommandText = "select \"Hash\" from \"Documents\"";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var hashes = new List<string>();
        while (await reader.ReadAsync(cancellation))
            hashes.Add(reader.GetString(0));
        return hashes;
    }

    private static async Task<BackupFile> CopyAsync(string from, string folder, string name, CancellationToken cancellation)
    {
        var target = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using (var source = File.OpenRead(from))
        await using (var copy = File.Create(target))
            await source.CopyToAsync(copy, cancellation);
        return await DescribeAsync(target, name, cancellation);
    }

    private static async Task<BackupFile> DescribeAsync(string file, string name, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return new BackupFile(name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)));
    }
}
