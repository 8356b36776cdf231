using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>Money that is claimed back from the vendor of a case, or taken back of a claim.</summary>
/// <param name="Id">Made by the client; the posting has it.</param>
/// <param name="Amount">In the programme's currency.</param>
public sealed record NewRecovery(Guid Id, string? Programme, Money Amount, string? Reason);

/// <summary>
/// Claims back what a vendor was credited for by fraud. The claim is an asset of the programme's books, <c>recovery:&lt;vendor&gt;</c>. It is credited to <c>unidentified</c>: what will be collected is owed on, in part
/// to the funders whose discount it was, in part to the issuer or to buyers, and whose it is shows only in the decision that settles it. It is no income, for nothing has come in and most of it is other people's
/// money; it does not go to a funder's budget, for a budget that grows by a claim could be spent before a won is collected; and it leaves <c>vendors:&lt;id&gt;:payable</c> alone, for a payable is set off by a
/// settlement and not by a claim that is under appeal. When the appeal is won the same two accounts are moved back.
/// </summary>
public sealed class FraudRecoveries(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, TimeProvider time)
{
    private const string Owed = "unidentified";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Claims money back: in a vendor's case that was confirmed, and by who may decide cases and neither opened this one nor froze anything in it.</summary>
    public Task<Outcome<FraudRecovery>> ClaimAsync(Actor actor, string code, NewRecovery wanted, CancellationToken cancellation = default) => PostAsync(actor, code, wanted, claims: true, cancellation);

    /// <summary>Takes a claim back, or a part of it: the appeal was won, or it was too high.</summary>
    public Task<Outcome<FraudRecovery>> WithdrawAsync(Actor actor, string code, NewRecovery wanted, CancellationToken cancellation = default) => PostAsync(actor, code, wanted, claims: false, cancellation);

    private async Task<Outcome<FraudRecovery>> PostAsync(Actor actor, string code, NewRecovery wanted, bool claims, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.DecideFraudCases);
        await using var db = contexts.CreateDbContext();
        if (await FraudReach.Cases(db, actor, Right.ViewFraud).AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } row)
            return new FraudCaseNotFound();
        if (!actor.May(Right.DecideFraudCases))
            return new NotAllowed(Right.DecideFraudCases);
        var refusals = new List<Refusal>();
        var reason = Text.Require(wanted.Reason, "reason", FraudRecovery.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        if (await Vouchers.ProgrammeService.FindAsync(db, wanted.Programme, cancellation) is not { } programme)
            return new Vouchers.ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        var known = await db.LedgerPostings.AnyAsync(p => p.Uid == wanted.Id, cancellation);
        if (!known && await WhyNotAsync(db, actor, row, wanted, programme.Currency, claims, cancellation) is { } unfit)
            return unfit;
        var (claim, owed) = (await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, "recovery:" + row.SubjectId), cancellation), await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, Owed), cancellation));
        var amount = wanted.Amount.Value;
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = wanted.Id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = JsonSerializer.Serialize(new { @case = code, programme = programme.Code, wanted.Amount.Currency, amount, claims }),
            OperatorId = programme.OperatorId,
            BusinessDate = programme.DayAt(Now),
            Document = "recovery " + row.Code,
            Transfers = [claims ? TransferRequest.Move(TransferCode.Correction, claim, owed, amount) : TransferRequest.Move(TransferCode.Correction, owed, claim, amount)],
            Guards = known ? [] : [new RowGuard(typeof(FraudCase), row.Id, row.Version)],
            Rows = o => o.Posted ? Rows(db, actor, row, wanted, programme.Id, reason, claims, o) : PostingRows.None,
        });
        if (outcome.Refusal is { } refused)
            return refused is Stale ? new Vouchers.BusyElsewhere() : refused;
        return await db.FraudRecoveries.AsNoTracking().SingleAsync(r => r.Uid == wanted.Id, cancellation);
    }

    private static async Task<Refusal?> WhyNotAsync(PortalDbContext db, Actor actor, FraudCase row, NewRecovery wanted, string currency, bool claims, CancellationToken cancellation)
    {
        if (row.Subject != FraudSubject.Vendor)
            return new ClaimWithoutDecision();
        if (row.OpenerId == actor.OwnerId || await db.FraudFreezes.AnyAsync(f => f.CaseId == row.Id && (f.AskerId == actor.OwnerId || f.CheckerId == actor.OwnerId), cancellation))
            return new FraudWorkerMayNotDecide();
        if (claims && (row.State != FraudCaseState.Decided || row.Decision != FraudDecision.Confirmed))
            return new ClaimWithoutDecision();
        if (wanted.Amount.Currency != currency)
            return new Payments.CurrencyNotTheMarkets(currency) { Field = "amount" };
        var most = claims ? Payments.Payment.MostAmount : row.ClaimedMinor;
        return wanted.Amount.Value <= 0 || wanted.Amount.Value > most ? new ClaimOutOfRange(most) { Field = "amount" } : null;
    }

    private PostingRows Rows(PortalDbContext db, Actor actor, FraudCase row, NewRecovery wanted, long programme, string reason, bool claims, PostingOutcome outcome)
    {
        var signed = claims ? wanted.Amount.Value : -wanted.Amount.Value;
        var next = row.Next();
        next.ClaimedMinor += signed;
        var recovery = new FraudRecovery
        {
            Id = outcome.LedgerOrder,
            Uid = wanted.Id,
            CaseId = row.Id,
            VendorId = row.SubjectId,
            ProgrammeId = programme,
            AmountMinor = signed,
            Reason = reason,
            By = FraudCases.Cut(actor.Name),
            BusinessDate = outcome.BusinessDate,
            At = Now,
        };
        return new PostingRows([recovery, db.AuditOf(actor, Now, claims ? "fraud_case.claimed" : "fraud_case.claim_withdrawn", row, next, reason)], [next], "{}");
    }
}
