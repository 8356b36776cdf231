using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;

namespace Portal.Tests.Access;

public sealed class UserTests
{
    private static readonly Grant Everywhere = new(Role.MarketManager, ScopeKind.All);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Create_SignInAndRolesChanged_AuditsEachWithoutSecrets(DatabaseProvider provider)
    {
        await using var host = await PortalHost.StartAsync(provider);
        var users = host.Services.GetRequiredService<Users>();
        var user = await host.AddUserAsync(Role.MarketManager);
        using var client = await host.SignInAsync(user.UserName);
        Assert.True((await users.SetRolesAsync(Make.Actor(), user.Id, [new Grant(Role.Auditor, ScopeKind.All)])).Ok);
        await using var db = host.Database.Open();
        var entries = await db.AuditEntries.OrderBy(a => a.Id).ToListAsync();
        Assert.Equal(["user.created", "user.role_given", "session.started", "user.role_withdrawn", "user.role_given"], entries.Select(e => e.Action));
        Assert.All(entries.Where(e => e.SubjectKind == "user"), e => Assert.Equal(user.Id, e.SubjectId));
        var hash = (await db.Users.SingleAsync()).PasswordHash!;
        Assert.DoesNotContain(entries, e => e.Changes.Contains(hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_NameTakenOrWeakPasswordOrUnknownScope_IsRefusedByField()
    {
        await using var host = await PortalHost.StartAsync();
        var users = host.Services.GetRequiredService<Users>();
        var taken = await host.AddUserAsync(Role.Auditor, "kim");
        Assert.Equal("kim", taken.UserName);
        Assert.IsType<UserNameTaken>((await users.CreateAsync(Make.Actor(), new NewUser("KIM", "김", [Everywhere]))).Refusal);
        Assert.IsType<UserNameNotAllowed>((await users.CreateAsync(Make.Actor(), new NewUser("김 철수", "김", [Everywhere]))).Refusal);
        Assert.IsType<PasswordTooShort>((await users.CreateAsync(Make.Actor(), new NewUser("lee", "이", [Everywhere], "짧다"))).Refusal);
        Assert.IsType<PasswordTooSimple>((await users.CreateAsync(Make.Actor(), new NewUser("lee", "이", [Everywhere], "password1234"))).Refusal);
        Assert.IsType<RoleMissing>((await users.CreateAsync(Make.Actor(), new NewUser("lee", "이", []))).Refusal);
        Assert.IsType<RoleForMachines>((await users.CreateAsync(Make.Actor(), new NewUser("lee", "이", [new Grant(Role.Terminal, ScopeKind.All)]))).Refusal);
        Assert.IsType<ScopeUnknown>((await users.CreateAsync(Make.Actor(), new NewUser("lee", "이", [new Grant(Role.Auditor, ScopeKind.Market, MarketId: 99)]))).Refusal);
        Assert.IsType<NotAllowed>((await users.CreateAsync(Make.Actor(Role.MarketManager), new NewUser("lee", "이", [Everywhere]))).Refusal);
        Assert.IsType<NotAllowed>((await users.CreateAsync(Make.Actor(Role.Administrator, ScopeKind.Region, "부산광역시"), new NewUser("lee", "이", [Everywhere]))).Refusal);
    }

    [Fact]
    public async Task Disable_LastAdministratorOrOneself_IsRefused()
    {
        await using var host = await PortalHost.StartAsync();
        var users = host.Services.GetRequiredService<Users>();
        var only = await host.AddUserAsync(Role.Administrator);
        Assert.IsType<LastAdministrator>((await users.DisableAsync(Make.Actor(id: only.Id + 1), only.Id, "시험")).Refusal);
        Assert.IsType<LastAdministrator>((await users.SetRolesAsync(Make.Actor(id: only.Id), only.Id, [Everywhere])).Refusal);
        var second = await host.AddUserAsync(Role.Administrator);
        Assert.IsType<NotOneself>((await users.DisableAsync(Make.Actor(id: second.Id), second.Id, "시험")).Refusal);
        Assert.True((await users.DisableAsync(Make.Actor(id: second.Id), only.Id, "시험")).Ok);
    }

    [Fact]
    public async Task SetRoles_FinanceWithoutSecondFactor_EndsSessions()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.Auditor, demo: false);
        using var client = await host.SignInAsync(user.UserName);
        await host.Services.GetRequiredService<Users>().SetRolesAsync(Make.Actor(), user.Id, [new Grant(Role.FinanceOfficer, ScopeKind.All)]);
        using var home = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
    }

    [Fact]
    public async Task ChangePassword_PresentOneWrong_IsRefusedAndRightOneEndsOtherSessions()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.Auditor);
        using var client = await host.SignInAsync(user.UserName);
        var account = host.Services.GetRequiredService<OwnAccount>();
        const string Next = "노란 참외 다섯 개와 칼";
        Assert.IsType<PasswordWrong>((await account.ChangePasswordAsync(Make.Actor(id: user.Id), "틀린 비밀번호입니다", Next)).Refusal);
        Assert.True((await account.ChangePasswordAsync(Make.Actor(id: user.Id), PortalHost.Password, Next)).Ok);
        using var home = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
        using var again = await host.SignInAsync(user.UserName, Next);
    }

    [Theory]
    [InlineData("1234567890", false)]
    [InlineData("aaaabbbbcccc", false)]
    [InlineData("Password2026", false)]
    [InlineData("password1234", false)]
    [InlineData("marketmarket1", false)]
    [InlineData("kim.chulsoo1", false)]
    [InlineData("correct horse battery", true)]
    public void PasswordRules_Password_IsJudged(string password, bool fits) => Assert.Equal(fits, PasswordRules.Check("kim.chulsoo", password) is null);

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/sessions")]
    [InlineData("/account/delegations")]
    [InlineData("/settings/users")]
    [InlineData("/settings/api-keys")]
    [InlineData("/audit")]
    public async Task Pages_RolesOfTheMatrix_SeeThem(string path)
    {
        await using var host = await PortalHost.StartAsync();
        using var stranger = host.NewClient();
        using (var answer = await stranger.GetAsync(path))
            Assert.StartsWith("/sign-in", PortalHost.TargetOf(answer), StringComparison.Ordinal);
        foreach (var role in (Role[])[Role.Administrator, Role.FinanceApprover, Role.Inspector])
        {
            using var client = await host.SignInAsync(role);
            using var answer = await client.GetAsync(path);
            var may = path switch
            {
                "/audit" => RightsMatrix.Allows(role, Right.ViewAudit),
                "/settings/users" => RightsMatrix.Allows(role, Right.ManageUsers),
                "/settings/api-keys" => RightsMatrix.Allows(role, Right.ManageApiKeys),
                _ => true,
            };
            if (may)
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            else
                Assert.StartsWith("/denied", PortalHost.TargetOf(answer), StringComparison.Ordinal);
        }
    }
}
