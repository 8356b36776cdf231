using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Portal.Domain.Exchange.Writing;

/// <summary>The cell styles of written workbooks: one per kind, once plain and once marked as refused, and one per currency.</summary>
internal static class WorkbookStyleSheet
{
    public const int Header = 1;
    public const int Reason = 2;
    private const int FirstKind = 3;
    private const int FirstCustomFormat = 164;

    private static readonly string[] Formats =
    [
        "General", "@", "0", "0.#########", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss", "General",
        .. Iso4217.Codes.Select(MoneyFormat),
    ];

    private static readonly FrozenDictionary<string, int> Currencies =
        Iso4217.Codes.Select((code, i) => (code, i)).ToFrozenDictionary(c => c.code, c => (int)ExportKind.Money + c.i, StringComparer.Ordinal);

    /// <summary>The number of cell styles.</summary>
    public static int Count => FirstKind + Formats.Length * 2;

    /// <summary>The content of the part <c>styles.xml</c>.</summary>
    public static string Xml { get; } = Build();

    /// <summary>The style of a cell.</summary>
    public static int Of(in ExportCell cell)
    {
        if (cell.Mark == ExportMark.Reason)
            return Reason;
        var kind = cell.Kind == ExportKind.Money ? Currencies[cell.Text!] : (int)cell.Kind;
        return FirstKind + kind + (cell.Mark == ExportMark.Bad ? Formats.Length : 0);
    }

    /// <summary>The style of a number or date that has to be written as text.</summary>
    public static int OfText(ExportMark mark) => FirstKind + (int)ExportKind.Text + (mark == ExportMark.Bad ? Formats.Length : 0);

    private static string MoneyFormat(string currency)
    {
        var digits = Iso4217.Exponent(currency);
        return $"#,##0{(digits > 0 ? "." : "")}{new string('0', digits)}\\ \"{currency}\"";
    }

    private static string Build()
    {
        var xml = new StringBuilder("""<?xml version="1.0" encoding="utf-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""");
        xml.Append(CultureInfo.InvariantCulture, $"<numFmts count=\"{Formats.Length}\">");
        for (var i = 0; i < Formats.Length; i++)
            xml.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{FirstCustomFormat + i}\" formatCode=\"{Formats[i].Replace("\"", "&quot;", StringComparison.Ordinal)}\"/>");
        xml.Append("""
            </numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><i/><sz val="11"/><color rgb="FFB42318"/><name val="Calibri"/></font></fonts>
            <fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE2E8F0"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFECACA"/></patternFill></fill></fills>
            <borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            """);
        xml.Append(CultureInfo.InvariantCulture, $"<cellXfs count=\"{Count}\">");
        xml.Append("""<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>""");
        xml.Append("""<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>""");
        xml.Append("""<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>""");
        foreach (var fill in new[] { 0, 3 })
        {
            for (var i = 0; i < Formats.Length; i++)
            {
                var id = Formats[i] switch { "General" => 0, "@" => 49, _ => FirstCustomFormat + i };
                xml.Append(CultureInfo.InvariantCulture, $"<xf numFmtId=\"{id}\" fontId=\"0\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFill=\"1\"/>");
            }
        }

        return xml.Append("</cellXfs></styleSheet>").ToString();
    }
}
