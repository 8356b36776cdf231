using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.ListedPresentment, Portal.Domain.Vouchers.PresentmentRow>;

namespace Portal.Domain.Vouchers;

/// <summary>One line of the list of bundles. Minor units.</summary>
/// <param name="SlipSum">What the vendor's slip says; null when there is none.</param>
public sealed record PresentmentRow(
    long Id, Guid Uid, string Code, string Programme, string Currency, MarketName Market, string Vendor, string VendorName, string Office, int Count, long Sum, int Refused, int? SlipCount, long? SlipSum, string By, DateTime OpenedAt,
    DateTime? ClosedAt)
{
    /// <summary>True when the slip says something else than what was taken.</summary>
    public bool Differs => (SlipCount is { } count && count != Count) || (SlipSum is { } sum && sum != Sum);

    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>A piece of a bundle. Minor units.</summary>
/// <param name="Reason">Why it was refused, by stable code; null when it was taken.</param>
public sealed record BundlePiece(string? Serial, long Amount, string? Reason, bool Damaged, DateTime At);

/// <summary>A bundle with its pieces, in the order in which they came.</summary>
/// <param name="ByUserId">Who opened it and alone adds to it.</param>
public sealed record BundleRecord(PresentmentRow Row, long ByUserId, string TimeZone, string Issuer, IReadOnlyList<BundlePiece> Pieces);

/// <summary>A bundle with what its list shows beside it.</summary>
public sealed class ListedPresentment
{
    public required Presentment Presentment { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public required Market Market { get; init; }

    public required string Vendor { get; init; }

    public required string VendorName { get; init; }

    public required string Office { get; init; }

    public int Count { get; init; }

    /// <summary>Minor units.</summary>
    public long Sum { get; init; }

    public int Refused { get; init; }

    public bool Closed { get; init; }
}

/// <summary>Reads the bundles that vendors presented, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class PresentmentQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedPresentment, PresentmentRow> Definition { get; } = new()
    {
        Key = l => l.Presentment.Id,
        Code = l => l.Presentment.Code,
        CodeOf = r => r.Uid.ToString("D"),
        Row = l => new PresentmentRow(
            l.Presentment.Id, l.Presentment.Uid, l.Presentment.Code, l.Programme.Code, l.Programme.Currency, new MarketName(l.Market.Id, l.Market.Code, l.Market.NameKo, l.Market.NameEn, l.Market.NameZh, l.Market.Region), l.Vendor, l.VendorName,
            l.Office, l.Count, l.Sum, l.Refused, l.Presentment.SlipCount, l.Presentment.SlipMinor, l.Presentment.ByName, l.Presentment.OpenedAt, l.Presentment.ClosedAt),
        Order = [new ListSort("openedAt", Descending: true)],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Presentment.Code.Contains(upper) || l.Vendor.Contains(upper) || l.VendorName.Contains(raw);
        },
        Columns =
        [
            Column.Text("code", "vouchers.present_bundle", l => l.Presentment.Code, r => r.Code) with { Important = 1 },
            Column.Instant("openedAt", "vouchers.present_opened", l => l.Presentment.OpenedAt, r => r.OpenedAt),
            Column.Text("vendorName", "vouchers.present_vendor", l => l.VendorName, r => r.VendorName) with { Important = 2 },
            Column.Code("market", "vouchers.present_market", l => l.Market.Code, r => r.Market.Code),
            Column.Number("count", "vouchers.present_count", l => l.Count, r => r.Count),
            Column.Money("sum", "vouchers.present_sum", l => l.Sum, r => r.Money(r.Sum)) with { Important = 3 },
            Column.Number("refused", "vouchers.present_refused", l => l.Refused, r => r.Refused),
            Column.Number("slipCount", "vouchers.present_slip_count", l => l.Presentment.SlipCount, r => r.SlipCount) with { Hidden = true },
            Column.Money("slipSum", "vouchers.present_slip_sum", l => l.Presentment.SlipMinor, r => r.SlipSum is { } sum ? r.Money(sum) : null) with { Hidden = true },
            Column.YesNo("closed", "vouchers.present_is_closed", l => l.Closed, r => r.ClosedAt != null) with { Offered = true },
            Column.Text("by", "vouchers.present_by", l => l.Presentment.ByName, r => r.By),
            Column.Text("office", "vouchers.office", l => l.Office, r => r.Office) with { Hidden = true },
            Column.Instant("closedAt", "vouchers.present_closed_at", l => l.Presentment.ClosedAt, r => r.ClosedAt) with { Hidden = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<PresentmentRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>Pieces and their value over all matching rows; one pair for each currency.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async Task<Outcome<IReadOnlyList<(int Count, Money Sum)>>> SumsAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var matching = Listed(db).Matching(query, Definition, zone);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        var sums = await rows.Join(db.PresentedVouchers, l => l.Presentment.Id, v => v.PresentmentId, (l, v) => new { l.Programme.Currency, v.AmountMinor }).GroupBy(v => v.Currency)
            .Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(v => v.AmountMinor) }).OrderBy(g => g.Key).ToListAsync(cancellation);
        return sums.ConvertAll(s => (s.Count, new Money(s.Key, s.Sum)));
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<PresentmentRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db).Apply(query, Definition, zone).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>A bundle with its pieces: by this a counter goes on where it was broken off, and the receipt is printed.</summary>
    public async Task<Outcome<BundleRecord>> GetAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db).Where(l => l.Presentment.Uid == uid).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is not { } row)
            return new PresentmentNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Code == row.Programme, cancellation);
        var taken = await db.PresentedVouchers.Where(p => p.PresentmentId == row.Id).Join(db.Vouchers, p => p.VoucherId, v => v.Id, (p, v) => new { v.Number, p.AmountMinor, p.Damaged, p.At }).ToListAsync(cancellation);
        var refused = await db.RefusedPieces.AsNoTracking().Where(p => p.PresentmentId == row.Id).ToListAsync(cancellation);
        var pieces = taken.Select(p => new BundlePiece(SerialNumbers.Of(programme.Prefix, p.Number), p.AmountMinor, null, p.Damaged, p.At)).Concat(refused.Select(p => new BundlePiece(p.Serial, 0, p.Reason, false, p.At)));
        var by = await db.Presentments.Where(p => p.Id == row.Id).Select(p => p.ByUserId).SingleAsync(cancellation);
        return new BundleRecord(row, by, programme.TimeZone, programme.Issuer, [.. pieces.OrderBy(p => p.At)]);
    }

    private static IQueryable<ListedPresentment> Listed(PortalDbContext db) =>
        from p in db.Presentments.AsNoTracking()
        join g in db.VoucherProgrammes on p.ProgrammeId equals g.Id
        join m in db.Markets on p.MarketId equals m.Id
        join v in db.Vendors on p.VendorId equals v.Id
        join o in db.VoucherOffices on p.OfficeId equals o.Id
        select new ListedPresentment
        {
            Presentment = p,
            Programme = g,
            Market = m,
            Vendor = v.Code,
            VendorName = v.TradeName,
            Office = o.Code,
            Count = db.PresentedVouchers.Count(t => t.PresentmentId == p.Id),
            Sum = db.PresentedVouchers.Where(t => t.PresentmentId == p.Id).Sum(t => t.AmountMinor),
            Refused = db.RefusedPieces.Count(t => t.PresentmentId == p.Id),
            Closed = p.ClosedAt != null,
        };
}
