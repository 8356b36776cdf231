namespace Portal.Domain;

/// <summary>One page of a list, with the number of all rows that match.</summary>
/// <param name="Items">The rows of this page.</param>
/// <param name="Total">The number of rows over all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Skip">How many rows to pass over; at least 0.</param>
/// <param name="Take">How many rows to return; 1 to 1,000.</param>
public readonly record struct Paging(int Skip, int Take)
{
    public const int MaxTake = 1_000;
}
