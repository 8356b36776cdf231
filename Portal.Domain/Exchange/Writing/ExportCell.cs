using System.Globalization;

namespace Portal.Domain.Exchange.Writing;

/// <summary>What a written cell is.</summary>
public enum ExportKind : byte
{
    Empty,
    Text,
    Whole,
    Scaled,
    Date,
    Moment,
    Boolean,
    Money,
}

/// <summary>How a written cell stands out.</summary>
public enum ExportMark : byte
{
    None,
    /// <summary>A cell that was refused.</summary>
    Bad,
    /// <summary>The reason beside a refused cell.</summary>
    Reason,
}

/// <summary>One cell to write. The writers decide the form: a text never becomes a formula, a long number never loses digits.</summary>
public readonly record struct ExportCell
{
    private ExportCell(ExportKind kind, long value, string? text = null, byte digits = 0) => (Kind, Value, Text, Digits) = (kind, value, text, digits);

    public ExportKind Kind { get; }

    /// <summary>The number; the day number of a date; the ticks of a moment; 0 or 1 for a boolean.</summary>
    public long Value { get; }

    /// <summary>The text, or the currency of an amount of money.</summary>
    public string? Text { get; }

    /// <summary>Digits after the decimal point in <see cref="Value"/>.</summary>
    public byte Digits { get; }

    public ExportMark Mark { get; init; }

    public static ExportCell OfText(string? value) => string.IsNullOrEmpty(value) ? default : new(ExportKind.Text, 0, value);

    public static ExportCell OfWhole(long? value) => value is { } v ? new(ExportKind.Whole, v) : default;

    /// <param name="value">The number in units of 10 to the minus <paramref name="digits"/>.</param>
    /// <param name="digits">Digits after the decimal point, at most 9.</param>
    public static ExportCell OfScaled(long? value, int digits) => value is { } v ? new(ExportKind.Scaled, v, null, checked((byte)digits)) : default;

    public static ExportCell OfDate(DateOnly? value) => value is { } v ? new(ExportKind.Date, v.DayNumber) : default;

    /// <param name="value">A moment in the time zone that the reader expects; written to the second.</param>
    public static ExportCell OfMoment(DateTime? value) => value is { } v ? new(ExportKind.Moment, v.Ticks) : default;

    public static ExportCell OfBoolean(bool? value) => value is { } v ? new(ExportKind.Boolean, v ? 1 : 0) : default;

    public static ExportCell OfMoney(Money? value) => value is { } v ? new(ExportKind.Money, v.Value, v.Currency, (byte)Iso4217.Exponent(v.Currency)) : default;

    /// <summary>The invariant text of the cell, dates in ISO 8601; not yet neutralised.</summary>
    public string Plain => Kind switch
    {
        ExportKind.Text => Text!,
        ExportKind.Whole => Value.ToString(CultureInfo.InvariantCulture),
        ExportKind.Scaled or ExportKind.Money => ScaledNumber.Format(Value, Digits),
        ExportKind.Date => DateOnly.FromDayNumber((int)Value).ToString("O", CultureInfo.InvariantCulture),
        ExportKind.Moment => new DateTime(Value).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        ExportKind.Boolean => Value == 1 ? "true" : "false",
        _ => "",
    };
}

/// <summary>One column to write.</summary>
/// <param name="Header">The heading.</param>
/// <param name="Width">The width in characters; null takes one that suits the heading.</param>
public sealed record ExportColumn(string Header, double? Width = null)
{
    private const double Narrowest = 10;
    private const double Widest = 60;

    /// <summary>The width in characters; East Asian ones count twice.</summary>
    public double CharactersWide => Math.Clamp(Width ?? Header.Sum(c => c >= 0x1100 ? 2 : 1) + 4, Narrowest, Widest);
}
