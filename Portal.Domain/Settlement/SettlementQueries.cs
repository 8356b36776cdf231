using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>A run as a list shows it.</summary>
/// <param name="Operator">Whose books, by name.</param>
public sealed record SettlementRunRow(SettlementRun Run, MarketName Market, string Operator);

/// <summary>A run in full.</summary>
/// <param name="Standing">Whether the reader may decide about it.</param>
/// <param name="MayCancel">True while it waits, for those who may run settlements there.</param>
public sealed record SettlementRunRecord(SettlementRun Run, MarketName Market, string Operator, SettlementStanding Standing, bool MayCancel);

/// <summary>How a reader stands to a run that waits.</summary>
/// <param name="May">True when he may approve it or turn it down.</param>
/// <param name="Own">True when he started it.</param>
/// <param name="ForName">In whose name; null in his own.</param>
public sealed record SettlementStanding(bool May, bool Own, string? ForName);

/// <summary>A movement that a line is made of.</summary>
/// <param name="Amount">Minor units; negative for what it takes.</param>
/// <param name="Payment">The payment that it belongs to; null for others.</param>
/// <param name="Document">What its posting names.</param>
public sealed record SettledMovement(DateTime At, DateOnly On, SettledTender Tender, string? Acquirer, Ledger.TransferCode Code, long Amount, Guid? Payment, string? Document);

/// <summary>A vendor's line, down to what it is made of.</summary>
/// <param name="Rules">The fee rules that it was reckoned by.</param>
/// <param name="Payouts">What was put on its way for it; after a rejection there are several.</param>
public sealed record SettlementLineRecord(SettlementRunRow Run, SettlementLine Line, string Vendor, string VendorName, IReadOnlyList<SettlementItem> Items, IReadOnlyList<FeeRule> Rules, IReadOnlyList<Payout> Payouts);

