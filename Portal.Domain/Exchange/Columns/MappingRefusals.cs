namespace Portal.Domain.Exchange.Columns;

/// <summary>The mapping is no JSON object of texts.</summary>
public sealed record MappingNotReadable : Refusal;

/// <summary>The mapping names a field that the registry does not have.</summary>
/// <param name="Name">The name, cut to 100 characters.</param>
public sealed record MappingFieldUnknown(string Name) : Refusal;

/// <summary>The mapping names a heading that the file does not have.</summary>
/// <param name="Name">The name, cut to 100 characters.</param>
public sealed record MappingHeaderUnknown(string Name) : Refusal;

/// <summary>The mapping gives a field, or a heading, to two others.</summary>
/// <param name="Name">The name, cut to 100 characters.</param>
public sealed record MappingTwice(string Name) : Refusal;

/// <summary>No column of the file was recognised or mapped.</summary>
public sealed record MappingEmpty : Refusal;
