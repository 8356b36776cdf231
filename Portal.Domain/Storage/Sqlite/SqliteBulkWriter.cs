using System.Globalization;

namespace Portal.Domain.Storage.Sqlite;

/// <summary>
/// SQLite: one prepared statement, a row at a time. Statements of several rows are slower: a parameter is found by its name among all of the statement's, so a row of thirty costs
/// thirty times the search.
/// </summary>
internal sealed class SqliteBulkWriter : IBulkWriter
{
    private const string LastKey = "select coalesce((select seq from sqlite_sequence where name = $0), 0)";

    private const string MoveKey = "update sqlite_sequence set seq = $1 where name = $0";

    private const string FirstKey = "insert into sqlite_sequence (name, seq) values ($0, $1)";

    /// <summary>The caller holds the write lock, so the counter is read and moved by nobody else.</summary>
    public async Task<IReadOnlyList<long>> ReserveKeysAsync(PortalDbContext db, BulkTable table, int count, CancellationToken cancellation)
    {
        using var read = PreparedCommand.Of(db, LastKey, table.Name);
        var last = Convert.ToInt64(await read.Command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
        using var move = PreparedCommand.Of(db, MoveKey, table.Name, last + count);
        if (await move.Command.ExecuteNonQueryAsync(cancellation) == 0)
        {
            using var add = PreparedCommand.Of(db, FirstKey, table.Name, last + count);
            await add.Command.ExecuteNonQueryAsync(cancellation);
        }

        return [.. Enumerable.Range(1, count).Select(i => last + i)];
    }

    public async Task WriteAsync(PortalDbContext db, BulkTable table, IReadOnlyList<object> rows, CancellationToken cancellation)
    {
        using var prepared = PreparedCommand.Of(db, Statement(table), command =>
        {
            foreach (var (place, column) in table.Columns.Index())
                command.Parameters.Add(column.Mapping.CreateParameter(command, Parameter(place), null, nullable: true));
        });
        var parameters = prepared.Command.Parameters;
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Count; i++)
                parameters[i].Value = table.Columns[i].ValueOf(row) ?? DBNull.Value;
            await prepared.Command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static string Statement(BulkTable table) =>
        $"insert into \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))}) values ({string.Join(", ", table.Columns.Select((_, place) => Parameter(place)))})";

    private static string Parameter(int place) => string.Create(CultureInfo.InvariantCulture, $"${place}");
}
