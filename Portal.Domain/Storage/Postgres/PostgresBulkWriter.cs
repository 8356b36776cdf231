using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Domain.Storage.Postgres;

/// <summary>PostgreSQL: COPY in binary form.</summary>
internal sealed class PostgresBulkWriter : IBulkWriter
{
    public async Task<IReadOnlyList<long>> ReserveKeysAsync(PortalDbContext db, BulkTable table, int count, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select nextval(pg_get_serial_sequence($1, $2)) from generate_series(1, $3)", (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.AddWithValue($"\"{table.Name}\"");
        command.Parameters.AddWithValue(table.KeyColumn!);
        command.Parameters.AddWithValue(count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<long>(count);
        while (await reader.ReadAsync(cancellation))
            keys.Add(reader.GetInt64(0));
        return keys;
    }

    public async Task WriteAsync(PortalDbContext db, BulkTable table, IReadOnlyList<object> rows, CancellationToken cancellation)
    {
        var names = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync($"copy \"{table.Name}\" ({names}) from stdin (format binary)", cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var column in table.Columns)
            {
                if (column.ValueOf(row) is { } value)
                    await copy.WriteAsync(value, column.Mapping.StoreTypeNameBase, cancellation);
                else
                    await copy.WriteNullAsync(cancellation);
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <summary>Statistics, and the map of pages on which every row is visible: without it an index alone answers no query.</summary>
    public async Task SettleAsync(PortalDbContext db, BulkTable table, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand($"vacuum (analyze) \"{table.Name}\"", (NpgsqlConnection)db.Database.GetDbConnection());
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
