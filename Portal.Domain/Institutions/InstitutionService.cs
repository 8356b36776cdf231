using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Institutions;

/// <summary>An institution as it is to be.</summary>
/// <param name="Market">The code of the market that it is paired with; null for none.</param>
/// <param name="Version">Of the record that was seen; null for a new one.</param>
public sealed record InstitutionFields(
    string? Code, string? NameKo, string? NameEn = null, string? NameZh = null, string? BusinessNumber = null, string? ContactName = null, string? ContactPhone = null, string? ContactEmail = null, string? Market = null, long? Version = null);

/// <summary>How much an institution will buy in a year. Null takes the pledge back.</summary>
public sealed record WantedPledge(string Institution, int Year, Money? Amount);

/// <summary>Not an e-mail address.</summary>
public sealed record EmailMalformed : Refusal;

/// <summary>Keeps the registry of the institutions that buy vouchers, and their pledges.</summary>
public sealed class InstitutionService(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Registers an institution.</summary>
    public async Task<Outcome<Institution>> RegisterAsync(Actor actor, InstitutionFields wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        var institution = new Institution { CreatedAt = Now };
        var refusals = new List<Refusal>();
        institution.Code = Codes.OfRecord(wanted.Code, "code", Institution.CodeLength, refusals) ?? "";
        if (institution.Code.Length == 0 && refusals.Count == 0)
            refusals.Add(new TextMissing { Field = "code" });
        await FillAsync(db, institution, wanted, refusals, cancellation);
        if (refusals.Count > 0)
            return refusals;
        db.Add(institution);
        db.Audit(actor, Now, "institution.registered", institution);
        var saved = await db.SaveOrConflictAsync(institution, cancellation);
        return saved.Ok ? institution : saved.Refusals.ToList();
    }

    /// <summary>Changes an institution; its code stays.</summary>
    public async Task<Outcome<Institution>> EditAsync(Actor actor, InstitutionFields wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.Institutions.SingleOrDefaultAsync(i => i.Code == wanted.Code, cancellation) is not { } institution)
            return new InstitutionNotFound(wanted.Code ?? "");
        var refusals = new List<Refusal>();
        await FillAsync(db, institution, wanted, refusals, cancellation);
        if (refusals.Count > 0)
            return refusals;
        if (wanted.Version is { } seen)
            db.Entry(institution).Property(i => i.Version).OriginalValue = seen;
        db.Audit(actor, Now, "institution.edited", institution);
        var saved = await db.SaveOrConflictAsync(institution, cancellation);
        return saved.Ok ? institution : saved.Refusals.ToList();
    }

    /// <summary>Takes an institution out of use, or back into it. Its orders stay.</summary>
    public async Task<Outcome<Institution>> ArchiveAsync(Actor actor, string code, bool archived, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.Institutions.SingleOrDefaultAsync(i => i.Code == code, cancellation) is not { } institution)
            return new InstitutionNotFound(code);
        if (institution.ArchivedAt is not null == archived)
            return institution;
        institution.ArchivedAt = archived ? Now : null;
        db.Audit(actor, Now, archived ? "institution.archived" : "institution.restored", institution);
        var saved = await db.SaveOrConflictAsync(institution, cancellation);
        return saved.Ok ? institution : saved.Refusals.ToList();
    }

    /// <summary>Sets, changes or takes back what an institution pledged for a year.</summary>
    public async Task<Outcome<Done>> PledgeAsync(Actor actor, WantedPledge wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.Institutions.AsNoTracking().SingleOrDefaultAsync(i => i.Code == wanted.Institution, cancellation) is not { } institution)
            return new InstitutionNotFound(wanted.Institution);
        if (wanted.Year is < InstitutionPledge.FirstYear or > InstitutionPledge.LastYear)
            return new PledgeYearOutOfRange(InstitutionPledge.FirstYear, InstitutionPledge.LastYear) { Field = "year" };
        if (wanted.Amount is { } amount && amount.Value is <= 0 or > Payments.Payment.MostAmount)
            return new Markets.NumberOutOfRange(1, Payments.Payment.MostAmount) { Field = "amount" };
        var currency = wanted.Amount?.Currency ?? "KRW";
        var pledge = await db.InstitutionPledges.SingleOrDefaultAsync(p => p.InstitutionId == institution.Id && p.Year == wanted.Year && p.Currency == currency, cancellation);
        if (pledge is null && wanted.Amount is null)
            return default(Done);
        if (pledge is null)
            db.Add(pledge = new InstitutionPledge { InstitutionId = institution.Id, Year = wanted.Year, Currency = currency });
        pledge.AmountMinor = wanted.Amount?.Value ?? 0;
        db.Audit(actor, Now, "institution_pledge.set", pledge);
        return await db.SaveOrConflictAsync(pledge, cancellation);
    }

    private async Task FillAsync(PortalDbContext db, Institution institution, InstitutionFields wanted, List<Refusal> refusals, CancellationToken cancellation)
    {
        institution.NameKo = Text.Require(wanted.NameKo, "name.ko", Institution.NameLength, refusals);
        institution.NameEn = Text.Clean(wanted.NameEn, "name.en", Institution.NameLength, refusals);
        institution.NameZh = Text.Clean(wanted.NameZh, "name.zh", Institution.NameLength, refusals);
        institution.BusinessNumber = Text.Clean(wanted.BusinessNumber, "businessNumber", 40, refusals) is { } number ? BusinessNumbers.Parse(number, "businessNumber", refusals)?.Number : null;
        institution.ContactName = Sealed(Text.Clean(wanted.ContactName, "contact.name", Institution.ContactLength, refusals), institution.ContactName);
        institution.ContactPhone = Sealed(Text.Clean(wanted.ContactPhone, "contact.phone", Institution.ContactLength, refusals), institution.ContactPhone);
        var mail = Text.Clean(wanted.ContactEmail, "contact.email", Institution.ContactLength, refusals);
        if (mail is not null && !MailAddress.TryCreate(mail, out _))
            refusals.Add(new EmailMalformed { Field = "contact.email" });
        institution.ContactEmail = Sealed(mail, institution.ContactEmail);
        institution.MarketId = null;
        if (!string.IsNullOrWhiteSpace(wanted.Market) && (institution.MarketId = await db.Markets.Where(m => m.Code == wanted.Market).Select(m => (long?)m.Id).SingleOrDefaultAsync(cancellation)) is null)
            refusals.Add(new Markets.MarketNotFound(wanted.Market) { Field = "market" });
        var (code, registered) = (institution.Code, institution.BusinessNumber);
        var other = await db.Institutions.Where(i => i.Id != institution.Id && (i.Code == code || (registered != null && i.BusinessNumber == registered))).Select(i => new { i.Code, i.NameKo }).FirstOrDefaultAsync(cancellation);
        if (other is not null)
            refusals.Add(new InstitutionTaken(other.NameKo) { Field = other.Code == code ? "code" : "businessNumber" });
    }

    /// <summary>What is left empty, or is the same, stays as it was sealed: forms show contact data masked, and an audit names what was changed.</summary>
    private byte[]? Sealed(string? text, byte[]? before)
    {
        if (text is null)
            return before;
        return before is not null && personal.OpenAlone(before) == text ? before : personal.SealAlone(text);
    }
}
