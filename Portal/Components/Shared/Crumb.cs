namespace Portal.Components.Shared;

/// <summary>One step of the breadcrumb.</summary>
/// <param name="Text">The words, in the reader's language.</param>
/// <param name="Url">Where it leads; null for a step without a page.</param>
public sealed record Crumb(string Text, string? Url = null);
