using Portal.Domain.Exchange.Writing;

namespace Portal.Domain.Exchange.Columns;

/// <summary>Turns values of fields into cells that <see cref="RowReader"/> reads back as the same values.</summary>
public static class ColumnCells
{
    private static readonly Labels YesLabels = new("예", "Yes", "是");
    private static readonly Labels NoLabels = new("아니오", "No", "否");

    /// <summary>The heading of a column to write.</summary>
    public static ExportColumn Heading(this ExchangeColumn column, string language) => new(column.Labels.In(language), column.Kind switch
    {
        ColumnKind.Text => Math.Clamp(column.MaxLength / 4, 12, 40),
        _ => null,
    });

    public static ExportCell YesNo(bool? value, string language) =>
        ExportCell.OfText(value is { } v ? (v ? YesLabels : NoLabels).In(language) : null);

    /// <summary>The label of a choice; the code itself when the column does not know it.</summary>
    public static ExportCell Choice(this ExchangeColumn column, string? code, string language) =>
        ExportCell.OfText(code is null ? null : LabelOf(column, code, language));

    /// <summary>The labels of several choices, joined with <c>+</c> as in the official data.</summary>
    public static ExportCell Choices(this ExchangeColumn column, IEnumerable<string> codes, string language) =>
        ExportCell.OfText(string.Join('+', codes.Select(code => LabelOf(column, code, language))));

    private static string LabelOf(ExchangeColumn column, string code, string language) =>
        column.Choices.FirstOrDefault(c => c.Code == code)?.Labels.In(language) ?? code;
}
