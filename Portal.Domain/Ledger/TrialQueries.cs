using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>A line of a trial balance: an account, or the sum of all accounts of a heading that each vendor or institution has one of. Minor units.</summary>
/// <param name="Label">The account; of a sum any of its accounts, whose owner then means nothing.</param>
/// <param name="Accounts">How many accounts it is the sum of; null for one account by itself.</param>
public sealed record TrialRow(AccountLabel Label, AccountClass Class, int? Accounts, long Debits, long Credits)
{
    /// <summary>What is left on the debit side; 0 when the credits are more.</summary>
    public long DebitBalance => Math.Max(0, Debits - Credits);

    /// <inheritdoc cref="DebitBalance"/>
    public long CreditBalance => Math.Max(0, Credits - Debits);
}

/// <summary>Lines that must agree: the real accounts of a currency, or its memo accounts.</summary>
public sealed record TrialPart(bool IsMemo, IReadOnlyList<TrialRow> Rows)
{
    public long Debits => Rows.Sum(r => r.Debits);

    public long Credits => Rows.Sum(r => r.Credits);

    public long DebitBalances => Rows.Sum(r => r.DebitBalance);

    public long CreditBalances => Rows.Sum(r => r.CreditBalance);

    /// <summary>False only when the ledger is broken.</summary>
    public bool Agrees => Debits == Credits && DebitBalances == CreditBalances;
}

/// <summary>The trial balance of one currency.</summary>
public sealed record TrialBook(string Currency, IReadOnlyList<TrialPart> Parts);

/// <summary>The legal person whose books they are.</summary>
public sealed record BookKeeper(string Code, string Name);

/// <summary>The trial balance of one operator as of the end of a business date.</summary>
/// <param name="Operator">Null when the reader reaches no books.</param>
/// <param name="Operators">All whose books the reader may see.</param>
public sealed record TrialSheet(DateOnly AsOf, BookKeeper? Operator, IReadOnlyList<BookKeeper> Operators, IReadOnlyList<TrialBook> Books)
{
    public bool Agrees => Books.All(b => b.Parts.All(p => p.Agrees));
}

/// <summary>Trial balances for the screen, over the markets that the reader reaches.</summary>
public sealed class TrialQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The trial balance of an operator; without one that the reader may see, of the first.</summary>
    /// <param name="market">The code of a market: only what belongs to it, in the books of its operator.</param>
    public async Task<Outcome<TrialSheet>> SheetAsync(Actor actor, DateOnly asOf, string? market = null, string? operatorCode = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var scope = await LedgerScope.OfAsync(db, actor, market, cancellation);
        var keepers = db.Operators.AsNoTracking();
        if (scope.Markets is { } markets)
            keepers = keepers.Where(o => db.Markets.Any(m => m.OperatorId == o.Id && markets.Contains(m.Id)));
        var known = await keepers.OrderBy(o => o.Code).Select(o => new { o.Id, Keeper = new BookKeeper(o.Code, o.Name) }).ToListAsync(cancellation);
        var chosen = known.FirstOrDefault(k => k.Keeper.Code == operatorCode) ?? known.FirstOrDefault();
        var books = chosen is null ? [] : await BooksAsync(db, scope, chosen.Id, asOf, cancellation);
        return new TrialSheet(asOf, chosen?.Keeper, [.. known.Select(k => k.Keeper)], books);
    }

    private static async Task<IReadOnlyList<TrialBook>> BooksAsync(PortalDbContext db, LedgerScope scope, long operatorId, DateOnly asOf, CancellationToken cancellation)
    {
        // The keys of headings that many accounts have; every other account is a line of its own.
        var sums = await scope.Totals(db, asOf).GroupBy(t => t.AccountId).Select(g => new { Id = g.Key, Debits = g.Sum(t => t.Debits), Credits = g.Sum(t => t.Credits) })
            .Join(db.LedgerAccounts.Where(a => a.OperatorId == operatorId), s => s.Id, a => a.Id, (s, a) => new
            {
                a.Id,
                a.Currency,
                a.Class,
                s.Debits,
                s.Credits,
                Line = EF.Functions.Like(a.Code, "vendors:%:held") ? "vendors:held"
                    : EF.Functions.Like(a.Code, "vendors:%") ? "vendors:payable"
                    : EF.Functions.Like(a.Code, "memo:vendors:%") ? "memo:vendors"
                    : EF.Functions.Like(a.Code, "institutions:%") ? "institutions"
                    : EF.Functions.Like(a.Code, "funders:%") ? "funders" : a.Code,
            })
            .GroupBy(s => new { s.Currency, s.Class, s.Line })
            .Select(g => new { g.Key.Currency, g.Key.Class, Id = g.Min(s => s.Id), Accounts = g.Count(), Debits = g.Sum(s => s.Debits), Credits = g.Sum(s => s.Credits) })
            .ToListAsync(cancellation);
        var labels = await AccountLabels.OfAsync(db, sums.Select(s => s.Id), cancellation);
        return [.. sums.Select(s => new TrialRow(labels[s.Id], s.Class, labels[s.Id].Heading.Many ? s.Accounts : null, s.Debits, s.Credits))
            .GroupBy(r => r.Label.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new TrialBook(g.Key, [.. g.GroupBy(r => r.Class == AccountClass.Memo).OrderBy(p => p.Key).Select(p => new TrialPart(p.Key, [.. InOrder(p)]))]))];
    }

    private static IEnumerable<TrialRow> InOrder(IEnumerable<TrialRow> rows)
    {
        var places = AccountHeading.All.Select((h, i) => (h, i)).ToDictionary(h => h.h, h => h.i);
        return rows.OrderBy(r => r.Class).ThenBy(r => places.GetValueOrDefault(r.Label.Heading, places.Count)).ThenBy(r => r.Label.Code, StringComparer.Ordinal);
    }
}
