using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>A number under which a card company or VAN knows the vendor.</summary>
/// <param name="Collected">True when the company pays the operator, who settles with the vendor.</param>
public sealed record MerchantNumberRow(long Id, string Issuer, string Number, bool Collected);

/// <summary>Letters, digits and hyphens only.</summary>
public sealed record MerchantNumberMalformed : Refusal;

/// <summary>The issuer's number is registered already; one number belongs to one vendor.</summary>
public sealed record MerchantNumberTaken : Refusal;

/// <summary>The vendor has no such merchant number (any more).</summary>
public sealed record MerchantNumberNotFound : Refusal;

/// <summary>The merchant numbers of card companies and VANs: by them payments find their vendor.</summary>
public sealed class MerchantNumbers(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<MerchantNumberRow>> ListAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var vendors = VendorQueries.Visible(db, actor).Where(v => v.Code == code).Select(v => v.Id);
        return await db.MerchantNumbers.AsNoTracking().Where(n => vendors.Contains(n.VendorId) && n.ArchivedAt == null).OrderBy(n => n.Issuer).ThenBy(n => n.Number)
            .Select(n => new MerchantNumberRow(n.Id, n.Issuer, n.Number, n.Collected)).ToListAsync(cancellation);
    }

    /// <summary>Registers a number. Answers its id.</summary>
    /// <param name="collected">True when, by the contract, the company pays the operator; false when it pays the vendor.</param>
    public async Task<Outcome<long>> AddAsync(Actor actor, string code, string? issuer, string? number, bool collected = false, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var cleanIssuer = Text.Require(issuer, "issuer", MerchantNumber.IssuerLength, refusals);
        var clean = Text.Require(number, "number", MerchantNumber.NumberLength, refusals);
        if (!clean.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            refusals.Add(new MerchantNumberMalformed { Field = "number" });
        if (refusals.Count > 0)
            return refusals;
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (await db.MerchantNumbers.AnyAsync(n => n.Issuer == cleanIssuer && n.Number == clean && n.ArchivedAt == null, cancellation))
            return new MerchantNumberTaken { Field = "number" };
        var row = new MerchantNumber { VendorId = vendor.Id, MarketId = vendor.MarketId, Issuer = cleanIssuer, Number = clean, Collected = collected };
        db.Add(row);
        db.Audit(actor, Now, "merchant_number.created", row);
        // Of two that come at once the index refuses the second.
        var saved = await db.SaveOrConflictAsync(row, cancellation);
        if (!saved.Ok)
            return saved.Refusal is TakenMeanwhile ? new MerchantNumberTaken { Field = "number" } : saved.Refusals.ToList();
        await scope.CommitAsync(cancellation);
        return row.Id;
    }

    /// <summary>Takes a number out of use; it stays in the history.</summary>
    public async Task<Outcome<Done>> ArchiveAsync(Actor actor, string code, long numberId, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditVendors, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var row = await db.MerchantNumbers.FirstOrDefaultAsync(n => n.Id == numberId && n.VendorId == vendor.Id && n.ArchivedAt == null, cancellation);
        if (row is null)
            return new MerchantNumberNotFound();
        row.ArchivedAt = Now;
        db.Audit(actor, Now, "merchant_number.archived", row);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }
}
