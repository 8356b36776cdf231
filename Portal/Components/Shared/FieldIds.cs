namespace Portal.Components.Shared;

/// <summary>What ties an input to its label, hint and refusals.</summary>
/// <param name="Id">The input's id.</param>
/// <param name="Described">For aria-describedby; null when there is nothing to read.</param>
/// <param name="Invalid">For aria-invalid: "true", or null.</param>
public sealed record FieldIds(string Id, string? Described, string? Invalid);
