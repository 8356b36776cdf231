using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Access;

/// <summary>Sign-in of people and machines: who is in, who may see a page, who may call.</summary>
public static class AccessRegistration
{
    private const string ByPath = "Portal";

    /// <summary>The services of access that need no web server: also for the command line.</summary>
    public static IServiceCollection AddAccessServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new ApiKeyOptions(configuration.GetValue("Api:RatePerSecond", ApiKey.DefaultRate)));
        services.AddSingleton<AccessSecrets>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<Users>();
        services.AddSingleton<UserQueries>();
        services.AddSingleton<ApiKeyQueries>();
        services.AddSingleton<DelegationQueries>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Delegations>();
        services.AddSingleton<StepUp>();
        services.AddSingleton<IPasswordHasher<PortalUser>, PasswordHasher<PortalUser>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        // OWASP's figure for PBKDF2 with HMAC-SHA-512.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        // Identity's stores want a context of the scope; nothing else uses it.
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        services.AddIdentityCore<PortalUser>().AddEntityFrameworkStores<PortalDbContext>();
        services.RemoveAll<IPasswordValidator<PortalUser>>();
        services.AddScoped<IPasswordValidator<PortalUser>, PasswordRules>();
        return services;
    }

    /// <summary>Everything about access that the web server needs.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccessServices(configuration);
        services.AddHttpContextAccessor();
        services.AddScoped<CircuitMark>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitMark>());
        services.AddScoped<CircuitSessions>();
        services.AddScoped<AuthenticationStateProvider>(s => s.GetRequiredService<CircuitSessions>());
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentActor>();
        services.AddScoped<CookieSessions>();
        services.AddSingleton<ApiLimits>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton<SetUpCode>();
        services.AddScoped<SignInFlow>();
        services.AddHostedService<AccessUpkeep>();
        services.AddHostedService<SetUpAnnouncement>();
        AddCookieKeys(services);
        AddSchemes(services);
        services.AddAuthorization(AddPolicies);
        services.Configure<AntiforgeryOptions>(o =>
        {
            o.Cookie.Name = PortalCookies.Xsrf;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        return services;
    }

    /// <summary>Puts access into the pipeline: after errors and headers, before everything that asks who is there.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UsePlainHttpGuard();
        app.UseAuthentication();
        var limits = app.Services.GetRequiredService<ApiLimits>();
        app.Use(next => context => limits.LimitAsync(context, next));
        app.UseAuthorization();
    }

    /// <summary>Maps what is no page: signing out, and who a key is.</summary>
    public static void MapAccess(this WebApplication app)
    {
        app.MapPost(PortalUrls.SignOut, SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/api/v1/me", (HttpContext context) => context.Items[typeof(LiveKey)] is LiveKey key
            ? new ApiMe(key.Name, RoleNames.Of(key.Grant.Role), key.Grant.Scope.ToString().ToLowerInvariant(), key.RatePerSecond)
            : throw new InvalidOperationException("Only keys come here.")).WithSummary("Whose key this is, and what it may do").Produces<ApiMe>();
    }

    /// <summary>Ends the session. Another site's form changes nothing.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, CurrentActor current, Sessions sessions)
    {
        if (await current.FindAsync(context.RequestAborted) is { SessionUid: { } uid } actor)
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.BadRequest();
            await sessions.EndAsync(actor, uid, context.RequestAborted);
        }

        await context.SignOutAsync(PortalPrincipal.Scheme);
        return Results.LocalRedirect(PortalUrls.SignIn);
    }

    private static void AddCookieKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Portal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o =>
        {
            o.XmlRepository = new DatabaseKeyRepository(s.GetRequiredService<IDbContextFactory<PortalDbContext>>());
            o.XmlEncryptor = new SealedXmlEncryptor(s.GetRequiredService<AccessSecrets>());
        }));
    }

    private static void AddSchemes(IServiceCollection services) => services
        .AddAuthentication(ByPath)
        .AddPolicyScheme(ByPath, null, o => o.ForwardDefaultSelector = context => ApiProblem.IsApi(context.Request.Path) ? ApiKeyHandler.SchemeName : PortalPrincipal.Scheme)
        .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
        .AddCookie(PortalPrincipal.Scheme, o =>
        {
            SetCookie(o, PortalCookies.Session, Sessions.IdleLimit);
            o.SlidingExpiration = true;
            o.EventsType = typeof(CookieSessions);
        })
        .AddCookie(PendingSignIn.Scheme, o =>
        {
            SetCookie(o, PortalCookies.Pending, PendingSignIn.Lifetime);
            o.SlidingExpiration = false;
        });

    private static void SetCookie(CookieAuthenticationOptions options, string name, TimeSpan lifetime)
    {
        options.Cookie.Name = name;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CookieManager = new PortalCookies();
        options.ExpireTimeSpan = lifetime;
        options.LoginPath = PortalUrls.SignIn;
        options.AccessDeniedPath = PortalUrls.Denied;
        options.ReturnUrlParameter = PortalUrls.ReturnKey;
    }

    /// <summary>Everything needs sign-in unless it says otherwise; each right is a policy (<see cref="NeedsAttribute"/>).</summary>
    private static void AddPolicies(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        foreach (var right in Enum.GetValues<Right>())
            options.AddPolicy(NeedsAttribute.PolicyOf(right), p => p.RequireAuthenticatedUser().RequireAssertion(c => c.User.May(right)));
    }
}

/// <summary>What a machine learns about the key it holds.</summary>
internal sealed record ApiMe(string Name, string Role, string Scope, int RatePerSecond);
