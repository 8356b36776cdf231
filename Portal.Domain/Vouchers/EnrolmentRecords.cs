using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>A file that belongs to an enrolment.</summary>
public enum EnrolmentFile
{
    /// <summary>The photo of the visit to the stall.</summary>
    Visit,

    /// <summary>What was shown for the cap that was asked for last.</summary>
    CapEvidence,
}

/// <summary>An enrolment with what its page shows. Amounts in minor units.</summary>
/// <param name="Terms">For vendors, as they are in force today.</param>
/// <param name="Used">What the vendor has brought in of whole vouchers this month, which counts against his cap.</param>
/// <param name="UsedToday">The same of today, which counts against the cap of a day, where there is one.</param>
/// <param name="Today">The programme's day.</param>
public sealed record EnrolmentRecord(EnrolmentRow Row, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, EnrolmentTerms Terms, long Used, long UsedToday, DateOnly Today, bool HasEvidence)
{
    /// <summary>True when the reader may admit, reject or renew it, in their own name or for somebody who delegated it.</summary>
    public bool MayDecide { get; init; }

    /// <summary>The same of the cap that is asked for.</summary>
    public bool MayDecideCap { get; init; }

    /// <summary>What the vendor may still bring in this month; never below nothing.</summary>
    public long Left => Math.Max(0, Row.Cap - Used);
}

/// <summary>Reads one vendor's part in a programme, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class EnrolmentRecords(IDbContextFactory<PortalDbContext> contexts, Delegations delegations, DocumentStore documents, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>One enrolment.</summary>
    public async Task<Outcome<EnrolmentRecord>> GetAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await EnrolmentQueries.Listed(db).Where(l => l.Enrolment.Id == id).Select(EnrolmentQueries.Definition.Row).SingleOrDefaultAsync(cancellation) is not { } row)
            return new EnrolmentNotFound();
        var enrolment = await db.VendorEnrolments.AsNoTracking().SingleAsync(e => e.Id == id, cancellation);
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == enrolment.ProgrammeId, cancellation);
        var today = programme.DayAt(Now);
        var (month, day) = (VendorCaps.MonthOf(programme, enrolment.VendorId, today), VendorCaps.DayOf(programme, enrolment.VendorId, today));
        var used = await db.LedgerAccounts.Where(a => (a.Code == month || a.Code == day) && a.OperatorId == programme.OperatorId && a.Currency == programme.Currency)
            .ToDictionaryAsync(a => a.Code, a => a.Credits + a.CreditsReserved - a.Debits, cancellation);
        return new EnrolmentRecord(
            row, programme.NameKo, programme.NameEn, programme.NameZh, await RuleBook.EnrolmentAsync(db, programme.Id, today, cancellation), used.GetValueOrDefault(month), used.GetValueOrDefault(day), today, enrolment.CapEvidence is not null)
        {
            MayDecide = (await delegations.MayApproveForAsync(actor, EnrolmentRules.ApprovalOf(enrolment, today), cancellation)).Ok,
            MayDecideCap = enrolment.CapAskedMinor is not null && (await delegations.MayApproveForAsync(actor, EnrolmentRules.CapApprovalOf(enrolment, programme.Currency, today), cancellation)).Ok,
        };
    }

    /// <summary>The parts that a vendor has in programmes, by their codes.</summary>
    public async Task<Outcome<IReadOnlyList<EnrolmentRow>>> OfVendorAsync(Actor actor, string vendor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await EnrolmentQueries.Listed(db).Where(l => l.Vendor == vendor).OrderBy(l => l.Programme.Code).Select(EnrolmentQueries.Definition.Row).ToListAsync(cancellation);
    }

    /// <summary>Opens a file of an enrolment.</summary>
    public async Task<Outcome<OpenedAttachment>> OpenAsync(Actor actor, long id, EnrolmentFile which, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var hash = await db.VendorEnrolments.Where(e => e.Id == id).Select(e => which == EnrolmentFile.Visit ? e.VisitPhoto : e.CapEvidence).SingleOrDefaultAsync(cancellation);
        if (hash is null || await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Hash == hash, cancellation) is not { } kept || documents.Open(hash) is not { } content)
            return new AttachmentNotFound();
        var name = which == EnrolmentFile.Visit ? "visit" : "cap-evidence";
        return new OpenedAttachment(content, kept.ContentType, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}-{id}{AttachmentContent.EndingOf(kept.ContentType)}"));
    }
}
