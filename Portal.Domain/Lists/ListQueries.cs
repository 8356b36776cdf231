using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Lists;

/// <summary>The records before and after one in a list, and where it stands.</summary>
/// <param name="Position">Counted from 1; 0 when the record is not in the list (any more).</param>
public sealed record ListNeighbours(string? Previous, string? Next, int Position);

/// <summary>
/// Puts a <see cref="ListQuery"/> on a source. Unknown columns and values that mean nothing are refused. Everything is translated
/// to SQL on SQLite, PostgreSQL and SQL Server; where empty values stand in an order is the database's own rule.
/// </summary>
public static class ListQueries
{
    /// <summary>
    /// What quick search finds is read whole up to so many keys: to look for words in all rows costs more than to read what was found, and page and number are then had by one look.
    /// </summary>
    private const int ReadWhole = 20_000;

    /// <summary>The rows that match, unsorted.</summary>
    /// <param name="zone">Whose days the conditions on instants mean; UTC when null.</param>
    public static Outcome<IQueryable<TEntity>> Matching<TEntity, TRow>(
        this IQueryable<TEntity> source, ListQuery query, ListDefinition<TEntity, TRow> definition, TimeZoneInfo? zone = null)
    {
        var refusals = new List<Refusal>();
        foreach (var (key, value) in query.Filters)
        {
            if (definition.Find(key)?.Filter is not { } filter)
                refusals.Add(new UnknownColumn(key) { Field = "f." + key });
            else if (filter(value, zone ?? TimeZoneInfo.Utc) is var condition && condition.TryGet(out var expression))
                source = source.Where(expression);
            else
                refusals.AddRange(condition.Refusals);
        }

        if (query.Search.Length > 0 && definition.Search is { } search)
            source = SearchWord.Of(query.Search).Aggregate(source, (rows, word) => rows.Where(search(word)));
        return refusals.Count > 0 ? refusals : Done(source);
    }

    /// <summary>The rows that match, in their order, ties broken by the key.</summary>
    public static Outcome<IQueryable<TEntity>> Apply<TEntity, TRow>(
        this IQueryable<TEntity> source, ListQuery query, ListDefinition<TEntity, TRow> definition, TimeZoneInfo? zone = null)
    {
        var refusals = new List<Refusal>();
        var matching = source.Matching(query, definition, zone);
        refusals.AddRange(matching.Refusals);
        var sorts = query.Sorts.Count > 0 ? query.Sorts : definition.Order;
        refusals.AddRange(sorts.Where(s => definition.Find(s.Key)?.Sort is null).Select(s => new UnknownColumn(s.Key) { Field = "sort" }));
        if (refusals.Count > 0)
            return refusals;

        var rows = matching.Value;
        var first = true;
        foreach (var sort in sorts)
        {
            rows = Order(rows, definition.Find(sort.Key)!.Sort!, sort.Descending, first);
            first = false;
        }

        return Done(Order(rows, definition.Key, sorts is [.., { Descending: true }], first));
    }

    /// <summary>One page of rows with the number of all that match.</summary>
    public static async Task<Outcome<Page<TRow>>> ToPageAsync<TEntity, TRow>(
        this IQueryable<TEntity> source, ListQuery query, ListDefinition<TEntity, TRow> definition, TimeZoneInfo? zone = null, CancellationToken cancel = default)
    {
        var rows = source.Apply(query, definition, zone);
        if (!rows.Ok)
            return rows.Refusals.ToList();
        var keys = rows.Value.Select(definition.Key);
        if (query.Search.Length > 0 && await keys.Take(ReadWhole + 1).ToListAsync(cancel) is { Count: <= ReadWhole } found)
            return new Page<TRow>(await source.RowsAsync([.. found.Skip(query.Skip).Take(query.Take)], definition, cancel), found.Count);
        var items = await source.RowsAsync(await keys.Skip(query.Skip).Take(query.Take).ToListAsync(cancel), definition, cancel);
        // A page that is not full ends the list, unless it lies beyond its end.
        var total = items.Count < query.Take && (items.Count > 0 || query.Skip == 0)
            ? query.Skip + items.Count
            : await source.Matching(query, definition, zone).Value.CountAsync(cancel);
        return new Page<TRow>(items, total);
    }

