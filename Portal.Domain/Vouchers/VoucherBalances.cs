using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What whoever holds a voucher may know of it: nothing of who bought it or where it was spent. Amounts in minor units.</summary>
/// <param name="Places">Where it is good, by the rule it was sold under; nothing named: everywhere.</param>
/// <param name="Markets">The markets among them, by their names.</param>
public sealed record PublicBalance(
    string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, string Currency, VoucherKind Kind, long Face, long Left, VoucherStanding Standing, DateOnly? ExpiresOn, ValidPlaces Places,
    IReadOnlyList<MarketName> Markets)
{
    /// <summary>The notice by which it is still taken, although it has expired.</summary>
    public ExpiredPaperTerms? Accepted { get; init; }

    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>Answers what is left of a voucher to whoever has its token.</summary>
public sealed class VoucherBalances(IDbContextFactory<PortalDbContext> contexts, RuleBook rules, TimeProvider time)
{
    /// <summary>
    /// The balance of a token that has been sold. Any other text, whatever is wrong with it, is looked up in the same way and answered in the same words, so that neither the answer nor its time tells a guesser more than "no"; vouchers
    /// that lie in stock or are void are unknown here too. Whoever calls limits the guesses.
    /// </summary>
    public async Task<Outcome<PublicBalance>> FindAsync(string token, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var hash = OneTimeSecret.Hash(token);
        var found = await (from v in db.Vouchers.AsNoTracking().Where(v => v.TokenHash == hash && v.State == VoucherState.Sold)
                           join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
                           from a in db.LedgerAccounts.Where(a => a.Id == v.AccountId).DefaultIfEmpty()
                           select new { Voucher = v, Programme = p, Left = a == null ? 0 : a.Credits - a.Debits - a.DebitsReserved }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return new VoucherNotFound();
        var (voucher, programme) = (found.Voucher, found.Programme);
        var places = voucher.RuleId is { } rule ? (await rules.TermsAsync(rule, cancellation)).Places : ValidPlaces.Everywhere;
        var markets = places.Markets.Count == 0 ? [] : await db.Markets.AsNoTracking().Where(m => places.Markets.Contains(m.Code)).OrderBy(m => m.Code).Select(m => new MarketName(m.Id, m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region)).ToListAsync(cancellation);
        var day = programme.DayAt(time.GetUtcNow().UtcDateTime);
        return new PublicBalance(
            programme.NameKo, programme.NameEn, programme.NameZh, programme.Currency, voucher.Kind, voucher.FaceMinor, found.Left, VoucherQueries.StandingOf(voucher, found.Left, day), voucher.ExpiresOn, places, markets)
        {
            Accepted = day > voucher.ExpiresOn && found.Left > 0 ? await ExpiredPaper.AcceptedAsync(db, programme.Id, voucher.Kind, voucher.ExpiresOn, day, cancellation) : null,
        };
    }
}
