using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Portal.Access;
using Portal.Components.Layout;
using Portal.Components.Shared;
using Portal.Components.Shared.Grid;
using Portal.Resources;
using Radzen;

namespace Portal.Components;

/// <summary>The frame that every page stands in: languages, theme, navigation, palette, toasts.</summary>
public static class Shell
{
    /// <summary>Bytes.</summary>
    private const long LongestMessage = 4 * 1024 * 1024;

    /// <summary>Registers what the frame and its components ask for.</summary>
    public static void AddShell(this WebApplicationBuilder builder)
    {
        // A built but unpublished app finds its files through the manifest of the build; a published one has them in wwwroot.
        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        // What a page hands over to its circuit (a hundred rows of a list) and what people paste into a field come in one message.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(options => options.MaximumReceiveMessageSize = LongestMessage);
        services.AddRadzenComponents();
        services.AddSingleton<ILocalizer, RadzenTexts>();
        // Korean and Chinese go out as they are, not as character references of three times the size.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<Texts>();
        services.AddSingleton<Formats>();
        services.AddSingleton<RecordWords>();
        services.AddScoped<MarketChoice>();
        services.AddScoped<PaletteSearch>();
        services.AddScoped<Toasts>();
        services.AddScoped<JobFeed>();
        services.AddScoped<ReaderViews>();
        services.AddRequestLocalization(options =>
        {
            var cultures = Texts.Languages.Select(CultureInfo.GetCultureInfo).ToList();
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    /// <summary>Puts languages and error pages into the pipeline; /api answers its own errors.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseWhen(IsPage, pages =>
        {
            pages.UseExceptionHandler(PortalUrls.Error, createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute(PortalUrls.NotFound, createScopeForStatusCodePages: true);
        });
        app.UseWhen(context => ApiProblem.IsApi(context.Request.Path), ApiProblem.UseProblems);
        // Explicit, and after the error pages: what they execute again has to be routed again.
        app.UseRouting();
    }

    /// <summary>Maps files, pages and the two switches that set a cookie.</summary>
    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.MapPost(PortalUrls.SetLanguage, Task<IResult> (HttpContext context) => SwitchAsync(context, Texts.Languages, CookieRequestCultureProvider.DefaultCookieName,
            language => CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)))).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(PortalUrls.SetTheme, Task<IResult> (HttpContext context) => SwitchAsync(context, Reader.Themes, Reader.ThemeCookie, theme => theme)).AllowAnonymous().ExcludeFromDescription();
    }

    private static bool IsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);

    /// <summary>Keeps one choice in a cookie and goes back to the page; a form of another site changes nothing.</summary>
    private static async Task<IResult> SwitchAsync(HttpContext context, IReadOnlyList<string> choices, string cookie, Func<string, string> value)
    {
        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site" || !context.Request.HasFormContentType)
            return Results.BadRequest();
        if (await FormAsync(context) is not { } form)
            return Results.BadRequest();
        if (form["to"].ToString() is { } chosen && choices.Contains(chosen))
        {
            context.Response.Cookies.Append(cookie, value(chosen), new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
            });
        }

        return Results.LocalRedirect(PortalUrls.LocalOrHome(form["return"]));
    }

    /// <summary>The form; null when it is none.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
