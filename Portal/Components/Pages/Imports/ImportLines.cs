using Portal.Domain.Exchange.Importing;

namespace Portal.Components.Pages.Imports;

/// <summary>One reason why a row was refused.</summary>
/// <param name="Row">As the file counts.</param>
/// <param name="Column">The file's heading; null when the reason belongs to the row.</param>
/// <param name="Reason">The sentence.</param>
public sealed record RefusedLine(int Row, string? Column, string Reason);

/// <summary>A row that makes or changes a record.</summary>
public sealed record ChangedLine(int Row, string Code, IReadOnlyList<FieldChange> Changes);
