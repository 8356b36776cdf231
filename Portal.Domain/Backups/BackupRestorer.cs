using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Portal.Domain.Documents;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Backups;

/// <summary>
/// Brings a backup back. Every file is compared with the manifest before anything is put in place; a database that is there is not
/// replaced unless asked for, and never while a portal has it open.
/// </summary>
public sealed class BackupRestorer(DatabaseOptions options, DocumentStore documents, KeyRing keys)
{
    /// <param name="replace">Replace the database that is there.</param>
    public async Task<BackupManifest> RestoreAsync(string path, bool replace, CancellationToken cancellation = default)
    {
        var database = options.Provider == DatabaseProvider.Sqlite ? Path.GetFullPath(Migrator.SqlitePath(options.ConnectionString)
            ?? throw new BackupException("A database in memory cannot be restored into.")) : null;
        if (database is not null && File.Exists(database) && !replace)
            throw new BackupException($"{database} exists already; --force replaces it.");
        Directory.CreateDirectory(options.DataFolder);
        var draft = Path.Combine(options.DataFolder, ".restore-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            var manifest = await TakeOutAsync(path, draft, cancellation);
            if (manifest.Files.Any(f => f.Path == BackupManifest.DatabaseName) != (database is not null))
                throw new BackupException($"The backup is of {manifest.Provider}, and the portal is configured for {options.Provider}.");
            PlaceKeys(manifest, draft);
            PlaceDocuments(manifest, draft);
            if (database is not null)
                PlaceDatabase(Path.Combine(draft, BackupManifest.DatabaseName), database);
            return manifest;
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    /// <summary>Copies what the manifest names, and compares it.</summary>
    private static async Task<BackupManifest> TakeOutAsync(string path, string draft, CancellationToken cancellation)
    {
        using var zip = File.Exists(path) ? OpenZip(path) : null;
        if (zip is null && !Directory.Exists(path))
            throw new BackupException($"{path} is no backup: there is neither a folder nor a file.");
        await using var text = Open(path, zip, BackupManifest.FileName);
        using var reader = new StreamReader(text);
        var manifest = BackupManifest.Read(await reader.ReadToEndAsync(cancellation));
        foreach (var file in manifest.Files)
        {
            var target = Path.Combine(draft, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await using var source = Open(path, zip, file.Path);
            await using var copy = new FileStream(target, FileMode.CreateNew, FileAccess.ReadWrite);
            await source.CopyToAsync(copy, cancellation);
            copy.Flush(flushToDisk: true);
            copy.Position = 0;
            if (copy.Length != file.Length || Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, cancellation)) != file.Sha256)
                throw new BackupException($"{file.Path} in the backup is damaged; nothing was restored.");
        }

        return manifest;
    }

    private static ZipArchive OpenZip(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw new BackupException($"{path} is no backup: it is not a zip file.");
        }
    }

    private static Stream Open(string path, ZipArchive? zip, string name)
    {
        if (zip is not null)
            return zip.GetEntry(name)?.Open() ?? throw new BackupException($"{name} is missing in the backup; nothing was restored.");
        var file = Path.Combine(path, name);
        return File.Exists(file) ? File.OpenRead(file) : throw new BackupException($"{name} is missing in the backup; nothing was restored.");
    }

    /// <summary>Keys that are there and differ are never replaced: the data they open would be lost.</summary>
    private void PlaceKeys(BackupManifest manifest, string draft)
    {
        var names = manifest.Files.Where(f => f.Path.StartsWith(BackupManifest.KeysFolder, StringComparison.Ordinal)).Select(f => f.Path).ToList();
        foreach (var (from, to) in names.Select(n => (Path.Combine(draft, n), Path.Combine(keys.Folder, Path.GetFileName(n)))))
        {
            if (File.Exists(to) && !File.ReadAllBytes(to).AsSpan().SequenceEqual(File.ReadAllBytes(from)))
                throw new BackupException($"{to} is another key than the backup's; move it away first.");
        }

        Directory.CreateDirectory(keys.Folder);
        foreach (var name in names)
        {
            var target = Path.Combine(keys.Folder, Path.GetFileName(name));
            File.Move(Path.Combine(draft, name), target, overwrite: true);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private void PlaceDocuments(BackupManifest manifest, string draft)
    {
        foreach (var file in manifest.Files.Where(f => f.Path.StartsWith(BackupManifest.DocumentsFolder, StringComparison.Ordinal)))
        {
            var target = documents.PathOf(Path.GetFileName(file.Path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Combine(draft, file.Path), target, overwrite: true);
        }
    }

    private static void PlaceDatabase(string from, string to)
    {
        if (File.Exists(to))
            CloseOld(to);
        File.Delete(to + "-wal");
        File.Delete(to + "-shm");
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
    }

    /// <summary>Leaving WAL mode needs the file for oneself: it fails while a portal has it open. A file that is no sound database is replaced as it is.</summary>
    private static void CloseOld(string path)
    {
        const int Busy = 5;
        const int Corrupt = 11;
        const int NoDatabase = 26;
        try
        {
            using var old = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = "pragma journal_mode=delete";
            command.ExecuteNonQuery();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Busy)
        {
            throw new BackupException($"{path} is in use; stop the portal first.");
        }
        catch (SqliteException error) when (error.SqliteErrorCode is Corrupt or NoDatabase)
        {
            return;
        }
    }
}
