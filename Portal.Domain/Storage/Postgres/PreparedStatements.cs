using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Domain.Storage.Postgres;

/// <summary>
/// Prepares the queries that say they are asked all the time, once a connection: PostgreSQL plans every other statement anew each time. Not all of them, because what carries a whole batch in one parameter
/// must be planned for what it carries (decision 0006).
/// </summary>
public sealed class PreparedStatements : DbCommandInterceptor
{
    private const string Comment = "-- " + PreparedQueries.Tag;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (IsAskedAllTheTime(command))
            command.Prepare();
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (IsAskedAllTheTime(command))
            await command.PrepareAsync(cancellationToken);
        return result;
    }

    private static bool IsAskedAllTheTime(DbCommand command) => command.CommandText.StartsWith(Comment, StringComparison.Ordinal);
}
