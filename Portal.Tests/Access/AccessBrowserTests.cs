using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Tests.Hosting;

namespace Portal.Tests.Access;

public sealed class AccessBrowserTests
{
    [Fact]
    public async Task Administrator_AddsUser_LinkWorksAndEndedSessionLeadsToSignIn()
    {
        await using var host = await PortalHost.StartAsync();
        var admin = await host.AddUserAsync(Role.Administrator);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var page = await (await browser.NewContextAsync(new() { Locale = "en" })).NewPageAsync();
        await page.GotoAsync(host.Address + "settings/users");
        await page.GetByLabel("User name").FillAsync(admin.UserName);
        await page.GetByLabel("Password").FillAsync(PortalHost.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        // The user's own language follows at sign-in.
        await page.GetByRole(AriaRole.Heading, new() { Name = "사용자", Exact = true }).WaitForAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await ClickUntilAsync(page.GetByRole(AriaRole.Button, new() { Name = "사용자 등록" }).First, dialog);
        await dialog.GetByLabel("아이디").FillAsync("lee");
        await dialog.GetByLabel("이름").FillAsync("이 점검");
        await dialog.GetByLabel("역할").SelectOptionAsync(new SelectOptionValue { Label = "점검원" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "사용자 등록" }).ClickAsync();
        var link = await page.Locator("[data-shown-once]").InnerTextAsync();

        var other = await (await browser.NewContextAsync(new() { Locale = "en" })).NewPageAsync();
        await other.GotoAsync(link);
        await other.GetByLabel("New password").FillAsync(PortalHost.Password);
        await other.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
        await other.WaitForURLAsync(host.Address.ToString());

        await host.Services.GetRequiredService<Sessions>().EndOthersAsync(Make.Actor(id: admin.Id));
        await page.GetByRole(AriaRole.Link, new() { Name = "이 점검" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/sign-in?returnUrl=", StringComparison.Ordinal));
    }

    /// <summary>A page that was rendered on the server answers clicks only once its circuit is there.</summary>
    private static async Task ClickUntilAsync(ILocator button, ILocator shown)
    {
        for (var tries = 0; tries < 20 && !await shown.IsVisibleAsync(); tries++)
        {
            await button.ClickAsync();
            try
            {
                await shown.WaitForAsync(new() { Timeout = 500 });
            }
            catch (TimeoutException) when (tries < 19)
            {
                continue;
            }
        }
    }
}
