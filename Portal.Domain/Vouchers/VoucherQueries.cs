using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>Reads vouchers, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class VoucherQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>The zone whose day tells in the list what is expired; a voucher's own page asks its programme.</summary>
    private const string Zone = "Asia/Seoul";

    public static ListDefinition<ListedVoucher, VoucherLine> Definition => VoucherList.Definition;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private DateOnly Today => BusinessDay.Of(Zone, 0, Now);

    /// <summary>One page of the list.</summary>
    public async Task<Outcome<Page<VoucherLine>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await (await VoucherList.FoundAsync(db, query.Search, Today, cancellation)).ToPageAsync(query with { Search = "" }, Definition, null, cancellation);
    }

    /// <summary>Face value and what is left over all matching rows; one pair for each currency.</summary>
    public async Task<Outcome<IReadOnlyList<VoucherSum>>> SumsAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var matching = (await VoucherList.FoundAsync(db, query.Search, Today, cancellation)).Matching(query with { Search = "" }, Definition);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        var sums = await rows.GroupBy(l => l.Voucher.ProgrammeId).Select(g => new { g.Key, Face = g.Sum(l => l.Voucher.FaceMinor), Left = g.Sum(l => l.Left) }).ToListAsync(cancellation);
        var currencies = await db.VoucherProgrammes.ToDictionaryAsync(p => p.Id, p => p.Currency, cancellation);
        return sums.GroupBy(s => currencies[s.Key]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new VoucherSum(new Money(g.Key, g.Sum(s => s.Face)), new Money(g.Key, g.Sum(s => s.Left)))).ToList();
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    public async IAsyncEnumerable<VoucherLine> StreamAsync(Actor actor, ListQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!(await VoucherList.FoundAsync(db, query.Search, Today, cancellation)).Apply(query with { Search = "" }, Definition).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>The voucher that something scanned or typed at a counter stands for: its serial number, or its token.</summary>
    public async Task<Outcome<VoucherRow>> ScanAsync(Actor actor, string? scanned, CancellationToken cancellation = default)
    {
        var text = VoucherScan.Read(scanned);
        return SerialNumbers.TryParse(text, out _, out _) ? await GetAsync(actor, text, cancellation) : await LookUpAsync(actor, text, cancellation);
    }

    /// <summary>A voucher by its serial number.</summary>
    public async Task<Outcome<VoucherRow>> GetAsync(Actor actor, string serial, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        if (!SerialNumbers.TryParse(serial, out var prefix, out var number))
            return new VoucherNotFound();
        await using var db = contexts.CreateDbContext();
        return await RowAsync(db, db.Vouchers.Where(v => v.Number == number && db.VoucherProgrammes.Any(p => p.Id == v.ProgrammeId && p.Prefix == prefix)), cancellation) is { } row ? row : new VoucherNotFound();
    }

    /// <summary>A voucher by its token.</summary>
    public async Task<Outcome<VoucherRow>> LookUpAsync(Actor actor, string token, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var hash = OneTimeSecret.Hash(token);
        return await RowAsync(db, db.Vouchers.Where(v => v.TokenHash == hash), cancellation) is { } row ? row : new VoucherNotFound();
    }

    private async Task<VoucherRow?> RowAsync(PortalDbContext db, IQueryable<Voucher> vouchers, CancellationToken cancellation)
    {
        var found = await (from v in vouchers.AsNoTracking()
                           join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
                           join b in db.VoucherBatches on v.BatchId equals b.Id
                           from a in db.LedgerAccounts.Where(a => a.Id == v.AccountId).DefaultIfEmpty()
                           select new { Voucher = v, Programme = p, b.Code, Left = a == null ? 0 : a.Credits - a.Debits - a.DebitsReserved }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;
        var (voucher, programme, day) = (found.Voucher, found.Programme, found.Programme.DayAt(Now));
        return new VoucherRow(
            voucher.Id, SerialNumbers.Of(programme.Prefix, voucher.Number), programme.Code, programme.Currency, voucher.Kind, voucher.FaceMinor, found.Left, StandingOf(voucher, found.Left, day), found.Code, voucher.SoldOn,
            voucher.ExpiresOn, voucher.Reason, voucher.AccountId, voucher.PaidMinor)
        {
            Accepted = day > voucher.ExpiresOn && found.Left > 0 ? await ExpiredPaper.AcceptedAsync(db, programme.Id, voucher.Kind, voucher.ExpiresOn, day, cancellation) : null,
        };
    }

    /// <summary>What a voucher is on a day.</summary>
    public static VoucherStanding StandingOf(Voucher voucher, long left, DateOnly day) =>
        voucher.State == VoucherState.Void ? VoucherStanding.Void
        : voucher.Frozen ? VoucherStanding.Frozen
        : voucher.State == VoucherState.Stock ? VoucherStanding.Stock
        : left == 0 ? VoucherStanding.Empty
        : day > voucher.ExpiresOn ? VoucherStanding.Expired
        : left == voucher.FaceMinor ? VoucherStanding.Unused : VoucherStanding.Partial;
}
