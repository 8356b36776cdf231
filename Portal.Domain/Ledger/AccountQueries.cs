using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>What the accounts of a list come to in one currency. Minor units.</summary>
public sealed record AccountSum(Money Debits, Money Credits);

/// <summary>The chart of accounts with its balances, over the markets that the reader reaches.</summary>
public sealed class AccountQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedAccount, AccountLine> Definition => AccountList.Definition;

    /// <summary>One page of accounts.</summary>
    public async Task<Outcome<Page<AccountLine>>> PageAsync(Actor actor, ListQuery query, LedgerView view, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var page = await Found(db, await LedgerScope.OfAsync(db, actor, view.Market, cancellation), query, view).ToPageAsync(query with { Search = "" }, Definition, cancel: cancellation);
        return page.TryGet(out var found) ? found with { Items = await NamedAsync(db, found.Items, cancellation) } : page;
    }

    /// <summary>The accounts in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    public async IAsyncEnumerable<AccountLine> StreamAsync(Actor actor, ListQuery query, LedgerView view, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        const int AtOnce = 1_000;
        if (!actor.May(Right.ViewLedger))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Found(db, await LedgerScope.OfAsync(db, actor, view.Market, cancellation), query, view).Apply(query with { Search = "" }, Definition);
        if (!rows.Ok)
            yield break;
        await using var names = contexts.CreateDbContext();
        await foreach (var gathered in rows.Value.Select(Definition.Row).AsAsyncEnumerable().Chunk(AtOnce).WithCancellation(cancellation))
        {
            foreach (var named in await NamedAsync(names, gathered, cancellation))
                yield return named;
        }
    }

    /// <summary>Debits and credits of all matching accounts, by currency; children count in their parents, so those that have one are left out.</summary>
    public async Task<Outcome<IReadOnlyList<AccountSum>>> SumsAsync(Actor actor, ListQuery query, LedgerView view, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var scope = await LedgerScope.OfAsync(db, actor, view.Market, cancellation);
        var matching = Found(db, scope, query, view).Matching(query with { Search = "" }, Definition);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        var ids = rows.Where(r => r.Account.ParentId == null).Select(r => r.Account.Id);
        var sums = await scope.Totals(db, view.AsOf).Where(t => ids.Contains(t.AccountId))
            .Join(db.LedgerAccounts, t => t.AccountId, a => a.Id, (t, a) => new { a.Currency, t.Debits, t.Credits })
            .GroupBy(t => t.Currency).Select(g => new { g.Key, Debits = g.Sum(t => t.Debits), Credits = g.Sum(t => t.Credits) }).OrderBy(g => g.Key).ToListAsync(cancellation);
        return sums.ConvertAll(s => new AccountSum(new Money(s.Key, s.Debits), new Money(s.Key, s.Credits)));
    }

    /// <summary>One account.</summary>
    public async Task<Outcome<AccountLine>> FindAsync(Actor actor, long id, LedgerView view, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var scope = await LedgerScope.OfAsync(db, actor, view.Market, cancellation);
        // Whether the account may be seen is not a matter of the chosen market: there it may have no lines yet.
        var reached = view.Market is null ? scope : await LedgerScope.OfAsync(db, actor, (string?)null, cancellation);
        var found = await Listed(db, reached.Accounts(db).Where(a => a.Id == id), scope, view).Select(Definition.Row).SingleOrDefaultAsync(cancellation);
        return found is null ? new AccountNotFound() : (await NamedAsync(db, [found], cancellation))[0];
    }

    /// <summary>The currencies and the operators that accounts can be of, for conditions.</summary>
    public async Task<Outcome<(IReadOnlyList<string> Currencies, IReadOnlyList<BookKeeper> Operators)>> ChoicesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var scope = await LedgerScope.OfAsync(db, actor, (string?)null, cancellation);
        var accounts = scope.Accounts(db);
        IReadOnlyList<string> currencies = await accounts.Select(a => a.Currency).Distinct().OrderBy(c => c).ToListAsync(cancellation);
        IReadOnlyList<BookKeeper> operators = await db.Operators.Where(o => accounts.Any(a => a.OperatorId == o.Id)).OrderBy(o => o.Code)
            .Select(o => new BookKeeper(o.Code, o.Name)).Take(ListValues.MaxChoices).ToListAsync(cancellation);
        return (currencies, operators);
    }

    /// <summary>The accounts that the quick search finds, which asks for names of owners.</summary>
    private static IQueryable<ListedAccount> Found(PortalDbContext db, LedgerScope scope, ListQuery query, LedgerView view)
    {
        var accounts = scope.Accounts(db);
        foreach (var word in SearchWord.Of(query.Search))
        {
            var fitting = AccountLabels.Finding(db, word).Select(a => a.Id);
            accounts = accounts.Where(a => fitting.Contains(a.Id));
        }

        return Listed(db, accounts, scope, view);
    }

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    /// <summary>Totals are kept by date for accounts that stand by themselves; those of a child are the sums of its lines.</summary>
    private static IQueryable<ListedAccount> Listed(PortalDbContext db, IQueryable<LedgerAccount> accounts, LedgerScope scope, LedgerView view)
    {
        var totals = scope.Totals(db, view.AsOf);
        var postings = scope.Postings(db);
        if (view.AsOf is { } day)
            postings = postings.Where(p => p.BusinessDate <= day);
        var lines = db.Transfers.Where(t => (t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post) && postings.Any(p => p.Id == t.PostingId));
        return accounts.Join(db.Operators, a => a.OperatorId, o => o.Id, (a, o) => new ListedAccount
        {
            Account = a,
            IdText = a.Id.ToString(),
            Operator = o.Code,
            OperatorName = o.Name,
            Debits = a.ParentId == null ? totals.Where(t => t.AccountId == a.Id).Sum(t => t.Debits) : lines.Where(t => t.DebitId == a.Id).Sum(t => t.Amount),
            Credits = a.ParentId == null ? totals.Where(t => t.AccountId == a.Id).Sum(t => t.Credits) : lines.Where(t => t.CreditId == a.Id).Sum(t => t.Amount),
        });
    }
#pragma warning restore CA1305

    private static async Task<IReadOnlyList<AccountLine>> NamedAsync(PortalDbContext db, IReadOnlyList<AccountLine> rows, CancellationToken cancellation)
    {
        var owners = await AccountLabels.OwnersAsync(db, [.. rows.Select(r => r.Code)], cancellation);
        return [.. rows.Select(r => r with { Label = AccountLabels.Of(r.Id, r.Code, r.Currency, owners) })];
    }
}
