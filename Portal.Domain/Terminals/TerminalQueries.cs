using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Terminals;

/// <summary>Reading terminals, for those who hold <see cref="Right.ViewPayments"/>.</summary>
public sealed class TerminalQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedTerminal, TerminalRow> Definition => TerminalList.Definition;

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<TerminalRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            return new NotAllowed(Right.ViewPayments);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<TerminalRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewPayments))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db, actor).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    private static IQueryable<ListedTerminal> Listed(PortalDbContext db, Actor actor) =>
        from terminal in db.Terminals.AsNoTracking()
        join market in MarketQueries.Visible(db, actor, Right.ViewPayments) on terminal.MarketId equals market.Id
        join stall in db.Stalls on terminal.StallId equals stall.Id into stalls
        from stall in stalls.DefaultIfEmpty()
        select new ListedTerminal { Terminal = terminal, Market = market, Stall = stall == null ? null : stall.Code };
}