    /// <summary>The selected rows, unsorted. Whether the reader may see them is the source's matter.</summary>
    public static Outcome<IQueryable<TEntity>> Selected<TEntity, TRow>(
        this IQueryable<TEntity> source, ListSelection selection, ListDefinition<TEntity, TRow> definition, TimeZoneInfo? zone = null)
    {
        var codes = selection.Codes.ToList();
        if (selection.Matching is null)
            return Done(source.Where(definition.Code.Is(code => codes.Contains(code))));
        var matching = source.Matching(selection.Matching, definition, zone);
        return !matching.Ok || codes.Count == 0 ? matching : Done(matching.Value.Where(definition.Code.Is(code => !codes.Contains(code))));
    }

    /// <summary>
    /// The neighbours of a record in the list that <paramref name="query"/> describes. The query's own page is looked at first,
    /// one row wider on both sides; only a record that has moved costs a walk over the codes of the whole list.
    /// </summary>
    public static async Task<Outcome<ListNeighbours>> NeighboursAsync<TEntity, TRow>(
        this IQueryable<TEntity> source, ListQuery query, ListDefinition<TEntity, TRow> definition, string code, TimeZoneInfo? zone = null, CancellationToken cancel = default)
    {
        var rows = source.Apply(query, definition, zone);
        if (!rows.Ok)
            return rows.Refusals.ToList();
        var codes = rows.Value.Select(definition.Code);
        var start = Math.Max(0, query.Skip - 1);
        var take = query.Skip - start + query.Take + 1;
        var near = await codes.Skip(start).Take(take).ToListAsync(cancel);
        var at = near.IndexOf(code);
        var whole = at < 0 || (at == 0 && start > 0) || (at == near.Count - 1 && near.Count == take);
        if (whole)
            (near, start) = (await codes.ToListAsync(cancel), 0);
        at = whole ? near.IndexOf(code) : at;
        return at < 0 ? new ListNeighbours(null, null, 0) : new ListNeighbours(near.ElementAtOrDefault(at - 1), near.ElementAtOrDefault(at + 1), start + at + 1);
    }

    /// <summary>
    /// The rows of these keys, in their order. A page is found by keys alone, which an index holds, however deep it lies; only its own rows are read whole.
    /// </summary>
    private static async Task<IReadOnlyList<TRow>> RowsAsync<TEntity, TRow>(
        this IQueryable<TEntity> source, List<long> keys, ListDefinition<TEntity, TRow> definition, CancellationToken cancel)
    {
        if (keys.Count == 0)
            return [];
        var keyed = await source.Where(definition.Key.Is(key => keys.Contains(key))).Select(definition.Key.With(definition.Row, (key, row) => new KeyedRow<TRow>(key, row))).ToDictionaryAsync(row => row.Key, row => row.Row, cancel);
        return [.. keys.Where(keyed.ContainsKey).Select(key => keyed[key])];
    }

    private static IQueryable<TEntity> Order<TEntity>(IQueryable<TEntity> rows, LambdaExpression by, bool descending, bool first)
    {
        var method = (first, descending) switch
        {
            (true, false) => nameof(Queryable.OrderBy),
            (true, true) => nameof(Queryable.OrderByDescending),
            (false, false) => nameof(Queryable.ThenBy),
            (false, true) => nameof(Queryable.ThenByDescending),
        };
        // Conversions to the nullable or wider type would only hide the column from its index.
        var body = by.Body;
        while (body is UnaryExpression { NodeType: ExpressionType.Convert } convert)
            body = convert.Operand;
        var lambda = Expression.Lambda(body, by.Parameters);
        return rows.Provider.CreateQuery<TEntity>(Expression.Call(typeof(Queryable), method, [typeof(TEntity), body.Type], rows.Expression, Expression.Quote(lambda)));
    }

    // C# looks for no implicit conversion from an interface, which IQueryable is; from a type parameter it does.
    private static Outcome<T> Done<T>(T value) => value;

    private sealed record KeyedRow<TRow>(long Key, TRow Row);
}
