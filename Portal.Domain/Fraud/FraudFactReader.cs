using Microsoft.EntityFrameworkCore;
using Portal.Domain.Markets;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>The days whose facts are read, both included.</summary>
internal sealed record FraudSpan(DateOnly From, DateOnly To)
{
    /// <summary>How many days a nightly run looks back: four weeks, so that each weekday counts alike.</summary>
    public const int Days = 28;

    public static FraudSpan Until(DateOnly day) => new(day.AddDays(1 - Days), day);

    /// <summary>Instants that may belong to these days in some time zone of the world.</summary>
    public (DateTime From, DateTime To) Widest => (From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(-1), To.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(3));
}

/// <summary>A market whose facts are read.</summary>
internal sealed record FraudMarket(long Id, string TimeZone, int DayTurnHour)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public DateTime LocalOf(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);
}

/// <summary>Reads the facts of one market with a handful of queries, whatever the number of its vendors, and gives them out by vendor.</summary>
internal sealed class FraudFactReader(PortalDbContext db, PersonalData personal, FraudSpan span)
{
    private Dictionary<long, List<RefusedVoucher>>? refusedPieces;

    /// <summary>The vendors of the market who took or were refused a voucher.</summary>
    public async Task<IReadOnlyCollection<VendorFacts>> ReadAsync(FraudMarket market, CancellationToken cancellation)
    {
        var redemptions = await PaidAsync(market, cancellation);
        redemptions.AddRange(await PresentedAsync(market, cancellation));
        var declined = await DeclinedAsync(market, cancellation);
        var vendors = redemptions.Select(r => r.Vendor).Concat(declined.Select(d => d.Vendor)).Distinct().ToList();
        if (vendors.Count == 0)
            return [];
        var (areas, numbers) = (await AreasAsync(market, cancellation), await NumbersAsync(market, vendors.ToHashSet(), cancellation));
        var facts = vendors.ToDictionary(v => v, v => new VendorFacts { VendorId = v, MarketId = market.Id, AreaCm2 = areas.GetValueOrDefault(v) });
        foreach (var row in redemptions)
            facts[row.Vendor].Redemptions.Add(row.Of(market.LocalOf(row.At), numbers.TryGetValue(new HashKey(row.BuyerHash), out var owners) && owners.Contains(row.Vendor)));
        foreach (var row in declined)
            facts[row.Vendor].Refused.Add(new RefusedVoucher(row.Id, RedemptionWay.Payment, market.LocalOf(row.At), row.Reason));
        var pieces = refusedPieces ??= await RefusedPiecesAsync(cancellation);
        foreach (var fact in facts.Values)
        {
            fact.Refused.AddRange(pieces.GetValueOrDefault(fact.VendorId) ?? []);
            fact.Redemptions.Sort((a, b) => a.At.CompareTo(b.At));
        }

        await AddOthersAsync(market, facts, cancellation);
        return facts.Values;
    }

    private Task<List<ReadRedemption>> PaidAsync(FraudMarket market, CancellationToken cancellation) =>
        (from p in db.Payments.AsNoTracking()
         where p.MarketId == market.Id && p.BusinessDate >= span.From && p.BusinessDate <= span.To && p.Status == PaymentStatus.Captured && p.Refunded < p.Captured && p.VendorId != null
         join t in db.PaymentTenders on p.Id equals t.PaymentId
         where t.VoucherId != null
         join v in db.Vouchers on t.VoucherId equals v.Id
         join s in db.VoucherSales on v.SaleId equals s.Id
         join b in db.VoucherBuyers on s.BuyerId equals b.Id
         select new ReadRedemption
         {
             RowId = p.Id,
             GroupId = p.Id,
             Way = RedemptionWay.Payment,
             Vendor = p.VendorId!.Value,
             At = p.At,
             Day = p.BusinessDate,
             Amount = t.Amount,
             Total = p.Amount,
             VoucherId = v.Id,
             ProgrammeId = v.ProgrammeId,
             Number = v.Number,
             SaleId = s.Id,
             SaleCount = s.Count,
             SoldOn = s.BusinessDate,
             BuyerId = b.Id,
             BuyerHash = b.Hash,
         }).ToListAsync(cancellation);

    private Task<List<ReadRedemption>> PresentedAsync(FraudMarket market, CancellationToken cancellation) =>
        (from o in db.Vendors.AsNoTracking()
         where o.MarketId == market.Id
         join p in db.PresentedVouchers on o.Id equals p.VendorId
         where p.BusinessDate >= span.From && p.BusinessDate <= span.To
         join v in db.Vouchers on p.VoucherId equals v.Id
         join s in db.VoucherSales on v.SaleId equals s.Id
         join b in db.VoucherBuyers on s.BuyerId equals b.Id
         select new ReadRedemption
         {
             RowId = p.Id,
             GroupId = p.PresentmentId,
             Way = RedemptionWay.Presentment,
             Vendor = o.Id,
             At = p.At,
             Day = p.BusinessDate,
             Amount = p.AmountMinor,
             Total = p.AmountMinor,
             VoucherId = v.Id,
             ProgrammeId = v.ProgrammeId,
             Number = v.Number,
             SaleId = s.Id,
             SaleCount = s.Count,
             SoldOn = s.BusinessDate,
             BuyerId = b.Id,
             BuyerHash = b.Hash,
         }).ToListAsync(cancellation);

    private async Task<List<(long Vendor, long Id, DateTime At, string Reason)>> DeclinedAsync(FraudMarket market, CancellationToken cancellation)
    {
        var reasons = VoucherDeclines.All.ToList();
        var rows = await db.Payments.AsNoTracking()
            .Where(p => p.MarketId == market.Id && p.BusinessDate >= span.From && p.BusinessDate <= span.To && p.Status == PaymentStatus.Declined && p.VendorId != null && reasons.Contains(p.Reason!))
            .Select(p => new { p.VendorId, p.Id, p.At, p.Reason }).ToListAsync(cancellation);
        return rows.ConvertAll(r => (r.VendorId!.Value, r.Id, r.At, r.Reason!));
    }

