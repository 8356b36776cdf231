using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Storage.SqlServer;

/// <summary>SQL Server: SqlBulkCopy. Keys are taken by moving the table's identity while the table is locked.</summary>
internal sealed class SqlServerBulkWriter : IBulkWriter
{
    public async Task<IReadOnlyList<long>> ReserveKeysAsync(PortalDbContext db, BulkTable table, int count, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"""
            declare @last bigint;
            select top 1 @last = 1 from [{table.Name}] with (tablockx, holdlock);
            set @last = (select case when last_value is null then 0 else cast(last_value as bigint) end from sys.identity_columns where object_id = object_id(N'[{table.Name}]'));
            declare @next bigint = @last + {count.ToString(CultureInfo.InvariantCulture)};
            declare @sql nvarchar(400) = concat(N'dbcc checkident (N''[{table.Name}]'', reseed, ', @next, N') with no_infomsgs');
            exec (@sql);
            select @last;
            """;
        var last = Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(1, count).Select(i => last + i)];
    }

    public async Task WriteAsync(PortalDbContext db, BulkTable table, IReadOnlyList<object> rows, CancellationToken cancellation)
    {
        using var data = new DataTable { Locale = CultureInfo.InvariantCulture };
        using var copy = new SqlBulkCopy(
            (SqlConnection)db.Database.GetDbConnection(),
            SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.CheckConstraints,
            (SqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction())
        {
            DestinationTableName = $"[{table.Name}]",
            BulkCopyTimeout = 0,
        };
        foreach (var column in table.Columns)
        {
            var type = column.Mapping.Converter?.ProviderClrType ?? column.Property.ClrType;
            data.Columns.Add(column.Name, Nullable.GetUnderlyingType(type) ?? type);
            copy.ColumnMappings.Add(column.Name, column.Name);
        }

        foreach (var row in rows)
            data.Rows.Add([.. table.Columns.Select(c => c.ValueOf(row) ?? DBNull.Value)]);
        await copy.WriteToServerAsync(data, cancellation);
    }
}
