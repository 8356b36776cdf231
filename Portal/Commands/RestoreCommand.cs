using System.CommandLine;
using Portal.Domain.Backups;

namespace Portal.Commands;

/// <summary><c>restore PATH [--force]</c></summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        var path = new Argument<string>("PATH") { Description = "The folder or .zip file that backup made" };
        var force = new Option<bool>("--force") { Description = "Replace the database that is there" };
        var command = new Command("restore", "Bring a backup back into the configured database, which must not exist yet") { path, force };
        command.Runs(async (parsed, services, cancellation) =>
        {
            var manifest = await services.GetRequiredService<BackupRestorer>().RestoreAsync(parsed.GetValue(path)!, parsed.GetValue(force), cancellation);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync($"{manifest.Files.Count} files of {manifest.CreatedAt:yyyy-MM-dd HH:mm} UTC, all whole");
            if (!manifest.WithKeys)
                await output.WriteLineAsync("The backup has no keys; put the key folder back before the portal starts.");
            return 0;
        });
        return command;
    }
}
