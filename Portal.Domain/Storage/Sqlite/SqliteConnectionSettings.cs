using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Domain.Storage.Sqlite;

/// <summary>Sets what SQLite keeps per connection: an acknowledged commit is on the disk, and references hold.</summary>
public sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const string Settings = "pragma synchronous=full; pragma foreign_keys=on; pragma cache_size=-65536; pragma temp_store=memory;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
