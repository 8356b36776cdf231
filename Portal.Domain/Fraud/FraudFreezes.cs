using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Wallets;

namespace Portal.Domain.Fraud;

/// <summary>A freeze that a case asks for.</summary>
/// <param name="Id">Made by the client: repeated, it finds the freeze that was asked for.</param>
/// <param name="Target">The serial number, the wallet's code, or the vendor's.</param>
/// <param name="Programme">Of a vendor, the programme whose vouchers he takes no more.</param>
public sealed record NewFreeze(Guid Id, FreezeKind Kind, string? Target, string? Reason, string? Programme = null);

/// <summary>
/// Freezes vouchers, wallets and vendors' acceptance for a case, and lets them go again. Below <see cref="EnrolmentTerms.FreezeThreshold"/> one person does it; from it on the first one asks, and nothing is
/// frozen before a second one confirms.
/// </summary>
public sealed class FraudFreezes(IDbContextFactory<PortalDbContext> contexts, VoucherHolds holds, WalletService wallets, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Freezes something, or asks a second person to.</summary>
    public async Task<Outcome<FraudFreeze>> AskAsync(Actor actor, string code, NewFreeze wanted, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.WorkFraudCases))
            return new NotAllowed(Right.WorkFraudCases);
        var refusals = new List<Refusal>();
        var reason = Text.Require(wanted.Reason, "reason", FraudFreeze.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await FraudReach.Cases(db, actor, Right.WorkFraudCases).SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } row)
            return new FraudCaseNotFound();
        if (row.ClosedAt is not null)
            return new FraudCaseStateUnfit(row.State);
        if (await FreezeTargets.FindAsync(db, actor, wanted, Now, cancellation) is not { } target)
            return new FreezeTargetNotFound(wanted.Target ?? "") { Field = "target" };
        if (await db.FraudFreezes.AsNoTracking().SingleOrDefaultAsync(f => f.Uid == wanted.Id, cancellation) is { } known)
            return known.CaseId == row.Id && known.Kind == wanted.Kind && known.Target == target.Name && known.AskerId == actor.OwnerId ? known : new IdReused { Field = "target" };
        var freeze = new FraudFreeze
        {
            Uid = wanted.Id,
            CaseId = row.Id,
            Kind = wanted.Kind,
            Target = target.Name,
            ProgrammeId = target.ProgrammeId,
            AmountMinor = target.Amount,
            State = FreezeState.Asked,
            Reason = reason,
            AskerId = actor.OwnerId,
            AskerName = FraudCases.Cut(actor.Name),
            AskedAt = Now,
        };
        db.Add(freeze);
        db.Audit(actor, Now, "fraud_freeze.asked", freeze, reason);
        var saved = await db.SaveOrConflictAsync(freeze, cancellation);
        if (!saved.Ok)
            return saved.Refusals.ToList();
        return target.Amount >= target.Threshold ? freeze : await FreezeAsync(db, actor, row, freeze, cancellation);
    }

    /// <summary>Confirms a freeze that somebody else asked for, or rejects it.</summary>
    public async Task<Outcome<FraudFreeze>> ConfirmAsync(Actor actor, Guid uid, bool agree, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.WorkFraudCases) && !actor.May(Right.DecideFraudCases))
            return new NotAllowed(Right.WorkFraudCases);
        await using var db = contexts.CreateDbContext();
        var cases = FraudReach.Cases(db, actor, FraudReach.Working(actor));
        if (await db.FraudFreezes.SingleOrDefaultAsync(f => f.Uid == uid && cases.Any(c => c.Id == f.CaseId), cancellation) is not { } freeze)
            return new FreezeNotFound();
        if (freeze.State != FreezeState.Asked)
            return new FreezeStateUnfit(freeze.State);
        if (freeze.AskerId == actor.OwnerId)
            return new MakerMayNotApprove();
        var row = await db.FraudCases.SingleAsync(c => c.Id == freeze.CaseId, cancellation);
        (freeze.CheckerId, freeze.CheckerName, freeze.CheckedAt) = (actor.OwnerId, FraudCases.Cut(actor.Name), Now);
        if (agree)
            return row.ClosedAt is null ? await FreezeAsync(db, actor, row, freeze, cancellation) : new FraudCaseStateUnfit(row.State);
        freeze.State = FreezeState.Rejected;
        db.Audit(actor, Now, "fraud_freeze.rejected", freeze);
        var saved = await db.SaveOrConflictAsync(freeze, cancellation);
        return saved.Ok ? freeze : saved.Refusals.ToList();
    }

    /// <summary>Lets something go again.</summary>
    public async Task<Outcome<FraudFreeze>> LiftAsync(Actor actor, Guid uid, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.WorkFraudCases) && !actor.May(Right.DecideFraudCases))
            return new NotAllowed(Right.WorkFraudCases);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", FraudFreeze.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        var cases = FraudReach.Cases(db, actor, FraudReach.Working(actor));
        if (await db.FraudFreezes.SingleOrDefaultAsync(f => f.Uid == uid && cases.Any(c => c.Id == f.CaseId), cancellation) is not { } freeze)
            return new FreezeNotFound();
        if (freeze.State != FreezeState.Frozen)
            return new FreezeStateUnfit(freeze.State);
        // Another case may hold the same thing: then it stays frozen by that one.
        var held = await db.FraudFreezes.AnyAsync(f => f.Id != freeze.Id && f.Kind == freeze.Kind && f.Target == freeze.Target && f.ProgrammeId == freeze.ProgrammeId && f.State == FreezeState.Frozen, cancellation);
        if (!held && await ActAsync(db, actor, freeze, frozen: false, why, cancellation) is { } refused)
            return refused;
        var row = await db.FraudCases.SingleAsync(c => c.Id == freeze.CaseId, cancellation);
        (freeze.State, freeze.LiftedBy, freeze.LiftedAt) = (FreezeState.Lifted, FraudCases.Cut(actor.Name), Now);
        if (row.State == FraudCaseState.Frozen && !await db.FraudFreezes.AnyAsync(f => f.CaseId == row.Id && f.Id != freeze.Id && f.State == FreezeState.Frozen, cancellation))
            row.State = FraudCaseState.Open;
        db.Audit(actor, Now, "fraud_freeze.lifted", freeze, why);
        var saved = await db.SaveOrConflictAsync(freeze, cancellation);
        return saved.Ok ? freeze : saved.Refusals.ToList();
    }

    /// <summary>
    /// Freezes first and writes it down then: should the portal stop between the two, the freeze is still there to be confirmed, and what is frozen already is taken for it.
    /// </summary>
    private async Task<Outcome<FraudFreeze>> FreezeAsync(PortalDbContext db, Actor actor, FraudCase row, FraudFreeze freeze, CancellationToken cancellation)
    {
        if (await ActAsync(db, actor, freeze, frozen: true, freeze.Reason, cancellation) is { } refused)
            return refused;
        freeze.State = FreezeState.Frozen;
        if (row.State == FraudCaseState.Open)
            row.State = FraudCaseState.Frozen;
        db.Audit(actor, Now, "fraud_freeze.frozen", freeze, freeze.Reason);
        var saved = await db.SaveOrConflictAsync(freeze, cancellation);
        return saved.Ok ? freeze : saved.Refusals.ToList();
    }

    /// <summary>What is frozen or let go; a vendor's acceptance is saved with the freeze.</summary>
    private async Task<Refusal?> ActAsync(PortalDbContext db, Actor actor, FraudFreeze freeze, bool frozen, string reason, CancellationToken cancellation)
    {
        switch (freeze.Kind)
        {
            case FreezeKind.Voucher:
                var voucher = await holds.ActAsync(Desk(actor, Role.CaseDecider), freeze.Target, frozen ? VoucherAct.Freeze : VoucherAct.Unfreeze, reason, cancellation);
                return voucher.Refusal is VoucherStateUnfit unfit && unfit.Frozen == frozen ? null : voucher.Refusal;
            case FreezeKind.Wallet:
                var desk = Desk(actor, Role.FinanceOfficer);
                var wallet = frozen ? await wallets.FreezeAsync(desk, freeze.Target, reason, cancellation) : await wallets.UnfreezeAsync(desk, freeze.Target, reason, cancellation);
                return wallet.Refusal is WalletStateUnfit { State: WalletState.Open } && !frozen ? null : wallet.Refusal;
            default:
                var enrolment = await db.VendorEnrolments.SingleAsync(e => e.ProgrammeId == freeze.ProgrammeId && db.Vendors.Any(v => v.Id == e.VendorId && v.Code == freeze.Target), cancellation);
                enrolment.Frozen = frozen;
                db.Audit(actor, Now, frozen ? "vendor_enrolment.frozen" : "vendor_enrolment.unfrozen", enrolment, reason);
                return null;
        }
    }

    /// <summary>The same person, with what the desk's own right to work on cases includes: freezing what is in a case takes no right to sell, top up or void.</summary>
    private static Actor Desk(Actor actor, Role role) => actor with { Grants = [new Grant(role, ScopeKind.All)] };
}

