using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Vouchers.Damaged;

/// <summary>The hold that a case has on its voucher: it is frozen, and says for which case.</summary>
internal static class DamagedHolds
{
    /// <summary>The voucher as it stands under the hold of a case.</summary>
    public static Voucher Held(Voucher voucher, DamagedCase by)
    {
        var next = voucher.Next();
        (next.Frozen, next.Reason) = (true, by.Code);
        return next;
    }

    /// <summary>The case as it stands when somebody ended it.</summary>
    public static DamagedCase Ended(DamagedCase row, Actor actor, DamagedState to, string name, string? reason, DateTime now)
    {
        var next = row.Next();
        (next.State, next.DeciderId, next.DeciderName, next.DecidedAt, next.Reason) = (to, actor.OwnerId, name, now, reason);
        return next;
    }

    /// <summary>Ends a case without giving anything for it; its voucher is let go in the same posting.</summary>
    /// <param name="name">Who ends it.</param>
    public static async Task<Outcome<DamagedCase>> ReleaseAsync(
        PortalDbContext db, GeneralLedger ledger, Actor actor, DamagedCase row, DamagedState to, string name, string reason, DateTime now, CancellationToken cancellation)
    {
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == row.ProgrammeId, cancellation);
        var voucher = await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.Id == row.VoucherId, cancellation);
        if (voucher is not null)
            voucher.Serial = SerialNumbers.Of(programme.Prefix, voucher.Number);
        var ended = Ended(row, actor, to, name, reason, now);
        var free = voucher?.Next();
        if (free is not null)
            (free.Frozen, free.Reason) = (false, null);
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = Guid.NewGuid(),
            Owner = PostingRequest.OwnerOf(actor),
            Request = JsonSerializer.Serialize(new { damaged = row.Code, to = to.ToString() }),
            OperatorId = programme.OperatorId,
            BusinessDate = programme.DayAt(now),
            Document = "damaged paper " + row.Code,
            States = voucher?.AccountId is { } account ? [new StateChange(account, AccountState.Open)] : [],
            Guards = [new RowGuard(typeof(DamagedCase), row.Id, row.Version), .. voucher is null ? Array.Empty<RowGuard>() : [new RowGuard(typeof(Voucher), voucher.Id, voucher.Version)]],
            Rows = o => !o.Posted ? PostingRows.None : new PostingRows(
                [
                    db.AuditOf(actor, now, to == DamagedState.Withdrawn ? "damaged_case.withdrawn" : "damaged_case.refused", row, ended, reason),
                    .. free is null ? Array.Empty<object>() : [db.AuditOf(actor, now, "voucher.case_ended", voucher, free, row.Code)],
                ],
                [ended, .. free is null ? Array.Empty<IVersioned>() : [free]], "{}"),
        });
        return outcome.Refusal is { } refused ? refused is Stale ? await DecidedMeanwhileAsync(db, row, cancellation) : refused : ended;
    }

    /// <summary>What is said to the second of two who decide at the same moment.</summary>
    public static async Task<Refusal> DecidedMeanwhileAsync(PortalDbContext db, DamagedCase row, CancellationToken cancellation) =>
        await db.DamagedCases.Where(c => c.Id == row.Id).Select(c => c.State).SingleAsync(cancellation) is var state && state != DamagedState.Open ? new DamagedCaseStateUnfit(state) : new BusyElsewhere();
}
