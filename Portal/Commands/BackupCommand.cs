using System.CommandLine;
using Portal.Domain.Backups;
using Portal.Domain.Storage;

namespace Portal.Commands;

/// <summary><c>backup PATH [--keys]</c></summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var path = new Argument<string>("PATH") { Description = "A folder that is made, or one file when it ends in .zip" };
        var keys = new Option<bool>("--keys") { Description = "Include the key folder. Off by default: a backup without keys gives away no personal data, so keep the keys elsewhere" };
        var command = new Command("backup", "Copy database and documents, also while the portal runs") { path, keys };
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            var manifest = await services.GetRequiredService<BackupMaker>().MakeAsync(parsed.GetValue(path)!, parsed.GetValue(keys), cancellation);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync($"{manifest.Files.Count} files, {manifest.Files.Sum(f => f.Length)} bytes");
            if (services.GetRequiredService<DatabaseOptions>() is { Provider: not DatabaseProvider.Sqlite } options)
                await output.WriteLineAsync($"The documents are copied. The database is backed up by {options.Provider}'s own tool: make that copy before this one.");
            if (!manifest.WithKeys)
                await output.WriteLineAsync("The keys are not in it; without them personal data cannot be read. Keep a copy of the key folder apart, or use --keys.");
            return 0;
        });
        return command;
    }
}
