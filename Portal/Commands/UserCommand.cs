using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;
using Portal.Seeding;

namespace Portal.Commands;

/// <summary><c>user create --name --email --role [--market|--region]</c>: prints a one-time password.</summary>
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
        var command = new Command("create", "Make a user; the password is on the last line of the output") { name, email, role, market, region };
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
            var grant = await CommandServices.GrantAsync(db, CommandServices.RoleOf(parsed.GetValue(role)!), parsed.GetValue(market), parsed.GetValue(region), cancellation);
            var password = await CreateAsync(db, parsed.GetValue(name)!, parsed.GetValue(email)!, grant, services.GetRequiredService<TimeProvider>(), cancellation);
            await services.SealAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(password);
            return 0;
        });
        return command;
    }

    private static async Task<string> CreateAsync(PortalDbContext db, string name, string email, Grant grant, TimeProvider time, CancellationToken cancellation)
    {
        var refusals = new List<Domain.Refusal>();
        name = Domain.Text.Require(name, "name", PortalUser.NameLength, refusals);
        email = Domain.Text.Require(email, "email", 256, refusals);
        if (refusals.Count > 0 || !System.Net.Mail.MailAddress.TryCreate(email, out _))
            throw new CommandException("Give a name of at most 100 characters and a valid e-mail address.");
        if (grant.Role == Role.Terminal)
            throw new CommandException("A terminal is a machine; make it an API key.");
        var normalized = email.ToUpperInvariant();
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == normalized, cancellation))
            throw new CommandException($"There is a user with the address {email} already.");
        var user = NewUser(name, email, time.GetUtcNow().UtcDateTime);
        var password = DemoUsers.NewPassword();
        user.PasswordHash = new PasswordHasher<PortalUser>().HashPassword(user, password);
        user.Grants.Add(new UserGrant { Role = grant.Role, Scope = grant.Scope, Region = grant.Region, MarketId = grant.MarketId });
        await using var scope = await db.BeginWriteAsync(cancellation);
        db.Users.Add(user);
        await db.SaveChangesAsync(cancellation);
        db.AuditEntries.Add(Entry("user.created", user.Id, email, grant, user.CreatedAt));
        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
        return password;
    }

    internal static PortalUser NewUser(string name, string email, DateTime now) => new()
    {
        UserName = email,
        NormalizedUserName = email.ToUpperInvariant(),
        Email = email,
        NormalizedEmail = email.ToUpperInvariant(),
        SecurityStamp = Guid.NewGuid().ToString("N"),
        LockoutEnabled = true,
        DisplayName = name,
        CreatedAt = now,
    };

    internal static AuditEntry Entry(string action, long id, string code, Grant grant, DateTime at) => new()
    {
        At = at,
        ActorKind = ActorKind.System,
        ActorName = "portal",
        From = "command line",
        Action = action,
        SubjectKind = action[..action.IndexOf('.', StringComparison.Ordinal)],
        SubjectId = id,
        SubjectCode = code.Length <= AuditEntry.CodeLength ? code : code[..AuditEntry.CodeLength],
        MarketId = grant.MarketId,
        Reason = RoleNames.Of(grant.Role),
    };
}
