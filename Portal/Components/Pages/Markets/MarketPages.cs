using Portal.Access;
using Portal.Components.Layout;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Reports;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>What the market pages give to the frame: the switcher's markets, and markets and stalls for the palette.</summary>
public static class MarketPages
{
    private const int PaletteTake = 5;

    public static IServiceCollection AddMarketPages(this IServiceCollection services)
    {
        services.AddScoped<MarketSource>(s => (_, question, cancellation) =>
            OptionsAsync(s.GetRequiredService<CurrentActor>(), s.GetRequiredService<MarketQueries>(), question, cancellation));
        services.AddScoped<PaletteSource>(s => (_, text, cancellation) => FindAsync(s, text, cancellation));
        services.AddReports();
        return services;
    }

    private static async Task<IReadOnlyList<MarketOption>> OptionsAsync(CurrentActor current, MarketQueries markets, MarketQuestion question, CancellationToken cancellation)
    {
        if (await current.FindAsync(cancellation) is not { } actor)
            return [];
        var found = question.Codes is { } codes ? await markets.NamesAsync(actor, codes, cancellation) : await markets.FindAsync(actor, question.Text, question.Take, cancellation);
        return [.. found.Select(m => new MarketOption(m.Code, m.Local(), m.Region))];
    }

    private static async Task<IReadOnlyList<PaletteResult>> FindAsync(IServiceProvider services, string text, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<CurrentActor>().FindAsync(cancellation) is not { } actor)
            return [];
        var texts = services.GetRequiredService<Texts>();
        var stalls = await services.GetRequiredService<StallQueries>().PageAsync(actor, new ListQuery { Search = text, Size = ListQuery.Sizes[0] }, cancellation);
        var markets = await services.GetRequiredService<MarketQueries>().FindAsync(actor, text, PaletteTake, cancellation);
        return
        [
            .. stalls.Ok ? stalls.Value.Items.Take(PaletteTake).Select(s => new PaletteResult(texts["stalls.one"], s.Code, s.VendorName ?? s.Look().Word(texts), "stall", PortalUrls.Stall(s.Code))) : [],
            .. markets.Select(m => new PaletteResult(texts["markets.one"], m.Local(), m.Region, "market", PortalUrls.Market(m.Code))),
        ];
    }
}
