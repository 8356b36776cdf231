using Microsoft.Playwright;

namespace Portal.Tests.Browser;

/// <summary>What opens over a page: menus, pop-overs, calendars, dialogs, the palette.</summary>
internal static class PopUps
{
    private const string OfTheFrame = "header.top [popovertarget]:visible, header.top [data-opens]:visible";
    private const string OfThePage = "main .pop > button:visible, main [popovertarget]:visible, main [data-opens]:visible, main .tools button:visible, main .rz-datepicker-trigger:visible";
    private const string Open = "dialog[open], [popover]:popover-open, .pop-box, .rz-datepicker-popup-container:visible";

    /// <summary>Opens each in turn and calls back with what it is, while it is open.</summary>
    public static async Task EachAsync(Window window, bool ofTheFrame, Func<string, Task> opened)
    {
        var buttons = window.Page.Locator(ofTheFrame ? OfTheFrame : OfThePage);
        var count = await buttons.CountAsync();
        for (var i = 0; i < count; i++)
        {
            var button = buttons.Nth(i);
            if (await button.IsDisabledAsync())
                continue;
            var name = await button.EvaluateAsync<string>("b => b.getAttribute('aria-label') || b.innerText.trim()");
            var before = window.Page.Url;
            await button.ClickAsync();
            if (!await IsOpenAsync(window.Page))
            {
                // A button that acts at once, such as the one for the height of rows.
                if (window.Page.Url != before)
                    await window.GoAsync(before);
                continue;
            }

            await opened(name);
            await CloseAsync(window.Page);
        }
    }

    private static async Task<bool> IsOpenAsync(IPage page)
    {
        try
        {
            await page.Locator(Open).First.WaitForAsync(new() { Timeout = 3_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task CloseAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(Open)).ToHaveCountAsync(0);
    }
}