/// <summary>What is to be frozen.</summary>
/// <param name="Name">As it is written down.</param>
/// <param name="Amount">What is frozen with it; minor units.</param>
/// <param name="Threshold">From this amount on it takes two people.</param>
internal sealed record FreezeTarget(string Name, long? ProgrammeId, long Amount, long Threshold);

/// <summary>Finds what is to be frozen, and how much is in it.</summary>
internal static class FreezeTargets
{
    public static Task<FreezeTarget?> FindAsync(PortalDbContext db, Actor actor, NewFreeze wanted, DateTime now, CancellationToken cancellation) => string.IsNullOrWhiteSpace(wanted.Target) ? Task.FromResult<FreezeTarget?>(null) : wanted.Kind switch
    {
        FreezeKind.Voucher => VoucherAsync(db, wanted.Target, now, cancellation),
        FreezeKind.Wallet => WalletAsync(db, wanted.Target, now, cancellation),
        _ => VendorAsync(db, actor, wanted, now, cancellation),
    };

    private static async Task<FreezeTarget?> VoucherAsync(PortalDbContext db, string serial, DateTime now, CancellationToken cancellation)
    {
        if (await VoucherFinder.BySerialAsync(db, serial, cancellation) is not var (voucher, programme))
            return null;
        var left = voucher.AccountId is null ? voucher.FaceMinor : await db.LedgerAccounts.Where(a => a.Id == voucher.AccountId).Select(a => a.Credits - a.Debits).SingleAsync(cancellation);
        return new FreezeTarget(SerialNumbers.Of(programme.Prefix, voucher.Number), null, left, (await RuleBook.EnrolmentAsync(db, programme.Id, programme.DayAt(now), cancellation)).FreezeThreshold);
    }

