using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Tests.Hosting;

namespace Portal.Tests.Access;

public sealed partial class SignInTests
{
    private const string Wrong = "틀린 비밀번호 하나 둘 셋";

    [Fact]
    public async Task Home_NotSignedIn_LeadsToSignInAndBack()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.MarketManager);
        using var client = host.NewClient();
        using var first = await client.GetAsync("/?market=SB");
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var signIn = PortalHost.TargetOf(first)!;
        Assert.StartsWith("/sign-in?returnUrl=", signIn, StringComparison.Ordinal);
        var script = BlazorScript().Match(await client.GetStringAsync(signIn)).Value;
        Assert.True((await client.GetByteArrayAsync("/" + script)).Length > 50_000, script);
        using var signedIn = await PostAsync(client, signIn, user.UserName);
        Assert.Equal("/?market=SB", PortalHost.TargetOf(signedIn));
        using var home = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Theory]
    [InlineData("ko", "로그인")]
    [InlineData("en", "Sign in")]
    [InlineData("zh-Hans", "登录")]
    public async Task SignIn_ReadersLanguage_IsSpoken(string language, string word)
    {
        await using var host = await PortalHost.StartAsync();
        await host.AddUserAsync(Role.Auditor);
        using var client = host.NewClient(language);
        Assert.Contains($">{word}</h1>", await client.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WrongPassword_AnswersLikeUnknownAccount()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.Auditor);
        using var client = host.NewClient("en");
        using var wrong = await PostAsync(client, "/sign-in", user.UserName, Wrong);
        using var unknown = await PostAsync(client, "/sign-in", "nobody", Wrong);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        const string Sentence = "The user name or the password is not right.";
        Assert.Contains(Sentence, await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(Sentence, await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ManyWrongPasswords_WaitsButOnlyThere()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.Auditor);
        // The owner has signed in on this browser before; the stranger sits at the same address.
        using var owner = await host.SignInAsync(user.UserName);
        using var stranger = host.NewClient();
        for (var i = 0; i < SignInThrottle.FreePerAccount; i++)
            using (var answer = await PostAsync(stranger, "/sign-in", user.UserName, Wrong))
                Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using var refused = await PostAsync(stranger, "/sign-in", user.UserName);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        await EndSessionsAsync(host, user.Id);
        using var back = await PostAsync(owner, "/sign-in", user.UserName);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        using var later = await PostAsync(stranger, "/sign-in", user.UserName);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    [Fact]
    public async Task SignIn_ManyAccountsFromOneAddress_WaitsThere()
    {
        await using var host = await PortalHost.StartAsync();
        var throttle = host.Services.GetRequiredService<SignInThrottle>();
        for (var i = 0; i < SignInThrottle.FreePerAddress; i++)
            Assert.True((await throttle.BeginAsync($"USER{i}", "192.0.2.1")).Ok);
        Assert.IsType<TooManyTries>((await throttle.BeginAsync("ANOTHER", "192.0.2.1")).Refusal);
        Assert.True((await throttle.BeginAsync("ANOTHER", "192.0.2.2")).Ok);
        Assert.True((await throttle.BeginAsync("ANOTHER", SignInThrottle.Device(Guid.NewGuid()))).Ok);
    }

    [Fact]
    public async Task SignIn_HundredTriesAtOnce_CountsEach()
    {
        await using var host = await PortalHost.StartAsync();
        var throttle = host.Services.GetRequiredService<SignInThrottle>();
        var tries = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => throttle.BeginAsync("KIM", "192.0.2.1")));
        Assert.Equal(SignInThrottle.FreePerAccount, tries.Count(t => t.Ok));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_ReturnToAnotherSite_GoesHome(string target)
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.Auditor);
        using var client = host.NewClient();
        using var answer = await PostAsync(client, "/sign-in?returnUrl=" + Uri.EscapeDataString(target), user.UserName);
        Assert.Equal("/", PortalHost.TargetOf(answer));
    }

    [Fact]
    public async Task SignIn_WithoutTheFormsToken_IsRefused()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.Auditor);
        using var client = host.NewClient();
        using var content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("userName", user.UserName), new("password", PortalHost.Password)]);
        using var answer = await client.PostAsync("/sign-in", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var home = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
    }

    [Fact]
    public async Task SignIn_OnThisMachine_SetsHttpOnlyLaxCookie()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.Auditor);
        using var client = host.NewClient();
        using var answer = await PostAsync(client, "/sign-in", user.UserName);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("portal=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_BehindAProxyWithHttps_SetsHostCookie()
    {
        await using var host = await PortalHost.StartAsync(settings: ("Proxy:Networks", "127.0.0.0/8, ::1"));
        var user = await host.AddUserAsync(Role.Auditor);
        // The cookie container of the client refuses secure cookies over HTTP, as it should: cookies are carried by hand.
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        using var page = await client.GetAsync("/sign-in");
        client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var form = PortalHost.HiddenFields(await page.Content.ReadAsStringAsync());
        (form["userName"], form["password"]) = (user.UserName, PortalHost.Password);
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync("/sign-in", content);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-portal=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/;", cookie, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security") || host.Address.Host is "127.0.0.1" or "localhost");
        await using var db = host.Database.Open();
        Assert.Equal("192.0.2.7", (await db.UserSessions.SingleAsync()).From);
    }

    [Fact]
    public async Task Request_HeaderOfAProxyNobodyConfigured_IsRefused()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = host.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        using var page = await client.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        using var health = await client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string userName, string password = PortalHost.Password) =>
        PortalHost.PostAsync(client, path, ("userName", userName), ("password", password));

    private static async Task EndSessionsAsync(PortalHost host, long userId) =>
        await host.Services.GetRequiredService<Sessions>().EndOthersAsync(Make.Actor(id: userId));

    [GeneratedRegex(@"_framework/blazor\.web[\w.]*\.js")]
    private static partial Regex BlazorScript();
}
