using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Tests.Browser;
using Portal.Tests.Hosting;

namespace Portal.Tests.Access;

[Collection(DemoPortal.Collection)]
public sealed class AccessBrowserTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Administrator_AddsUser_LinkWorksAndEndedSessionLeadsToSignIn()
    {
        var admin = await portal.Host.AddUserAsync(Role.Administrator);
        await using var window = await portal.OpenAsync(null, new Look("en"));
        var page = window.Page;
        await page.GotoAsync(PortalUrls.Users);
        await page.GetByLabel("User name").FillAsync(admin.UserName);
        await page.GetByLabel("Password").FillAsync(PortalHost.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        // The user's own language follows at sign-in.
        await page.GetByRole(AriaRole.Heading, new() { Name = "사용자", Exact = true }).WaitForAsync();
        await window.SettleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "사용자 등록" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("아이디").FillAsync("lee");
        await dialog.GetByLabel("이름").FillAsync("이 점검");
        await dialog.GetByLabel("역할").SelectOptionAsync(new SelectOptionValue { Label = "점검원" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "사용자 등록" }).ClickAsync();
        var link = await page.Locator("[data-shown-once]").InnerTextAsync();

        await using (var other = await portal.OpenAsync(null, new Look("en")))
        {
            await other.Page.GotoAsync(link);
            await other.Page.GetByLabel("New password").FillAsync(PortalHost.Password);
            await other.Page.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
            await other.Page.WaitForURLAsync(portal.Host.Address.ToString());
        }

        await portal.Host.Services.GetRequiredService<Sessions>().EndOthersAsync(Make.Actor(id: admin.Id));
        await page.GetByRole(AriaRole.Link, new() { Name = "이 점검" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/sign-in?returnUrl=", StringComparison.Ordinal));
    }
}
