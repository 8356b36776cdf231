using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>A tenancy as the stall's record shows it.</summary>
/// <param name="Rent">Minor units of <paramref name="Currency"/> per <paramref name="RentPeriod"/>; null when none was agreed here.</param>
/// <param name="Arrears">Unpaid rent in minor units.</param>
/// <param name="IsCurrent">True when it holds on the market's business day today.</param>
public sealed record StallTenancy(
    Guid Uid, string Vendor, string VendorName, DateOnly From, DateOnly? To, long? Rent, RentPeriod RentPeriod, long? Deposit, string Currency, string? EndReason, long Arrears, bool IsCurrent);

/// <summary>A scale or terminal as the stall's record shows it; without an end it stands there today.</summary>
public sealed record StallDeviceRow(long Id, DeviceKind Kind, string Serial, string? Model, DateOnly From, DateOnly? To);

/// <summary>A stall with everything its record page and its panel show.</summary>
/// <param name="Today">The market's business day.</param>
/// <param name="SuspendedBecause">Why the holder may not trade, when it is suspended.</param>
/// <param name="MayEdit">The reader may change the stall itself.</param>
/// <param name="MayGive">The reader may give the stall to a vendor and end its tenancy.</param>
/// <param name="MaySuspend">The reader may suspend the holder and lift it.</param>
public sealed record StallRecord(
    StallRow Row,
    MarketName Market,
    ZoneName Zone,
    string Currency,
    DateOnly Today,
    string? SuspendedBecause,
    IReadOnlyList<StallTenancy> Tenancies,
    IReadOnlyList<StallDeviceRow> Devices,
    bool MayEdit,
    bool MayGive,
    bool MaySuspend)
{
    /// <summary>The tenancy of today; null for a vacant stall.</summary>
    public StallTenancy? Current => Tenancies.FirstOrDefault(t => t.IsCurrent);
}

/// <summary>A zone's names.</summary>
public sealed record ZoneName(string Code, string NameKo, string? NameEn, string? NameZh)
{
    internal static ZoneName Of(Zone zone) => new(zone.Code, zone.NameKo, zone.NameEn, zone.NameZh);
}

/// <summary>What everybody may know of a stall: nothing personal.</summary>
/// <param name="OpenToday">The market is held on its business day today.</param>
/// <param name="NextDay">The next day on which it is held, when it is not held today; null when none lies within a year.</param>
/// <param name="Vendor">The vendor that holds it today; null when vacant.</param>
public sealed record PublicStall(
    string Code, string Number, MarketName Market, ZoneName Zone, string? Address, string? Phone, bool OpenToday, DateOnly Today, DateOnly? NextDay, string? ClosedBecause, PublicVendor? Vendor);

/// <summary>What everybody may know of a vendor.</summary>
/// <param name="MayTrade">False while it is suspended.</param>
public sealed record PublicVendor(string TradeName, string? TradeNameEn, string? TradeNameZh, IReadOnlyList<string> Categories, AcceptedTenders Tenders, bool MayTrade)
{
    internal static PublicVendor? Of(Vendor? vendor) => vendor is null ? null
        : new(vendor.TradeName, vendor.TradeNameEn, vendor.TradeNameZh, VendorRules.SplitCategories(vendor.Categories), vendor.Tenders, vendor.Status == VendorStatus.Active);
}

