using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Vouchers;

/// <summary>A vendor who wants to take vouchers.</summary>
/// <param name="AnnualSales">What he sold in the last year, as declared; minor units. Null when he does not say.</param>
/// <param name="Id">Made by the client: sent again, the application is answered again.</param>
public sealed record EnrolmentApplication(string? Programme, string? Vendor, long? AnnualSales, Guid? Id = null);

/// <summary>An application that was entered.</summary>
/// <param name="Repeated">True when it had been before.</param>
public sealed record EnteredApplication(VendorEnrolment Enrolment, bool Repeated);

/// <summary>The vendor takes part already, or his application waits.</summary>
public sealed record AlreadyEnrolled(EnrolmentState State) : Refusal;

/// <summary>There is no such enrolment.</summary>
public sealed record EnrolmentNotFound : Refusal;

/// <summary>The vendor was shut out of the programme.</summary>
public sealed record VendorBanned : Refusal;

/// <summary>The vendor sold more in a year than the programme admits. Minor units.</summary>
public sealed record SalesAboveCeiling(long Ceiling) : Refusal;

/// <summary>The vendor's trade is not admitted.</summary>
public sealed record TradeExcluded : Refusal;

/// <summary>The enrolment is in another state than that takes.</summary>
public sealed record EnrolmentStateUnfit(EnrolmentState State) : Refusal;

/// <summary>An enrolment is renewed in its last half year only, so that it does not grow by every press of a button.</summary>
/// <param name="Date">The first day on which it can be.</param>
public sealed record RenewalTooEarly(DateOnly Date) : Refusal;

/// <summary>A visit needs a photo of the stall.</summary>
public sealed record PhotoMissing : Refusal;

