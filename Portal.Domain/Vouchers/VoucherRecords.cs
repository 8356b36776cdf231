using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What a funder paid of a voucher or of a sale. Minor units.</summary>
public sealed record FundedPart(string Funder, string NameKo, string? NameEn, string? NameZh, long Amount);

/// <summary>A sale as it stands on its receipt. Minor units.</summary>
/// <param name="Serials">From the first to the last of each run without a gap.</param>
public sealed record SaleRecord(VoucherSale Sale, VoucherOffice Office, string Programme, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, string Issuer, string Currency, string TimeZone)
{
    public IReadOnlyList<(string From, string To, int Count, long Face)> Serials { get; init; } = [];

    public IReadOnlyList<FundedPart> Parts { get; init; } = [];

    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>A voucher with the terms of its day of sale, who paid it, and its whole life. Minor units.</summary>
/// <param name="RuleFrom">The first day of the rule that it is judged by; null while it is not sold.</param>
public sealed record VoucherRecord(VoucherRow Row, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, string TimeZone, VoucherTerms? Terms, DateOnly? RuleFrom, SaleRecord? Sale)
{
    public IReadOnlyList<FundedPart> Parts { get; init; } = [];

    public IReadOnlyList<VoucherEvent> Life { get; init; } = [];

    /// <summary>The voucher that stands in its place.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>The voucher in whose place it stands.</summary>
    public string? Replaces { get; init; }
}

/// <summary>There is no such sale.</summary>
public sealed record SaleNotFound : Refusal;

/// <summary>Reads single vouchers and sales in full, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class VoucherRecords(IDbContextFactory<PortalDbContext> contexts, VoucherQueries queries, RuleBook rules)
{
    /// <summary>A voucher by its serial number.</summary>
    public async Task<Outcome<VoucherRecord>> GetAsync(Actor actor, string serial, CancellationToken cancellation = default)
    {
        if (!(await queries.GetAsync(actor, serial, cancellation)).TryGet(out var row))
            return actor.May(Right.ViewVouchers) ? new VoucherNotFound() : new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var voucher = await db.Vouchers.AsNoTracking().SingleAsync(v => v.Id == row.Id, cancellation);
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == voucher.ProgrammeId, cancellation);
        var batch = await db.VoucherBatches.AsNoTracking().SingleAsync(b => b.Id == voucher.BatchId, cancellation);
        var sold = await db.VoucherSales.AsNoTracking().SingleOrDefaultAsync(s => s.Id == voucher.SaleId, cancellation);
        return new VoucherRecord(
            row, programme.NameKo, programme.NameEn, programme.NameZh, programme.TimeZone, voucher.RuleId is { } rule ? await rules.TermsAsync(rule, cancellation) : null,
            await db.VoucherRules.Where(r => r.Id == voucher.RuleId).Select(r => (DateOnly?)r.From).SingleOrDefaultAsync(cancellation), sold is null ? null : await SaleAsync(db, sold, programme, cancellation))
        {
            Parts = await PartsAsync(db, db.VoucherParts.Where(p => p.VoucherId == voucher.Id), cancellation),
            Life = await VoucherLife.ReadAsync(db, voucher, batch, cancellation),
            ReplacedBy = await SerialAsync(db.Vouchers.Where(v => v.Id == voucher.ReplacedById), programme, cancellation),
            Replaces = await SerialAsync(db.Vouchers.Where(v => v.BatchId == voucher.BatchId && v.ReplacedById == voucher.Id), programme, cancellation)
                ?? await SerialAsync(db.Vouchers.Where(v => db.DamagedCases.Any(c => c.NewVoucherId == voucher.Id && c.VoucherId == v.Id)), programme, cancellation),
        };
    }

    private static async Task<string?> SerialAsync(IQueryable<Voucher> of, VoucherProgramme programme, CancellationToken cancellation) =>
        await of.Select(v => (long?)v.Number).FirstOrDefaultAsync(cancellation) is { } number ? SerialNumbers.Of(programme.Prefix, number) : null;

    /// <summary>A sale by its client-made id, with its serial numbers and each funder's part.</summary>
    public async Task<Outcome<SaleRecord>> SaleAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherSales.AsNoTracking().SingleOrDefaultAsync(s => s.Uid == uid, cancellation) is not { } sale)
            return new SaleNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == sale.ProgrammeId, cancellation);
        var sold = db.Vouchers.Where(v => v.SaleId == sale.Id);
        var numbers = await sold.OrderBy(v => v.Number).Select(v => new { v.Number, v.FaceMinor }).ToListAsync(cancellation);
        var runs = new List<(long From, long To, long Face)>();
        foreach (var next in numbers)
        {
            if (runs is [.., var last] && last.To + 1 == next.Number && last.Face == next.FaceMinor)
                runs[^1] = last with { To = next.Number };
            else
                runs.Add((next.Number, next.Number, next.FaceMinor));
        }

        return await SaleAsync(db, sale, programme, cancellation) with
        {
            Serials = runs.ConvertAll(r => (SerialNumbers.Of(programme.Prefix, r.From), SerialNumbers.Of(programme.Prefix, r.To), (int)(r.To - r.From + 1), r.Face)),
            Parts = await PartsAsync(db, db.VoucherParts.Where(p => sold.Any(v => v.Id == p.VoucherId)), cancellation),
        };
    }

    private static async Task<SaleRecord> SaleAsync(PortalDbContext db, VoucherSale sale, VoucherProgramme programme, CancellationToken cancellation) => new(
        sale, await db.VoucherOffices.AsNoTracking().SingleAsync(o => o.Id == sale.OfficeId, cancellation), programme.Code, programme.NameKo, programme.NameEn, programme.NameZh, programme.Issuer, programme.Currency, programme.TimeZone);

    private static async Task<IReadOnlyList<FundedPart>> PartsAsync(PortalDbContext db, IQueryable<VoucherPart> parts, CancellationToken cancellation)
    {
        var sums = await parts.GroupBy(p => p.BudgetId).Select(g => new { g.Key, Sum = g.Sum(p => p.AmountMinor) }).ToListAsync(cancellation);
        var ids = sums.ConvertAll(s => s.Key);
        var funders = await db.FunderBudgets.Where(b => ids.Contains(b.Id)).Join(db.Funders, b => b.FunderId, f => f.Id, (b, f) => new { b.Id, f.Code, f.NameKo, f.NameEn, f.NameZh }).ToDictionaryAsync(f => f.Id, cancellation);
        return [.. sums.OrderByDescending(s => s.Sum).Select(s => new FundedPart(funders[s.Key].Code, funders[s.Key].NameKo, funders[s.Key].NameEn, funders[s.Key].NameZh, s.Sum))];
    }
}
