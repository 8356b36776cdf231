using ClosedXML.Excel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Vendors;
using Portal.Tests.Reports;

namespace Portal.Tests.Browser;

/// <summary>What a market manager does in a morning, from the floor plan to the files taken away; importing and suspending have tests of their own.</summary>
[Collection(DemoPortal.Collection)]
public sealed class MainJobTests(DemoPortal portal)
{
    [BrowserTheory]
    [InlineData("ko", 0)]
    [InlineData("en", 1)]
    public async Task Manager_GivesAVacantStallOnThePlan_AndTakesCardAndListAway(string language, int which)
    {
        var services = portal.Host.Services;
        var name = "배치시험 " + language;
        var vendor = (await services.GetRequiredService<VendorService>().CreateAsync(Make.Actor(), new VendorEdit { Market = DemoPortal.OwnMarket, TradeName = name, NoNumberReason = "노점" })).Value;
        var vacant = (await services.GetRequiredService<StallQueries>().PageAsync(
            Make.Actor(), ListQuery.Everything.WithFilter("market", DemoPortal.OwnMarket).WithFilter("held", "no").WithFilter("kind", "Fixed").WithFilter("status", "Active"))).Value.Items[which == 0 ? 0 : ^1];

        await using (var window = await portal.OpenAsync(Role.MarketManager, new Look(language)))
        {
            await window.GoAsync(PortalUrls.PlanOf(DemoPortal.OwnMarket, vacant.Zone));
            await window.Page.Locator($"g.stall[data-stall='{vacant.Code}']").ClickAsync();
            await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("stalls.give") }).ClickAsync();
            await window.Page.GetByRole(AriaRole.Combobox, new() { Name = window.T("stalls.vendorName") }).FillAsync(name);
            await window.Page.GetByRole(AriaRole.Option, new() { Name = name }).ClickAsync();
            await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("stalls.giveDo") }).ClickAsync();
            await window.Page.GetByText(window.T("stalls.given", vacant.Code, name)).First.WaitForAsync();
            await window.AssertAliveAsync();
        }

        Assert.Equal(vendor, (await services.GetRequiredService<StallQueries>().GetAsync(Make.Actor(), vacant.Code)).Value.Vendor);
        using var client = await portal.SignInAsync(Role.MarketManager);
        using var card = new PdfFile(await client.GetByteArrayAsync(new Uri(PortalUrls.Pdf(PortalUrls.PrintVendor(vendor)), UriKind.Relative)));
        Assert.Contains(name, await card.TextAsync(), StringComparison.Ordinal);

        using var workbook = new XLWorkbook(new MemoryStream(await client.GetByteArrayAsync(new Uri($"/export/vendors?format=xlsx&q={Uri.EscapeDataString(name)}", UriKind.Relative))));
        var rows = workbook.Worksheet(1).RowsUsed().Skip(1).ToList();
        Assert.Equal([vendor], rows.Select(r => r.Cell(1).GetString()));
    }
}
