using System.CommandLine;
using Portal.Domain.Access;

namespace Portal.Commands;

/// <summary><c>api-key create --name --role [--market CODE]</c>: prints the key, alone on the last line. It cannot be shown again.</summary>
internal static class ApiKeyCommand
{
    public static Command Make() => new("api-key", "Keys with which machines call the API") { Create() };

    private static Command Create()
    {
        var name = new Option<string>("--name") { Required = true, Description = "What the key is for; it acts for a service account of its own" };
        var role = CommandServices.RoleOption();
        var market = new Option<string?>("--market") { Description = "Only in the market with this code" };
        var command = new Command("create", "Make a key; it is on the last line of the output and is not shown again") { name, role, market };
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            var grant = await services.GrantAsync(parsed.GetValue(role)!, parsed.GetValue(market), null, cancellation);
            var made = await services.GetRequiredService<ApiKeys>().CreateAsync(CommandServices.Actor, new NewApiKey(parsed.GetValue(name), grant), cancellation);
            var key = CommandServices.Take(made).Key;
            await services.SealAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(key);
            return 0;
        });
        return command;
    }
}
