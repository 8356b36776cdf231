using System.Xml;

namespace Portal.Domain.Exchange.Reading;

/// <summary>Where the parts of a workbook are: its visible sheets, its shared strings, its styles.</summary>
/// <param name="Sheets">Visible worksheets in the order of their tabs, with the path of their part.</param>
/// <param name="Strings">The path of the shared strings; null without them.</param>
/// <param name="Styles">The path of the styles; null without them.</param>
/// <param name="Date1904">True when days count from 1 January 1904.</param>
internal sealed record WorkbookParts(IReadOnlyList<(string Name, string Path)> Sheets, string? Strings, string? Styles, bool Date1904)
{
    private sealed record Relationship(string Id, string Type, string Target);

    public static WorkbookParts Read(WorkbookArchive archive)
    {
        var path = Relationships(archive, "").FirstOrDefault(r => r.Type == "officeDocument")?.Target;
        path = path is not null && archive.Has(path) ? path : "xl/workbook.xml";
        if (archive.Has("xl/workbook.bin") || path.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
            throw new UnreadableFileException(new FileIsBinaryWorkbook());
        using var xml = archive.OpenXml(path) ?? throw new UnreadableFileException(archive.Has("mimetype") ? new FileIsOpenDocument() : new FileIsArchive());

        var relationships = Relationships(archive, path);
        var sheets = new List<(string, string)>();
        var date1904 = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                date1904 = xml.GetAttribute("date1904") is "1" or "true";
            else if (xml.LocalName == "sheet" && xml.GetAttribute("state") is not ("hidden" or "veryHidden") && sheets.Count < ExchangeLimits.Sheets)
                AddSheet(xml, relationships, sheets);
        }

        return new(sheets, TargetOf("sharedStrings"), TargetOf("styles"), date1904);

        string? TargetOf(string type) => relationships.FirstOrDefault(r => r.Type == type)?.Target;
    }

    private static void AddSheet(XmlReader xml, List<Relationship> relationships, List<(string, string)> sheets)
    {
        var name = xml.GetAttribute("name") ?? "";
        string? id = null;
        while (xml.MoveToNextAttribute())
        {
            // The attribute's namespace differs between the transitional and the strict form.
            if (xml.LocalName == "id")
                id = xml.Value;
        }

        if (relationships.FirstOrDefault(r => r.Id == id) is { Type: "worksheet" } sheet)
            sheets.Add((name, sheet.Target));
    }

    /// <summary>The relationships of a part, types by their last word, targets as paths from the root.</summary>
    private static List<Relationship> Relationships(WorkbookArchive archive, string part)
    {
        var slash = part.Replace('\\', '/').TrimStart('/').LastIndexOf('/');
        var folder = slash < 0 ? "" : part.Replace('\\', '/').TrimStart('/')[..(slash + 1)];
        var found = new List<Relationship>();
        using var xml = archive.OpenXml($"{folder}_rels/{part.Replace('\\', '/').TrimStart('/')[folder.Length..]}.rels");
        while (xml?.Read() == true)
        {
            if (xml.LocalName != "Relationship" || xml.GetAttribute("TargetMode") == "External")
                continue;
            if (xml.GetAttribute("Id") is { } id && xml.GetAttribute("Type") is { } type && xml.GetAttribute("Target") is { } target)
                found.Add(new(id, type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
        }

        return found;
    }

    private static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (step is not ("." or ".."))
                path.Add(step);
        }

        return string.Join('/', path);
    }
}
