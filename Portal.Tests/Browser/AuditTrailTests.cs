using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Components.Shared;
using Portal.Domain.Access;

namespace Portal.Tests.Browser;

/// <summary>An auditor looks for an act, reads it in full and takes the list away.</summary>
[Collection(DemoPortal.Collection)]
public sealed class AuditTrailTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Trail_FilteredByAction_OpensAnEntryWithItsChangesAndItsRecord()
    {
        await using var window = await portal.OpenAsync(Role.Auditor);
        await window.GoAsync(PortalUrls.Audit);
        var page = window.Page;
        await page.GetByRole(AriaRole.Group, new() { Name = window.T("audit.action"), Exact = true }).GetByRole(AriaRole.Button).First.ClickAsync();
        await page.GetByLabel(AuditWords.Act("vendor.suspended", window.Look.Culture)).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = window.T("grid.condition_apply") }).ClickAsync();
        await page.ReachAsync(new Regex("f\\.action=vendor\\.suspended"));
        // The address goes before the rows.
        var rows = page.Locator(".grid tbody tr");
        await Assertions.Expect(rows.First).ToContainTextAsync(window.T("audit.vendor_suspended"));
        Assert.All(await rows.AllInnerTextsAsync(), row => Assert.Contains(window.T("audit.vendor_suspended"), row, StringComparison.Ordinal));
        await rows.First.ClickAsync();
        var panel = page.Locator(".grid-side");
        await Assertions.Expect(panel.Locator(".changes dt", new() { HasText = window.T("vendors.status") }).First).ToBeVisibleAsync();
        await panel.Locator(".buttons a").First.ClickAsync();
        await page.ReachAsync(new Regex(PortalUrls.Vendors + "/V\\d+"));
    }
}
