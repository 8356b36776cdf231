using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Resources;
using Portal.Tests.Browser;

namespace Portal.Tests.Access;

/// <summary>Who received a delegation reads it, and gives none; markets of roles are called as the reader calls them.</summary>
[Collection(DemoPortal.Collection)]
public sealed class DelegationPageTests(DemoPortal portal)
{
    [Fact]
    public async Task Delegations_OfWhoReceivedOne_AreShownWithoutTheFormToGive()
    {
        var services = portal.Host.Services;
        await using var db = portal.Host.Database.Open();
        PortalUser Holder(Role role) => db.Users.First(u => !u.IsService && u.Grants.Any(g => g.Role == role));
        var (giver, receiver) = (Holder(Role.CaseDecider), Holder(Role.Inspector));
        var actor = Make.Actor(Role.CaseDecider, id: giver.Id, name: giver.DisplayName);
        using var client = await portal.SignInAsync(Role.Inspector);
        Assert.DoesNotContain(PortalUrls.AccountDelegations, await ReadAsync(client, PortalUrls.Account), StringComparison.Ordinal);
        Assert.Contains(T("access.noneReceived"), await ReadAsync(client, PortalUrls.AccountDelegations), StringComparison.Ordinal);

        var today = DateOnly.FromDateTime(portal.Host.Time.GetUtcNow().UtcDateTime);
        var made = (await services.GetRequiredService<Delegations>().CreateAsync(actor, new NewDelegation(receiver.UserName, Role.CaseDecider, today, today.AddDays(1)), today)).Value;
        Assert.Contains(PortalUrls.AccountDelegations, await ReadAsync(client, PortalUrls.Account), StringComparison.Ordinal);
        var page = await ReadAsync(client, PortalUrls.AccountDelegations + "?sel=" + made.Id);
        Assert.Contains($"{giver.DisplayName} → {receiver.DisplayName}", page, StringComparison.Ordinal);
        Assert.DoesNotContain(T("access.newDelegation"), page, StringComparison.Ordinal);
        Assert.DoesNotContain($">{T("access.end")}</button>", page, StringComparison.Ordinal);
        Assert.True((await services.GetRequiredService<Delegations>().EndAsync(actor, made.Id)).Ok);
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Users_MarketsOfTheirRoles_AreCalledAsTheReaderCallsThem(string language)
    {
        await using var db = portal.Host.Database.Open();
        var market = db.Markets.Single(m => m.Id == portal.OwnMarketId);
        using var client = await portal.SignInAsync(Role.Administrator);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var name = language switch { "en" => market.NameEn, "zh-Hans" => market.NameZh, _ => market.NameKo };
        Assert.Contains($"{name} ({market.Code})", await ReadAsync(client, PortalUrls.Users), StringComparison.Ordinal);
    }

    private static string T(string key) => Texts.In(new Look().Culture, key);

    private static async Task<string> ReadAsync(HttpClient client, string url) => WebUtility.HtmlDecode(await client.GetStringAsync(url));
}
