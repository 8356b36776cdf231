using System.Globalization;
using Portal.Domain.Attachments;
using Portal.Domain.Auditing;
using Portal.Resources;

namespace Portal.Components.Pages.Attachments;

/// <summary>What a document's history says to people: the fields they know, with their own words.</summary>
public static class AttachmentWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["title"] = "documents.name",
        ["kind"] = "documents.kind",
        ["validFrom"] = "documents.validFrom",
        ["validUntil"] = "documents.validUntil",
        ["note"] = "documents.note",
    };

    /// <summary>True for an act on a document.</summary>
    public static bool Is(string action) => action.StartsWith("attachment.", StringComparison.Ordinal);

    /// <summary>The changes of such an act, with names and values as people read them.</summary>
    public static IReadOnlyList<AuditChange> Read(IReadOnlyList<AuditChange> changes, Texts texts, Formats formats) =>
        [.. changes.Where(c => Names.ContainsKey(c.Field)).Select(c => new AuditChange(texts[Names[c.Field]], Value(c.Field, c.Before, texts, formats), Value(c.Field, c.After, texts, formats)))];

    private static string? Value(string field, string? value, Texts texts, Formats formats) => field switch
    {
        "kind" when Enum.TryParse<AttachmentKind>(value, out var kind) => texts.Of("documents", kind),
        "validFrom" or "validUntil" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => formats.ShortDate(day),
        _ => value,
    };
}
