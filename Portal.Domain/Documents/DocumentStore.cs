using System.Buffers;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Documents;

/// <summary>The file is larger than the place it was meant for takes; nothing was kept.</summary>
/// <param name="MaxMegabytes">The limit, in megabytes of 1,048,576 bytes.</param>
public sealed record DocumentTooLarge(long MaxMegabytes) : Refusal;

/// <summary>
/// Keeps files beside the database, under <c>documents/</c> in the data folder, named by the SHA-256 of their content.
/// A file is on the disk before its row is committed, and neither is ever changed, so whoever sees the row finds the file.
/// </summary>
public sealed class DocumentStore(IDbContextFactory<PortalDbContext> contexts, DatabaseOptions options, TimeProvider time)
{
    private const int BufferSize = 81_920;

    /// <summary>The folder that holds the files.</summary>
    public string Folder { get; } = Path.Combine(options.DataFolder, "documents");

    /// <summary>
    /// Keeps a stream as it comes, without holding it in memory, and answers its row. The same content is kept once; then the first row is answered.
    /// </summary>
    /// <param name="maxBytes">The largest content that is taken; a longer one is given up at the first byte beyond.</param>
    public async Task<Outcome<Document>> SaveAsync(Stream content, string contentType, long maxBytes, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Folder);
        var draft = Path.Combine(Folder, "." + Guid.NewGuid().ToString("N"));
        try
        {
            if (await WriteAsync(content, draft, maxBytes, cancellation) is not { } written)
                return new DocumentTooLarge(maxBytes >> 20);
            // A row that is there is marked as used before the file is put in place: from then on nobody removes either.
            var known = await TouchAsync(written.Hash, cancellation);
            var path = PathOf(written.Hash);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(draft, path, overwrite: true);
            return known ?? await RowAsync(written.Hash, contentType, written.Length, cancellation);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Opens the content for reading; null when there is no such file.</summary>
    public FileStream? Open(string hash)
    {
        try
        {
            return new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The document's row; null when there is none.</summary>
    public async Task<Document?> FindAsync(string hash, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Hash == hash, cancellation);
    }

    /// <summary>Where the content stands. Throws unless the hash is one: a path is never made of anything else.</summary>
    public string PathOf(string hash) => hash.Length == Document.HashLength && hash.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(Folder, hash[..2], hash)
        : throw new ArgumentException("A document is named by 64 lower-case hexadecimal digits.", nameof(hash));

    /// <summary>
    /// Removes a document that nothing refers to, row and file; the caller has begun a write on <paramref name="db"/>. False when it was handed in again
    /// after <paramref name="before"/>. The file goes before the commit: whoever hands the same content in meanwhile waits for the row, and then writes both anew.
    /// </summary>
    internal async Task<bool> RemoveAsync(PortalDbContext db, string hash, DateTime before, CancellationToken cancellation)
    {
        if (await db.Documents.Where(d => d.Hash == hash && d.UsedAt < before).ExecuteDeleteAsync(cancellation) == 0)
            return false;
        File.Delete(PathOf(hash));
        return true;
    }

    private async Task<Document?> TouchAsync(string hash, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (await db.Documents.Where(d => d.Hash == hash).ExecuteUpdateAsync(set => set.SetProperty(d => d.UsedAt, now), cancellation) == 0)
            return null;
        var known = await db.Documents.AsNoTracking().SingleAsync(d => d.Hash == hash, cancellation);
        await scope.CommitAsync(cancellation);
        return known;
    }

    private async Task<Document> RowAsync(string hash, string contentType, long length, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var row = new Document { Hash = hash, ContentType = contentType, Length = length, CreatedAt = now, UsedAt = now };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return row;
        }
        catch (DbUpdateException error) when (DatabaseErrors.IsDuplicate(error))
        {
            return (await FindAsync(hash, cancellation))!;
        }
    }

    private static async Task<(string Hash, long Length)?> WriteAsync(Stream content, string path, long maxBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var length = 0L; ;)
            {
                var read = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation);
                if (read == 0)
                {
                    file.Flush(flushToDisk: true);
                    return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
                }

                length += read;
                if (length > maxBytes)
                    return null;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
