using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Tests.Hosting;

namespace Portal.Tests.Access;

public sealed class SessionTests
{
    [Fact]
    public async Task Disable_UserSignedIn_IsOutAtOnceHereAndWithinAMinuteElsewhere()
    {
        await using var host = await PortalHost.StartAsync();
        await host.AddUserAsync(Role.Administrator);
        var user = await host.AddUserAsync(Role.MarketManager);
        using var client = await host.SignInAsync(user.UserName);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        // Another process: it shares the database, not the memory.
        var elsewhere = new Sessions(host.Database.Factory, host.Time);
        var uid = Assert.Single(await elsewhere.ListAsync(Make.Actor(id: user.Id))).Uid;
        Assert.NotNull(await elsewhere.FindAsync(uid));
        Assert.True((await host.Services.GetRequiredService<Users>().DisableAsync(Make.Actor(), user.Id, "퇴사")).Ok);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(client));
        host.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(await elsewhere.FindAsync(uid));
    }

    [Fact]
    public async Task Circuit_SessionEnded_LearnsThatNobodyIsSignedIn()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.MarketManager);
        using var client = await host.SignInAsync(user.UserName);
        var sessions = host.Services.GetRequiredService<Sessions>();
        var session = (await sessions.FindAsync((await sessions.ListAsync(Make.Actor(id: user.Id)))[0].Uid))!;
        await using var scope = host.Services.CreateAsyncScope();
        var state = scope.ServiceProvider.GetRequiredService<CircuitSessions>();
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(PortalPrincipal.For(session, "127.0.0.1"))));
        await scope.ServiceProvider.GetRequiredService<CircuitMark>().OnCircuitOpenedAsync(null!, CancellationToken.None);
        var current = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        Assert.Equal(user.Id, (await current.GetAsync()).Id);
        await sessions.EndAsync(Make.Actor(id: user.Id), session.Uid);
        await Assert.ThrowsAsync<SignedOutException>(async () => await current.GetAsync());
        Assert.False((await state.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task EndOthers_SecondBrowser_IsOutAndFirstStays()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.MarketManager);
        using var first = await host.SignInAsync(user.UserName);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        using var second = await host.SignInAsync(user.UserName);
        var sessions = host.Services.GetRequiredService<Sessions>();
        var oldest = (await sessions.ListAsync(Make.Actor(id: user.Id)))[^1].Uid;
        var ended = await sessions.EndOthersAsync(Make.Actor(id: user.Id) with { SessionUid = oldest });
        Assert.Equal(1, ended.Value);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(second));
    }

    [Fact]
    public async Task End_SomebodyElsesSession_IsUnknown()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.MarketManager);
        using var client = await host.SignInAsync(user.UserName);
        var sessions = host.Services.GetRequiredService<Sessions>();
        var uid = (await sessions.ListAsync(Make.Actor(id: user.Id)))[0].Uid;
        Assert.IsType<SessionUnknown>((await sessions.EndAsync(Make.Actor(id: user.Id + 1), uid)).Refusal);
    }

    [Fact]
    public async Task Session_NotUsedForEightHours_IsOver()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = await host.SignInAsync(Role.MarketManager);
        host.Time.Advance(Sessions.IdleLimit - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        host.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        host.Time.Advance(Sessions.IdleLimit);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(client));
    }

    [Fact]
    public async Task SignOut_OldCookie_OpensNothing()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.MarketManager);
        using var client = await host.SignInAsync(user.UserName);
        var token = PortalHost.HiddenFields(await client.GetStringAsync("/step-up?for=test"))["__RequestVerificationToken"];
        using (var forged = await client.PostAsync("/sign-out", null))
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/sign-out", content);
        Assert.Equal("/sign-in", PortalHost.TargetOf(answer));
        await using var db = host.Database.Open();
        Assert.NotNull((await db.UserSessions.SingleAsync(s => s.UserId == user.Id)).EndedAt);
    }

    [Fact]
    public async Task SetUp_CodeOfTheConsole_MakesOneAdministratorOnce()
    {
        await using var host = await PortalHost.StartAsync();
        var code = host.Services.GetRequiredService<SetUpCode>().Code!;
        using var client = host.NewClient("en");
        using (var page = await client.GetAsync("/sign-in"))
            Assert.Equal("/set-up", PortalHost.TargetOf(page));
        using (var wrong = await SetUpAsync(client, "aaaa-bbbb-cccc-dddd"))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using (var right = await SetUpAsync(client, code))
            Assert.Equal("/sign-in/enrol", PortalHost.TargetOf(right));
        using (var again = await client.GetAsync("/set-up"))
            Assert.DoesNotContain("name=\"code\"", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.IsType<AlreadySetUp>((await host.Services.GetRequiredService<Users>().SetUpAsync("test", "second", "둘째", PortalHost.Password)).Refusal);
        await using var db = host.Database.Open();
        Assert.Equal(Role.Administrator, Assert.Single((await db.Users.Include(u => u.Grants).SingleAsync()).Grants).Role);
    }

    [Fact]
    public async Task Link_NewUser_SetsPasswordOnce()
    {
        await using var host = await PortalHost.StartAsync();
        var made = (await host.Services.GetRequiredService<Users>().CreateAsync(Make.Actor(), new NewUser("kim", "김 검사", [new Grant(Role.Inspector, ScopeKind.All)]))).Value;
        var link = "/sign-in/link?code=" + made.OneTimeCode;
        using var client = host.NewClient("en");
        using (var weak = await PortalHost.PostAsync(client, link, ("password", "1234567890")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        using (var set = await PortalHost.PostAsync(client, link, ("password", PortalHost.Password)))
            Assert.Equal("/", PortalHost.TargetOf(set));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        using var other = host.NewClient("en");
        Assert.DoesNotContain("name=\"password\"", await other.GetStringAsync(link), StringComparison.Ordinal);
        using var again = await host.SignInAsync("kim");
    }

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient client, string code) => PortalHost.PostAsync(
        client, "/set-up", ("code", code), ("userName", "admin"), ("displayName", "관리자"), ("password", PortalHost.Password));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/");
        return answer.StatusCode;
    }
}
