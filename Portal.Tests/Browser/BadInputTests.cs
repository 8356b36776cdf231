using Microsoft.Playwright;
using Portal.Domain.Access;

namespace Portal.Tests.Browser;

/// <summary>What people paste and type into addresses: a plain answer, and the page lives on.</summary>
[Collection(DemoPortal.Collection)]
public sealed class BadInputTests(DemoPortal portal)
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<string> Addresses =>
    [
        PortalUrls.Vendors + "?page=999999&sort=nope&f.x=y",
        PortalUrls.Vendors + "?page=-1&size=0&cols=a,b&q=" + new string('x', 3000),
        PortalUrls.Vendors + "?f.status=nope&sort=-code,-code,nope",
        PortalUrls.Vendors + "?market=NOWHERE",
        PortalUrls.Vendors + "?market=SC",
        PortalUrls.Vendors + "/V999999",
        PortalUrls.Vendors + "/V000001?tab=nope&list=%00%25",
        PortalUrls.Vendors + "/..%2f..%2fetc",
        PortalUrls.Markets + "/SC",
        PortalUrls.Stalls + "/SC-A-001",
        PortalUrls.Plan + "?market=SC&zone=nope&stall=SC-A-001",
        PortalUrls.PublicStalls + "/%3Cscript%3E",
        PortalUrls.PrintVendors + "/V999999",
        PortalUrls.VendorMerge + "?first=x&second=%00",
    ];

    [BrowserTheory]
    [MemberData(nameof(Addresses))]
    public async Task Address_Nonsense_IsAnsweredPlainly(string url)
    {
        await using var window = await portal.OpenAsync(Role.MarketManager);
        await window.GoAsync(url);
        Assert.NotEmpty(await window.Page.Locator("body").InnerTextAsync());
        await window.AssertAliveAsync();
    }

    /// <summary>Every text field of the forms: a megabyte, NUL and half a character. Then the page is asked for something else and answers.</summary>
    [BrowserTheory]
    [InlineData(PortalUrls.Vendors)]
    [InlineData(PortalUrls.VendorNew + "?market=SB")]
    [InlineData(PortalUrls.StallNew + "?market=SB")]
    public async Task Fields_AMegabyteAndForbiddenCharacters_LeaveThePageAlive(string url)
    {
        await using var window = await portal.OpenAsync(Role.MarketManager);
        await window.GoAsync(url);
        var fields = window.Page.Locator("main input[type=text]:visible, main input[type=search]:visible, main input:not([type]):visible, main textarea:visible");
        Assert.NotEqual(0, await fields.CountAsync());
        foreach (var text in (string[])[new string('가', Megabyte / 3), "a\0b", "half \ud83d"])
        {
            // What is typed into one field may take another away: the pager goes when nothing is found.
            foreach (var field in await fields.ElementHandlesAsync())
                await PasteAsync(field, text);
            await window.Page.Keyboard.PressAsync("Enter");
        }

        await window.AssertAliveAsync();
        await window.Page.Locator("header [data-opens=palette]").ClickAsync();
        await window.Page.Locator("#palette input").FillAsync("SB-A-001");
        await window.Page.Locator("#palette [role=option]", new() { HasText = "SB-A-001" }).First.WaitForAsync();
        await window.AssertAliveAsync();
    }

    /// <summary>As a paste by script goes: past the field's own maximum.</summary>
    private static async Task PasteAsync(IElementHandle field, string text) =>
        await field.EvaluateAsync("(e, text) => { if (e.disabled) return; e.value = text; e.dispatchEvent(new Event('input', { bubbles: true })); e.dispatchEvent(new Event('change', { bubbles: true })); }", text);
}
