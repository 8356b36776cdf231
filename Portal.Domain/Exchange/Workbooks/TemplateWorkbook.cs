using System.Globalization;
using ClosedXML.Excel;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Writing;

namespace Portal.Domain.Exchange.Workbooks;

/// <summary>The words of a template that are not headings, in the language of its user.</summary>
/// <param name="Sheet">The name of the sheet to fill in.</param>
/// <param name="Help">The name of the sheet with the explanations.</param>
/// <param name="Instructions">Sentences above the explanations.</param>
/// <param name="Field">Heading: the field.</param>
/// <param name="Kind">Heading: what it takes.</param>
/// <param name="Required">Heading: whether it must be filled in; also the word in its cells.</param>
/// <param name="Values">Heading: the values to choose from.</param>
/// <param name="Example">Heading: an example.</param>
/// <param name="Kinds">A word for each kind of column.</param>
public sealed record TemplateTexts(
    string Sheet, string Help, IReadOnlyList<string> Instructions, string Field, string Kind, string Required, string Values, string Example, IReadOnlyDictionary<ColumnKind, string> Kinds);

/// <summary>
/// An empty workbook to fill in and import: headings in the user's language, drop-downs, cell formats that keep texts as texts, an
/// example row that the import passes over while it is unchanged, and a sheet that explains the fields.
/// </summary>
public static class TemplateWorkbook
{
    private const string ListSheet = "lists";

    private static readonly XLColor HeaderColour = XLColor.FromHtml("#E2E8F0");
    private static readonly XLColor ExampleColour = XLColor.FromHtml("#64748B");

    /// <summary>Writes the template of a registry; the stream stays open and must be able to seek.</summary>
    public static void Write(Stream output, IReadOnlyList<ExchangeColumn> columns, string language, TemplateTexts texts)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet(texts.Sheet);
        AddHelp(workbook.AddWorksheet(texts.Help), columns, language, texts);
        var lists = workbook.AddWorksheet(ListSheet);
        for (var i = 0; i < columns.Count; i++)
        {
            AddColumn(sheet, i + 1, columns[i], language);
            if (columns[i].Choices.Count > 0)
                AddChoices(sheet, lists, i + 1, columns[i], language);
        }

        lists.Visibility = XLWorksheetVisibility.VeryHidden;
        sheet.SheetView.FreezeRows(1);
        workbook.SaveAs(output);
    }

    private static void AddColumn(IXLWorksheet sheet, int number, ExchangeColumn column, string language)
    {
        var heading = column.Heading(language);
        sheet.Column(number).Width = heading.CharactersWide;
        // Of the column, not of its cells: thousands of empty cells would be written one by one.
        sheet.Column(number).Style.NumberFormat.Format = column.Kind switch
        {
            ColumnKind.Whole => "0",
            ColumnKind.Scaled => column.Digits == 0 ? "0" : "0." + new string('#', column.Digits),
            ColumnKind.Date => "yyyy-mm-dd",
            ColumnKind.Money when column.Currency is null => "#,##0.##",
            ColumnKind.Money => Iso4217.Exponent(column.Currency) == 0 ? "#,##0" : "#,##0." + new string('0', Iso4217.Exponent(column.Currency)),
            _ => "@",
        };

        var header = sheet.Cell(1, number).SetValue(heading.Header + (column.Required ? " *" : ""));
        header.Style.Font.SetBold();
        header.Style.Fill.BackgroundColor = HeaderColour;
        header.Style.NumberFormat.Format = "@";
        if (column.Example?.In(language) is { Length: > 0 } example)
            AddExample(sheet.Cell(2, number), column, example);
    }

    private static void AddExample(IXLCell cell, ExchangeColumn column, string example)
    {
        cell.Style.Font.SetItalic().Font.SetFontColor(ExampleColour);
        if (column.Kind is ColumnKind.Whole or ColumnKind.Scaled or ColumnKind.Money && decimal.TryParse(example, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            cell.SetValue(number);
        else if (column.Kind == ColumnKind.Date && CellDates.Parse(example) is { } date)
            cell.SetValue(date.ToDateTime(TimeOnly.MinValue));
        else
            cell.SetValue(NeutralText.Neutralise(example));
    }

    /// <summary>A drop-down for one choice; for several, which Excel has no list for, the words to join with a plus.</summary>
    private static void AddChoices(IXLWorksheet sheet, IXLWorksheet lists, int number, ExchangeColumn column, string language)
    {
        for (var i = 0; i < column.Choices.Count; i++)
            lists.Cell(i + 1, number).SetValue(column.Choices[i].Labels.In(language));
        var validation = sheet.Range(2, number, ExchangeLimits.TemplateRows, number).SetDataValidation();
        if (column.Kind == ColumnKind.Choice)
        {
            // A warning, not a stop: the import knows other words for the same.
            validation.List(lists.Range(1, number, column.Choices.Count, number), inCellDropdown: true);
            validation.ErrorStyle = XLErrorStyle.Warning;
        }
        else
        {
            validation.AllowedValues = XLAllowedValues.AnyValue;
            validation.InputMessage = Fitting(string.Join(" + ", column.Choices.Select(c => c.Labels.In(language))));
        }
    }

    private static void AddHelp(IXLWorksheet sheet, IReadOnlyList<ExchangeColumn> columns, string language, TemplateTexts texts)
    {
        var row = 1;
        foreach (var line in texts.Instructions)
            sheet.Cell(row++, 1).SetValue(line);
        row++;
        string[] headings = [texts.Field, texts.Kind, texts.Required, texts.Values, texts.Example];
        for (var i = 0; i < headings.Length; i++)
        {
            var cell = sheet.Cell(row, i + 1).SetValue(headings[i]);
            cell.Style.Font.SetBold();
            cell.Style.Fill.BackgroundColor = HeaderColour;
            sheet.Column(i + 1).Width = i == 3 ? 60 : 24;
        }

        foreach (var column in columns)
        {
            row++;
            sheet.Cell(row, 1).SetValue(column.Labels.In(language));
            sheet.Cell(row, 2).SetValue(texts.Kinds[column.Kind]);
            sheet.Cell(row, 3).SetValue(column.Required ? texts.Required : "");
            sheet.Cell(row, 4).SetValue(string.Join(column.Kind == ColumnKind.Choices ? " + " : ", ", column.Choices.Select(c => c.Labels.In(language)))).Style.Alignment.WrapText = true;
            sheet.Cell(row, 5).SetValue(NeutralText.Neutralise(column.Example?.In(language) ?? ""));
        }
    }

    /// <summary>Excel refuses a workbook with a longer message.</summary>
    private static string Fitting(string message) => message.Length > 250 ? message[..249] + "…" : message;
}