/// <summary>Reads settlement runs, for those who hold <see cref="Right.ViewSettlement"/>, in the markets where they do. What is being reckoned has no lines.</summary>
public sealed class SettlementQueries(IDbContextFactory<PortalDbContext> contexts, SettlementRuns runs, Delegations delegations)
{
    /// <summary>The last runs, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<SettlementRunRow>>> LatestAsync(Actor actor, int take, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewSettlement))
            return new NotAllowed(Right.ViewSettlement);
        await using var db = contexts.CreateDbContext();
        return (await Listed(db, actor).OrderByDescending(r => r.Run.On).ThenByDescending(r => r.Run.Id).Take(take).ToListAsync(cancellation)).ConvertAll(RowOf);
    }

    /// <summary>A run.</summary>
    public async Task<Outcome<SettlementRunRecord>> GetAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewSettlement))
            return new NotAllowed(Right.ViewSettlement);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db, actor).SingleOrDefaultAsync(r => r.Run.Uid == uid, cancellation) is not { } listed)
            return new SettlementRunNotFound();
        var found = RowOf(listed);
        var waits = found.Run.State == SettlementRunState.Waiting;
        var market = await db.Markets.AsNoTracking().SingleAsync(m => m.Id == found.Run.MarketId, cancellation);
        var may = waits ? await delegations.MayApproveForAsync(actor, runs.ApprovalOf(found.Run, market), cancellation) : new NotAllowed(Right.ApproveSettlement);
        var standing = new SettlementStanding(may.Ok, waits && found.Run.MakerId == actor.OwnerId, may.TryGet(out var given) ? given.ForName : null);
        return new SettlementRunRecord(found.Run, found.Market, found.Operator, standing, waits && actor.May(Right.RunSettlement, market.Id, market.Region));
    }

    /// <summary>One page of a run's lines.</summary>
    public async Task<Outcome<Page<SettlementRow>>> LinesAsync(Actor actor, Guid uid, ListQuery query, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewSettlement))
            return new NotAllowed(Right.ViewSettlement);
        await using var db = contexts.CreateDbContext();
        return await Lines(db, actor, uid).ToPageAsync(query, SettlementLines.Definition, cancel: cancellation);
    }

    /// <summary>Lines of a run behind one of them, in the order of the run.</summary>
    /// <param name="after">The id of the line before; 0 for the first ones.</param>
    public async Task<Outcome<IReadOnlyList<SettlementRow>>> LinesAsync(Actor actor, Guid uid, long after, int take, CancellationToken cancellation = default)
    {
        var run = await GetAsync(actor, uid, cancellation);
        if (!run.Ok)
            return run.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        return await Lines(db, actor, uid).Where(l => l.Line.Id > after).OrderBy(l => l.Line.Id).Take(take).Select(SettlementLines.Definition.Row).ToListAsync(cancellation);
    }

    /// <summary>A run's lines in the order of the list, streamed, for exports; none for who may not see the run.</summary>
    public async IAsyncEnumerable<SettlementRow> StreamAsync(Actor actor, Guid uid, ListQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewSettlement))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Lines(db, actor, uid).Apply(query, SettlementLines.Definition).TryGet(out var lines))
            yield break;
        await foreach (var row in lines.Select(SettlementLines.Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>A vendor's line of a run.</summary>
    public async Task<Outcome<SettlementLineRecord>> LineAsync(Actor actor, Guid uid, string vendor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewSettlement))
            return new NotAllowed(Right.ViewSettlement);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db, actor).SingleOrDefaultAsync(r => r.Run.Uid == uid, cancellation) is not { } listed
            || await Lines(db, actor, uid).SingleOrDefaultAsync(l => l.Vendor.Code == vendor, cancellation) is not { } found)
            return new SettlementRunNotFound();
        var (runId, vendorId) = (listed.Run.Id, found.Vendor.Id);
        var items = await db.SettlementItems.AsNoTracking().Where(i => i.RunId == runId && i.VendorId == vendorId).OrderBy(i => i.Id).ToListAsync(cancellation);
        var ids = items.Select(i => i.FeeRuleId).OfType<long>().Distinct().ToList();
        var rules = await db.FeeRules.AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Id).ToListAsync(cancellation);
        var payouts = await db.Payouts.AsNoTracking().Where(p => p.RunId == runId && p.VendorId == vendorId).OrderBy(p => p.Id).ToListAsync(cancellation);
        return new SettlementLineRecord(RowOf(listed), found.Line, found.Vendor.Code, found.Vendor.TradeName, items, rules, payouts);
    }

    /// <summary>The movements of a line, in the order of the ledger.</summary>
    public async Task<Outcome<IReadOnlyList<SettledMovement>>> MovementsAsync(Actor actor, Guid uid, string vendor, CancellationToken cancellation = default)
    {
        var line = await LineAsync(actor, uid, vendor, cancellation);
        if (!line.TryGet(out var record))
            return line.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        var run = record.Run.Run;
        var code = Ledger.Chart.Payable(record.Line.VendorId);
        if (await db.LedgerAccounts.Where(a => a.OperatorId == run.OperatorId && a.Currency == run.Currency && a.Code == code).Select(a => (long?)a.Id).SingleOrDefaultAsync(cancellation) is not { } payable)
            return new List<SettledMovement>();
        var before = run.PreviousId is { } id ? await db.SettlementRuns.AsNoTracking().SingleAsync(r => r.Id == id, cancellation) : null;
        var ledger = new SettlementLedger(db, run, await SettlementHistory.ReachesAsync(db, run.Id, cancellation), before, await SettlementHistory.ReachesAsync(db, run.PreviousId, cancellation));
        var found = new List<(PayableMovement Movement, long TransferId)>();
        await foreach (var movement in ledger.ReadAsync(new Dictionary<long, long> { [payable] = record.Line.VendorId }, cancellation))
            found.Add(movement);
        var ids = found.ConvertAll(f => f.TransferId);
        var postings = await db.Transfers.AsNoTracking().Where(t => ids.Contains(t.Id)).Join(db.LedgerPostings, t => t.PostingId, p => p.Id, (t, p) => new
        {
            t.Id,
            p.At,
            p.Document,
            Payment = db.Payments.Where(x => x.Id == p.Id).Select(x => (Guid?)x.Uid).FirstOrDefault()
            ?? db.PaymentEvents.Where(e => e.Id == p.Id).Join(db.Payments, e => e.PaymentId, x => x.Id, (_, x) => (Guid?)x.Uid).FirstOrDefault()
        }).ToDictionaryAsync(p => p.Id, cancellation);
        return found.OrderBy(f => f.TransferId).Select(f => new SettledMovement(postings[f.TransferId].At, f.Movement.On, f.Movement.Tender, f.Movement.Acquirer, f.Movement.Code, f.Movement.Amount, postings[f.TransferId].Payment, postings[f.TransferId].Document)).ToList();
    }

    private static SettlementRunRow RowOf(ListedRun found) => new(found.Run, new MarketName(found.Market.Id, found.Market.Code, found.Market.NameKo, found.Market.NameEn, found.Market.NameZh, found.Market.Region), found.Operator);

    private static IQueryable<ListedRun> Listed(PortalDbContext db, Actor actor) =>
        from r in db.SettlementRuns.AsNoTracking()
        join m in MarketQueries.Visible(db, actor, Right.ViewSettlement) on r.MarketId equals m.Id
        join o in db.Operators on r.OperatorId equals o.Id
        select new ListedRun { Run = r, Market = m, Operator = o.Name };

    private static IQueryable<ListedSettlement> Lines(PortalDbContext db, Actor actor, Guid uid) =>
        from l in db.SettlementLines.AsNoTracking()
        join r in db.SettlementRuns on l.RunId equals r.Id
        join m in MarketQueries.Visible(db, actor, Right.ViewSettlement) on r.MarketId equals m.Id
        join v in db.Vendors on l.VendorId equals v.Id
        where r.Uid == uid && r.State != SettlementRunState.Reckoning
        select new ListedSettlement { Line = l, Vendor = v, Currency = r.Currency };

    private sealed class ListedRun
    {
        public required SettlementRun Run { get; init; }

        public required Market Market { get; init; }

        public required string Operator { get; init; }
    }
}
