namespace Portal.Domain.Exchange;

/// <summary>What an import did, or would do when it was only tried: the answer of the API and the wizard's last step.</summary>
/// <param name="Rows">Rows with content, refused ones included.</param>
/// <param name="Created">Records that did not exist.</param>
/// <param name="Updated">Records of which at least one field changed.</param>
/// <param name="Unchanged">Records that were like that already.</param>
/// <param name="Refused">Why cells or rows were refused; one row may stand here several times.</param>
/// <param name="ImportId">By which the import can be undone; null when it was only tried.</param>
public sealed record ImportSummary(int Rows, int Created, int Updated, int Unchanged, IReadOnlyList<RefusedField> Refused, Guid? ImportId);

/// <summary>One reason why a row was refused.</summary>
/// <param name="Row">The row as the file counts.</param>
/// <param name="Column">The field; null when the reason belongs to the whole row.</param>
/// <param name="Code">The refusal's stable code.</param>
/// <param name="Message">The reason in the reader's language.</param>
public sealed record RefusedField(int Row, string? Column, string Code, string Message);
