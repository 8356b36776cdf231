using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Vouchers.Damaged;

/// <summary>
/// Decides exchange cases, for the issuer: another person than who opened the case, with the right to approve or in the place of somebody who has it. What is given for the damaged paper moves in one posting with
/// the end of the case, so of two who decide at the same moment one is told.
/// </summary>
public sealed class DamagedDecisions(
    IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, RuleBook rules, VoucherReplacements replacements, Presentments presentments, Delegations delegations, StepUp stepUp, TimeProvider time)
{
    /// <summary>What the step-up is for.</summary>
    public const string StepUpKind = "voucher-damaged";

    private readonly DamagedRules damaged = new(rules);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Notes which voucher an illegible paper was, and by what it was found. From then on the voucher is held.</summary>
    /// <param name="foundBy">By what: the rest of a number, the list of a sale, the code read under light…</param>
    public async Task<Outcome<DamagedCase>> FindAsync(Actor actor, string code, string? serial, string? foundBy, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var opened = await OpenOneAsync(db, actor, code, cancellation);
        if (!opened.TryGet(out var standing))
            return opened.Refusals.ToList();
        var refusals = new List<Refusal>();
        var by = Text.Require(foundBy, "foundBy", DamagedCase.ReasonLength, refusals, lines: true);
        var (row, programme) = (standing.Case, standing.Programme);
        if (row.VoucherId is not null)
            return new DamagedVoucherKnown();
        if (await DamagedRules.FindAsync(db, programme.Id, serial ?? "", cancellation) is not { } found)
            refusals.Add(new VoucherNotFound { Field = "serial" });
        else if (await damaged.DeclineAsync(db, found, programme.DayAt(Now), cancellation) is { } declined)
            refusals.Add(declined with { Field = "serial" });
        else if (refusals.Count == 0)
            return await LinkAsync(db, actor, row, found, by, cancellation);
        return refusals;
    }

    /// <summary>Gives other paper for the damaged one: the old voucher becomes void, and one out of a drawer stands in its place, with its value, its terms and its day of sale.</summary>
    /// <param name="id">Made by the client; the posting has it.</param>
    /// <param name="serial">The new paper: sellable, of the same face value, in a drawer of who decides or of who opened the case and hands it out.</param>
    public async Task<Outcome<DamagedCase>> ExchangeAsync(Actor actor, Guid id, string code, string? serial, string? comment = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var ready = await ReadyAsync(db, actor, code, comment, cancellation);
        if (!ready.TryGet(out var standing))
            return ready.Refusals.ToList();
        var (row, programme) = (standing.Case, standing.Programme);
        if (standing.Held is not { } held)
            return new DamagedVoucherUnknown();
        if (await VoucherFinder.BySerialAsync(db, VoucherScan.Read(serial), cancellation) is not var (paper, issuer) || issuer.Id != programme.Id)
            return new VoucherNotFound { Field = "serial" };
        if (await UnfitAsync(db, actor, row, held, paper, cancellation) is { } unfit)
            return unfit with { Field = "serial" };
        var ended = DamagedHolds.Ended(row, actor, DamagedState.Exchanged, standing.Name, standing.Comment, Now);
        ended.NewVoucherId = paper.Id;
        var outcome = await replacements.ExchangeAsync(db, actor, id, programme, held, paper, new ReplacedInCase(new RowGuard(typeof(DamagedCase), row.Id, row.Version), row.Code, db.AuditOf(actor, Now, "damaged_case.exchanged", row, ended, ended.Reason), ended), cancellation);
        return outcome.Refusal is { } refused ? refused is Stale ? await DamagedHolds.DecidedMeanwhileAsync(db, row, cancellation) : refused : ended;
    }

    /// <summary>Credits the face value to the vendor who brought it, as if it had been presented: it counts against his caps, and the paper goes into a box.</summary>
    public async Task<Outcome<DamagedCase>> PayOutAsync(Actor actor, string code, string? comment = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var ready = await ReadyAsync(db, actor, code, comment, cancellation);
        if (!ready.TryGet(out var standing))
            return ready.Refusals.ToList();
        var row = standing.Case;
        if (standing.Held is not { } held)
            return new DamagedVoucherUnknown();
        if (row.VendorId is null)
            return new DamagedPaidToVendorsAlone();
        var ended = DamagedHolds.Ended(row, actor, DamagedState.PaidOut, standing.Name, standing.Comment, Now);
        var paid = await presentments.TakeForCaseAsync(db, actor, row, standing.Programme, held, ended, cancellation);
        return paid is null ? ended : paid is Stale ? await DamagedHolds.DecidedMeanwhileAsync(db, row, cancellation) : paid;
    }

    /// <summary>Refuses to give anything for the paper, with the reason; its voucher is let go.</summary>
    public async Task<Outcome<DamagedCase>> RefuseAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var opened = await OpenOneAsync(db, actor, code, cancellation);
        if (!opened.TryGet(out var standing))
            return opened.Refusals.ToList();
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", DamagedCase.ReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        return await DamagedHolds.ReleaseAsync(db, ledger, actor, standing.Case, DamagedState.Refused, standing.Name, why, Now, cancellation);
    }

    /// <summary>A case that is open, when the actor may decide about it.</summary>
    private async Task<Outcome<Standing>> OpenOneAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (await db.DamagedCases.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } row)
            return new DamagedCaseNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == row.ProgrammeId, cancellation);
        var may = await delegations.MayApproveForAsync(actor, new Approval(Right.ApproveVouchers, row.OpenerId, 0, "", new Money(programme.Currency, row.FaceMinor), programme.DayAt(Now)), cancellation);
        if (!may.TryGet(out var given))
            return may.Refusals.ToList();
        if (row.State != DamagedState.Open)
            return new DamagedCaseStateUnfit(row.State);
        return new Standing(row, programme, given.ForName is { } other ? RuleService.Cut($"{actor.Name} ({other})") : RuleService.NameOf(actor), null, null);
    }

    /// <summary>The same for a decision that gives something: with the step-up, and the voucher that is held.</summary>
    private async Task<Outcome<Standing>> ReadyAsync(PortalDbContext db, Actor actor, string code, string? comment, CancellationToken cancellation)
    {
        var opened = await OpenOneAsync(db, actor, code, cancellation);
        if (!opened.TryGet(out var standing))
            return opened.Refusals.ToList();
        var refusals = new List<Refusal>();
        var said = Text.Clean(comment, "comment", DamagedCase.ReasonLength, refusals, lines: true);
        if (refusals.Count == 0 && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            refusals.Add(needed);
        if (refusals.Count > 0)
            return refusals;
        var held = await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.Id == standing.Case.VoucherId, cancellation);
        if (held is not null)
            held.Serial = SerialNumbers.Of(standing.Programme.Prefix, held.Number);
        return standing with { Comment = said, Held = held };
    }

    /// <summary>Why a paper is not given for the damaged one; null when it can be.</summary>
    private static async Task<Refusal?> UnfitAsync(PortalDbContext db, Actor actor, DamagedCase row, Voucher held, Voucher paper, CancellationToken cancellation)
    {
        var serial = paper.Serial!;
        if (paper.Kind != VoucherKind.Paper)
            return new DamagedNotPaper();
        if (paper.State != VoucherState.Stock || paper.Frozen || !await db.VoucherBatches.AnyAsync(b => b.Id == paper.BatchId && b.State == BatchState.Printed, cancellation))
            return new VoucherNotSellable(serial, paper.Frozen ? "frozen" : paper.State == VoucherState.Stock ? "unfinished" : paper.State.ToString().ToLowerInvariant());
        if (paper.HandOverId is not null)
            return new VoucherOffered(serial);
        if (paper.FaceMinor != held.FaceMinor)
            return new DamagedFaceDiffers(held.FaceMinor);
        if (paper.DrawerId is null)
            return new VoucherNotReceived(serial);
        return await db.VoucherDrawers.AnyAsync(d => d.Id == paper.DrawerId && (d.OwnerId == actor.OwnerId || d.OwnerId == row.OpenerId), cancellation) ? null : new VoucherNotInDrawer(serial);
    }

    private async Task<Outcome<DamagedCase>> LinkAsync(PortalDbContext db, Actor actor, DamagedCase row, DamagedVoucher found, string by, CancellationToken cancellation)
    {
        var (voucher, programme, next) = (found.Voucher, found.Programme, row.Next());
        (next.VoucherId, next.FaceMinor, next.FoundBy) = (voucher.Id, voucher.FaceMinor, by);
        var held = DamagedHolds.Held(voucher, row);
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = Guid.NewGuid(),
            Owner = PostingRequest.OwnerOf(actor),
            Request = JsonSerializer.Serialize(new { damaged = row.Code, serial = voucher.Serial }),
            OperatorId = programme.OperatorId,
            BusinessDate = programme.DayAt(Now),
            Document = "damaged paper " + row.Code,
            States = [new StateChange(voucher.AccountId!.Value, AccountState.Held) { AfterLine = found.Line }],
            Guards = [new RowGuard(typeof(DamagedCase), row.Id, row.Version), new RowGuard(typeof(Voucher), voucher.Id, voucher.Version)],
            Rows = o => o.Posted
                ? new PostingRows([db.AuditOf(actor, Now, "damaged_case.serial_found", row, next, by), db.AuditOf(actor, Now, "voucher.case_opened", voucher, held, row.Code)], [next, held], "{}") : PostingRows.None,
        });
        return outcome.Refusal is { } refused ? refused is Stale ? await DamagedHolds.DecidedMeanwhileAsync(db, row, cancellation) : refused : next;
    }

    /// <param name="Name">Who decides, and in whose place.</param>
    private sealed record Standing(DamagedCase Case, VoucherProgramme Programme, string Name, string? Comment, Voucher? Held);
}
