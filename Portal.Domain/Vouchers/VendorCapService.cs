using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>A vendor wants to bring in more in a month.</summary>
/// <param name="Amount">Minor units.</param>
/// <param name="Evidence">What speaks for it: a picture or a PDF.</param>
public sealed record CapRequest(long Enrolment, long Amount, string? Reason, Stream? Evidence)
{
    /// <summary>Made by the client: sent again, nothing more is asked for.</summary>
    public Guid? Id { get; init; }
}

/// <summary>More was asked for than a cap may come to. Minor units.</summary>
public sealed record CapAboveCeiling(long Ceiling) : Refusal;

/// <summary>A higher cap needs evidence: a picture or a PDF.</summary>
public sealed record CapEvidenceMissing : Refusal;

/// <summary>No request for another cap waits.</summary>
public sealed record CapNotAsked : Refusal;

/// <summary>What vendors may bring in of whole vouchers in a month: asked for with evidence, and approved by somebody else.</summary>
public sealed class VendorCapService(IDbContextFactory<PortalDbContext> contexts, Delegations delegations, DocumentStore documents, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Asks for another cap; a request that waits is replaced.</summary>
    public async Task<Outcome<VendorEnrolment>> AskAsync(Actor actor, CapRequest asked, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.EnrolVendors))
            return new NotAllowed(Right.EnrolVendors);
        await using var db = contexts.CreateDbContext();
        if (await db.VendorEnrolments.SingleOrDefaultAsync(e => e.Id == asked.Enrolment, cancellation) is not { } enrolment)
            return new EnrolmentNotFound();
        if (asked.Id is { } uid && enrolment.CapUid == uid)
            return enrolment.CapAskedMinor is null || enrolment.CapAskedMinor == asked.Amount ? enrolment : new IdReused { Field = "amount" };
        if (enrolment.State != EnrolmentState.Approved)
            return new EnrolmentStateUnfit(enrolment.State);
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == enrolment.ProgrammeId, cancellation);
        var terms = await RuleBook.EnrolmentAsync(db, programme.Id, programme.DayAt(Now), cancellation);
        var refusals = new List<Refusal>();
        var why = Text.Require(asked.Reason, "reason", VendorEnrolment.ReasonLength, refusals);
        if (asked.Amount < 0 || asked.Amount > terms.CapCeiling)
            refusals.Add(new CapAboveCeiling(terms.CapCeiling) { Field = "amount" });
        if (asked.Evidence is null && asked.Amount > enrolment.CapMinor)
            refusals.Add(new CapEvidenceMissing { Field = "evidence" });
        if (refusals.Count > 0)
            return refusals;
        if (asked.Evidence is { } evidence)
        {
            var kept = await KeepAsync(evidence, cancellation);
            if (!kept.TryGet(out var hash))
                return kept.Refusals.ToList();
            enrolment.CapEvidence = hash;
        }

        (enrolment.CapAskedMinor, enrolment.CapAskedById, enrolment.CapAskedBy, enrolment.CapReason, enrolment.CapUid) = (asked.Amount, actor.OwnerId, RuleService.NameOf(actor), why, asked.Id);
        db.Audit(actor, Now, "vendor_enrolment.cap_asked", enrolment, why);
        return await EnrolmentService.SaveAsync(db, enrolment, cancellation);
    }

    /// <summary>Approves or turns down the cap that somebody else asked for.</summary>
    public async Task<Outcome<VendorEnrolment>> DecideAsync(Actor actor, long id, bool approve, string? comment, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.VendorEnrolments.SingleOrDefaultAsync(e => e.Id == id, cancellation) is not { } enrolment)
            return new EnrolmentNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == enrolment.ProgrammeId, cancellation);
        var may = await delegations.MayApproveForAsync(actor, EnrolmentRules.CapApprovalOf(enrolment, programme.Currency, programme.DayAt(Now)), cancellation);
        if (!may.Ok)
            return may.Refusals.ToList();
        if (enrolment.CapAskedMinor is not { } amount)
            return new CapNotAsked();
        var refusals = new List<Refusal>();
        var said = approve ? Text.Clean(comment, "comment", VendorEnrolment.ReasonLength, refusals) : Text.Require(comment, "comment", VendorEnrolment.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        if (approve)
            enrolment.CapMinor = amount;
        (enrolment.CapAskedMinor, enrolment.CapAskedById, enrolment.CapAskedBy) = (null, null, null);
        db.Audit(actor, Now, approve ? "vendor_enrolment.cap_approved" : "vendor_enrolment.cap_rejected", enrolment, said);
        return await EnrolmentService.SaveAsync(db, enrolment, cancellation);
    }

    private async Task<Outcome<string>> KeepAsync(Stream evidence, CancellationToken cancellation)
    {
        var told = await AttachmentContent.ReadAsync(evidence, cancellation);
        if (!told.TryGet(out var content) || !AttachmentContent.Printed.Contains(content.ContentType))
            return told.Refusal is DocumentTooLarge large ? large : new CapEvidenceMissing { Field = "evidence" };
        using var bytes = new MemoryStream(content.Bytes, writable: false);
        var saved = await documents.SaveAsync(bytes, content.ContentType, bytes.Length, cancellation);
        return saved.TryGet(out var row) ? row.Hash : saved.Refusals.ToList();
    }
}
