using ClosedXML.Excel;
using Microsoft.Playwright;
using Portal.Domain.Exchange.Writing;

namespace Portal.Tests.Browser;

/// <summary>What a market manager does in a window, by the words on the screen alone: each step goes on from where the last one ended.</summary>
internal sealed class ManagersMorning(Window window)
{
    private IPage Page => window.Page;

    public async Task SignInAsync(string userName, string password)
    {
        await Page.GotoAsync(PortalUrls.Home);
        await Page.GetByLabel(window.T("access.userName")).FillAsync(userName);
        await Page.GetByLabel(window.T("access.password")).FillAsync(password);
        await Button("access.signIn").ClickAsync();
        await window.SettleAsync();
    }

    /// <summary>From the list of vendors into the wizard, and with a file as far as the preview; five of its columns mean a field.</summary>
    public async Task PreviewAsync(byte[] workbook, string fileName, int columns)
    {
        await GoToAsync("vendors");
        await Link("vendors.import").ClickAsync();
        await UploadAsync(workbook, fileName, columns);
    }

    /// <summary>From the result of one import on with the next file.</summary>
    public async Task PreviewNextAsync(byte[] workbook, string fileName, int columns)
    {
        await Link("imports.another").ClickAsync();
        await UploadAsync(workbook, fileName, columns);
    }

    /// <summary>The rows that the preview refuses: number, column, reason.</summary>
    public async Task<string[][]> RefusedAsync()
    {
        await Page.Locator("table.refused tbody tr").First.WaitForAsync();
        return [.. (await Page.Locator("table.refused tbody tr").AllInnerTextsAsync()).Select(row => row.Split('\t'))];
    }

    /// <summary>From the preview to the result.</summary>
    public async Task ImportAsync(int rows)
    {
        await GoOnAsync(Button("imports.do_it", rows));
        try
        {
            await Button("imports.do_it", rows).ClickAsync();
        }
        catch (Exception missed) when (missed is TimeoutException or PlaywrightException)
        {
            throw new InvalidOperationException($"At {Page.Url}: {await Page.Locator("main").InnerTextAsync()}", missed);
        }

        await Page.GetByText(window.T("imports.end_Done", rows, 0)).WaitForAsync();
    }

    /// <summary>A click on a page that scrolls back to its beginning in that moment, as one does that was just arrived at, may miss: then it is clicked again, as a person does.</summary>
    private async Task GoOnAsync(ILocator next)
    {
        for (var tries = 1; ; tries++)
        {
            await Link("imports.go_on").ClickAsync();
            var shown = next.WaitForAsync(new() { Timeout = 10_000 });
            await shown.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (shown.IsCompletedSuccessfully)
                return;
            if (tries == 3 || !await Link("imports.go_on").IsVisibleAsync())
                throw new InvalidOperationException($"The page did not go on from {Page.Url}: {await Page.Locator("main").InnerTextAsync()}");
        }
    }

    /// <summary>The workbook of the refused rows.</summary>
    public async Task<XLWorkbook> TakeRefusedAsync(int rows) => await DownloadAsync(Link("imports.take_refused", rows));

    /// <summary>Clicks the first free stall on the floor plan and gives it to a vendor; answers the stall's code.</summary>
    public async Task<string> GiveAStallAsync(string vendor)
    {
        await GoToAsync("plan");
        var free = Page.Locator("svg.plan g.stall.vacant").First;
        var code = (await free.GetAttributeAsync("data-stall"))!;
        await free.ClickAsync();
        await Button("stalls.give").ClickAsync();
        await Page.GetByRole(AriaRole.Combobox, new() { Name = window.T("stalls.vendorName") }).FillAsync(vendor);
        await Page.GetByRole(AriaRole.Option, new() { Name = vendor }).ClickAsync();
        await Button("stalls.giveDo").ClickAsync();
        await Page.GetByText(window.T("stalls.given", code, vendor)).WaitForAsync();
        await Assertions.Expect(Page.Locator(".stall-panel h2")).ToHaveTextAsync(vendor);
        await Assertions.Expect(Page.Locator($"svg.plan g.stall.maytrade[data-stall='{code}']")).ToHaveCountAsync(1);
        return code;
    }

    /// <summary>Searches the list of vendors and waits until it shows so many.</summary>
    public async Task FindVendorsAsync(string text, int count)
    {
        await GoToAsync("vendors");
        await Page.Locator("main input[type=search]").FillAsync(text);
        await Assertions.Expect(Rows).ToHaveCountAsync(count);
    }

