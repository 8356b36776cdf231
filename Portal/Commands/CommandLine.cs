using System.CommandLine;
using System.CommandLine.Help;

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
    public static async Task<int?> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (ServeCommand.IsAskedFor(args))
            return null;
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            await error.WriteLineAsync(FaultSentence.OneLine(string.Join(' ', parsed.Errors.Select(e => e.Message))));
            return CalledWrongly;
        }

        return await AnswerAsync(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error }), error);
    }

    /// <summary>The exit code of what was run; when it fails of something that the person at the console can mend, one line says what.</summary>
    public static async Task<int> AnswerAsync(Func<Task<int>> run, TextWriter complaints)
    {
        try
        {
            return await run();
        }
        catch (Exception error) when (FaultSentence.Of(error) is { } sentence)
        {
            await complaints.WriteLineAsync(sentence);
            return Failed;
        }
    }

    private static RootCommand Root() => new("Portal for traditional markets. Without a command it serves.")
    {
        ServeCommand.Describe(),
        MigrateCommand.Make(),
        SeedCommand.Make(),
        RunDayCommand.Make(),
        VerifyCommand.Make(),
        BackupCommand.Make(),
        RestoreCommand.Make(),
        UserCommand.Make(),
        ApiKeyCommand.Make(),
    };
}
