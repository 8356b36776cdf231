using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Vouchers.Reports;

/// <summary>
/// What vouchers paid, by the ledger's lines: spent at a till, brought in by a vendor, or given back to the voucher, which counts against it on its own day.
/// </summary>
internal static class RedemptionReport
{
    private static readonly ReportColumn[] Sums =
        [new("paidTimes", ReportCellKind.Count, true), new("paidSum", ReportCellKind.Money, true), new("presentedCount", ReportCellKind.Count, true), new("presentedSum", ReportCellKind.Money, true), new("restored", ReportCellKind.Money, true), new("redeemed", ReportCellKind.Money, true)];

    private static readonly IReadOnlyList<ReportColumn> Lines =
    [
        new("date", ReportCellKind.Date), new("way", ReportCellKind.Word), new("serial", ReportCellKind.Code), new("market", ReportCellKind.Text), new("vendorCode", ReportCellKind.Code), new("vendor", ReportCellKind.Text), new("document", ReportCellKind.Code),
        new("redeemed", ReportCellKind.Money, true),
    ];

    public static async Task<ReportTable> ReadAsync(ReportScope scope, CancellationToken cancellation)
    {
        var moves = await MovesAsync(scope, cancellation);
        return scope.Ask.Way == ReportBy.Line || scope.Ask.Name == ReportName.VendorStatement ? await LinesAsync(scope, moves, cancellation) : await SumsAsync(scope, moves, cancellation);
    }

