namespace Portal.Domain.Exchange.Columns;

/// <summary>What a column's cells mean.</summary>
public enum ColumnKind
{
    Text,
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>A decimal number, kept as a whole number of units of 10 to the minus <see cref="ExchangeColumn.Digits"/>.</summary>
    Scaled,
    Date,
    Boolean,
    /// <summary>One of <see cref="ExchangeColumn.Choices"/>, kept as its code.</summary>
    Choice,
    /// <summary>Any number of <see cref="ExchangeColumn.Choices"/>, kept as their codes.</summary>
    Choices,
    /// <summary>An amount in the column's currency.</summary>
    Money,
}

/// <summary>A word in the three languages of the portal.</summary>
public sealed record Labels(string Ko, string En, string ZhHans)
{
    /// <summary>The word in a language: <c>ko</c>, <c>en</c> or <c>zh-Hans</c>, with or without a region; Korean for any other.</summary>
    public string In(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? ZhHans : Ko;

    internal IEnumerable<string> All => [Ko, En, ZhHans];
}

/// <summary>A value that a choice column takes.</summary>
/// <param name="Code">What the API and the database call it.</param>
/// <param name="Labels">What people read.</param>
/// <param name="Synonyms">Other words for it in files, for example those of the official data.</param>
public sealed record ColumnChoice(string Code, Labels Labels, params IReadOnlyList<string> Synonyms);

/// <summary>One field of a registry as it stands in files: imports, exports, templates and the API's mapping share it.</summary>
/// <param name="Key">The field's name in the API, in camelCase.</param>
/// <param name="Kind">What the cells mean.</param>
/// <param name="Labels">The heading in the three languages; each of them is recognised.</param>
public sealed record ExchangeColumn(string Key, ColumnKind Kind, Labels Labels)
{
    /// <summary>Longest text in UTF-16 code units; the length of the database's column.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>True when a text may have line breaks.</summary>
    public bool Lines { get; init; }

    /// <summary>Digits after the decimal point of a scaled number.</summary>
    public int Digits { get; init; }

    /// <summary>True when digits beyond the scale are rounded away (coordinates, areas); otherwise they are refused.</summary>
    public bool Rounds { get; init; }

    /// <summary>The smallest number, in the scaled unit; null for none.</summary>
    public long? Min { get; init; }

    /// <summary>The largest number, in the scaled unit; null for none.</summary>
    public long? Max { get; init; }

    /// <summary>ISO 4217 code of a money column; null when the market of the row decides (<see cref="ImportedRow.Amount"/>).</summary>
    public string? Currency { get; init; } = "KRW";

    /// <summary>True when a row without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>True for personal data: exports mask it unless a reason was given, and imports take a masked cell as unchanged.</summary>
    public bool Personal { get; init; }

    /// <summary>Further headings that mean this field, for example those of the official Korean data.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>The values of a choice column, in the order in which people see them.</summary>
    public IReadOnlyList<ColumnChoice> Choices { get; init; } = [];

    /// <summary>What the template's example row shows; null leaves the cell empty.</summary>
    public Labels? Example { get; init; }

    internal IEnumerable<string> Names => [Key, .. Labels.All, .. Synonyms];
}
