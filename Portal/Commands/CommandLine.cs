using System.CommandLine;
using System.CommandLine.Help;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Backups;
using Portal.Domain.Storage;
using Portal.Seeding;

namespace Portal.Commands;

/// <summary>What a command could not do, in one sentence for the person at the console.</summary>
public sealed class CommandException(string message) : Exception(message);

/// <summary>
/// The commands of the executable. Only what was asked for goes to standard output; errors are one line on standard error.
/// Exit codes: 0 done, 1 refused or failed, 2 called wrongly.
/// </summary>
public static class CommandLine
{
    private const int Failed = 1;
    private const int CalledWrongly = 2;

    /// <summary>Runs the command that the arguments name; null when they ask for the portal itself to be served.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (ServeCommand.IsAskedFor(args))
            return null;
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            await Console.Error.WriteLineAsync(OneLine(string.Join(' ', parsed.Errors.Select(e => e.Message))));
            return CalledWrongly;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception error) when (Sentence(error) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Failed;
        }
    }

    /// <summary>What the person at the console can do something about; null for a fault of the program.</summary>
    internal static string? Sentence(Exception error) => error switch
    {
        CommandException or SeedException or BackupException or DurabilityException or ConfigurationException or IOException or UnauthorizedAccessException or TimeoutException
            or InvalidDataException => OneLine(error.Message),
        DbUpdateException { InnerException: { } inner } => OneLine(inner.Message),
        DbException => OneLine(error.Message),
        OperationCanceledException => "Cancelled.",
        _ => null,
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal);

    private static RootCommand Root() => new("Portal for traditional markets. Without a command it serves.")
    {
        ServeCommand.Describe(),
        MigrateCommand.Make(),
        SeedCommand.Make(),
        VerifyCommand.Make(),
        BackupCommand.Make(),
        RestoreCommand.Make(),
        UserCommand.Make(),
        ApiKeyCommand.Make(),
    };
}
