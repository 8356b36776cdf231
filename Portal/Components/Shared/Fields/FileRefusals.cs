using Portal.Domain;

namespace Portal.Components.Shared.Fields;

/// <summary>The chosen file is larger than the field takes.</summary>
/// <param name="Max">The limit, as people read it.</param>
public sealed record FileTooLarge(string Max) : Refusal;

/// <summary>The chosen file's name ends otherwise than the field takes.</summary>
public sealed record FileOfOtherKind(string Kinds) : Refusal;