    /// <summary>The three ways of the ledger's lines, told apart by the code of the line.</summary>
    private static async Task<IQueryable<Moved>> MovesAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, ask, programme) = (scope.Db, scope.Ask, scope.Programme.Id);
        var (first, before) = await OrderWindow.OfAsync(db, ask.From, ask.To, cancellation);
        var lines = db.Transfers.AsNoTracking().Where(t => (t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post) && t.Id >= first && t.Id < before);
        var postings = db.LedgerPostings.AsNoTracking().Where(p => p.BusinessDate >= ask.From && p.BusinessDate <= ask.To);
        var spent = from t in lines.Where(t => t.Code == TransferCode.Payment)
                    join p in postings on t.PostingId equals p.Id
                    join v in db.Vouchers.Where(v => v.ProgrammeId == programme) on t.DebitId equals v.AccountId
                    join s in db.PaymentTenders on t.PendingId ?? t.Id equals s.TransferId
                    join m in db.Payments on s.PaymentId equals m.Id
                    select new Moved { Id = t.Id, Date = p.BusinessDate, Code = t.Code, Number = v.Number, MarketId = m.MarketId, VendorId = m.VendorId ?? 0, Amount = t.Amount, DocumentId = m.Id };
        var given = from t in lines.Where(t => t.Code == TransferCode.Refund || t.Code == TransferCode.Void)
                    join p in postings on t.PostingId equals p.Id
                    join v in db.Vouchers.Where(v => v.ProgrammeId == programme) on t.CreditId equals v.AccountId
                    join s in db.PaymentTenders on t.CorrectsId equals s.TransferId
                    join m in db.Payments on s.PaymentId equals m.Id
                    select new Moved { Id = t.Id, Date = p.BusinessDate, Code = t.Code, Number = v.Number, MarketId = m.MarketId, VendorId = m.VendorId ?? 0, Amount = -t.Amount, DocumentId = m.Id };
        var presented = from t in lines.Where(t => t.Code == TransferCode.Presentment)
                        join p in postings on t.PostingId equals p.Id
                        join v in db.Vouchers.Where(v => v.ProgrammeId == programme) on t.DebitId equals v.AccountId
                        join b in db.PresentedVouchers on t.PostingId equals b.Id
                        select new Moved { Id = t.Id, Date = p.BusinessDate, Code = t.Code, Number = v.Number, MarketId = b.MarketId, VendorId = b.VendorId, Amount = t.Amount, DocumentId = b.PresentmentId };
        var all = spent.Concat(given).Concat(presented);
        if (ask.Market is { } market)
            all = all.Where(m => db.Markets.Any(k => k.Id == m.MarketId && k.Code == market));
        return ask.Vendor is { } vendor ? all.Where(m => db.Vendors.Any(k => k.Id == m.VendorId && k.Code == vendor)) : all;
    }

    private static async Task<ReportTable> SumsAsync(ReportScope scope, IQueryable<Moved> moves, CancellationToken cancellation)
    {
        var (db, ask) = (scope.Db, scope.Ask);
        var keyed = ask.Way switch
        {
            ReportBy.Market => moves.Select(m => new Keyed { Key = m.MarketId, Date = DateOnly.MinValue, Code = m.Code, Amount = m.Amount }),
            ReportBy.Vendor => moves.Select(m => new Keyed { Key = m.VendorId, Date = DateOnly.MinValue, Code = m.Code, Amount = m.Amount }),
            _ => moves.Select(m => new Keyed { Key = 0, Date = m.Date, Code = m.Code, Amount = m.Amount }),
        };
        var sums = (await keyed.GroupBy(m => new { m.Key, m.Date, m.Code }).Select(g => new { g.Key.Key, g.Key.Date, g.Key.Code, Count = g.LongCount(), Sum = g.Sum(m => m.Amount) }).ToListAsync(cancellation))
            .ToLookup(s => (s.Key, s.Date), s => (s.Code, s.Count, s.Sum));
        var names = ask.Way == ReportBy.Day ? [] : await PlacesAsync(db, ask.Way, [.. sums.Select(s => s.Key.Key)], cancellation);
        ReportColumn[] first = ask.Way switch
        {
            ReportBy.Market => [new("marketCode", ReportCellKind.Code), new("market", ReportCellKind.Text)],
            ReportBy.Vendor => [new("vendorCode", ReportCellKind.Code), new("vendor", ReportCellKind.Text)],
            _ => [new("date", ReportCellKind.Date)],
        };
        var rows = sums.OrderBy(s => s.Key.Date).ThenBy(s => names.TryGetValue(s.Key.Key, out var place) ? place.Code : "", StringComparer.Ordinal).Select(s =>
        {
            var place = names.GetValueOrDefault(s.Key.Key);
            var only = (ask.Way switch { ReportBy.Market => ask with { Market = place?.Code }, ReportBy.Vendor => ask with { Vendor = place?.Code }, _ => ask with { From = s.Key.Date, To = s.Key.Date } }) with { By = ReportBy.Line };
            var (paid, presented, restored) = (s.Where(x => x.Code == TransferCode.Payment), s.Where(x => x.Code == TransferCode.Presentment), s.Where(x => x.Code is TransferCode.Refund or TransferCode.Void));
            return (IReadOnlyList<ReportCell>)
            [
                .. place is null ? (ReportCell[])[ReportCell.Of(s.Key.Date)] : [ReportCell.Of(place.Code, place.Link), ReportCell.Of(place.Names)],
                ReportCell.Of(paid.Sum(x => x.Count)), ReportCell.Of(paid.Sum(x => x.Sum)), ReportCell.Of(presented.Sum(x => x.Count)), ReportCell.Of(presented.Sum(x => x.Sum)), ReportCell.Of(restored.Sum(x => x.Sum)),
                ReportCell.Of(s.Sum(x => x.Sum), ReportScope.To(only)),
            ];
        });
        return scope.Table([.. first, .. Sums], [.. rows]);
    }

    private static async Task<ReportTable> LinesAsync(ReportScope scope, IQueryable<Moved> moves, CancellationToken cancellation)
    {
        var db = scope.Db;
        var lines = await moves.OrderBy(m => m.Id).Take(ReportTable.MostRows + 1).ToListAsync(cancellation);
        var markets = await PlacesAsync(db, ReportBy.Market, [.. lines.Select(l => l.MarketId).Distinct()], cancellation);
        var vendors = await PlacesAsync(db, ReportBy.Vendor, [.. lines.Select(l => l.VendorId).Distinct()], cancellation);
        var bundles = lines.Where(l => l.Code == TransferCode.Presentment).Select(l => l.DocumentId).Distinct().ToList();
        var codes = await db.Presentments.AsNoTracking().Where(p => bundles.Contains(p.Id)).Select(p => new { p.Id, p.Uid, p.Code }).ToDictionaryAsync(p => p.Id, cancellation);
        var payments = lines.Where(l => l.Code != TransferCode.Presentment).Select(l => l.DocumentId).Distinct().ToList();
        var paid = await db.Payments.AsNoTracking().Where(p => payments.Contains(p.Id)).Select(p => new { p.Id, p.Uid }).ToDictionaryAsync(p => p.Id, p => p.Uid, cancellation);
        return scope.Table(Lines, lines.ConvertAll<IReadOnlyList<ReportCell>>(l =>
        [
            ReportCell.Of(l.Date), ReportCell.Of("voucherReports.way_" + l.Code), ReportScope.Serial(scope.SerialOf(l.Number)), ReportCell.Of(markets[l.MarketId].Names), ReportCell.Of(vendors[l.VendorId].Code, vendors[l.VendorId].Link),
            ReportCell.Of(vendors[l.VendorId].Names),
            l.Code == TransferCode.Presentment ? ReportCell.Of(codes[l.DocumentId].Code, new(ReportTarget.Presentment, codes[l.DocumentId].Uid.ToString()))
                : ReportCell.Of(l.DocumentId.ToString(CultureInfo.InvariantCulture), new(ReportTarget.Payment, paid[l.DocumentId].ToString())),
            ReportCell.Of(l.Amount),
        ]));
    }

    private static Task<Dictionary<long, Place>> PlacesAsync(Storage.PortalDbContext db, ReportBy way, List<long> ids, CancellationToken cancellation) => way == ReportBy.Market
        ? db.Markets.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => new Place(m.Code, new ReportNames(m.NameKo, m.NameEn, m.NameZh), null), cancellation)
        : db.Vendors.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => new Place(v.Code, new ReportNames(v.TradeName, v.TradeNameEn, v.TradeNameZh), new ReportLink(ReportTarget.Vendor, v.Code)), cancellation);

    private sealed record Place(string Code, ReportNames Names, ReportLink? Link);

    private sealed class Keyed
    {
        public required long Key { get; init; }

        public required DateOnly Date { get; init; }

        public required TransferCode Code { get; init; }

        public required long Amount { get; init; }
    }

    private sealed class Moved
    {
        public required long Id { get; init; }

        public required DateOnly Date { get; init; }

        public required TransferCode Code { get; init; }

        public required long Number { get; init; }

        public required long MarketId { get; init; }

        public required long VendorId { get; init; }

        public required long Amount { get; init; }

        /// <summary>The payment, or the bundle.</summary>
        public required long DocumentId { get; init; }
    }
}
