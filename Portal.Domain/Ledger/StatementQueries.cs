using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>The figures of a statement.</summary>
/// <param name="Opening">The balance at the beginning of the first date asked for.</param>
/// <param name="Debits">Of the matching lines.</param>
/// <param name="Credits">Of the matching lines.</param>
/// <param name="Closing">The balance at the end of the last date asked for.</param>
public sealed record StatementSums(Money Opening, Money Debits, Money Credits, Money Closing);

/// <summary>
/// Statements of accounts. Conditions on dates and markets say what part of the account is looked at, and its balances are those of that part; all other conditions leave
/// lines out of the list, never out of a balance.
/// </summary>
public sealed class StatementQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<StatementEntry, StatementRow> Definition => StatementList.Definition;

    /// <summary>One page of the statement of an account; of a parent, that of all its children.</summary>
    /// <param name="zone">Whose days conditions on instants mean.</param>
    public async Task<Outcome<Page<StatementRow>>> PageAsync(Actor actor, long id, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var opened = await OpenAsync(db, actor, id, query, cancellation);
        if (!opened.TryGet(out var book))
            return opened.Refusals.ToList();
        var page = await Searched(db, book, query).ToPageAsync(Remaining(query), Definition, zone, cancellation);
        if (!page.TryGet(out var found))
            return page;
        var balances = await BalancesAsync(book, found.Items, query, cancellation);
        return found with { Items = await NamedAsync(db, book, [.. found.Items.Select(r => r with { Balance = balances[r.Id] })], cancellation) };
    }

    /// <summary>Opening and closing balance, and what the matching lines come to.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async Task<Outcome<StatementSums>> SumsAsync(Actor actor, long id, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var opened = await OpenAsync(db, actor, id, query, cancellation);
        if (!opened.TryGet(out var book))
            return opened.Refusals.ToList();
        var matching = Searched(db, book, query).Matching(Remaining(query), Definition, zone);
        if (!matching.TryGet(out var lines))
            return matching.Refusals.ToList();
        var (from, to) = Dates(query);
        var (debits, credits) = await StatementBook.SumAsync(lines, cancellation);
        var opening = from is null ? 0 : await book.BeforeAsync(from, cancellation);
        var closing = await book.BeforeAsync(to?.AddDays(1), cancellation);
        Money Amount(long value) => new(book.Currency, value);
        return new StatementSums(Amount(opening), Amount(debits), Amount(credits), Amount(closing));
    }

    /// <summary>The matching lines in the order of the list with their balances, streamed, for files; none for who may not see the account.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<StatementRow> StreamAsync(Actor actor, long id, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        const int AtOnce = 500;
        await using var db = contexts.CreateDbContext();
        if (!(await OpenAsync(db, actor, id, query, cancellation)).TryGet(out var book) || !Searched(db, book, query).Apply(Remaining(query), Definition, zone).TryGet(out var lines))
            yield break;
        await using var names = contexts.CreateDbContext();
        await foreach (var gathered in WithBalancesAsync(book, query, lines.Select(Definition.Row).AsAsyncEnumerable(), actor, id, cancellation).Chunk(AtOnce).WithCancellation(cancellation))
        {
            foreach (var named in await NamedAsync(names, book, gathered, cancellation))
                yield return named;
        }
    }

    private static bool IsBackwards(ListQuery query) => query.Sorts.Count == 0 || query.Sorts.Any(s => s is { Key: "date", Descending: true });

    private static (DateOnly? From, DateOnly? To) Dates(ListQuery query) => query.FilterOf("date") is { } value && ListValues.TryDates(value, out var from, out var to) ? (from, to) : (null, null);

    /// <summary>The query without what the book itself looks after.</summary>
    private static ListQuery Remaining(ListQuery query) => query with { Search = "", Filters = [.. query.Filters.Where(f => f.Key != "market")] };

    /// <summary>True when the list leaves out none of the lines between two of its own.</summary>
    private static bool IsWhole(ListQuery query) => query.Search.Length == 0 && query.Filters.All(f => f.Key is "date" or "market");

    private static async Task<Outcome<StatementBook>> OpenAsync(PortalDbContext db, Actor actor, long id, ListQuery query, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        var reached = await LedgerScope.OfAsync(db, actor, (string?)null, cancellation);
        if (await reached.Accounts(db).SingleOrDefaultAsync(a => a.Id == id, cancellation) is not { } account)
            return new AccountNotFound();
        var isParent = await db.LedgerAccounts.AnyAsync(a => a.ParentId == id, cancellation);
        var book = new StatementBook(db, account, isParent, await LedgerScope.OfAsync(db, actor, query, cancellation));
        var (from, to) = Dates(query);
        await book.LookAtAsync(from, to, cancellation);
        return book;
    }

    /// <summary>The quick search looks in documents and in the names of the accounts on the other side; an id is that of a posting.</summary>
    private static IQueryable<StatementEntry> Searched(PortalDbContext db, StatementBook book, ListQuery query)
    {
        var entries = book.Entries();
        foreach (var word in SearchWord.Of(query.Search))
        {
            if (Guid.TryParse(word.Raw, out var uid))
            {
                entries = entries.Where(e => e.Posting == uid);
                continue;
            }

            var (document, others) = (word.Raw, AccountLabels.Finding(db, word).Select(a => a.Id));
            entries = entries.Where(e => e.Document!.Contains(document) || others.Contains(e.OtherId));
        }

        return entries;
    }

    /// <summary>The balance after each line of a page. Where lines are left out between two, what they add is summed by the database.</summary>
    private static async Task<Dictionary<long, long>> BalancesAsync(StatementBook book, IReadOnlyList<StatementRow> rows, ListQuery query, CancellationToken cancellation)
    {
        var balances = new Dictionary<long, long>(rows.Count);
        var whole = IsWhole(query);
        var (balance, last) = (0L, (StatementRow?)null);
        foreach (var row in rows.OrderBy(r => r.Date).ThenBy(r => r.Id))
        {
            if (last is null || (!whole && last.Date != row.Date))
                balance = await book.AfterAsync(row, cancellation);
            else
                balance += (whole ? 0 : await book.BetweenAsync(row.Date, last.Id, row.Id, cancellation)) + book.Effect(row);
            balances[row.Id] = balance;
            last = row;
        }

        return balances;
    }

    /// <summary>Walks over all lines of the dates beside those that match, so that each balance is that of the account.</summary>
    private async IAsyncEnumerable<StatementRow> WithBalancesAsync(
        StatementBook book, ListQuery query, IAsyncEnumerable<StatementRow> matching, Actor actor, long id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The matching lines are read first, so that the walk beside them, which begins later, finds each of them.
        await using var wanted = matching.GetAsyncEnumerator(cancellation);
        if (!await wanted.MoveNextAsync())
            yield break;
        await using var beside = contexts.CreateDbContext();
        var walk = (await OpenAsync(beside, actor, id, query, cancellation)).Value;
        var balance = await walk.AfterAsync(wanted.Current, cancellation);
        var backwards = IsBackwards(query);
        var dates = new ListQuery { Filters = [.. query.Filters.Where(f => f.Key == "date")], Sorts = [new ListSort("date", backwards)] };
        StatementRow? last = null;
        await foreach (var row in walk.Entries().Apply(dates, Definition).Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (last is null && row.Id != wanted.Current.Id)
                continue;
            if (last is not null)
                balance += backwards ? -book.Effect(last) : book.Effect(row);
            last = row;
            if (row.Id != wanted.Current.Id)
                continue;
            yield return wanted.Current with { Balance = balance };
            if (!await wanted.MoveNextAsync())
                yield break;
        }
    }

    private static async Task<IReadOnlyList<StatementRow>> NamedAsync(PortalDbContext db, StatementBook book, IReadOnlyList<StatementRow> rows, CancellationToken cancellation)
    {
        var labels = await AccountLabels.OfAsync(db, rows.Select(r => r.OtherId), cancellation);
        return [.. rows.Select(r => r with { Currency = book.Currency, Other = labels[r.OtherId] })];
    }
}
