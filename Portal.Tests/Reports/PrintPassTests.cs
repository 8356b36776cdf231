using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Reports;
using Portal.Tests.Browser;
using Portal.Tests.Hosting;

namespace Portal.Tests.Reports;

/// <summary>The pass with which the printing browser sees one page as its reader does, once.</summary>
[Collection(DemoPortal.Collection)]
public sealed class PrintPassTests(DemoPortal portal)
{
    private const string Target = "/print/stalls?market=SB";

    [Fact]
    public void Redeem_UsedLateOrForAnotherPage_IsRefused()
    {
        var time = new SettableTime(DateTime.UtcNow);
        var passes = new PrintPasses(time);
        var pass = new PrintPass(new ClaimsPrincipal(), CultureInfo.InvariantCulture, Target, "http://localhost/");
        var used = passes.Issue(pass);
        Assert.Same(pass, passes.Redeem(used, Target));
        Assert.Null(passes.Redeem(used, Target));

        var elsewhere = passes.Issue(pass);
        Assert.Null(passes.Redeem(elsewhere, "/print/stalls?market=SC"));
        Assert.Null(passes.Redeem(elsewhere, Target));

        var late = passes.Issue(pass);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(passes.Redeem(late, Target));
        Assert.Null(passes.Redeem("guessed", Target));
    }

    [Fact]
    public async Task Page_WithAPass_OpensOnceAsTheReaderSeesIt()
    {
        using var printer = portal.Host.NewClient();
        var pass = await IssueAsync(Role.MarketManager, Target);
        using (var opened = await printer.GetAsync(With(pass)))
            Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        using (var again = await portal.Host.NewClient().GetAsync(With(pass)))
            Assert.StartsWith(PortalUrls.SignIn, PortalHost.TargetOf(again), StringComparison.Ordinal);

        // A pass opens no more than its reader may see, and nothing but printable pages.
        using (var foreign = await portal.Host.NewClient().GetAsync(PortalUrls.With("/print/stalls?market=SC", PrintPasses.Key, await IssueAsync(Role.MarketManager, "/print/stalls?market=SC"))))
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using (var other = await portal.Host.NewClient().GetAsync(PortalUrls.With("/vendors", PrintPasses.Key, await IssueAsync(Role.MarketManager, "/vendors"))))
            Assert.StartsWith(PortalUrls.SignIn, PortalHost.TargetOf(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithAPassOfAnother_ShowsNobodyMoreThanTheirOwn()
    {
        await using var db = portal.Host.Database.Open();
        using var neighbour = await portal.Host.SignInAsync(Role.MarketManager, ScopeKind.Market, marketId: await db.Markets.Where(m => m.Code == "SC").Select(m => m.Id).SingleAsync());
        using (var own = await neighbour.GetAsync(With(await IssueAsync(Role.MarketManager, Target))))
            Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);

        using var proxied = portal.Host.NewClient();
        proxied.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var far = await proxied.GetAsync(With(await IssueAsync(Role.MarketManager, Target)));
        Assert.NotEqual(HttpStatusCode.OK, far.StatusCode);
    }

    private static string With(string pass) => PortalUrls.With(Target, PrintPasses.Key, pass);

    /// <summary>A pass as the button for the PDF makes it, for a person of this role in their own market.</summary>
    private async Task<string> IssueAsync(Role role, string target)
    {
        var services = portal.Host.Services;
        var user = await portal.Host.AddUserAsync(role, scope: ScopeKind.Market, marketId: portal.OwnMarketId);
        var session = await services.GetRequiredService<Sessions>().StartAsync(user.Id, "127.0.0.1", "test");
        return services.GetRequiredService<PrintPasses>().Issue(new PrintPass(PortalPrincipal.For(session, "127.0.0.1"), CultureInfo.GetCultureInfo("ko"), target, portal.Host.Address.ToString()));
    }
}