    /// <summary>Four acts in the list: tick, ask, say why, confirm.</summary>
    public async Task SuspendAsync(string vendor, string reason)
    {
        var row = Rows.Filter(new() { HasText = vendor });
        await row.GetByRole(AriaRole.Checkbox).ClickAsync();
        await Page.Locator(".picked").GetByRole(AriaRole.Button, new() { Name = window.T("vendors.suspend_act") }).ClickAsync();
        await Page.Locator("dialog[open] textarea").FillAsync(reason);
        await Page.Locator("dialog[open] .btn.s").ClickAsync();
        await Assertions.Expect(row.Locator(".tag.s")).ToHaveTextAsync(window.T("vendors.TradingVerdict_MayNotTrade"));
    }

    /// <summary>Keeps those in the list that may trade, by the total below it, and waits until it shows so many.</summary>
    public async Task KeepThoseWhoMayTradeAsync(int count)
    {
        await Page.Locator(".grid .foot").GetByRole(AriaRole.Link, new() { Name = window.T("vendors.TradingVerdict_MayTrade") }).ClickAsync();
        await Assertions.Expect(Rows).ToHaveCountAsync(count);
    }

    /// <summary>The headings and rows that the list shows, their cells divided by bars; a cell that only says that there is nothing is empty.</summary>
    public async Task<string[]> ListAsync() => await Page.EvaluateAsync<string[]>(
        """
        () => [
          [...document.querySelectorAll('.grid th[data-key]')].map(h => h.innerText.replace(/[↑↓]/, '').trim()).join('|'),
          ...[...document.querySelectorAll('.grid tr[data-row]')].map(r => [...r.querySelectorAll('td:not(.tick)')].map(c => c.querySelector('.muted') ? '' : c.innerText.trim()).join('|')),
        ]
        """);

    /// <summary>The list as a workbook.</summary>
    public async Task<XLWorkbook> ExportAsync()
    {
        await Button("grid.export").ClickAsync();
        return await DownloadAsync(Link("grid.export_xlsx"));
    }

    /// <summary>From the list to the vendor's record, to its card, to the PDF; answers what the card shows on the screen, and the PDF.</summary>
    public async Task<(string Shown, byte[] Pdf)> TakeCardAsync(string vendor)
    {
        await Rows.Filter(new() { HasText = vendor }).DblClickAsync();
        var card = await Page.RunAndWaitForPopupAsync(() => Link("vendors.card").ClickAsync());
        var shown = await card.Locator("article.paper").EvaluateAsync<string>("paper => { paper.querySelectorAll('.unseen').forEach(e => e.remove()); return paper.innerText; }");
        var download = await card.RunAndWaitForDownloadAsync(() => card.GetByRole(AriaRole.Link, new() { Name = window.T("reports.pdf") }).ClickAsync());
        var pdf = await File.ReadAllBytesAsync(await download.PathAsync());
        await card.CloseAsync();
        return (shown, pdf);
    }

    /// <summary>Takes back an import, from the list of imports.</summary>
    public async Task UndoAsync(string fileName)
    {
        await GoToAsync("imports");
        var row = Rows.Filter(new() { HasText = fileName });
        await row.Locator("td").Last.ClickAsync();
        await Button("imports.undo_of", fileName).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = window.T("imports.undo") }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync(window.T("imports.ImportState_Undone"));
    }

    private ILocator Rows => Page.Locator(".grid tr[data-row]");

    private ILocator Button(string key, params object?[] arguments) => Page.GetByRole(AriaRole.Button, new() { Name = window.T(key, arguments), Exact = true });

    private ILocator Link(string key, params object?[] arguments) => Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = window.T(key, arguments), Exact = true });

    private async Task GoToAsync(string place)
    {
        await Page.Locator("nav a").Filter(new() { HasText = window.T("nav." + place) }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = window.T(place == "vendors" ? "vendors.title" : "nav." + place) }).WaitForAsync();
        await window.SettleAsync();
    }

    private async Task UploadAsync(byte[] workbook, string fileName, int columns)
    {
        await window.ChooseFileAsync("imports.file", fileName, XlsxTableWriter.MediaType, workbook);
        await Link("imports.go_on").ClickAsync();
        await Page.GetByText(window.T("imports.columns_mapped", 5, columns)).WaitForAsync();
        await Button("imports.to_preview").ClickAsync();
    }

    private async Task<XLWorkbook> DownloadAsync(ILocator link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return new XLWorkbook(new MemoryStream(await File.ReadAllBytesAsync(await download.PathAsync())));
    }
}
