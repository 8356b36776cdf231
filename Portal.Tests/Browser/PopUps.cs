using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.Tests.Browser;

/// <summary>What opens over a page: menus, pop-overs, calendars, dialogs, the palette.</summary>
internal static class PopUps
{
    private const string OfTheFrame = "header.top [popovertarget]:visible, header.top [data-opens]:visible";
    private const string OfThePage = "main .pop > button:visible, main [popovertarget]:visible, main [data-opens]:visible, main .tools button:visible, main .rz-datepicker-trigger:visible";

    /// <summary>What is open now.</summary>
    public const string Open = "dialog[open], [popover]:popover-open, .pop-box, .rz-datepicker-popup-container:visible";

    /// <summary>Opens each in turn, those of the frame included where asked for, and calls back with what it is, while it is open.</summary>
    public static async Task EachAsync(Window window, bool ofTheFrame, Func<string, Task> opened)
    {
        var buttons = window.Page.Locator(ofTheFrame ? OfTheFrame + ", " + OfThePage : OfThePage);
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

    /// <summary>Opens each dialog and form by the words on its button, calls back while it is open, and cancels it.</summary>
    public static async Task EachFormAsync(Window window, IEnumerable<string> keys, Func<string, Task> opened)
    {
        foreach (var key in keys)
        {
            var words = new Regex($"^\\s*{Regex.Escape(window.T(key))}\\s*$");
            var buttons = window.Page.Locator("main button:visible").Filter(new() { HasTextRegex = words });
            await buttons.First.WaitForAsync();
            // Every section of a record has its own form; other words stand for one dialog, however many rows offer it.
            var count = key == "fields.edit" ? await buttons.CountAsync() : 1;
            for (var i = 0; i < count; i++)
            {
                await buttons.Nth(i).ClickAsync();
                var cancel = window.Page.Locator("main button:visible").Filter(new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(window.T("shell.cancel"))}\\s*$") }).First;
                await cancel.WaitForAsync();
                await opened(key);
                await cancel.ClickAsync();
                await Assertions.Expect(cancel).ToHaveCountAsync(0);
            }
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
