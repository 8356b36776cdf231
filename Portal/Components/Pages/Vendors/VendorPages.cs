using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Access;
using Portal.Components.Layout;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Components.Pages.Vendors;

/// <summary>What the pages of vendors need beside the services of the domain.</summary>
public static class VendorPages
{
    public static IServiceCollection AddVendorPages(this IServiceCollection services) => services
        .AddSingleton<VendorWords>()
        .AddScoped<VendorPalette>()
        .AddScoped<PaletteSource>(s => s.GetRequiredService<VendorPalette>().FindVendorsAsync)
        .AddScoped<PaletteSource>(s => s.GetRequiredService<VendorPalette>().FindStallsAsync)
        .AddHostedService<PayoutAccountSchedule>();

    /// <summary>The photo, for the image on the record and on the card. Its address carries the hash, so a browser may keep it for the day.</summary>
    public static void MapVendorPages(this WebApplication app) => app.MapGet(PortalUrls.VendorPhotoFile, async Task<Results<FileStreamHttpResult, NotFound>> (string code, CurrentActor current, VendorPhotos photos, HttpContext context) =>
    {
        if (await photos.OpenAsync(await current.GetAsync(context.RequestAborted), code, context.RequestAborted) is not var (content, type))
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=86400";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(content, type);
    }).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewVendors)).ExcludeFromDescription();
}

/// <summary>Once a minute puts payout accounts into force whose 24 hours are over.</summary>
internal sealed class PayoutAccountSchedule(PayoutAccounts accounts, TimeProvider time, ILogger<PayoutAccountSchedule> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("The portal stops.");
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await accounts.ApplyDueAsync(cancellation);
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure))
        {
            log.LogWarning(failure, "Approved payout accounts were not put into force; the next minute tries again.");
        }
    }
}
