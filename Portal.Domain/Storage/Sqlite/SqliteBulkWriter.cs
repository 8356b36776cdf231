using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Storage.Sqlite;

/// <summary>SQLite: prepared statements of several rows each.</summary>
internal sealed class SqliteBulkWriter : IBulkWriter
{
    private const int ParametersPerStatement = 500;

    /// <summary>The caller holds the write lock, so the counter is read and moved by nobody else.</summary>
    public async Task<IReadOnlyList<long>> ReserveKeysAsync(PortalDbContext db, BulkTable table, int count, CancellationToken cancellation)
    {
        await using var command = Command(db, "select coalesce((select seq from sqlite_sequence where name = $table), 0)");
        Add(command, "$table", table.Name);
        var last = Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
        Add(command, "$last", last + count);
        command.CommandText = "update sqlite_sequence set seq = $last where name = $table";
        if (await command.ExecuteNonQueryAsync(cancellation) == 0)
        {
            command.CommandText = "insert into sqlite_sequence (name, seq) values ($table, $last)";
            await command.ExecuteNonQueryAsync(cancellation);
        }

        return [.. Enumerable.Range(1, count).Select(i => last + i)];
    }

    public async Task WriteAsync(PortalDbContext db, BulkTable table, IReadOnlyList<object> rows, CancellationToken cancellation)
    {
        var perStatement = Math.Max(1, ParametersPerStatement / table.Columns.Count);
        var whole = rows.Count / perStatement * perStatement;
        await WriteAsync(db, table, rows, 0, whole, perStatement, cancellation);
        await WriteAsync(db, table, rows, whole, rows.Count, 1, cancellation);
    }

    private static async Task WriteAsync(PortalDbContext db, BulkTable table, IReadOnlyList<object> rows, int from, int to, int perStatement, CancellationToken cancellation)
    {
        if (from == to)
            return;
        await using var command = Command(db, Statement(table, perStatement));
        for (var row = 0; row < perStatement; row++)
        {
            for (var column = 0; column < table.Columns.Count; column++)
                command.Parameters.Add(table.Columns[column].Mapping.CreateParameter(command, Parameter(row, column), null, nullable: true));
        }

        await command.PrepareAsync(cancellation);
        for (var at = from; at < to; at += perStatement)
        {
            for (var i = 0; i < command.Parameters.Count; i++)
                command.Parameters[i].Value = table.Columns[i % table.Columns.Count].ValueOf(rows[at + (i / table.Columns.Count)]) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static string Statement(BulkTable table, int rows)
    {
        var names = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        var values = Enumerable.Range(0, rows).Select(r => "(" + string.Join(", ", table.Columns.Select((_, c) => Parameter(r, c))) + ")");
        return $"insert into \"{table.Name}\" ({names}) values {string.Join(", ", values)}";
    }

    private static string Parameter(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"$p{row}_{column}");

    private static DbCommand Command(PortalDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
