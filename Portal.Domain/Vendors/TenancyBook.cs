using Microsoft.EntityFrameworkCore;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>By what a row of a file names a stall and a vendor.</summary>
/// <param name="Stall">The whole code, whether the file gives it or only the number within the market.</param>
/// <param name="Vendor">A vendor's code, or its business number.</param>
internal sealed record HolderKeys(ImportedRow Row, MarketName? Market, string? Stall, string? Vendor, IReadOnlyList<Refusal> Refusals)
{
    public static HolderKeys Of(ImportedRow row, MarketFinder finder)
    {
        var refusals = new List<Refusal>();
        var stall = row.Text("stall")?.ToUpperInvariant();
        var market = row.Text("market") is { } wanted ? finder.Find(wanted, null, refusals) : (stall is null ? null : finder.OfStall(stall)) ?? finder.Usual;
        if (stall is not null && market is not null && !stall.StartsWith(market.Code + "-", StringComparison.Ordinal))
            stall = $"{market.Code}-{stall}";
        else if (stall is not null && market is null && refusals.Count == 0)
            refusals.Add(new TextMissing { Field = "market" });
        return new HolderKeys(row, market, stall, row.Text("vendor")?.ToUpperInvariant(), refusals);
    }
}

/// <summary>The stalls, vendors and tenancies that a batch of rows may be about, loaded at once and tracked.</summary>
internal sealed class TenancyBook
{
    private readonly MarketFinder finder;
    private readonly Dictionary<string, Stall> stalls;
    private readonly Dictionary<string, Vendor> vendors;
    private readonly ILookup<string, Vendor> byNumber;

    private TenancyBook(MarketFinder finder, Dictionary<string, Stall> stalls, List<Vendor> vendors, List<Tenancy> tenancies)
    {
        (this.finder, this.stalls) = (finder, stalls);
        this.vendors = vendors.ToDictionary(v => v.Code, StringComparer.Ordinal);
        byNumber = vendors.Where(v => v.BusinessNumber is not null).ToLookup(v => v.BusinessNumber!, StringComparer.Ordinal);
        Tenancies = tenancies;
    }

    /// <summary>All tenancies of these stalls and of these vendors.</summary>
    public IReadOnlyList<Tenancy> Tenancies { get; }

    public static async Task<TenancyBook> LoadAsync(PortalDbContext db, MarketFinder finder, IReadOnlyList<HolderKeys> rows, CancellationToken cancellation)
    {
        var codes = rows.Select(r => r.Stall).OfType<string>().Distinct().ToList();
        var names = rows.Select(r => r.Vendor).OfType<string>().Distinct().ToList();
        var numbers = names.Select(NumberOf).OfType<string>().Distinct().ToList();
        var stalls = await db.Stalls.Where(s => codes.Contains(s.Code) && s.ArchivedAt == null).ToListAsync(cancellation);
        var vendors = await db.Vendors.Include(v => v.Market).Where(v => v.ArchivedAt == null && (names.Contains(v.Code) || numbers.Contains(v.BusinessNumber!))).ToListAsync(cancellation);
        var (stallIds, vendorIds) = (stalls.ConvertAll(s => s.Id), vendors.ConvertAll(v => v.Id));
        var tenancies = await db.Tenancies.Include(t => t.Stall).Include(t => t.Vendor!.Market)
            .Where(t => t.ArchivedAt == null && (stallIds.Contains(t.StallId) || vendorIds.Contains(t.VendorId))).ToListAsync(cancellation);
        return new TenancyBook(
            finder, stalls.Where(s => finder.Reaches(s.MarketId)).ToDictionary(s => s.Code, StringComparer.Ordinal), [.. vendors.Where(v => finder.Reaches(v.MarketId))], tenancies);
    }

    /// <summary>The stall that the row names; null when it names none, or one that is refused.</summary>
    public Stall? StallOf(HolderKeys keys, List<Refusal> refusals)
    {
        if (keys.Stall is not { } code)
            return null;
        if (!stalls.TryGetValue(code, out var stall))
            refusals.Add(new StallNotFound(code) { Field = "stall" });
        return stall;
    }

    /// <summary>The vendor that the row names: by code, else by business number, in the row's market where that tells several apart.</summary>
    public Vendor? VendorOf(HolderKeys keys, List<Refusal> refusals)
    {
        if (keys.Vendor is not { } text)
            return null;
        if (vendors.TryGetValue(text, out var vendor))
            return vendor;
        var numbered = NumberOf(text) is { } number ? byNumber[number].ToList() : [];
        if (numbered.Count > 1 && keys.Market is { } market)
            numbered = numbered.FindAll(v => v.MarketId == market.Id);
        if (numbered is [var only])
            return only;
        refusals.Add(numbered.Count == 0 ? new VendorNotFound(text) { Field = "vendor" } : new VendorAmbiguous(text) { Field = "vendor" });
        return null;
    }

    public bool Reaches(long marketId) => finder.Reaches(marketId);

    private static string? NumberOf(string text) => BusinessNumbers.Parse(text, "vendor", [])?.Number;
}
