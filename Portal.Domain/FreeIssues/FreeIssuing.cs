using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.FreeIssues;

/// <summary>How far a list is issued.</summary>
public sealed record FreeIssueProgress(int Rows, int Issued, FreeIssueState State);

/// <summary>
/// Approves lists and issues what they hold: each row is a sale that nobody pays but the funders, under the id that the row was made with. Broken off, it goes on where it stopped, and no row is issued twice.
/// </summary>
public sealed class FreeIssuing(IDbContextFactory<PortalDbContext> contexts, VoucherSales sales, Delegations delegations, StepUp stepUp, TimeProvider time)
{
    public const string StepUpKind = "free-issue";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Approves or rejects a list; who brought it never does, and nobody does it twice.</summary>
    public async Task<Outcome<FreeIssueList>> DecideAsync(Actor actor, Guid uid, BatchDecision decision, string? comment = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.FreeIssueLists.SingleOrDefaultAsync(l => l.Uid == uid, cancellation) is not { } list)
            return new FreeIssueNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == list.ProgrammeId, cancellation);
        var may = await delegations.MayApproveForAsync(actor, new Approval(Right.ApproveVouchers, list.MakerId, 0, "", new Money(programme.Currency, list.TotalMinor), programme.DayAt(Now)), cancellation);
        if (!may.TryGet(out var given))
            return may.Refusals.ToList();
        if (list.State != FreeIssueState.Submitted)
            return new FreeIssueStateUnfit(list.State);
        var refusals = new List<Refusal>();
        var rejects = decision == BatchDecision.Reject;
        var said = rejects ? Text.Require(comment, "comment", FreeIssueApproval.CommentLength, refusals, lines: true) : Text.Clean(comment, "comment", FreeIssueApproval.CommentLength, refusals, lines: true);
        if (refusals.Count == 0 && !rejects && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            refusals.Add(needed);
        var forUser = given.ForUserId ?? actor.OwnerId;
        var before = await db.FreeIssueApprovals.AsNoTracking().Where(a => a.ListId == list.Id).ToListAsync(cancellation);
        if (before.Exists(a => a.ByUserId == actor.OwnerId || a.ForUserId == forUser))
            refusals.Add(new AlreadyApproved());
        if (refusals.Count > 0)
            return refusals;
        db.Add(new FreeIssueApproval { ListId = list.Id, Decision = decision, ByUserId = actor.OwnerId, ForUserId = forUser, ByName = FreeIssueService.NameOf(actor), Comment = said, At = Now });
        list.State = rejects ? FreeIssueState.Rejected : before.Count + 1 >= list.Needed ? FreeIssueState.Approved : FreeIssueState.Submitted;
        list.Version++;
        db.Audit(actor, Now, rejects ? "free_issue_list.rejected" : "free_issue_list.approved", list, said);
        var saved = await db.SaveOrConflictAsync(list, cancellation);
        return saved.Ok ? list : saved.Refusals.ToList();
    }

    /// <summary>Assigns vouchers of the actor's drawers to the rows that have none yet, row by row; asked again, it goes on.</summary>
    public async Task<Outcome<FreeIssueProgress>> IssueAsync(Actor actor, Guid uid, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.FreeIssueLists.AsNoTracking().SingleOrDefaultAsync(l => l.Uid == uid, cancellation) is not { } list)
            return new FreeIssueNotFound();
        var kept = db.FreeIssueRows.AsNoTracking().Where(r => r.ListId == list.Id && r.Choice != DuplicateChoice.Skip);
        var rows = await kept.CountAsync(cancellation);
        if (list.State == FreeIssueState.Issued)
            return new FreeIssueProgress(rows, rows, list.State);
        if (list.State != FreeIssueState.Approved)
            return new FreeIssueStateUnfit(list.State);
        var open = await kept.Where(r => !db.VoucherSales.Any(s => s.Uid == r.SaleUid)).OrderBy(r => r.RowNumber).ToListAsync(cancellation);
        if (await ShortAsync(db, actor, list, open, cancellation) is { } tooFew)
            return tooFew;
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == list.ProgrammeId, cancellation);
        foreach (var (done, row) in open.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            if (await IssueRowAsync(actor, programme, list, row, cancellation) is { } refused)
                return refused;
            progress?.Invoke(rows - open.Count + done + 1);
        }

        return await FinishAsync(actor, list.Id, rows, cancellation);
    }

    private async Task<Outcome<FreeIssueProgress>> FinishAsync(Actor actor, long id, int rows, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var list = await db.FreeIssueLists.SingleAsync(l => l.Id == id, cancellation);
        if (list.State == FreeIssueState.Approved)
        {
            (list.State, list.IssuedAt) = (FreeIssueState.Issued, Now);
            db.Audit(actor, Now, "free_issue_list.issued", list);
            var saved = await db.SaveOrConflictAsync(list, cancellation);
            if (!saved.Ok)
                return saved.Refusals.ToList();
        }

        return new FreeIssueProgress(rows, rows, list.State);
    }

    private async Task<Refusal?> IssueRowAsync(Actor actor, VoucherProgramme programme, FreeIssueList list, FreeIssueRow row, CancellationToken cancellation)
    {
        const int MaxTries = 5;
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var numbers = await Stock(db, actor, list).Where(v => v.FaceMinor == row.FaceMinor).OrderBy(v => v.Number).Select(v => v.Number).Take(row.Count).ToListAsync(cancellation);
            if (numbers.Count < row.Count)
                return new StockTooSmall(row.FaceMinor, row.Count, numbers.Count);
            var items = numbers.ConvertAll(n => new SerialRange("items", SerialNumbers.Of(programme.Prefix, n)));
            var sale = new SaleRequest(row.SaleUid, programme.Code, BuyerKind.Person, Convert.ToHexString(row.IdentityHash), items, PurchaseMeans.Given, null, row.Wallet?.ToString("D"));
            var backing = new SaleBacking($"list {list.Code} {row.RowNumber}", (_, _, _, _) => Task.FromResult<Outcome<BackedSale>>(new BackedSale(null, _ => []))) { Given = true };
            var sold = await sales.SellForAsync(actor, sale, backing, cancellation);
            // Another run issued the row, or took the same vouchers, at the same moment.
            if (sold.Ok || await db.VoucherSales.AnyAsync(s => s.Uid == row.SaleUid, cancellation))
                return null;
            if (sold.Refusal is not VoucherNotSellable || attempt == MaxTries)
                return sold.Refusal;
        }
    }

    /// <summary>Whether the drawers hold too few vouchers: then nothing is begun.</summary>
    private static async Task<Refusal?> ShortAsync(PortalDbContext db, Actor actor, FreeIssueList list, List<FreeIssueRow> open, CancellationToken cancellation)
    {
        var there = await Stock(db, actor, list).GroupBy(v => v.FaceMinor).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        foreach (var face in open.GroupBy(r => r.FaceMinor).OrderBy(g => g.Key))
        {
            if (face.Sum(r => r.Count) is var needed && needed > there.GetValueOrDefault(face.Key))
                return new StockTooSmall(face.Key, needed, there.GetValueOrDefault(face.Key));
        }

        return null;
    }

    private static IQueryable<Voucher> Stock(PortalDbContext db, Actor actor, FreeIssueList list) =>
        from v in db.Vouchers.AsNoTracking()
        where v.ProgrammeId == list.ProgrammeId && v.Kind == list.Kind && v.State == VoucherState.Stock && !v.Frozen && v.HandOverId == null
        where db.VoucherDrawers.Any(d => d.Id == v.DrawerId && d.OwnerId == actor.OwnerId) && db.VoucherBatches.Any(b => b.Id == v.BatchId && b.State == BatchState.Printed)
        select v;
}