/// <summary>
/// Takes vendors into programmes: application, visit with a photo, approval by a second person, renewal, withdrawal, ban. Until the visit is entered an admitted vendor is
/// provisional and takes no vouchers.
/// </summary>
public sealed class EnrolmentService(IDbContextFactory<PortalDbContext> contexts, Delegations delegations, DocumentStore documents, TimeProvider time)
{
    /// <summary>How long before its end an enrolment can be renewed.</summary>
    public const int RenewalMonths = 6;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Enters a vendor's application; one who was rejected or has withdrawn may come again.</summary>
    public async Task<Outcome<EnteredApplication>> ApplyAsync(Actor actor, EnrolmentApplication asked, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.EnrolVendors))
            return new NotAllowed(Right.EnrolVendors);
        await using var db = contexts.CreateDbContext();
        if (await ProgrammeService.FindAsync(db, asked.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(asked.Programme ?? "") { Field = "programme" };
        var vendor = await db.Vendors.AsNoTracking().SingleOrDefaultAsync(v => v.Code == asked.Vendor && v.ArchivedAt == null, cancellation);
        if (vendor is null)
            return new VendorNotEnrolled(asked.Vendor ?? "") { Field = "vendor" };
        if (asked.Id is { } uid && await db.VendorEnrolments.AsNoTracking().SingleOrDefaultAsync(e => e.ApplicationUid == uid, cancellation) is { } known)
        {
            var same = known.ProgrammeId == programme.Id && known.VendorId == vendor.Id && known.MakerId == actor.OwnerId && known.AnnualSalesMinor == asked.AnnualSales;
            return same ? new EnteredApplication(known, Repeated: true) : new IdReused { Field = "id" };
        }

        var terms = await RuleBook.EnrolmentAsync(db, programme.Id, programme.DayAt(Now), cancellation);
        if (asked.AnnualSales is { } sales && terms.SalesCeiling is { } ceiling && sales > ceiling)
            return new SalesAboveCeiling(ceiling) { Field = "annualSales" };
        if (!EnrolmentRules.Admits(vendor.Categories, [], terms.ExcludedCategories))
            return new TradeExcluded { Field = "vendor" };
        var enrolment = await db.VendorEnrolments.SingleOrDefaultAsync(e => e.ProgrammeId == programme.Id && e.VendorId == vendor.Id, cancellation);
        if (enrolment is { State: EnrolmentState.Banned })
            return new VendorBanned { Field = "vendor" };
        if (enrolment is { State: EnrolmentState.Applied or EnrolmentState.Provisional or EnrolmentState.Approved })
            return new AlreadyEnrolled(enrolment.State) { Field = "vendor" };
        if (enrolment is null)
            db.Add(enrolment = new VendorEnrolment { ProgrammeId = programme.Id, VendorId = vendor.Id });
        (enrolment.MarketId, enrolment.State, enrolment.AppliedAt, enrolment.AnnualSalesMinor, enrolment.ApplicationUid) = (vendor.MarketId, EnrolmentState.Applied, Now, asked.AnnualSales, asked.Id);
        (enrolment.MakerId, enrolment.MakerName, enrolment.Reason, enrolment.DecidedAt, enrolment.DecidedBy, enrolment.VisitedAt, enrolment.VisitedBy, enrolment.VisitPhoto) = (actor.OwnerId, RuleService.NameOf(actor), null, null, null, null, null, null);
        db.Audit(actor, Now, "vendor_enrolment.applied", enrolment);
        var saved = await db.SaveOrConflictAsync(enrolment, cancellation);
        // Sent twice at once, one of the two finds the other's row.
        return saved.Ok ? new EnteredApplication(enrolment, Repeated: false) : saved.Refusal is TakenMeanwhile ? await ApplyAsync(actor, asked, cancellation) : saved.Refusals.ToList();
    }

    /// <summary>Enters the visit to the stall, with its photo; a provisional vendor takes vouchers from then on.</summary>
    public async Task<Outcome<VendorEnrolment>> VisitAsync(Actor actor, long id, Stream? photo, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.EnrolVendors))
            return new NotAllowed(Right.EnrolVendors);
        if (photo is null)
            return new PhotoMissing { Field = "photo" };
        await using var db = contexts.CreateDbContext();
        if (await db.VendorEnrolments.SingleOrDefaultAsync(e => e.Id == id, cancellation) is not { } enrolment)
            return new EnrolmentNotFound();
        if (enrolment.State is not (EnrolmentState.Applied or EnrolmentState.Provisional))
            return new EnrolmentStateUnfit(enrolment.State);
        var kept = await VendorPhotos.KeepAsync(documents, photo, cancellation);
        if (!kept.TryGet(out var hash))
            return kept.Refusals.ToList();
        (enrolment.VisitedAt, enrolment.VisitedBy, enrolment.VisitPhoto) = (Now, RuleService.NameOf(actor), hash);
        if (enrolment.State == EnrolmentState.Provisional)
            await AdmitAsync(db, enrolment, cancellation);
        db.Audit(actor, Now, "vendor_enrolment.visited", enrolment);
        return await SaveAsync(db, enrolment, cancellation);
    }

    /// <summary>Admits or rejects an application that somebody else handed in.</summary>
    public async Task<Outcome<VendorEnrolment>> DecideAsync(Actor actor, long id, bool approve, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.VendorEnrolments.SingleOrDefaultAsync(e => e.Id == id, cancellation) is not { } enrolment)
            return new EnrolmentNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == enrolment.ProgrammeId, cancellation);
        var may = await delegations.MayApproveForAsync(actor, EnrolmentRules.ApprovalOf(enrolment, programme.DayAt(Now)), cancellation);
        if (!may.Ok)
            return may.Refusals.ToList();
        if (enrolment.State != EnrolmentState.Applied)
            return new EnrolmentStateUnfit(enrolment.State);
        var refusals = new List<Refusal>();
        enrolment.Reason = approve ? null : Text.Require(reason, "reason", VendorEnrolment.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        (enrolment.State, enrolment.DecidedAt, enrolment.DecidedBy) = (approve ? EnrolmentState.Provisional : EnrolmentState.Rejected, Now, RuleService.NameOf(actor));
        if (approve && enrolment.VisitedAt is not null)
            await AdmitAsync(db, enrolment, cancellation);
        db.Audit(actor, Now, approve ? "vendor_enrolment.admitted" : "vendor_enrolment.rejected", enrolment, enrolment.Reason);
        return await SaveAsync(db, enrolment, cancellation);
    }

    /// <summary>Ends a vendor's part: he withdraws, or is shut out. Shutting out is for those who approve.</summary>
    public async Task<Outcome<VendorEnrolment>> EndAsync(Actor actor, long id, bool ban, string? reason, CancellationToken cancellation = default)
    {
        var right = ban ? Right.ApproveVouchers : Right.EnrolVendors;
        if (!actor.MayEverywhere(right))
            return new NotAllowed(right);
        await using var db = contexts.CreateDbContext();
        if (await db.VendorEnrolments.SingleOrDefaultAsync(e => e.Id == id, cancellation) is not { } enrolment)
            return new EnrolmentNotFound();
        if (enrolment.State is EnrolmentState.Banned || (!ban && enrolment.State is EnrolmentState.Withdrawn or EnrolmentState.Rejected))
            return new EnrolmentStateUnfit(enrolment.State);
        var refusals = new List<Refusal>();
        enrolment.Reason = Text.Require(reason, "reason", VendorEnrolment.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        (enrolment.State, enrolment.DecidedAt, enrolment.DecidedBy) = (ban ? EnrolmentState.Banned : EnrolmentState.Withdrawn, Now, RuleService.NameOf(actor));
        db.Audit(actor, Now, ban ? "vendor_enrolment.banned" : "vendor_enrolment.withdrawn", enrolment, enrolment.Reason);
        return await SaveAsync(db, enrolment, cancellation);
    }

    /// <summary>Lets an enrolment that somebody else handed in last for another term, from the day it would end.</summary>
    public async Task<Outcome<VendorEnrolment>> RenewAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.VendorEnrolments.SingleOrDefaultAsync(e => e.Id == id, cancellation) is not { } enrolment)
            return new EnrolmentNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == enrolment.ProgrammeId, cancellation);
        var may = await delegations.MayApproveForAsync(actor, EnrolmentRules.ApprovalOf(enrolment, programme.DayAt(Now)), cancellation);
        if (!may.Ok)
            return may.Refusals.ToList();
        if (enrolment.State != EnrolmentState.Approved)
            return new EnrolmentStateUnfit(enrolment.State);
        var (today, terms) = (programme.DayAt(Now), await RuleBook.EnrolmentAsync(db, programme.Id, programme.DayAt(Now), cancellation));
        if (enrolment.Until?.AddMonths(-RenewalMonths) is { } earliest && today < earliest)
            return new RenewalTooEarly(earliest);
        enrolment.Until = (enrolment.Until > today ? enrolment.Until.Value : today).AddMonths(terms.TermMonths);
        db.Audit(actor, Now, "vendor_enrolment.renewed", enrolment);
        return await SaveAsync(db, enrolment, cancellation);
    }

    private async Task AdmitAsync(PortalDbContext db, VendorEnrolment enrolment, CancellationToken cancellation)
    {
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == enrolment.ProgrammeId, cancellation);
        var today = programme.DayAt(Now);
        var terms = await RuleBook.EnrolmentAsync(db, programme.Id, today, cancellation);
        (enrolment.State, enrolment.From, enrolment.Until, enrolment.CapMinor) = (EnrolmentState.Approved, today, today.AddMonths(terms.TermMonths), terms.CapStart);
    }

    internal static async Task<Outcome<VendorEnrolment>> SaveAsync(PortalDbContext db, VendorEnrolment enrolment, CancellationToken cancellation)
    {
        var saved = await db.SaveOrConflictAsync(enrolment, cancellation);
        return saved.Ok ? enrolment : saved.Refusals.ToList();
    }
}
