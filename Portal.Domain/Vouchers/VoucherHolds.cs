using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers.Damaged;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Vouchers;

/// <summary>What is done to a voucher besides selling and spending it.</summary>
public enum VoucherAct
{
    Freeze,
    Unfreeze,
    Void,
}

/// <summary>
/// Freezes vouchers, lets them go again, and makes them void. Row and account change in one posting. Only what was never sold, or is worth nothing any more, becomes void: value that is out is refunded or
/// replaced, never cancelled.
/// </summary>
public sealed class VoucherHolds(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, TimeProvider time)
{
    private const int MaxTries = 20;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>What an act needs.</summary>
    public static Right RightOf(VoucherAct act) => act == VoucherAct.Void ? Right.IssueVouchers : Right.FreezeVouchers;

    /// <summary>Does it, or says why not. Done again it is done once.</summary>
    public async Task<Outcome<Voucher>> ActAsync(Actor actor, string serial, VoucherAct act, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(RightOf(act)))
            return new NotAllowed(RightOf(act));
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", Voucher.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            if (await VoucherFinder.BySerialAsync(db, serial, cancellation) is not var (voucher, programme))
                return new VoucherNotFound();
            var decided = await DecideAsync(db, voucher, act, why, cancellation);
            if (!decided.TryGet(out var next))
                return decided.Refusals.ToList();
            var name = SerialNumbers.Of(programme.Prefix, voucher.Number);
            var code = act.ToString().ToLowerInvariant();
            var outcome = await ledger.PostAsync(new PostingRequest
            {
                Id = Guid.NewGuid(),
                Owner = PostingRequest.OwnerOf(actor),
                Request = JsonSerializer.Serialize(new { serial = name, act = code, reason = why }),
                OperatorId = programme.OperatorId,
                BusinessDate = programme.DayAt(Now),
                Document = $"voucher {code} {name}",
                States = voucher.AccountId is { } account && act != VoucherAct.Void ? [new StateChange(account, act == VoucherAct.Freeze ? AccountState.Held : AccountState.Open)] : [],
                Guards = [new RowGuard(typeof(Voucher), voucher.Id, voucher.Version)],
                Rows = o => o.Posted ? new PostingRows([db.AuditOf(actor, Now, ActionOf(act), voucher, next, why)], [next], "{}") : PostingRows.None,
            });
            if (outcome.Refusal is Stale && attempt < MaxTries)
                continue;
            return outcome.Refusal is { } refused ? refused is Stale ? new BusyElsewhere() : refused : next;
        }
    }

    private static string ActionOf(VoucherAct act) => act switch { VoucherAct.Freeze => "voucher.frozen", VoucherAct.Unfreeze => "voucher.unfrozen", _ => "voucher.voided" };

    private static async Task<Outcome<Voucher>> DecideAsync(PortalDbContext db, Voucher voucher, VoucherAct act, string why, CancellationToken cancellation)
    {
        var next = voucher.Next();
        next.Reason = act == VoucherAct.Unfreeze ? null : why;
        var fits = act switch
        {
            VoucherAct.Freeze => voucher.State != VoucherState.Void && !voucher.Frozen,
            VoucherAct.Unfreeze => voucher.Frozen,
            _ => voucher.State == VoucherState.Stock && await db.VoucherBatches.AnyAsync(b => b.Id == voucher.BatchId && b.State == BatchState.Printed, cancellation),
        };
        if (fits && act == VoucherAct.Void && voucher.HandOverId is not null)
            return new VoucherOffered(voucher.Serial!);
        if (fits && act == VoucherAct.Unfreeze && await db.DamagedCases.Where(c => c.VoucherId == voucher.Id && c.State == DamagedState.Open).Select(c => c.Code).FirstOrDefaultAsync(cancellation) is { } holding)
            return new DamagedInCase(holding);
        if (!fits)
            return new VoucherStateUnfit(voucher.State, voucher.Frozen);
        if (act == VoucherAct.Void)
            (next.State, next.Frozen, next.DrawerId) = (VoucherState.Void, false, null);
        else
            next.Frozen = act == VoucherAct.Freeze;
        return next;
    }
}
