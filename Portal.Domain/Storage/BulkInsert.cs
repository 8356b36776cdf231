using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage.Postgres;
using Portal.Domain.Storage.Sqlite;
using Portal.Domain.Storage.SqlServer;

namespace Portal.Domain.Storage;

/// <summary>
/// Inserts many rows of one table the fast way of each database. Tables, columns and conversions are read from the EF Core model.
/// References are taken from the key properties (<c>MarketId</c>), not from navigations. Nothing is audited and no rule is checked here:
/// the caller brings rows that a service would have saved.
/// </summary>
public sealed class BulkInsert(PortalDbContextFactory contexts)
{
    private const int FirstChunk = 500;
    private const int LargestChunk = 20_000;

    /// <summary>How long a chunk may hold the write lock of SQLite; chunks are sized to stay well below 200 ms.</summary>
    private static readonly TimeSpan ChunkTime = TimeSpan.FromMilliseconds(100);

    private readonly IBulkWriter writer = contexts.Options.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteBulkWriter(),
        DatabaseProvider.SqlServer => new SqlServerBulkWriter(),
        _ => new PostgresBulkWriter(),
    };

    /// <summary>
    /// Inserts the rows in chunks, each in a commit of its own, so that other writers get their turn. Rows whose generated key is 0 are given keys first.
    /// When it fails, the chunks before are there.
    /// </summary>
    public async Task InsertAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellation = default)
        where T : class
    {
        var size = contexts.Options.Provider == DatabaseProvider.Sqlite ? FirstChunk : LargestChunk;
        for (var at = 0; at < rows.Count;)
        {
            var chunk = rows.Skip(at).Take(size).ToList();
            await using var db = contexts.CreateDbContext();
            await using var scope = await db.BeginWriteAsync(cancellation);
            var clock = Stopwatch.StartNew();
            await InsertAsync(db, chunk, cancellation);
            await scope.CommitAsync(cancellation);
            at += chunk.Count;
            size = Math.Clamp((int)(size * (ChunkTime / clock.Elapsed)), 50, Math.Min(size * 2, LargestChunk));
        }
    }

    /// <summary>To be called once a table was filled: the database then plans its queries by what is in it, and not by what was.</summary>
    public async Task SettleAsync<T>(CancellationToken cancellation = default)
        where T : class
    {
        await using var db = contexts.CreateDbContext();
        await writer.SettleAsync(db, BulkTable.Of(db.Model.FindEntityType(typeof(T))!), cancellation);
    }

    /// <summary>Inserts the rows in the transaction that the caller has open on <paramref name="db"/> (<see cref="PortalDbContext.BeginWriteAsync"/>).</summary>
    public Task InsertAsync<T>(PortalDbContext db, IReadOnlyList<T> rows, CancellationToken cancellation = default)
        where T : class => InsertAsync(db, typeof(T), rows, cancellation);

    /// <inheritdoc cref="InsertAsync{T}(PortalDbContext, IReadOnlyList{T}, CancellationToken)"/>
    public async Task InsertAsync(PortalDbContext db, Type row, IReadOnlyList<object> rows, CancellationToken cancellation = default)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Begin a write first: rows and keys belong to one transaction.");
        if (rows.Count == 0)
            return;
        var table = BulkTable.Of(db.Model.FindEntityType(row) ?? throw new ArgumentException($"{row.Name} is no table."));
        if (table.Key is { } key)
        {
            var keyless = rows.Where(r => (long)key.GetGetter().GetClrValue(r)! == 0).ToList();
            var ids = keyless.Count == 0 ? [] : await writer.ReserveKeysAsync(db, table, keyless.Count, cancellation);
            for (var i = 0; i < keyless.Count; i++)
                key.PropertyInfo!.SetValue(keyless[i], ids[i]);
        }

        await writer.WriteAsync(db, table, rows, cancellation);
    }
}

/// <summary>What the databases do differently when many rows come.</summary>
internal interface IBulkWriter
{
    /// <summary>Takes keys that nobody else will be given.</summary>
    Task<IReadOnlyList<long>> ReserveKeysAsync(PortalDbContext db, BulkTable table, int count, CancellationToken cancellation);

    Task WriteAsync(PortalDbContext db, BulkTable table, IReadOnlyList<object> rows, CancellationToken cancellation);

    /// <summary>Lets the database learn at once what it would learn in its own time about a table that has just been filled.</summary>
    Task SettleAsync(PortalDbContext db, BulkTable table, CancellationToken cancellation) => Task.CompletedTask;
}
