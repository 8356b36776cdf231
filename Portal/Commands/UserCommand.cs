using System.CommandLine;
using Portal.Domain.Access;

namespace Portal.Commands;

/// <summary><c>user create --name --email --role [--market|--region]</c>: prints a one-time code with which the user sets a password.</summary>
internal static class UserCommand
{
    public static Command Make() => new("user", "People who sign in") { Create() };

    private static Command Create()
    {
        var name = new Option<string>("--name") { Required = true, Description = "The name that colleagues read" };
        var email = new Option<string>("--email") { Required = true, Description = "The address to sign in with" };
        var role = CommandServices.RoleOption();
        var market = new Option<string?>("--market") { Description = "Only in the market with this code" };
        var region = new Option<string?>("--region") { Description = "Only in the markets of this region" };
        var command = new Command("create", "Make a user; the one-time code to set a password with is on the last line of the output") { name, email, role, market, region };
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            var grant = await services.GrantAsync(parsed.GetValue(role)!, parsed.GetValue(market), parsed.GetValue(region), cancellation);
            var made = await services.GetRequiredService<Users>().CreateAsync(CommandServices.Actor, new NewUser(parsed.GetValue(email), parsed.GetValue(name), [grant]), cancellation);
            var user = CommandServices.Take(made);
            await services.SealAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(user.OneTimeCode);
            return 0;
        });
        return command;
    }
}
