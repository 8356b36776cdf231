using System.Text;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Attachments;

/// <summary>A document attached, opened and archived by a person.</summary>
[Collection(DemoPortal.Collection)]
public sealed class AttachmentBrowserTests(DemoPortal portal)
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");

    [Theory]
    [InlineData("ko", "light", 1440)]
    [InlineData("en", "dark", 360)]
    public async Task Manager_AttachesOpensAndArchives(string language, string theme, int width)
    {
        await using var window = await portal.OpenAsync(Role.MarketManager, new Look(language, theme, width));
        var page = window.Page;
        var title = "계약서 " + language;
        await window.GoAsync(PortalUrls.VendorTab("V000004", "files"));
        await page.GetByRole(AriaRole.Button, new() { Name = window.T("documents.add") }).ClickAsync();
        await window.ChooseFileAsync("documents.file", "계약서.pdf", "application/pdf", Pdf);
        await page.GetByLabel(window.T("documents.name")).FillAsync(title);
        await page.Locator("form.add-form button[type=submit]").ClickAsync();
        var row = page.Locator("tr", new() { HasText = title });
        await row.WaitForAsync();

        await row.GetByRole(AriaRole.Button, new() { Name = window.T("documents.open_what", title) }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("textarea").FillAsync("본인 확인");
        var download = await page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = window.T("documents.open") }).ClickAsync());
        Assert.Equal(title + ".pdf", download.SuggestedFilename);
        Assert.Equal(Pdf, await File.ReadAllBytesAsync(await download.PathAsync()));

        await row.GetByRole(AriaRole.Button, new() { Name = window.T("documents.archive_what", title) }).ClickAsync();
        await dialog.Locator("textarea").FillAsync("새 계약서");
        await dialog.GetByRole(AriaRole.Button, new() { Name = window.T("documents.archive") }).ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await window.AssertAliveAsync();
    }
}
