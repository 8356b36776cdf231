using Microsoft.EntityFrameworkCore;
using Portal.Domain.Vendors;

namespace Portal.Domain.Verification;

/// <summary>Markets, stalls and who holds them.</summary>
internal static class RegistryChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("stall-codes", StallCodesAsync),
        new("stall-devices", DevicesAsync),
        new("tenancy-overlaps", OverlapsAsync),
        new("tenancy-markets", TenancyMarketsAsync),
        new("tenancy-terms", TenancyTermsAsync),
        new("arrears", ArrearsAsync),
    ];

    private static Task<Findings> StallCodesAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.Stalls.Select(s => new { s.Code, s.Number, Market = s.Market!.Code, s.MarketId, ZoneMarketId = s.Zone!.MarketId, s.AreaCm2 }).AsAsyncEnumerable(),
        s => s.Code != $"{s.Market}-{s.Number}" ? $"stall {s.Code} should be {s.Market}-{s.Number}"
            : s.ZoneMarketId != s.MarketId ? $"stall {s.Code} stands in a zone of another market"
            : s.AreaCm2 < 0 ? $"stall {s.Code} has a negative area"
            : null,
        cancellation);

    private static Task<Findings> DevicesAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        (from device in snapshot.Db.StallDevices
         join stall in snapshot.Db.Stalls on device.StallId equals stall.Id
         select new { device.Serial, device.MarketId, StallMarketId = stall.MarketId, device.FromDate, device.ToDate }).AsAsyncEnumerable(),
        d => d.MarketId != d.StallMarketId ? $"device {d.Serial} is of another market than its stall"
            : d.ToDate < d.FromDate ? $"device {d.Serial} ends before it begins"
            : null,
        cancellation);

    /// <summary>Per stall by first day: each must begin after the last day of all before it.</summary>
    private static Task<Findings> OverlapsAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var (stall, busyUntil) = (0L, DateOnly.MinValue);
        return Findings.OfAsync(
            snapshot.Db.Tenancies.Where(t => t.ArchivedAt == null).OrderBy(t => t.StallId).ThenBy(t => t.FromDate)
                .Select(t => new { t.StallId, StallCode = t.Stall!.Code, t.FromDate, t.ToDate }).AsAsyncEnumerable(),
            t =>
            {
                var end = t.ToDate ?? DateOnly.MaxValue;
                var overlaps = t.StallId == stall && t.FromDate <= busyUntil;
                busyUntil = t.StallId == stall && busyUntil > end ? busyUntil : end;
                stall = t.StallId;
                return overlaps ? $"stall {t.StallCode} has two tenancies on {t.FromDate:yyyy-MM-dd}" : null;
            },
            cancellation);
    }

    private static Task<Findings> TenancyMarketsAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.Tenancies.Select(t => new { t.Id, t.MarketId, Stall = t.Stall!.MarketId, Vendor = t.Vendor!.MarketId }).AsAsyncEnumerable(),
        t => t.MarketId != t.Stall || t.MarketId != t.Vendor ? $"tenancy {t.Id}, its stall and its vendor are not of one market" : null,
        cancellation);

    private static Task<Findings> TenancyTermsAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.Tenancies.Select(t => new { t.Id, t.FromDate, t.ToDate, t.Rent, t.Deposit }).AsAsyncEnumerable(),
        t => t.ToDate < t.FromDate ? $"tenancy {t.Id} ends before it begins" : t.Rent < 0 || t.Deposit < 0 ? $"tenancy {t.Id} has a negative rent or deposit" : null,
        cancellation);

    private static Task<Findings> ArrearsAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        (from arrear in snapshot.Db.Arrears
         join tenancy in snapshot.Db.Set<Tenancy>() on arrear.TenancyId equals tenancy.Id
         select new { arrear.Id, arrear.MarketId, TenancyMarketId = tenancy.MarketId, arrear.Amount }).AsAsyncEnumerable(),
        a => a.MarketId != a.TenancyMarketId ? $"arrear {a.Id} is of another market than its tenancy" : a.Amount <= 0 ? $"arrear {a.Id} has no amount" : null,
        cancellation);
}
