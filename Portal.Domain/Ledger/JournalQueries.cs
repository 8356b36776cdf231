using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>There is no such posting within reach.</summary>
public sealed record PostingNotFound : Refusal;

/// <summary>All postings, over the markets that the reader reaches.</summary>
public sealed class JournalQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedPosting, JournalRow> Definition => JournalList.Definition;

    /// <summary>One page of postings, the newest first.</summary>
    /// <param name="zone">Whose days conditions on instants mean.</param>
    public async Task<Outcome<Page<JournalRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var page = await Found(db, await LedgerScope.OfAsync(db, actor, query, cancellation), query).ToPageAsync(Remaining(query), Definition, zone, cancellation);
        return page.TryGet(out var found) ? found with { Items = await NamedAsync(db, found.Items, cancellation) } : page;
    }

    /// <summary>The postings in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<JournalRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        const int AtOnce = 500;
        if (!actor.May(Right.ViewLedger))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Found(db, await LedgerScope.OfAsync(db, actor, query, cancellation), query).Apply(Remaining(query), Definition, zone).TryGet(out var rows))
            yield break;
        await using var names = contexts.CreateDbContext();
        await foreach (var gathered in rows.Select(Definition.Row).AsAsyncEnumerable().Chunk(AtOnce).WithCancellation(cancellation))
        {
            foreach (var named in await NamedAsync(names, gathered, cancellation))
                yield return named;
        }
    }

    /// <summary>One posting in full.</summary>
    public async Task<Outcome<PostingDetail>> FindAsync(Actor actor, long order, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        var scope = await LedgerScope.OfAsync(db, actor, (string?)null, cancellation);
        var row = await Listed(db, scope.Postings(db).Where(p => p.Id == order)).Select(Definition.Row).FirstOrDefaultAsync(cancellation);
        if (row is null)
            return new PostingNotFound();
        var posting = await db.LedgerPostings.AsNoTracking().SingleAsync(p => p.Id == order, cancellation);
        var owner = await OwnerAsync(db, posting.Owner, cancellation);
        return new PostingDetail(
            (await NamedAsync(db, [row], cancellation))[0], posting.Request, StoredOutcome.Of(posting).Refusal, posting.CameFor, owner.Kind, owner.Name, await PostingLines.OfAsync(db, scope, order, cancellation));
    }

    private static ListQuery Remaining(ListQuery query) => query with { Search = "", Filters = [.. query.Filters.Where(f => f.Key != "market")] };

    /// <summary>Conditions on lines ask for one that fits. The quick search takes the client's id, a number of the ledger's order (of a posting or of a line), and else looks in documents and in the names of accounts.</summary>
    private static IQueryable<ListedPosting> Found(PortalDbContext db, LedgerScope scope, ListQuery query)
    {
        var postings = scope.Postings(db);
        foreach (var condition in query.Filters.Select(JournalList.OfLine).OfType<Expression<Func<Transfer, bool>>>())
        {
            var fitting = db.Transfers.Where(condition).Select(t => t.PostingId);
            postings = postings.Where(p => fitting.Contains(p.Id));
        }

        if (query.FilterOf("holds") == ListValues.YesNo(true))
        {
            var holding = db.Transfers.Where(t => t.Kind == TransferKind.Pending && !db.Transfers.Any(e => e.PendingId == t.Id)).Select(t => t.PostingId);
            postings = postings.Where(p => holding.Contains(p.Id));
        }

        foreach (var word in SearchWord.Of(query.Search))
        {
            if (Guid.TryParse(word.Raw, out var uid))
            {
                postings = postings.Where(p => p.Uid == uid);
            }
            else if (long.TryParse(word.Raw.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var order) && order >= 1L << LedgerRules.BatchBits)
            {
                var first = order >> LedgerRules.BatchBits << LedgerRules.BatchBits;
                var next = first + (1L << LedgerRules.BatchBits);
                postings = postings.Where(p => p.Id >= first && p.Id < next && (p.Id == order || (p.FirstLine <= order && order < p.FirstLine + p.Lines)));
            }
            else
            {
                // One set of numbers rather than conditions joined by "or", which databases try on each posting in turn.
                var (document, accounts) = (word.Raw, AccountLabels.Finding(db, word).Select(a => a.Id));
                var fitting = db.LedgerPostings.Where(p => p.Document!.Contains(document)).Select(p => p.Id)
                    .Union(db.Transfers.Where(t => accounts.Contains(t.DebitId)).Select(t => t.PostingId)).Union(db.Transfers.Where(t => accounts.Contains(t.CreditId)).Select(t => t.PostingId));
                postings = postings.Where(p => fitting.Contains(p.Id));
            }
        }

        return Listed(db, postings);
    }

    // CA1305: a number has no culture, and the database writes it.
#pragma warning disable CA1305
    /// <summary>A posting's lines are looked up by their own numbers, which follow each other.</summary>
    private static IQueryable<ListedPosting> Listed(PortalDbContext db, IQueryable<LedgerPosting> postings) => postings.Select(p => new ListedPosting
    {
        Posting = p,
        OrderText = p.Id.ToString(),
        Market = db.Markets.Where(m => m.Id == p.MarketId).Select(m => m.Code).FirstOrDefault(),
        State = p.Refusal != null ? PostingState.Refused : p.Lines == 0 ? PostingState.Recorded : PostingState.Posted,
        Kind = db.Transfers.Where(t => t.Id == p.FirstLine).Select(t => (TransferKind?)t.Kind).FirstOrDefault(),
        Code = db.Transfers.Where(t => t.Id == p.FirstLine).Select(t => (TransferCode?)t.Code).FirstOrDefault(),
        DebitId = db.Transfers.Where(t => t.Id == p.FirstLine).Select(t => (long?)t.DebitId).FirstOrDefault(),
        CreditId = db.Transfers.Where(t => t.Id == p.FirstLine).Select(t => (long?)t.CreditId).FirstOrDefault(),
        Amount = db.Transfers.Where(t => t.Id >= p.FirstLine && t.Id < p.FirstLine + p.Lines).Sum(t => t.Amount),
        Holds = db.Transfers.Any(t => t.Id >= p.FirstLine && t.Id < p.FirstLine + p.Lines && t.Kind == TransferKind.Pending && !db.Transfers.Any(e => e.PendingId == t.Id)),
    });
#pragma warning restore CA1305

    private static async Task<IReadOnlyList<JournalRow>> NamedAsync(PortalDbContext db, IReadOnlyList<JournalRow> rows, CancellationToken cancellation)
    {
        var labels = await AccountLabels.OfAsync(db, rows.SelectMany(r => new[] { r.DebitId, r.CreditId }).OfType<long>(), cancellation);
        return [.. rows.Select(r => r.DebitId is { } debit && r.CreditId is { } credit ? r with { Debit = labels[debit], Credit = labels[credit] } : r)];
    }

    /// <summary>Who made the posting's id, by name.</summary>
    private static async Task<(ActorKind Kind, string Name)> OwnerAsync(PortalDbContext db, string owner, CancellationToken cancellation)
    {
        if (owner.Split(':') is not [var kindText, var idText] || !Enum.TryParse<ActorKind>(kindText, out var kind) || !long.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return (ActorKind.System, owner);
        var name = kind switch
        {
            ActorKind.ApiKey => await db.ApiKeys.Where(k => k.Id == id).Select(k => k.Name).FirstOrDefaultAsync(cancellation),
            ActorKind.Person => await db.Users.Where(u => u.Id == id).Select(u => u.DisplayName).FirstOrDefaultAsync(cancellation),
            _ => null,
        };
        return (kind, name ?? owner);
    }
}
