using Microsoft.EntityFrameworkCore;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>The vendor holds another stall; moving it is done on its record, where the old tenancy is ended.</summary>
public sealed record StallMovesOnRecord(string Held) : Refusal;

/// <summary>
/// The column "stall" of a file of vendors: a vendor that holds no stall is given a vacant one from today on. A stall it holds already is unchanged;
/// taking it from another vendor, or moving, is refused.
/// </summary>
internal sealed class VendorStalls
{
    private readonly Dictionary<string, Stall> stalls;
    private readonly ILookup<long, Tenancy> ofStall;
    private readonly ILookup<long, Tenancy> ofVendor;
    private readonly DateOnly today;

    private VendorStalls(Dictionary<string, Stall> stalls, List<Tenancy> tenancies, DateOnly today)
    {
        (this.stalls, this.today) = (stalls, today);
        ofStall = tenancies.ToLookup(t => t.StallId);
        ofVendor = tenancies.Where(t => t.Covers(today)).ToLookup(t => t.VendorId);
    }

    public static async Task<VendorStalls> LoadAsync(PortalDbContext db, IReadOnlyList<VendorRowKeys> rows, VendorMatches known, ImportRun run, CancellationToken cancellation)
    {
        var codes = rows.Where(r => r.Market is not null).Select(r => CodeOf(r.Row, r.Market!)).OfType<string>().Distinct().ToList();
        var today = BusinessDay.Of("Asia/Seoul", 0, run.Now);
        if (codes.Count == 0)
            return new VendorStalls([], [], today);
        var stalls = await db.Stalls.Where(s => codes.Contains(s.Code) && s.ArchivedAt == null).ToDictionaryAsync(s => s.Code, cancellation);
        var stallIds = stalls.Values.Select(s => s.Id).ToList();
        var vendorIds = known.All.Select(v => v.Id).ToList();
        var tenancies = await db.Tenancies.AsNoTracking().Include(t => t.Vendor).Include(t => t.Stall)
            .Where(t => (stallIds.Contains(t.StallId) || vendorIds.Contains(t.VendorId)) && t.ArchivedAt == null && (t.ToDate == null || t.ToDate >= today)).ToListAsync(cancellation);
        return new VendorStalls(stalls, tenancies, today);
    }

    /// <summary>The tenancy that the row makes; null when it makes none.</summary>
    public Tenancy? Decide(ImportRun run, ImportedRow row, Vendor vendor, MarketName market, List<Refusal> refusals)
    {
        if (CodeOf(row, market) is not { } code)
            return null;
        var held = vendor.Id == 0 ? [] : ofVendor[vendor.Id].ToList();
        if (held.Any(t => t.Stall!.Code == code))
            return null;
        if (!stalls.TryGetValue(code, out var stall))
        {
            refusals.Add(new StallNotFound(row.Text("stall")!) { Field = "stall" });
            return null;
        }

        if (held.Count > 0)
            refusals.Add(new StallMovesOnRecord(held[0].Stall!.Code) { Field = "stall" });
        if (run.EarlierRow("stall " + code, row.Number) is { } earlier)
            refusals.Add(new RowRepeated(earlier) { Field = "stall" });
        if (refusals.Count > 0)
            return null;
        var decided = TenancyService.Decide(vendor, stall, new TenancyTerms(), ofStall[stall.Id], today);
        if (!decided.TryGet(out var tenancy))
        {
            refusals.AddRange(decided.Refusals);
            return null;
        }

        (tenancy.Vendor, tenancy.ImportId) = (vendor, run.ImportId);
        stall.Version++;
        return tenancy;
    }

    /// <summary>The whole code, whether the file gives it or only the number within the market.</summary>
    private static string? CodeOf(ImportedRow row, MarketName market)
    {
        var text = row.Text("stall")?.Trim().ToUpperInvariant();
        return string.IsNullOrEmpty(text) ? null : text.StartsWith(market.Code + "-", StringComparison.Ordinal) ? text : $"{market.Code}-{text}";
    }
}