/// <summary>Reading one stall: its record for staff, its page for everybody.</summary>
public sealed class StallRecords(IDbContextFactory<PortalDbContext> contexts, StallQueries stalls, TimeProvider time)
{
    private const int DaysAhead = 366;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The record, or a refusal.</summary>
    public async Task<Outcome<StallRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        var found = await stalls.GetAsync(actor, code, cancellation);
        if (!found.TryGet(out var row))
            return found.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        var stall = await db.Stalls.AsNoTracking().Include(s => s.Market).Include(s => s.Zone).FirstAsync(s => s.Code == code, cancellation);
        var market = stall.Market!;
        var today = BusinessDay.Of(market, Now);
        var tenancies = await db.Tenancies.AsNoTracking().Where(t => t.StallId == stall.Id && t.ArchivedAt == null).OrderByDescending(t => t.FromDate)
            .Select(t => new StallTenancy(
                t.Uid,
                t.Vendor!.Code,
                t.Vendor.TradeName,
                t.FromDate,
                t.ToDate,
                t.Rent,
                t.RentPeriod,
                t.Deposit,
                t.Currency,
                t.EndReason,
                t.Arrears.Where(a => a.SettledDate == null && a.ArchivedAt == null).Sum(a => (long?)a.Amount) ?? 0,
                t.FromDate <= today && (t.ToDate == null || t.ToDate >= today)))
            .ToListAsync(cancellation);
        var devices = await db.StallDevices.AsNoTracking().Where(d => d.StallId == stall.Id).OrderBy(d => d.ToDate != null).ThenBy(d => d.Kind).ThenBy(d => d.Serial)
            .Select(d => new StallDeviceRow(d.Id, d.Kind, d.Serial, d.Model, d.FromDate, d.ToDate)).ToListAsync(cancellation);
        return new StallRecord(
            row,
            NameOf(market),
            ZoneName.Of(stall.Zone!),
            market.Currency,
            today,
            row.Vendor is null ? null : await SuspensionAsync(db, row.Vendor, cancellation),
            tenancies,
            devices,
            actor.May(Right.EditStalls, market.Id, market.Region),
            actor.May(Right.EditTenancies, market.Id, market.Region),
            actor.May(Right.SuspendVendors, market.Id, market.Region));
    }

    /// <summary>The stall's page for everybody; null when there is no such stall, or not any more.</summary>
    public async Task<PublicStall?> PublicAsync(string code, CancellationToken cancellation = default)
    {
        if (code.Length > Stall.CodeLength)
            return null;
        await using var db = contexts.CreateDbContext();
        var stall = await db.Stalls.AsNoTracking().Include(s => s.Market).Include(s => s.Zone)
            .FirstOrDefaultAsync(s => s.Code == code && s.ArchivedAt == null && s.Status != StallStatus.Closed && s.Market!.ArchivedAt == null, cancellation);
        if (stall is not { Market: { } market, Zone: { } zone })
            return null;
        var today = BusinessDay.Of(market, Now);
        var closures = await db.MarketClosures.AsNoTracking().Where(c => c.MarketId == market.Id && c.CancelledAt == null && c.ToDate >= today).ToListAsync(cancellation);
        var vendor = await db.Tenancies.AsNoTracking().Where(t => t.StallId == stall.Id && t.ArchivedAt == null && t.FromDate <= today && (t.ToDate == null || t.ToDate >= today))
            .Select(t => t.Vendor).FirstOrDefaultAsync(cancellation);
        return new PublicStall(
            stall.Code,
            stall.Number,
            NameOf(market),
            ZoneName.Of(zone),
            market.AddressRoad ?? market.AddressLot,
            market.Phone,
            market.Status == MarketStatus.Active && BusinessDay.IsOpen(market, closures, today),
            today,
            NextDay(market, closures, today),
            closures.FirstOrDefault(c => c.FromDate <= today)?.Reason,
            PublicVendor.Of(vendor));
    }

    private static DateOnly? NextDay(Market market, List<MarketClosure> closures, DateOnly today) =>
        Enumerable.Range(1, DaysAhead).Select(today.AddDays).Cast<DateOnly?>().FirstOrDefault(day => BusinessDay.IsOpen(market, closures, day!.Value));

    internal static MarketName NameOf(Market m) => new(m.Id, m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region);

    private static Task<string?> SuspensionAsync(PortalDbContext db, string vendor, CancellationToken cancellation) =>
        db.Suspensions.AsNoTracking().Where(s => s.ToAt == null && db.Vendors.Any(v => v.Id == s.VendorId && v.Code == vendor))
            .OrderByDescending(s => s.FromAt).Select(s => s.Reason).FirstOrDefaultAsync(cancellation);
}
