using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Tests.Hosting;

namespace Portal.Tests.Access;

public sealed partial class SecondFactorTests
{
    /// <summary>Appendix B of RFC 6238, cut to six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Code_VectorOfTheRfc_IsMet(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Encoding.ASCII.GetBytes("12345678901234567890"), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime)));

    /// <summary>Section 10 of RFC 4648, without padding.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_VectorOfTheRfc_IsMet(string text, string encoded) => Assert.Equal(encoded, Totp.Base32(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public async Task SignIn_FinanceOutsideTheDemo_SetsUpSecondFactorAndAsksForIt()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.FinanceOfficer, demo: false);
        using var client = host.NewClient("en");
        using var first = await SignInAsync(client, user.UserName);
        Assert.StartsWith("/sign-in/enrol", PortalHost.TargetOf(first), StringComparison.Ordinal);
        using (var home = await client.GetAsync("/"))
            Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
        var (secret, codes) = await EnrolAsync(host, client);
        Assert.Equal(SecondFactor.RecoveryCodes, codes.Count);
        using (var home = await client.GetAsync("/"))
            Assert.Equal(HttpStatusCode.OK, home.StatusCode);

        using var other = host.NewClient("en");
        using var again = await SignInAsync(other, user.UserName);
        Assert.StartsWith("/sign-in/code", PortalHost.TargetOf(again), StringComparison.Ordinal);
        // The code that set it up was used; a later one is taken once.
        using (var replayed = await PortalHost.PostAsync(other, "/sign-in/code", ("code", CodeNow(host, secret))))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, replayed.StatusCode);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        using var done = await PortalHost.PostAsync(other, "/sign-in/code", ("code", CodeNow(host, secret)));
        Assert.Equal("/", PortalHost.TargetOf(done));
    }

    [Fact]
    public async Task Verify_SameCodeTwiceAtOnce_AcceptsOne()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.FinanceOfficer, demo: false);
        using var client = host.NewClient("en");
        using var first = await SignInAsync(client, user.UserName);
        var (secret, _) = await EnrolAsync(host, client);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        var code = CodeNow(host, secret);
        var factor = host.Services.GetRequiredService<SecondFactor>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => factor.VerifyAsync(user.Id, code)));
        Assert.Single(answers, a => a.Ok);
    }

    [Fact]
    public async Task SignIn_RecoveryCode_WorksOnce()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.VoucherApprover, demo: false);
        using var client = host.NewClient("en");
        using var first = await SignInAsync(client, user.UserName);
        var (_, codes) = await EnrolAsync(host, client);
        using var lost = host.NewClient("en");
        using (await SignInAsync(lost, user.UserName))
        using (var answer = await PortalHost.PostAsync(lost, "/sign-in/recovery", ("code", codes[0].ToUpperInvariant())))
            Assert.Equal("/", PortalHost.TargetOf(answer));
        using var again = host.NewClient("en");
        using (await SignInAsync(again, user.UserName))
        using (var answer = await PortalHost.PostAsync(again, "/sign-in/recovery", ("code", codes[0])))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(SecondFactor.RecoveryCodes - 1, await host.Services.GetRequiredService<SecondFactor>().RecoveryCodesLeftAsync(user.Id));
    }

    [Fact]
    public async Task SignIn_DemoUser_NeedsPasswordAlone()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = await host.SignInAsync(Role.FinanceApprover);
        using var home = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Fact]
    public async Task StepUp_Password_HoldsTenMinutesForThatKind()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.FinanceApprover);
        using var client = await host.SignInAsync(user.UserName);
        var actor = await ActorOfAsync(host, user.Id);
        var stepUp = host.Services.GetRequiredService<StepUp>();
        Assert.Equal("payouts.approve", (await stepUp.CheckAsync(actor, "payouts.approve"))?.What);
        const string Page = "/step-up?for=payouts.approve&return=%2Fsettlement";
        using (var wrong = await PortalHost.PostAsync(client, Page, ("password", "틀린 비밀번호 하나")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using (var right = await PortalHost.PostAsync(client, Page, ("password", PortalHost.Password)))
            Assert.Equal("/settlement", PortalHost.TargetOf(right));
        Assert.Null(await stepUp.CheckAsync(actor, "payouts.approve"));
        Assert.Null(await stepUp.CheckAsync(actor, "payouts.approve:2026-11-22"));
        Assert.NotNull(await stepUp.CheckAsync(actor, "vouchers.approve"));
        host.Time.Advance(StepUp.Lifetime);
        Assert.NotNull(await stepUp.CheckAsync(actor, "payouts.approve"));
    }

    private static async Task<Actor> ActorOfAsync(PortalHost host, long userId)
    {
        var sessions = host.Services.GetRequiredService<Sessions>();
        var line = Assert.Single(await sessions.ListAsync(Make.Actor(id: userId)));
        return (await sessions.FindAsync(line.Uid))!.ToActor("127.0.0.1");
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string userName) =>
        PortalHost.PostAsync(client, "/sign-in", ("userName", userName), ("password", PortalHost.Password));

    /// <summary>Walks through the enrolment page as a person with an app does.</summary>
    private static async Task<(byte[] Secret, IReadOnlyList<string> Codes)> EnrolAsync(PortalHost host, HttpClient client)
    {
        var html = await client.GetStringAsync("/sign-in/enrol");
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        var secret = FromBase32(Secret().Match(html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        var form = PortalHost.HiddenFields(html);
        form["code"] = CodeNow(host, secret);
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync("/sign-in/enrol", content);
        var shown = await answer.Content.ReadAsStringAsync();
        return (secret, [.. RecoveryCode().Matches(shown).Select(m => m.Groups[1].Value)]);
    }

    private static string CodeNow(PortalHost host, byte[] secret) => Totp.Code(secret, Totp.StepAt(host.Time.GetUtcNow().UtcDateTime));

    internal static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    [GeneratedRegex("class=\"secret\">([A-Z2-7 ]+)<")]
    private static partial Regex Secret();

    [GeneratedRegex("<li><code>([a-z0-9-]+)</code></li>")]
    private static partial Regex RecoveryCode();
}
