using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Domain.Access;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Seeding;
using Portal.Tests.Hosting;

namespace Portal.Tests.Browser;

/// <summary>How a page is looked at.</summary>
/// <param name="Language">ko, en or zh-Hans.</param>
/// <param name="Theme">light or dark.</param>
public sealed record Look(string Language = "ko", string Theme = "light", int Width = 1440, int Height = 900)
{
    public CultureInfo Culture => CultureInfo.GetCultureInfo(Language);

    public override string ToString() => $"{Language}, {Theme}, {Width} px";
}

/// <summary>The real portal over the demo region, with one user of every role and one browser, for a whole run of tests.</summary>
public sealed class DemoPortal : IAsyncLifetime
{
    public const string Collection = "The demo portal";

    /// <summary>The market that the market manager, and nobody else, is held to.</summary>
    public const string OwnMarket = "SB";

    private readonly ConcurrentDictionary<Role, string> signedIn = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public PortalHost Host { get; private set; } = null!;

    /// <summary>The demo's own sign-ins, one of every role that people hold; the market manager's is for <see cref="OwnMarket"/>.</summary>
    private Dictionary<Role, DemoSignIn> SignIns { get; set; } = null!;

    /// <summary>The roles of people; a terminal has keys only.</summary>
    public static IReadOnlyList<Role> People { get; } = [.. Enum.GetValues<Role>().Where(r => r != Role.Terminal)];

    public long OwnMarketId { get; private set; }

    public async Task InitializeAsync()
    {
        Host = await PortalHost.StartAsync();
        var seed = new DemoSeed(Host.Services.GetRequiredService<PortalDbContextFactory>(), Host.Services.GetRequiredService<PersonalData>(), Host.Time);
        SignIns = (await seed.RunAsync(CancellationToken.None)).ToDictionary(s => RoleNames.TryParse(s.Role, out var role) ? role : throw new InvalidOperationException(s.Role));
        await using var db = Host.Database.Open();
        OwnMarketId = db.Markets.Single(m => m.Code == OwnMarket).Id;
    }

    /// <summary>With what the person of this role signs in.</summary>
    internal DemoSignIn SignInOf(Role role) => SignIns[role];

    /// <summary>A client without a browser, signed in as the person of this role.</summary>
    public async Task<HttpClient> SignInAsync(Role role) => await Host.SignInAsync(SignIns[role].Email, SignIns[role].Password);

    /// <summary>A window in which a person of this role is signed in; null for a stranger.</summary>
    public async Task<Window> OpenAsync(Role? role, Look? look = null)
    {
        look ??= new Look();
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"] });
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Host.Address.ToString(),
            Locale = look.Language,
            TimezoneId = "Asia/Seoul",
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            HasTouch = look.Width < 900,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = role is { } person ? await StateAsync(person) : null,
        });
        await context.AddCookiesAsync(
        [
            new() { Name = ".AspNetCore.Culture", Value = $"c={look.Language}|uic={look.Language}", Url = Host.Address.ToString() },
            new() { Name = "portal-theme", Value = look.Theme, Url = Host.Address.ToString() },
        ]);
        return new Window(await context.NewPageAsync(), look);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>The cookies of a person who signed in once.</summary>
    private async Task<string> StateAsync(Role role)
    {
        if (signedIn.TryGetValue(role, out var state))
            return state;
        await using var context = await browser!.NewContextAsync(new() { BaseURL = Host.Address.ToString() });
        var page = await context.APIRequest.GetAsync(PortalUrls.SignIn);
        var form = context.APIRequest.CreateFormData();
        foreach (var (name, value) in PortalHost.HiddenFields(await page.TextAsync()))
            form.Set(name, value);
        form.Set("userName", SignIns[role].Email);
        form.Set("password", SignIns[role].Password);
        var answer = await context.APIRequest.PostAsync(PortalUrls.SignIn, new() { Form = form, MaxRedirects = 0 });
        Assert.Equal(302, answer.Status);
        return signedIn[role] = await context.StorageStateAsync();
    }
}

[CollectionDefinition(DemoPortal.Collection)]
public sealed class DemoPortalDefinition : ICollectionFixture<DemoPortal>;
