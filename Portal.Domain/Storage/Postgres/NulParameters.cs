using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Domain.Storage.Postgres;

/// <summary>
/// PostgreSQL breaks off a statement that is given a NUL, where the others only find nothing. What is looked up may come from anybody's address
/// bar: there NUL becomes U+FFFD, which no text of the portal holds. What is written was refused before (<see cref="Text"/>).
/// </summary>
public sealed class NulParameters : DbCommandInterceptor
{
    private const char Nowhere = '\uFFFD';

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Replace(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Replace(command);
        return ValueTask.FromResult(result);
    }

    private static void Replace(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text when text.Contains('\0', StringComparison.Ordinal) => text.Replace('\0', Nowhere),
                IEnumerable<string?> texts when texts.Any(t => t?.Contains('\0', StringComparison.Ordinal) == true) => texts.Select(t => t?.Replace('\0', Nowhere)).ToArray(),
                var other => other,
            };
        }
    }
}
