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
/// <param name="Today">The programme's day.</param>
public sealed record EnrolmentRecord(EnrolmentRow Row, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, EnrolmentTerms Terms, long Used, DateOnly Today, bool HasEvidence)
{
    /// <summary>What the vendor may still bring in this month; never below nothing.</summary>
    public long Left => Math.Max(0, Row.Cap - Used);
}

/// <summary>Reads one vendor's part in a programme, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class EnrolmentRecords(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, TimeProvider time)
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
        var counted = VendorCaps.CodeOf(programme, enrolment.VendorId, today);
        var used = await db.LedgerAccounts.Where(a => a.Code == counted && a.OperatorId == programme.OperatorId && a.Currency == programme.Currency).Select(a => (long?)(a.Credits - a.Debits)).SingleOrDefaultAsync(cancellation);
        return new EnrolmentRecord(
            row, programme.NameKo, programme.NameEn, programme.NameZh, await RuleBook.EnrolmentAsync(db, programme.Id, today, cancellation), used ?? 0, today, enrolment.CapEvidence is not null);
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