    /// <summary>A wallet belongs to no programme: the lowest threshold of those in its currency is the one.</summary>
    private static async Task<FreezeTarget?> WalletAsync(PortalDbContext db, string code, DateTime now, CancellationToken cancellation)
    {
        var wallet = await db.Wallets.AsNoTracking().Where(w => w.Code == code).Join(db.LedgerAccounts, w => w.AccountId, a => a.Id, (w, a) => new { w.Code, w.Currency, Left = a.Credits - a.Debits }).SingleOrDefaultAsync(cancellation);
        if (wallet is null)
            return null;
        var threshold = new EnrolmentTerms().FreezeThreshold;
        foreach (var programme in await db.VoucherProgrammes.AsNoTracking().Where(p => p.Currency == wallet.Currency).ToListAsync(cancellation))
            threshold = Math.Min(threshold, (await RuleBook.EnrolmentAsync(db, programme.Id, programme.DayAt(now), cancellation)).FreezeThreshold);
        return new FreezeTarget(wallet.Code, null, wallet.Left, threshold);
    }

    /// <summary>Of a vendor what counts is what the programme's books owe him.</summary>
    private static async Task<FreezeTarget?> VendorAsync(PortalDbContext db, Actor actor, NewFreeze wanted, DateTime now, CancellationToken cancellation)
    {
        var markets = MarketQueries.Visible(db, actor, Right.WorkFraudCases);
        var found = await (from e in db.VendorEnrolments.AsNoTracking()
                           join v in db.Vendors on e.VendorId equals v.Id
                           join p in db.VoucherProgrammes on e.ProgrammeId equals p.Id
                           where v.Code == wanted.Target && p.Code == wanted.Programme && markets.Any(m => m.Id == v.MarketId)
                           select new { v.Id, v.Code, Programme = p }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;
        var payable = Chart.Payable(found.Id);
        var owed = await db.LedgerAccounts.Where(a => a.OperatorId == found.Programme.OperatorId && a.Currency == found.Programme.Currency && a.Code == payable).Join(db.AccountTotals, a => a.Id, t => t.AccountId, (_, t) => t.Credits - t.Debits).SumAsync(cancellation);
        return new FreezeTarget(found.Code, found.Programme.Id, owed, (await RuleBook.EnrolmentAsync(db, found.Programme.Id, found.Programme.DayAt(now), cancellation)).FreezeThreshold);
    }
}
