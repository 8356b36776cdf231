namespace Portal.Domain.Exchange;

/// <summary>Every limit of files that come in or go out. The text lengths of fields stand in their columns.</summary>
public static class ExchangeLimits
{
    /// <summary>Largest file that is taken at all, in bytes: 20 MB.</summary>
    public const long FileBytes = 20L * 1024 * 1024;

    /// <summary>Bytes that the parts of a workbook may inflate to, counted while they inflate: 200 MB.</summary>
    public const long InflatedBytes = 200L * 1024 * 1024;

    /// <summary>Entries in a workbook's archive.</summary>
    public const int Entries = 200;

    /// <summary>Rows with content below the header.</summary>
    public const int Rows = 200_000;

    /// <summary>Columns: the position of the last one with content.</summary>
    public const int Columns = 100;

    /// <summary>Sheets that are looked at in one workbook.</summary>
    public const int Sheets = 100;

    /// <summary>Rows at the top in which the header is looked for.</summary>
    public const int HeaderSearchRows = 50;

    /// <summary>Characters that are kept of one cell: one more than a spreadsheet's cell holds, so that a cut text is still too long for every field.</summary>
    public const int CellText = WrittenCellText + 1;

    /// <summary>Characters that one cell of a workbook can hold (ECMA-376, and Excel's own limit).</summary>
    public const int WrittenCellText = 32_767;

    /// <summary>Characters of a column's header that are kept.</summary>
    public const int Header = 200;

    /// <summary>Bytes of XML between two tags; more cannot come from a spreadsheet, and is refused before it is gathered in memory.</summary>
    public const int MarkupRun = 4 * 1024 * 1024;

    /// <summary>Strings in a workbook's shared table.</summary>
    public const int SharedStrings = 4_000_000;

    /// <summary>Cell styles in a workbook.</summary>
    public const int Styles = 65_536;

    /// <summary>How deep the objects of a JSON file may be nested.</summary>
    public const int JsonDepth = 32;

    /// <summary>Rows below the header that one written sheet can hold (Excel's 1,048,576 less the header).</summary>
    public const int WrittenRows = 1_048_575;

    /// <summary>Decimal digits that a spreadsheet's number keeps; longer whole numbers are written as text.</summary>
    public const int ExactDigits = 15;

    /// <summary>Rows of a template that have drop-downs and formats.</summary>
    public const int TemplateRows = 5_000;
}
