using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Storage.Sqlite;

/// <summary>A prepared command in the transaction that is open. On a connection that is kept (<see cref="KeepAsync"/>) it stays prepared for the next who asks; elsewhere it ends with its use.</summary>
internal sealed class PreparedCommand : IDisposable
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, DbCommand>> Kept = [];
    private readonly bool kept;

    private PreparedCommand(DbCommand command, bool kept) => (Command, this.kept) = (command, kept);

    public DbCommand Command { get; }

    /// <summary>The connection stays open from now on, until the context is disposed; only one piece of work at a time uses it.</summary>
    public static async Task KeepAsync(PortalDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        Kept.Add(db.Database.GetDbConnection(), new Dictionary<string, DbCommand>(StringComparer.Ordinal));
    }

    /// <param name="addParameters">Adds the parameters to a command that is new; their values are set at each use.</param>
    public static PreparedCommand Of(PortalDbContext db, string sql, Action<DbCommand> addParameters)
    {
        var connection = db.Database.GetDbConnection();
        var commands = Kept.TryGetValue(connection, out var found) ? found : null;
        if (commands is null || !commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            addParameters(command);
            commands?.Add(sql, command);
        }

        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return new PreparedCommand(command, commands is not null);
    }

    /// <summary>The same for parameters <c>$0</c>, <c>$1</c> … with these values.</summary>
    public static PreparedCommand Of(PortalDbContext db, string sql, params ReadOnlySpan<object> values)
    {
        var count = values.Length;
        var prepared = Of(db, sql, command =>
        {
            for (var i = 0; i < count; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"${i}";
                command.Parameters.Add(parameter);
            }
        });
        for (var i = 0; i < count; i++)
            prepared.Command.Parameters[i].Value = values[i];
        return prepared;
    }

    public void Dispose()
    {
        if (!kept)
            Command.Dispose();
    }
}
