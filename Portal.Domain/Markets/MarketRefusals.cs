namespace Portal.Domain.Markets;

/// <summary>There is no such market, or none that the reader may see.</summary>
public sealed record MarketNotFound(string Wanted) : Refusal;

/// <summary>A market of this code exists already.</summary>
public sealed record MarketCodeTaken(string Taken) : Refusal;

/// <summary>There is no such stall, or none that the reader may see.</summary>
public sealed record StallNotFound(string Wanted) : Refusal;

/// <summary>The market has a stall of this number already.</summary>
public sealed record StallCodeTaken(string Taken) : Refusal;

/// <summary>The market has no such zone.</summary>
public sealed record ZoneNotFound(string Wanted) : Refusal;

/// <summary>The market has a zone of this code already.</summary>
public sealed record ZoneCodeTaken(string Taken) : Refusal;

/// <summary>The rule is not always, dates:2,7 or weekdays:mon,thu.</summary>
public sealed record OpeningMalformed : Refusal;

/// <summary>The name is not a time zone of the IANA database.</summary>
public sealed record TimeZoneUnknown(string Wanted) : Refusal;

/// <summary>The code is not a currency that the portal keeps books in.</summary>
public sealed record CurrencyUnknown(string Wanted) : Refusal;

/// <summary>The number is below the least or above the greatest that the field takes.</summary>
public sealed record NumberOutOfRange(long Min, long Max) : Refusal;

/// <summary>Latitude and longitude are given together, or neither.</summary>
public sealed record CoordinatesIncomplete : Refusal;

/// <summary>The first day lies after the last.</summary>
public sealed record DatesReversed : Refusal;

/// <summary>There is no operator of this code.</summary>
public sealed record OperatorNotFound(string Wanted) : Refusal;
