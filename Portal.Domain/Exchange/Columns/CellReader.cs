using System.Text.RegularExpressions;
using Portal.Domain.Exchange.Reading;

namespace Portal.Domain.Exchange.Columns;

/// <summary>Reads the cells of one column.</summary>
internal sealed partial class CellReader
{
    private const int QuotedLength = 40;

    private static readonly char[] Separators = [',', ';', '/', '|', '、', '·', '，', '；', '\n'];
    private static readonly HashSet<string> Yes = ["y", "yes", "true", "1", "o", "예", "네", "유", "有", "是", "v", "○", "✓"];
    private static readonly HashSet<string> No = ["n", "no", "false", "0", "x", "아니오", "아니요", "무", "无", "否", "×"];

    private readonly ExchangeColumn column;
    private readonly Dictionary<string, string> choices = new(StringComparer.Ordinal);

    public CellReader(ExchangeColumn column)
    {
        this.column = column;
        foreach (var choice in column.Choices)
        {
            foreach (var name in (IEnumerable<string>)[choice.Code, .. choice.Labels.All, .. choice.Synonyms])
                choices.TryAdd(Folded.Of(name), choice.Code);
        }
    }

    /// <summary>The value; null for an empty cell, and for a refused one, whose reason is added.</summary>
    public object? Read(Cell cell, List<Refusal> refusals)
    {
        if (cell.IsBlank)
            return null;
        if (cell.Kind == CellKind.Error)
            return Refuse(new CellHasError(Quoted(cell.Text)), refusals);
        return column.Kind switch
        {
            ColumnKind.Text => ReadText(cell, refusals),
            ColumnKind.Whole => ReadWhole(cell, refusals),
            ColumnKind.Scaled => ReadScaled(cell, refusals),
            ColumnKind.Date => CellDates.Parse(cell.Text) is { } date ? date : Refuse(new CellNotDate(), refusals),
            ColumnKind.Boolean => ReadYesNo(cell, refusals),
            ColumnKind.Choice => CodeOf(cell.Text, refusals),
            ColumnKind.Choices => ReadChoices(cell, refusals),
            ColumnKind.Money => ReadMoney(cell, refusals),
            _ => throw new InvalidOperationException($"The kind {column.Kind} is unknown."),
        };
    }

    private object? ReadText(Cell cell, List<Refusal> refusals) => LostDigits(cell)
        ? Refuse(new CellLostDigits(), refusals)
        : Domain.Text.Clean(cell.Text, column.Key, column.MaxLength, refusals, column.Lines);

    private object? ReadWhole(Cell cell, List<Refusal> refusals)
    {
        if (LostDigits(cell))
            return Refuse(new CellLostDigits(), refusals);
        if (CellNumbers.Parse(cell.Text) is not { } number || ScaledNumber.Scale(number, 0, out var exact) is not { } whole || !exact)
            return Refuse(new CellNotWhole(), refusals);
        return InRange(whole, refusals);
    }

    private object? ReadScaled(Cell cell, List<Refusal> refusals)
    {
        if (LostDigits(cell))
            return Refuse(new CellLostDigits(), refusals);
        if (CellNumbers.Parse(cell.Text) is not { } number || ScaledNumber.Scale(number, column.Digits, out var exact) is not { } scaled)
            return Refuse(new CellNotNumber(), refusals);
        return exact || column.Rounds ? InRange(scaled, refusals) : Refuse(new CellTooManyDigits(column.Digits), refusals);
    }

    private object? ReadMoney(Cell cell, List<Refusal> refusals)
    {
        if (LostDigits(cell))
            return Refuse(new CellLostDigits(), refusals);
        if (column.Currency is null)
            return cell.Text.Length <= CellNumbers.Longest ? cell.Text : Refuse(new CellNotNumber(), refusals);
        var digits = Iso4217.Exponent(column.Currency);
        if (CellNumbers.ParseAmount(cell.Text, column.Currency) is not { } number || ScaledNumber.Scale(number, digits, out var exact) is not { } minor)
            return Refuse(new CellNotAmount(column.Currency), refusals);
        if (!exact)
            return Refuse(new CellTooManyDigits(digits), refusals);
        return InRange(minor, refusals, digits) is null ? null : new Money(column.Currency, minor);
    }

    private object? ReadYesNo(Cell cell, List<Refusal> refusals)
    {
        var word = Folded.Of(cell.Text);
        return Yes.Contains(word) ? true : No.Contains(word) ? false : Refuse(new CellNotYesOrNo(), refusals);
    }

    /// <summary>A plus joins choices; the other separators only where the words around them are no choice as a whole (<c>마트·슈퍼</c>).</summary>
    private List<string>? ReadChoices(Cell cell, List<Refusal> refusals)
    {
        var codes = new List<string>();
        foreach (var word in Words(cell.Text, '+').SelectMany(part => choices.ContainsKey(Folded.Of(part)) ? [part] : Words(part, Separators)))
        {
            if (CodeOf(word, refusals) is not { } code)
                return null;
            if (!codes.Contains(code))
                codes.Add(code);
        }

        return codes;
    }

    private static string[] Words(string text, params char[] separators) =>
        text.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string? CodeOf(string word, List<Refusal> refusals)
    {
        if (choices.TryGetValue(Folded.Of(word), out var code))
            return code;
        Refuse(new CellNotChoice(Quoted(word.Trim())), refusals);
        return null;
    }

    private object? InRange(long number, List<Refusal> refusals, int? digits = null) => number < column.Min || number > column.Max
        ? Refuse(new CellOutOfRange(Limit(column.Min, digits), Limit(column.Max, digits)), refusals)
        : number;

    private string Limit(long? limit, int? digits) => limit is { } value ? ScaledNumber.Format(value, digits ?? column.Digits) : "";

    /// <summary>True for a number that its spreadsheet shows, or saved as CSV, with an exponent: the digits of a long identifier are gone.</summary>
    private static bool LostDigits(Cell cell) => cell.Kind == CellKind.Number ? cell.Text.Contains('E', StringComparison.Ordinal) : cell.Text.Contains("E+", StringComparison.Ordinal) && SavedWithExponent().IsMatch(cell.Text);

    private object? Refuse(Refusal refusal, List<Refusal> refusals)
    {
        refusals.Add(refusal with { Field = column.Key });
        return null;
    }

    private static string Quoted(string text) => text.Length > QuotedLength ? text[..QuotedLength] + "…" : text;

    [GeneratedRegex(@"^[1-9](?:\.[0-9]+)?E\+(?:1[1-9]|2[0-9])$", RegexOptions.CultureInvariant)]
    private static partial Regex SavedWithExponent();
}
