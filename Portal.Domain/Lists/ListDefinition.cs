using System.Linq.Expressions;

namespace Portal.Domain.Lists;

/// <summary>The list has no such column, or none that can be sorted or filtered so.</summary>
public sealed record UnknownColumn(string Column) : Refusal;

/// <summary>The value of a condition means nothing for its column.</summary>
public sealed record MalformedFilter(string Column) : Refusal;

/// <summary>Everything a registry's list knows: its columns, its order, its quick search, and the record each row becomes.</summary>
public sealed class ListDefinition<TEntity, TRow>
{
    /// <summary>The clustered key; it breaks ties, so that pages neither repeat nor miss a row.</summary>
    public required Expression<Func<TEntity, long>> Key { get; init; }

    /// <summary>The code that people and URLs use; unique.</summary>
    public required Expression<Func<TEntity, string>> Code { get; init; }

    /// <summary>The same code, from a loaded row.</summary>
    public required Func<TRow, string> CodeOf { get; init; }

    /// <summary>The projection to the record that is shown.</summary>
    public required Expression<Func<TEntity, TRow>> Row { get; init; }

    /// <summary>The columns in their usual order.</summary>
    public required IReadOnlyList<ListColumn<TEntity, TRow>> Columns { get; init; }

    /// <summary>The condition for one word of the quick search; null: the list has none.</summary>
    public Func<SearchWord, Expression<Func<TEntity, bool>>>? Search { get; init; }

    /// <summary>The order when nobody chose one.</summary>
    public IReadOnlyList<ListSort> Order { get; init; } = [];

    public ListColumn<TEntity, TRow>? Find(string key) => Columns.FirstOrDefault(c => c.Key == key);
}
