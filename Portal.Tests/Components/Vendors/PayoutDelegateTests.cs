using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Vendors;
using Portal.Resources;
using Portal.Tests.Browser;

namespace Portal.Tests.Components.Vendors;

/// <summary>Who acts for an approver is offered what the approver would be.</summary>
[Collection(DemoPortal.Collection)]
public sealed class PayoutDelegateTests(DemoPortal portal)
{
    [Fact]
    public async Task PayoutTab_OfADelegate_OffersToApproveInTheApproversName()
    {
        var services = portal.Host.Services;
        var (approver, deputy) = await PeopleAsync();
        var vendor = (await services.GetRequiredService<VendorQueries>().PageAsync(Actor.System("test"), new() { Filters = [new("numberKind", nameof(BusinessNumberKind.Korean))] })).Value.Items[^1].Code;
        var payouts = services.GetRequiredService<PayoutAccounts>();
        Assert.True((await payouts.RequestAsync(Actor.System("test"), vendor, new PayoutAccountEdit("시험은행", "110-123-456789", "시험 예금주"))).Ok);
        using var client = await portal.SignInAsync(Role.FinanceOfficer);
        Assert.DoesNotContain(T("vendors.approve") + "</button>", await TabAsync(client, vendor), StringComparison.Ordinal);

        var today = DateOnly.FromDateTime(portal.Host.Time.GetUtcNow().UtcDateTime);
        var made = await services.GetRequiredService<Delegations>().CreateAsync(approver, new NewDelegation(deputy.UserName, Role.FinanceApprover, today.AddDays(-1), today.AddDays(1)), today);
        var offered = await TabAsync(client, vendor);
        Assert.Contains(T("vendors.approve") + "</button>", offered, StringComparison.Ordinal);
        Assert.Contains(T("vendors.approve_for", approver.Name), offered, StringComparison.Ordinal);

        await services.GetRequiredService<Delegations>().EndAsync(approver, made.Value.Id);
        Assert.DoesNotContain(T("vendors.approve") + "</button>", await TabAsync(client, vendor), StringComparison.Ordinal);
        await payouts.RejectAsync(approver, (await payouts.ListAsync(approver, vendor))[0].Id, "시험이 끝남");
    }

    private static string T(string key, params object?[] arguments) => Texts.In(new Look().Culture, key, arguments);

    private static async Task<string> TabAsync(HttpClient client, string vendor) => WebUtility.HtmlDecode(await client.GetStringAsync(PortalUrls.VendorTab(vendor, "payout")));

    private async Task<(Actor Approver, PortalUser Deputy)> PeopleAsync()
    {
        await using var db = portal.Host.Database.Open();
        PortalUser Holder(Role role) => db.Users.First(u => !u.IsService && u.Grants.Any(g => g.Role == role));
        var approver = Holder(Role.FinanceApprover);
        return (Make.Actor(Role.FinanceApprover, id: approver.Id, name: approver.DisplayName), Holder(Role.FinanceOfficer));
    }
}