    /// <summary>Read once for all markets: bundles are found by their vendors, and refused pieces are few.</summary>
    private async Task<Dictionary<long, List<RefusedVoucher>>> RefusedPiecesAsync(CancellationToken cancellation)
    {
        var (from, to) = span.Widest;
        var rows = await db.RefusedPieces.AsNoTracking().Where(r => r.At >= from && r.At < to).Join(db.Presentments, r => r.PresentmentId, p => p.Id, (r, p) => new { p.VendorId, r.Id, r.At, r.Reason }).ToListAsync(cancellation);
        return rows.GroupBy(r => r.VendorId).ToDictionary(g => g.Key, g => g.Select(r => new RefusedVoucher(r.Id, RedemptionWay.Presentment, r.At, r.Reason)).ToList());
    }

    /// <summary>Takings by other tenders, summed in the database by vendor and hour. A zone that is half an hour off the full hour is taken by its full one.</summary>
    private async Task AddOthersAsync(FraudMarket market, Dictionary<long, VendorFacts> facts, CancellationToken cancellation)
    {
        var rows = await (from p in db.Payments.AsNoTracking()
                          where p.MarketId == market.Id && p.BusinessDate >= span.From && p.BusinessDate <= span.To && p.Status == PaymentStatus.Captured && p.Refunded < p.Captured && p.VendorId != null
                          join t in db.PaymentTenders on p.Id equals t.PaymentId
                          where t.VoucherId == null
                          group t by new { p.VendorId, p.At.Hour } into g
                          select new { g.Key.VendorId, g.Key.Hour, Count = g.Count(), Sum = g.Sum(t => t.Amount) }).ToListAsync(cancellation);
        var noon = span.To.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
        var shift = (int)Math.Round(market.Zone.GetUtcOffset(noon).TotalHours);
        foreach (var row in rows)
        {
            if (facts.TryGetValue(row.VendorId!.Value, out var vendor))
                vendor.Others.Add((row.Hour + shift + 24) % 24, row.Count, row.Sum);
        }
    }

    /// <summary>The floor of each vendor on the last day, in cm².</summary>
    private async Task<Dictionary<long, long>> AreasAsync(FraudMarket market, CancellationToken cancellation)
    {
        var rows = await db.Tenancies.AsNoTracking().Where(t => t.MarketId == market.Id && t.ArchivedAt == null && t.FromDate <= span.To && (t.ToDate == null || t.ToDate >= span.To))
            .Join(db.Stalls, t => t.StallId, s => s.Id, (t, s) => new { t.VendorId, s.AreaCm2 }).GroupBy(r => r.VendorId).Select(g => new { g.Key, Sum = g.Sum(r => r.AreaCm2) }).ToListAsync(cancellation);
        return rows.Where(r => r.Sum > 0).ToDictionary(r => r.Key, r => (long)r.Sum!);
    }

    /// <summary>By the keyed hash of a business number or telephone, the vendors that it belongs to.</summary>
    private async Task<Dictionary<HashKey, List<long>>> NumbersAsync(FraudMarket market, HashSet<long> wanted, CancellationToken cancellation)
    {
        var rows = await db.Vendors.AsNoTracking().Where(v => v.MarketId == market.Id).Select(v => new { v.Id, v.BusinessNumber, v.Phone, Key = v.PersonKey }).ToListAsync(cancellation);
        var further = (await db.VendorPhones.AsNoTracking().Where(p => p.ArchivedAt == null && db.Vendors.Any(v => v.Id == p.VendorId && v.MarketId == market.Id)).Select(p => new { p.VendorId, p.Number }).ToListAsync(cancellation)).ToLookup(p => p.VendorId, p => p.Number);
        var numbers = new Dictionary<HashKey, List<long>>();
        foreach (var row in rows.Where(r => wanted.Contains(r.Id)))
        {
            var phones = row.Key is null ? [] : personal.Open(row.Key, [row.Phone, .. further[row.Id]]);
            foreach (var number in phones.Append(row.BusinessNumber).OfType<string>().Where(n => n.Length > 0).Select(n => new HashKey(personal.Index(n))).Distinct())
            {
                if (!numbers.TryGetValue(number, out var owners))
                    numbers[number] = owners = [];
                owners.Add(row.Id);
            }
        }

        return numbers;
    }

    /// <summary>A keyed hash, as a key of a dictionary.</summary>
    private readonly record struct HashKey(UInt128 Value)
    {
        public HashKey(byte[] hash)
            : this(hash.Length == 16 ? System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash) : 0)
        {
        }
    }

    private sealed class ReadRedemption
    {
        public required long RowId { get; init; }

        public required long GroupId { get; init; }

        public required RedemptionWay Way { get; init; }

        public required long Vendor { get; init; }

        public required DateTime At { get; init; }

        public required DateOnly Day { get; init; }

        public required long Amount { get; init; }

        public required long Total { get; init; }

        public required long VoucherId { get; init; }

        public required long ProgrammeId { get; init; }

        public required long Number { get; init; }

        public required long SaleId { get; init; }

        public required int SaleCount { get; init; }

        public required DateOnly SoldOn { get; init; }

        public required long BuyerId { get; init; }

        public required byte[] BuyerHash { get; init; }

        public Redemption Of(DateTime local, bool linked) => new(RowId, GroupId, Way, local, Day, Amount, Total, VoucherId, ProgrammeId, Number, SaleId, SaleCount, SoldOn, BuyerId, linked);
    }
}
