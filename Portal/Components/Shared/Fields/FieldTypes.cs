namespace Portal.Components.Shared.Fields;

/// <summary>Days from one to another, both included; either end may be open.</summary>
public sealed record DayRange(DateOnly? From, DateOnly? To);

/// <summary>One thing to choose, with its name for people.</summary>
/// <param name="Language">The language of the name where it is not the reader's.</param>
public sealed record FieldChoice<TValue>(TValue Value, string Name, string? Language = null);

/// <summary>A tab: its key in the address, its title, and how many things wait in it.</summary>
public sealed record TabItem(string Key, string Title, int? Count = null);
