using Portal.Domain.Exchange.Reading;

namespace Portal.Domain.Exchange.Columns;

/// <summary>
/// One row of a file as values of fields. A field is absent when no column fills it or its cell is masked: it stays as it is.
/// A field that is there without a value is empty: it is cleared. A refused cell counts as absent.
/// </summary>
public sealed class ImportedRow
{
    private readonly Dictionary<string, object?> values;

    internal ImportedRow(TableRow source, Dictionary<string, object?> values, IReadOnlyList<Refusal> refusals) =>
        (Source, this.values, Refusals) = (source, values, refusals);

    /// <summary>The row as it stands in the file.</summary>
    public TableRow Source { get; }

    /// <summary>The row's number as the file counts.</summary>
    public int Number => Source.Number;

    /// <summary>Why cells were refused; each names its field. Empty for a good row.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>True when the file says something about the field, even if it says that it is empty.</summary>
    public bool Has(string field) => values.ContainsKey(field);

    /// <summary>The text of a text column, or the code of a choice column; null when empty or absent.</summary>
    public string? Text(string field) => (string?)ValueOf(field);

    /// <summary>The number of a whole or scaled column, in its unit; null when empty or absent.</summary>
    public long? Number64(string field) => (long?)ValueOf(field);

    public DateOnly? Date(string field) => (DateOnly?)ValueOf(field);

    public bool? YesNo(string field) => (bool?)ValueOf(field);

    public Money? Money(string field) => (Money?)ValueOf(field);

    /// <summary>The amount of a money column without a currency of its own, in minor units of the row's; null when empty or absent, or refused.</summary>
    public long? Amount(string field, string currency, List<Refusal> refusals)
    {
        if (ValueOf(field) is not string text)
            return null;
        var digits = Iso4217.Exponent(currency);
        if (CellNumbers.ParseAmount(text, currency) is not { } number || ScaledNumber.Scale(number, digits, out var exact) is not { } minor)
            refusals.Add(new CellNotAmount(currency) { Field = field });
        else if (!exact)
            refusals.Add(new CellTooManyDigits(digits) { Field = field });
        else
            return minor;
        return null;
    }

    /// <summary>The codes of a column of choices, in the order of the file and each once; empty when empty or absent.</summary>
    public IReadOnlyList<string> Choices(string field) => (IReadOnlyList<string>?)ValueOf(field) ?? [];

    private object? ValueOf(string field) => values.GetValueOrDefault(field);
}

/// <summary>Fields of a row as changes: a field that the file does not speak of is left as it is.</summary>
public static class RowChanges
{
    public static Change<string?> TextChange(this ImportedRow row, string field) => row.Has(field) ? new(row.Text(field)) : default;

    public static Change<long?> NumberChange(this ImportedRow row, string field) => row.Has(field) ? new(row.Number64(field)) : default;

    /// <summary>An empty cell of a choice leaves the field as it is: a choice has no empty value.</summary>
    public static Change<TEnum> ChoiceChange<TEnum>(this ImportedRow row, string field)
        where TEnum : struct, Enum => row.Text(field) is { } code ? new(EnumChoices.Parse<TEnum>(code)) : default;

    public static Change<TEnum> SetChange<TEnum>(this ImportedRow row, string field)
        where TEnum : struct, Enum => row.Has(field) ? new(EnumChoices.ParseSet<TEnum>(row.Choices(field))) : default;
}
