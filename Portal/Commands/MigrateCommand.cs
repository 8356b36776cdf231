using System.CommandLine;
using Portal.Domain.Storage;

namespace Portal.Commands;

/// <summary><c>migrate [--script]</c></summary>
internal static class MigrateCommand
{
    public static Command Make()
    {
        var script = new Option<bool>("--script") { Description = "Write the SQL that would do it, for the configured provider, instead" };
        var command = new Command("migrate", "Bring the database to the state this program needs") { script };
        command.Runs(async (parsed, services, cancellation) =>
        {
            var migrator = services.GetRequiredService<Migrator>();
            if (parsed.GetValue(script))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(migrator.Script());
            else
                await migrator.MigrateAsync(cancellation);
            return 0;
        });
        return command;
    }
}
