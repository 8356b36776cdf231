using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>An institution's order on its pages, in Korean: quoted, ordered, paid in, delivered and certified.</summary>
[Collection(DemoPortal.Collection)]
public sealed class InstitutionOrderPagesTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Order_FromQuoteToCertificate_IsWorkedOnOnePage()
    {
        var desk = await DemoVoucherCounter.OfAsync(portal.Host, DemoPortal.SignInOf(Role.VoucherOfficer).Email);
        var paper = await desk.PrintAsync(VoucherKind.Paper, 10_000, 2);
        await using var window = await portal.OpenAsync(Role.VoucherOfficer);
        await window.GoAsync(PortalUrls.Institution("DEMO-INST-3"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = window.T("institutions.quote_new") }).ClickAsync();
        await FillAsync(window, window.T("institutions.face_n", 1), "10000");
        await FillAsync(window, window.T("institutions.count_n", 1), "2");
        await window.Page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await window.Page.ReachAsync(new Regex("/institution-orders/DEMO-O"));

        await StepAsync(window, "Quoted", ("institutions.reference", "시연-3"));
        await StepAsync(window, "Ordered");
        await Assertions.Expect(window.Page.Locator("[data-deposited]")).ToHaveTextAsync("₩20,000");
        await StepAsync(window, "Deposited", ("institutions.serial_from", paper[0].Serial), ("institutions.received_by", "시연 수령인"));
        await Assertions.Expect(window.Page.Locator("[data-left]")).ToHaveTextAsync("₩10,000");
        await StepAsync(window, "Delivering", ("institutions.serial_from", paper[1].Serial), ("institutions.received_by", "시연 수령인"));
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync(window.T("institutions.OrderState_Done"));
        await Assertions.Expect(window.Page.Locator("[data-step]")).ToHaveCountAsync(0);

        var certificate = await window.Page.Locator("[data-certificate]").GetAttributeAsync("href");
        await window.GoAsync(certificate!);
        await Assertions.Expect(window.Page.Locator(".paper")).ToContainTextAsync(window.T("institutions.securities"));
        await Assertions.Expect(window.Page.Locator(".paper")).ToContainTextAsync(paper[1].Serial);
    }

    private static async Task FillAsync(Window window, string label, string text)
    {
        var field = window.Page.GetByLabel(label).First;
        await field.FillAsync(text);
        await field.BlurAsync();
        await window.SettleAsync();
    }

    private static async Task StepAsync(Window window, string state, params (string Name, string Text)[] fields)
    {
        await Assertions.Expect(window.Page.Locator($"[data-step={state}]")).ToBeVisibleAsync();
        await window.SettleAsync();
        foreach (var (name, text) in fields)
            await FillAsync(window, window.T(name), text);
        await window.Page.Locator("[data-step] [data-next]").ClickAsync();
    }
}
