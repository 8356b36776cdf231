using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.MerchantQr;

namespace Portal.Tests.Browser;

/// <summary>A manager makes a code for one payment, reads a code that a customer could not pay with, and prints posters of two stalls.</summary>
[Collection(DemoPortal.Collection)]
public sealed class StallPayQrTests(DemoPortal portal)
{
    private static readonly string Tab = PortalUrls.With(PortalUrls.Stall("SB-A-001"), "tab", "qr");

    [BrowserTheory]
    [InlineData("ko", 1440)]
    [InlineData("en", 360)]
    public async Task Amount_TypedInTheTab_MakesTheCodeThatTheApiGives(string language, int width)
    {
        await using var window = await portal.OpenAsync(Role.MarketManager, new Look(language, Width: width));
        await window.GoAsync(Tab);
        var payload = window.Page.Locator(".qr-payload");
        Assert.False(QrPayload.Parse(await payload.InnerTextAsync()).Value.IsDynamic);
        var amount = window.Page.GetByLabel(window.T("qr.amount"));
        await TypeAsync(window, amount, "12,000", "**amount=12000**");
        await Assertions.Expect(payload).ToContainTextAsync("540512000");
        using var client = portal.Host.NewClient("ko", await portal.Host.AddKeyAsync(Role.MarketManager));
        Assert.Equal(await client.GetStringAsync("/api/v1/stalls/SB-A-001/qr.txt?amount=12000"), await payload.InnerTextAsync());

        await amount.FillAsync("");
        await amount.PressAsync("Tab");
        await Assertions.Expect(payload).Not.ToContainTextAsync("540512000");
    }

    /// <summary>What is typed while the page comes alive is lost with the page that was there before: it is typed again then, as a person does.</summary>
    private static async Task TypeAsync(Window window, ILocator amount, string text, string address)
    {
        for (var tries = 1; ; tries++)
        {
            foreach (var typed in (string[])["", text])
            {
                await amount.FillAsync(typed);
                await amount.PressAsync("Tab");
            }

            var moved = window.Page.WaitForURLAsync(address, new() { Timeout = 10_000 });
            await moved.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (moved.IsCompletedSuccessfully || tries == 3)
            {
                await moved;
                return;
            }
        }
    }

    [BrowserFact]
    public async Task Reader_PastedCodes_AreExplainedOrSaidToBeWrong()
    {
        await using var window = await portal.OpenAsync(Role.MarketManager);
        await window.GoAsync(Tab);
        var own = await window.Page.Locator(".qr-payload").InnerTextAsync();
        var (reader, field) = (window.Page.Locator("section", new() { Has = window.Page.Locator(".qr-reader") }), window.Page.GetByLabel(window.T("qr.payload")));
        await ReadAsync($"\n {own} ");
        await Assertions.Expect(reader.Locator(".note.g")).ToContainTextAsync(window.T("qr.fits"));
        await Assertions.Expect(reader.Locator("td", new() { HasText = window.T("qr.id_64_01") })).ToBeVisibleAsync();

        await ReadAsync(own.Replace("5802KR", "5802kr", StringComparison.Ordinal));
        await Assertions.Expect(reader.Locator(".note.s li")).ToHaveCountAsync(2);
        await Assertions.Expect(reader.Locator(".note.s")).ToContainTextAsync("kr");
        await Assertions.Expect(reader.Locator(".note.s")).ToContainTextAsync(own[^4..]);

        await ReadAsync("https://qr.alipay.com/x");
        await Assertions.Expect(reader.Locator(".note.s")).ToContainTextAsync("http");
        await Assertions.Expect(reader.Locator(".qr-fields")).ToHaveCountAsync(0);

        async Task ReadAsync(string text)
        {
            await field.FillAsync(text);
            await reader.GetByRole(AriaRole.Button, new() { Name = window.T("qr.read"), Exact = true }).ClickAsync();
        }
    }

    [BrowserFact]
    public async Task Posters_OfTwoTickedStalls_AreOnTwoSheets()
    {
        await using var window = await portal.OpenAsync(Role.MarketManager);
        await window.GoAsync(PortalUrls.With(PortalUrls.Stalls, PortalUrls.MarketKey, DemoPortal.OwnMarket));
        foreach (var code in (string[])["SB-A-001", "SB-A-002"])
            await window.Page.Locator($"tr[data-row]:has-text('{code}')").GetByRole(AriaRole.Checkbox).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = window.T("stalls.printPosters"), Exact = true }).ClickAsync();
        await window.Page.ReachAsync("**" + PortalUrls.PrintPosters + "?stalls=SB-A-001*");
        await Assertions.Expect(window.Page.Locator(".poster-code")).ToHaveTextAsync(["SB-A-001", "SB-A-002"]);
    }
}
