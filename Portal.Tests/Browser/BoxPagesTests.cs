using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Seeding;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>A box of redeemed paper on its pages, in Korean: filled, sealed and given by one person, received and counted blind by another, destroyed with a photo.</summary>
[Collection(DemoPortal.Collection)]
public sealed class BoxPagesTests(DemoPortal portal)
{
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [BrowserFact]
    public async Task Box_FromItsFirstPieceToItsDestruction_IsWorkedByTwoPeople()
    {
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 3, "900404-시험");
        var bundle = VoucherDesk.Done(await desk.Get<Presentments>().OpenAsync(desk.Officer, new NewPresentment(Guid.NewGuid(), DemoVouchers.Programme, "V000001")));
        await desk.PresentAsync(bundle, [.. paper.Select(p => p.Serial)]);
        VoucherDesk.Done(await desk.Get<Presentments>().CloseAsync(desk.Officer, bundle.Uid));

        await using var officer = await portal.OpenAsync(Role.VoucherOfficer);
        var code = await FillAsync(officer, paper[0].Serial, bundle.Code);
        await CountAsync(code);
        await DestroyAsync(officer, code);
        await using var db = portal.Host.Database.Open();
        var box = await db.PaperBoxes.SingleAsync(b => b.Code == code);
        Assert.Equal((BoxState.Destroyed, 3, 3), (box.State, box.Count, box.FoundCount));
    }

    private static async Task<string> FillAsync(Window officer, string serial, string bundle)
    {
        await officer.GoAsync(PortalUrls.PaperBoxes);
        await PressAsync(officer, "main", "boxes.open");
        await officer.Page.ReachAsync(new Regex(PortalUrls.PaperBoxes + "/B"));
        await officer.SettleAsync();
        var code = new Uri(officer.Page.Url).Segments[^1];
        await Assertions.Expect(officer.Page.Locator("form.scan[data-live]:not([aria-busy])")).ToHaveCountAsync(1);
        await officer.Page.Locator("input[data-scan]").FocusAsync();
        await officer.Page.Keyboard.TypeAsync(serial);
        await officer.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(officer.Page.Locator($"tr[data-piece='{serial}']")).ToHaveCountAsync(1);
        await PressAsync(officer, "main", "boxes.put_bundle");
        var field = officer.Page.GetByLabel(officer.T("boxes.bundle"));
        await field.FillAsync(bundle);
        await field.BlurAsync();
        await PressAsync(officer, "main", "boxes.put");
        await Assertions.Expect(officer.Page.Locator("[data-sum]")).ToContainTextAsync("₩30,000");
        await PressAsync(officer, "main", "boxes.seal");
        await PressAsync(officer, "dialog[open]", "boxes.seal");
        await PressAsync(officer, "main", "boxes.give");
        await officer.Page.Locator("dialog[open] textarea").FillAsync("본부 금고");
        await officer.Page.Locator("dialog[open] textarea").BlurAsync();
        await PressAsync(officer, "dialog[open]", "boxes.give");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync(officer.T("boxes.BoxState_Offered"));
        return code;
    }

    /// <summary>The receiver counts, and nowhere on the page stands what he should find.</summary>
    private async Task CountAsync(string code)
    {
        await using var finance = await portal.OpenAsync(Role.FinanceOfficer);
        await finance.GoAsync(PortalUrls.PaperBox(code));
        await PressAsync(finance, "main", "boxes.receive");
        await PressAsync(finance, "dialog[open]", "boxes.receive");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync(finance.T("boxes.list_hidden"));
        await Assertions.Expect(finance.Page.Locator("main")).Not.ToContainTextAsync("30,000");
        await CountedAsync(finance, "2", "20000");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync(finance.T("boxes.list_hidden"));
        await Assertions.Expect(finance.Page.GetByText(finance.T("boxes.count_bad"))).ToBeVisibleAsync();
        await CountedAsync(finance, "3", "30000");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync(finance.T("boxes.BoxState_Counted"));
        await finance.AssertAliveAsync();
    }

    private static async Task CountedAsync(Window window, string count, string sum)
    {
        var form = window.Page.Locator("section.card", new() { Has = window.Page.GetByRole(AriaRole.Heading, new() { Name = window.T("boxes.count_title") }) });
        await form.Locator("input").First.FillAsync(count);
        await form.Locator("input").Last.FillAsync(sum);
        await form.Locator("input").Last.BlurAsync();
        await form.Locator("button[type=submit]").ClickAsync();
    }

    private async Task DestroyAsync(Window officer, string code)
    {
        await officer.GoAsync(PortalUrls.PaperDestroy);
        await officer.Page.Locator("label.check", new() { HasText = code }).Locator("input").CheckAsync();
        var today = portal.Host.Time.GetUtcNow().UtcDateTime.AddHours(9);
        await TypeAsync(officer, "boxes.destroy_place", "자원순환센터");
        await TypeAsync(officer, "boxes.method", "파쇄");
        await TypeAsync(officer, "boxes.witnesses", "김증인 (구청)\n이증인 (감사실)");
        await TypeAsync(officer, "boxes.on", today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await officer.ChooseFileAsync("boxes.photo", "폐기.png", "image/png", Photo);
        await officer.Page.Locator("main button[type=submit]").ClickAsync();
        await officer.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.PaperBox(code)) + "$"));
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync(officer.T("boxes.BoxState_Destroyed"));
        await officer.AssertAliveAsync();
    }

    private static async Task TypeAsync(Window window, string label, string text)
    {
        var field = window.Page.GetByLabel(window.T(label));
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    private static Task PressAsync(Window window, string within, string label) => window.Page.Locator(within).GetByRole(AriaRole.Button, new() { Name = window.T(label), Exact = true }).ClickAsync();
}
