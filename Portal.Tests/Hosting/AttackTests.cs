using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Portal.Domain.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Hosting;

/// <summary>What somebody tries who means harm, from outside and with another person's browser.</summary>
[Collection(DemoPortal.Collection)]
public sealed class AttackTests(DemoPortal portal)
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/vendors")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/live")]
    [InlineData("/no-such-page")]
    [InlineData("/import/template/vendors")]
    [InlineData("/_framework/no-such-file.js")]
    public async Task Answer_Any_ForbidsFramesSniffingAndForeignScripts(string path)
    {
        using var client = portal.Host.NewClient();
        using var answer = await client.GetAsync(path);
        string One(string name) => answer.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : "";
        Assert.Contains("script-src 'self';", One("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", One("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(("DENY", "nosniff", "same-origin"), (One("X-Frame-Options"), One("X-Content-Type-Options"), One("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Answer_BehindAProxyWithHttps_TellsTheBrowserToStayThere()
    {
        await using var host = await PortalHost.StartAsync(settings: ("Proxy:Networks", "127.0.0.0/8"));
        using var client = host.NewClient();
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "portal.example")])
            client.DefaultRequestHeaders.Add(name, value);
        using var answer = await client.GetAsync("/sign-in");
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c, StringComparison.Ordinal));
        client.DefaultRequestHeaders.Remove("X-Forwarded-Proto");
        using var plain = await client.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.Forbidden, plain.StatusCode);
    }

    [Theory]
    [InlineData("/sign-in", "sign-in")]
    [InlineData("/sign-in/code", "code")]
    [InlineData("/sign-in/recovery", "recovery")]
    [InlineData("/sign-in/enrol", "enrol")]
    [InlineData("/sign-in/link", "link")]
    [InlineData("/set-up", "set-up")]
    [InlineData("/step-up?for=x", "step-up")]
    [InlineData("/sign-out", "")]
    public async Task Form_OfAnotherSite_ChangesNothing(string path, string handler)
    {
        using var client = await portal.SignInAsync(Role.Auditor);
        using var form = new FormUrlEncodedContent([new("_handler", handler), new("password", "x"), new("code", "x")]);
        using var answer = await client.PostAsync(path, form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var home = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", 5_000)]
    [InlineData("multipart/form-data; boundary=x", 1)]
    [InlineData("text/plain", 1)]
    public async Task Form_Malformed_IsRefused(string type, int fields)
    {
        using var client = portal.Host.NewClient();
        foreach (var path in (string[])["/sign-in", PortalUrls.SetLanguage, PortalUrls.SetTheme, "/sign-out"])
        {
            using var body = new StringContent(string.Join('&', Enumerable.Range(0, fields).Select(i => $"a{i}=1")), Encoding.UTF8);
            body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using var answer = await client.PostAsync(path, body);
            Assert.True((int)answer.StatusCode is >= 300 and < 500, $"{path}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/../../etc/passwd")]
    [InlineData("/export/..%2f..%2fetc%2fpasswd")]
    [InlineData("/export/../appsettings.json")]
    [InlineData("/vendors/..%2f..%2fetc%2fpasswd/photo")]
    [InlineData("/import/..%2f..%2fx/refused.xlsx")]
    [InlineData("/_framework/..%2fappsettings.json")]
    [InlineData("/appsettings.json")]
    [InlineData("/Portal.dll")]
    [InlineData("/keys/personal.key")]
    [InlineData("/documents")]
    public async Task Path_OutOfThePortal_LeadsNowhere(string path)
    {
        using var client = await portal.SignInAsync(Role.Administrator);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Host.Address.ToString().TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var answer = await client.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
    }

    [Theory]
    [InlineData("/vendors?q=")]
    [InlineData("/?market=")]
    [InlineData("/plan?market=SB&zone=")]
    [InlineData("/sign-in?returnUrl=")]
    public async Task Query_OfAnyLength_IsAnsweredPlainly(string path)
    {
        using var client = await portal.SignInAsync(Role.MarketManager);
        foreach (var text in (string[])[new string('x', 7_500), new string('x', 9_000), "%00", "%ff%fe", string.Concat(Enumerable.Repeat("a%26f.b=", 500))])
        {
            using var answer = await client.GetAsync(path + text);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task SignIn_WithAPlantedCookie_StartsASessionOfItsOwn()
    {
        const string Planted = "portal=planted-by-somebody-else";
        var user = await portal.Host.AddUserAsync(Role.Auditor);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = portal.Host.Address };
        using var page = await SendAsync(client, HttpMethod.Get, "/sign-in", Planted);
        var form = PortalHost.HiddenFields(await page.Content.ReadAsStringAsync());
        (form["userName"], form["password"]) = (user.UserName, PortalHost.Password);
        using var content = new FormUrlEncodedContent(form);
        using var answer = await SendAsync(client, HttpMethod.Post, "/sign-in", $"{Planted}; {page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]}", content);
        Assert.Equal("/", PortalHost.TargetOf(answer));
        var own = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("portal=", StringComparison.Ordinal)).Split(';')[0];
        Assert.NotEqual(Planted, own);
        using var planted = await SendAsync(client, HttpMethod.Get, "/", Planted);
        Assert.StartsWith(PortalUrls.SignIn, PortalHost.TargetOf(planted), StringComparison.Ordinal);
        using var signedIn = await SendAsync(client, HttpMethod.Get, "/", own);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string cookies, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Cookie", cookies);
        return await client.SendAsync(request);
    }
}
