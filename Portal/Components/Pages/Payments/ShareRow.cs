namespace Portal.Components.Pages.Payments;

/// <summary>One part of a whole. Minor units.</summary>
public sealed record ShareRow(string Name, int Payments, long Amount);
