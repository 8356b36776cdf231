using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Vouchers.Damaged;

/// <summary>Damaged paper that somebody brings.</summary>
/// <param name="Id">Made by the client: repeated, it finds the case that was opened.</param>
/// <param name="Vendor">The code of the vendor who brings it; not needed with a bundle.</param>
/// <param name="Bundle">The code of the bundle in which a counter refused it.</param>
/// <param name="Holder">Who brings it, as the counter knows him; only a keyed hash of it is kept.</param>
/// <param name="Serial">Its serial number or what a scanner read; null when it cannot be read.</param>
/// <param name="FaceMinor">The face value that is claimed for one that cannot be read; minor units.</param>
/// <param name="LeftPercent">How much of the paper is left, from 1 to 100.</param>
/// <param name="Office">The office's code; null for that of the bundle, or else the head office.</param>
public sealed record NewDamagedCase(Guid Id, string? Programme, BringerKind Bringer, string? Vendor, string? Bundle, string? Holder, string? Serial, long? FaceMinor, int? LeftPercent, string? Description, string? Office = null);

/// <summary>Opens exchange cases and takes them back. The case and the hold on its voucher are one posting, so a voucher that is spent at the same moment is either spent or held.</summary>
public sealed class DamagedDesk(
    IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, RuleBook rules, VoucherOffices offices, DocumentStore documents, PersonalData personal, TimeProvider time)
{
    private const int MaxTries = 20;
    private const int WholePercent = 100;

    private readonly DamagedRules damaged = new(rules);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>True for who works at a counter that takes paper in or gives it out.</summary>
    public static bool MayOpen(Actor actor) => actor.MayEverywhere(Right.PresentVouchers) || actor.MayEverywhere(Right.SellVouchers);

    /// <summary>Opens a case and holds its voucher.</summary>
    public async Task<Outcome<DamagedCase>> OpenAsync(Actor actor, NewDamagedCase wanted, Stream? photo, CancellationToken cancellation = default)
    {
        if (!MayOpen(actor))
            return new NotAllowed(Right.PresentVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.DamagedCases.AsNoTracking().SingleOrDefaultAsync(c => c.Uid == wanted.Id, cancellation) is { } known)
            return known.OpenerId == actor.OwnerId ? known : new IdReused();
        var read = await ReadAsync(db, actor, wanted, cancellation);
        var refusals = read.Refusals.ToList();
        if (photo is null)
            refusals.Add(new PhotoMissing { Field = "photo" });
        if (refusals.Count > 0)
            return refusals;
        var draft = read.Value;
        if (draft.Found is { } found && await damaged.DeclineAsync(db, found, draft.Programme.DayAt(Now), cancellation) is { } declined)
        {
            // Sent twice at once: the other one has opened it meanwhile.
            return declined is DamagedInCase { Case: var open } && open == draft.Case.Code ? await OpenAsync(actor, wanted, photo, cancellation) : declined with { Field = "serial" };
        }

        var kept = await VendorPhotos.KeepAsync(documents, photo!, cancellation);
        if (!kept.TryGet(out var hash))
            return kept.Refusals.ToList();
        draft.Case.Photo = hash;
        return await PostAsync(actor, wanted, draft, cancellation);
    }

    /// <summary>Takes a case back, for who opened it: the paper goes back to who brought it, and the voucher is let go.</summary>
    public async Task<Outcome<DamagedCase>> WithdrawAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        if (!MayOpen(actor))
            return new NotAllowed(Right.PresentVouchers);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", DamagedCase.ReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await db.DamagedCases.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } row)
            return new DamagedCaseNotFound();
        if (row.State != DamagedState.Open)
            return new DamagedCaseStateUnfit(row.State);
        if (row.OpenerId != actor.OwnerId)
            return new DamagedNotTheOpener();
        return await DamagedHolds.ReleaseAsync(db, ledger, actor, row, DamagedState.Withdrawn, RuleService.NameOf(actor), why, Now, cancellation);
    }

    private async Task<Outcome<Draft>> ReadAsync(PortalDbContext db, Actor actor, NewDamagedCase wanted, CancellationToken cancellation)
    {
        if (await ProgrammeService.FindAsync(db, wanted.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        var refusals = new List<Refusal>();
        var row = new DamagedCase
        {
            Version = 1,
            Uid = wanted.Id,
            Code = "X" + Convert.ToHexString(wanted.Id.ToByteArray().AsSpan(10, 5)),
            ProgrammeId = programme.Id,
            Bringer = wanted.Bringer,
            Legible = !string.IsNullOrWhiteSpace(wanted.Serial),
            Description = Text.Require(wanted.Description, "description", DamagedCase.DescriptionLength, refusals, lines: true),
            OpenerId = actor.OwnerId,
            OpenerName = RuleService.NameOf(actor),
            OpenedAt = Now,
        };
        if (await offices.FindAsync(wanted.Office, cancellation) is { } office)
            row.OfficeId = office.Id;
        else
            refusals.Add(new OfficeNotFound(wanted.Office ?? "") { Field = "office" });
        if (wanted.LeftPercent is not { } left || left is < 1 or > WholePercent)
            refusals.Add(new NumberOutOfRange(1, WholePercent) { Field = "left" });
        row.LeftPercent = wanted.LeftPercent ?? 0;
        await ReadBringerAsync(db, wanted, row, refusals, cancellation);
        var found = row.Legible ? await DamagedRules.FindAsync(db, programme.Id, wanted.Serial!, cancellation) : null;
        if (row.Legible && found is null)
            refusals.Add(new VoucherNotFound { Field = "serial" });
        if (!row.Legible && wanted.FaceMinor is not (> 0 and <= Payments.Payment.MostAmount))
            refusals.Add(new NumberOutOfRange(1, Payments.Payment.MostAmount) { Field = "face" });
        (row.VoucherId, row.FaceMinor) = (found?.Voucher.Id, found?.Voucher.FaceMinor ?? wanted.FaceMinor ?? 0);
        return refusals.Count > 0 ? refusals : new Draft(row, programme, found);
    }

    private async Task ReadBringerAsync(PortalDbContext db, NewDamagedCase wanted, DamagedCase row, List<Refusal> refusals, CancellationToken cancellation)
    {
        if (wanted.Bringer == BringerKind.Holder)
        {
            row.HolderIndex = personal.Index(Text.Require(wanted.Holder, "holder", VoucherBuyer.ReferenceLength, refusals));
            return;
        }

        if (!string.IsNullOrWhiteSpace(wanted.Bundle))
        {
            var code = wanted.Bundle.Trim().ToUpperInvariant();
            if (await db.Presentments.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code && p.ProgrammeId == row.ProgrammeId, cancellation) is { } bundle)
                (row.VendorId, row.PresentmentId, row.OfficeId) = (bundle.VendorId, bundle.Id, wanted.Office is null ? bundle.OfficeId : row.OfficeId);
            else
                refusals.Add(new PresentmentNotFound { Field = "bundle" });
            return;
        }

        row.VendorId = await db.VendorEnrolments.Where(e => e.ProgrammeId == row.ProgrammeId).Join(db.Vendors.Where(v => v.Code == wanted.Vendor && v.ArchivedAt == null), e => e.VendorId, v => v.Id, (_, v) => (long?)v.Id).SingleOrDefaultAsync(cancellation);
        if (row.VendorId is null)
            refusals.Add(new VendorNotEnrolled(wanted.Vendor ?? "") { Field = "vendor" });
    }

    private async Task<Outcome<DamagedCase>> PostAsync(Actor actor, NewDamagedCase wanted, Draft draft, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var (row, programme, found) = (draft.Case, draft.Programme, draft.Found);
            var outcome = await ledger.PostAsync(new PostingRequest
            {
                Id = wanted.Id,
                Owner = PostingRequest.OwnerOf(actor),
                Request = JsonSerializer.Serialize(new { damaged = row.Code, serial = found?.Voucher.Serial }),
                OperatorId = programme.OperatorId,
                BusinessDate = programme.DayAt(Now),
                Document = "damaged paper " + row.Code,
                States = found is null ? [] : [new StateChange(found.Voucher.AccountId!.Value, AccountState.Held) { AfterLine = found.Line }],
                Guards = found is null ? [] : [new RowGuard(typeof(Voucher), found.Voucher.Id, found.Voucher.Version)],
                Rows = o => o.Posted ? Opened(db, actor, row, found, o) : PostingRows.None,
            });
            if (outcome.Posted)
                return outcome.Repeated ? await db.DamagedCases.AsNoTracking().SingleAsync(c => c.Uid == wanted.Id, cancellation) : row;
            if (outcome.Refusal is not Stale || attempt == MaxTries)
                return outcome.Refusal is Stale ? new BusyElsewhere() : outcome.Refusal!;
            // Something happened to the voucher at the same moment: it is looked at anew, and perhaps declined.
            var again = (await DamagedRules.FindAsync(db, programme.Id, found!.Voucher.Serial!, cancellation))!;
            if (await damaged.DeclineAsync(db, again, programme.DayAt(Now), cancellation) is { } declined)
                return declined with { Field = "serial" };
            draft = draft with { Found = again };
        }
    }

    private PostingRows Opened(PortalDbContext db, Actor actor, DamagedCase row, DamagedVoucher? found, PostingOutcome outcome)
    {
        row.Id = outcome.LedgerOrder;
        var opened = db.AuditOf(actor, Now, "damaged_case.opened", null, row);
        if (found is null)
            return new PostingRows([row, opened], [], "{}");
        var held = DamagedHolds.Held(found.Voucher, row);
        return new PostingRows([row, opened, db.AuditOf(actor, Now, "voucher.case_opened", found.Voucher, held, row.Code)], [held], "{}");
    }

    private sealed record Draft(DamagedCase Case, VoucherProgramme Programme, DamagedVoucher? Found);
}
