using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Commands;

/// <summary><c>api-key create --name --role [--market CODE]</c>: prints the key, alone on the last line. It cannot be shown again.</summary>
internal static class ApiKeyCommand
{
    private const string KeyPrefix = "pk_";
    private const int ShownLength = 10;

    public static Command Make() => new("api-key", "Keys with which machines call the API") { Create() };

    private static Command Create()
    {
        var name = new Option<string>("--name") { Required = true, Description = "What the key is for; a service account of this name owns it" };
        var role = CommandServices.RoleOption();
        var market = new Option<string?>("--market") { Description = "Only in the market with this code" };
        var command = new Command("create", "Make a key; it is on the last line of the output and is not shown again") { name, role, market };
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
            var grant = await CommandServices.GrantAsync(db, CommandServices.RoleOf(parsed.GetValue(role)!), parsed.GetValue(market), null, cancellation);
            var key = await CreateAsync(db, parsed.GetValue(name)!, grant, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, cancellation);
            await services.SealAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(key);
            return 0;
        });
        return command;
    }

    private static async Task<string> CreateAsync(PortalDbContext db, string name, Grant grant, DateTime now, CancellationToken cancellation)
    {
        name = Domain.Text.Require(name, "name", ApiKey.NameLength, []);
        if (name.Length == 0)
            throw new CommandException($"Give a name of at most {ApiKey.NameLength} characters.");
        await using var scope = await db.BeginWriteAsync(cancellation);
        var owner = await OwnerAsync(db, name, now, cancellation);
        var text = KeyPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var key = new ApiKey
        {
            Name = name,
            Prefix = text[..ShownLength],
            Hash = SHA256.HashData(Encoding.ASCII.GetBytes(text)),
            Role = grant.Role,
            Scope = grant.Scope,
            Region = grant.Region,
            MarketId = grant.MarketId,
            OwnerId = owner.Id,
            CreatedAt = now,
        };
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellation);
        db.AuditEntries.Add(UserCommand.Entry("api-key.created", key.Id, name, grant, now));
        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
        return text;
    }

    /// <summary>Maker and checker are compared by owner, so keys of different names have different owners.</summary>
    private static async Task<PortalUser> OwnerAsync(PortalDbContext db, string name, DateTime now, CancellationToken cancellation)
    {
        if (await db.Users.SingleOrDefaultAsync(u => u.IsService && u.DisplayName == name, cancellation) is { } known)
            return known;
        var account = UserCommand.NewUser(name, $"service-{Guid.NewGuid():N}@portal.invalid", now);
        account.IsService = true;
        db.Users.Add(account);
        await db.SaveChangesAsync(cancellation);
        return account;
    }
}
