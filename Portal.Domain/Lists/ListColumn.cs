using System.Linq.Expressions;

namespace Portal.Domain.Lists;

/// <summary>What a column holds: decides its filter, its alignment and its form in spreadsheets.</summary>
public enum ListKind
{
    Text,
    Choice,
    Date,
    Instant,
    Number,
    Money,
    YesNo,
}

/// <summary>Bounds that every list shares.</summary>
public static class ListColumn
{
    /// <summary>Pixels.</summary>
    public const int MinWidth = 48;

    /// <summary>Pixels.</summary>
    public const int MaxWidth = 900;
}

/// <summary>A column as the screen and the spreadsheet need it.</summary>
public abstract record ListColumn<TRow>
{
    /// <summary>The name in URLs, in the API and in saved views: letters, digits, _ and -.</summary>
    public required string Key { get; init; }

    /// <summary>The text key of the title, for example <c>vendors.name</c>.</summary>
    public required string Title { get; init; }

    public required ListKind Kind { get; init; }

    /// <summary>The value of a row: string, enum, DateOnly, UTC DateTime, whole number, Money or bool; null when there is none.</summary>
    public required Func<TRow, object?> Value { get; init; }

    /// <summary>Shown only when chosen.</summary>
    public bool Hidden { get; init; }

    /// <summary>1, 2 or 3: the facts that a narrow screen keeps, in this order. 0: not among them.</summary>
    public int Important { get; init; }

    /// <summary>Its filter is offered beside the search box even while it is not used.</summary>
    public bool Offered { get; init; }

    /// <summary>Personal data: exports mask it unless a reason is given.</summary>
    public bool Personal { get; init; }

    /// <summary>The codes to choose from; empty when the page knows them (zones, categories).</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The beginning of the text keys of the choices, for example <c>vendors.VendorStatus_</c>; null when choices name themselves.</summary>
    public string? ChoiceText { get; init; }

    /// <summary>The currency in which amounts are typed into the filter (ISO 4217).</summary>
    public string Currency { get; init; } = "KRW";

    public abstract bool CanSort { get; }

    public abstract bool CanFilter { get; }

    public bool IsNumeric => Kind is ListKind.Number or ListKind.Money;
}

/// <summary>
/// A column of a list over <typeparamref name="TEntity"/>: how it is sorted and filtered in the database. The makers cover the
/// usual kinds; <c>with { Filter = … }</c> replaces what is special.
/// </summary>
public sealed partial record ListColumn<TEntity, TRow> : ListColumn<TRow>
{
    /// <summary>What the database sorts by; null: the column cannot be sorted.</summary>
    public LambdaExpression? Sort { get; init; }

    /// <summary>The condition for a value of the URL, days being days of the time zone; a refusal for a value that means nothing. Null: no filter.</summary>
    public Func<string, TimeZoneInfo, Outcome<Expression<Func<TEntity, bool>>>>? Filter { get; init; }

    public override bool CanSort => Sort is not null;

    public override bool CanFilter => Filter is not null;
}
