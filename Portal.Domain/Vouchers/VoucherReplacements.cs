using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Ledger;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Vouchers;

/// <summary>The voucher that stands in the other's place; its token and PIN are told this once.</summary>
public sealed record ReplacedVoucher(Guid Id, string Serial, string Programme, string Currency, MadeVoucher Made);

/// <summary>The exchange case that a replacement ends, in its posting.</summary>
/// <param name="Guard">The case as it was decided on.</param>
/// <param name="Ended">The case as it shall be.</param>
internal sealed record ReplacedInCase(RowGuard Guard, string Code, AuditEntry Audit, IVersioned Ended);

/// <summary>Something was spent of the voucher, or it is frozen or used up: its rest is refunded by the rule, not made anew.</summary>
public sealed record VoucherNotReplaceable : Refusal;

/// <summary>
/// Makes a voucher anew: the old one becomes void, and one with a new number, token and PIN stands in its place, in the same drawer, or with the same value and terms in the same hands. Both change in one posting,
/// which moves the value of one that was sold. Nothing is printed twice: this is the remedy when a token was lost.
/// </summary>
public sealed class VoucherReplacements(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, PersonalData personal, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Replaces a voucher in stock, or one that was sold and of which nothing was spent. Repeated with its id it is <see cref="AlreadyPrinted"/>: a token is told once.</summary>
    /// <param name="id">Made by the client; the posting has it.</param>
    /// <param name="reason">Why: lost in print, damaged, its token was never seen.</param>
    public async Task<Outcome<ReplacedVoucher>> ReplaceAsync(Actor actor, Guid id, string serial, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", Voucher.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await VoucherFinder.BySerialAsync(db, serial, cancellation) is not var (old, programme))
            return new VoucherNotFound();
        if (await db.LedgerPostings.AnyAsync(p => p.Uid == id, cancellation))
            return new AlreadyPrinted();
        var value = await ValueAsync(db, old, programme, cancellation);
        if (value is null)
            return new VoucherNotReplaceable();
        var secrets = VoucherSecrets.Draw(personal, old.Kind);
        var blank = await BlankAsync(old, secrets, why, cancellation);
        blank.Serial = SerialNumbers.Of(programme.Prefix, blank.Number);
        var outcome = await PostAsync(db, actor, id, programme, old, blank, value.Value, why, null, cancellation);
        if (outcome.Refusal is { } refused)
            return refused is Stale ? new BusyElsewhere() : refused;
        return new ReplacedVoucher(id, SerialNumbers.Of(programme.Prefix, old.Number), programme.Code, programme.Currency, new MadeVoucher(blank.Serial, secrets.Token, old.FaceMinor, secrets.Pin));
    }

    /// <summary>Puts paper out of a drawer in the place of a sold one that an exchange case holds; whether it fits is the caller's to ask. Both vouchers, the value and the case change in one posting.</summary>
    internal Task<PostingOutcome> ExchangeAsync(PortalDbContext db, Actor actor, Guid id, VoucherProgramme programme, Voucher old, Voucher paper, ReplacedInCase inCase, CancellationToken cancellation) =>
        PostAsync(db, actor, id, programme, old, paper, old.FaceMinor, inCase.Code, inCase, cancellation);

    /// <summary>What has to be moved: 0 for one in stock; null when it is not to be replaced.</summary>
    private async Task<long?> ValueAsync(PortalDbContext db, Voucher old, VoucherProgramme programme, CancellationToken cancellation)
    {
        if (old.Frozen)
            return null;
        if (old.State == VoucherState.Stock)
            return old is { HandOverId: null, DrawerId: not null } && await db.VoucherBatches.AnyAsync(b => b.Id == old.BatchId && b.State == BatchState.Printed, cancellation) ? 0 : null;
        if (old.State != VoucherState.Sold || old.ExpiresOn < programme.DayAt(Now))
            return null;
        return await db.LedgerAccounts.AnyAsync(a => a.Id == old.AccountId && a.Credits - a.Debits == old.FaceMinor && a.DebitsReserved == 0, cancellation) ? old.FaceMinor : null;
    }

    /// <summary>Takes the next number and makes a void voucher under it: should the portal stop now, the numbers have no gap and nothing can be spent.</summary>
    private async Task<Voucher> BlankAsync(Voucher old, VoucherSecrets secrets, string reason, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.VoucherProgrammes.Where(p => p.Id == old.ProgrammeId).ExecuteUpdateAsync(set => set.SetProperty(p => p.LastNumber, p => p.LastNumber + 1), cancellation);
        var number = await db.VoucherProgrammes.Where(p => p.Id == old.ProgrammeId).Select(p => p.LastNumber).SingleAsync(cancellation);
        var blank = new Voucher { ProgrammeId = old.ProgrammeId, Number = number, BatchId = old.BatchId, Kind = old.Kind, FaceMinor = old.FaceMinor, State = VoucherState.Void, Reason = reason };
        secrets.WriteTo(blank);
        db.Add(blank);
        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
        return blank;
    }

    private async Task<PostingOutcome> PostAsync(PortalDbContext db, Actor actor, Guid id, VoucherProgramme programme, Voucher old, Voucher blank, long value, string reason, ReplacedInCase? inCase, CancellationToken cancellation)
    {
        var serial = SerialNumbers.Of(programme.Prefix, old.Number);
        var account = value == 0 ? (long?)null : await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, Chart.Voucher(programme.Code, blank.Serial!)), cancellation);
        var parts = await db.VoucherParts.AsNoTracking().Where(p => p.VoucherId == old.Id).ToListAsync(cancellation);
        var (gone, come) = (old.Next(), blank.Next());
        (gone.State, gone.Reason, gone.DrawerId, gone.ReplacedById, gone.Frozen) = (VoucherState.Void, reason, null, blank.Id, false);
        (come.State, come.Reason, come.DrawerId, come.AccountId, come.SaleId, come.RuleId) = (old.State, null, old.DrawerId, account, old.SaleId, old.RuleId);
        (come.SoldOn, come.ExpiresOn, come.PaidMinor, come.WalletId) = (old.SoldOn, old.ExpiresOn, old.PaidMinor, old.WalletId);
        return await ledger.PostAsync(new PostingRequest
        {
            Id = id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = JsonSerializer.Serialize(new { serial, reason }),
            OperatorId = programme.OperatorId,
            BusinessDate = programme.DayAt(Now),
            Document = $"voucher replaced {serial}",
            Transfers = account is { } to ? [TransferRequest.Move(TransferCode.Correction, old.AccountId!.Value, to, value)] : [],
            States = inCase is null ? [] : [new StateChange(old.AccountId!.Value, AccountState.Open) { First = true }],
            Guards = [new RowGuard(typeof(Voucher), old.Id, old.Version), new RowGuard(typeof(Voucher), blank.Id, blank.Version), .. inCase is null ? Array.Empty<RowGuard>() : [inCase.Guard]],
            Rows = o => o.Posted
                ? new PostingRows(
                    [
                        db.AuditOf(actor, Now, "voucher.replaced", old, gone, reason), db.AuditOf(actor, Now, "voucher.made_for", blank, come, serial),
                        .. parts.Select(p => new VoucherPart { VoucherId = blank.Id, Place = p.Place, BudgetId = p.BudgetId, AmountMinor = p.AmountMinor }),
                        .. inCase is null ? Array.Empty<object>() : [inCase.Audit],
                    ], [gone, come, .. inCase is null ? Array.Empty<IVersioned>() : [inCase.Ended]], "{}")
                : PostingRows.None,
        });
    }
}
