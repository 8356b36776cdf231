using System.Globalization;
using System.Xml;

namespace Portal.Domain.Exchange.Reading;

/// <summary>Which cell styles of a workbook show dates or times.</summary>
internal sealed class WorkbookStyles
{
    private readonly List<bool> dates = [];

    public static WorkbookStyles Read(XmlReader? xml)
    {
        var styles = new WorkbookStyles();
        var codes = new Dictionary<int, bool>();
        var inCellStyles = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs")
                inCellStyles = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            else if (xml.NodeType != XmlNodeType.Element || styles.dates.Count >= ExchangeLimits.Styles || codes.Count >= ExchangeLimits.Styles)
                continue;
            else if (xml.LocalName == "numFmt" && xml.GetAttribute("formatCode") is { } code && IdOf(xml) is { } id)
                codes.TryAdd(id, NumberFormatCode.IsDate(code));
            else if (xml.LocalName == "xf" && inCellStyles)
                styles.dates.Add(IdOf(xml) is { } format && (codes.TryGetValue(format, out var isDate) ? isDate : NumberFormatCode.IsBuiltInDate(format)));
        }

        return styles;
    }

    /// <summary>True when the style with this index, as the cell's attribute has it, shows a date or a time.</summary>
    public bool IsDate(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < dates.Count && dates[index];

    private static int? IdOf(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
