using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain.Auditing;
using Portal.Domain.Exchange.Writing;

namespace Portal.Api;

/// <summary>The cells of the audit trail that stand in a file in the same words as on the page.</summary>
internal static class AuditCells
{
    /// <summary>The cell of a column; null for one that is written by its kind.</summary>
    public static ExportCell? Of(string column, AuditLine row, CultureInfo culture) => column switch
    {
        "who" => ExportCell.OfText(AuditWords.Who(row.ActorKind, row.ActorName, culture)),
        "action" => ExportCell.OfText(RecordWords.Action(row.Action, culture)),
        "kind" => ExportCell.OfText(AuditWords.Kind(row.RecordKind, culture)),
        "record" => ExportCell.OfText(AuditWords.Record(row, culture)),
        "from" => ExportCell.OfText(AuditWords.From(row.From, culture)),
        _ => null,
    };
}
