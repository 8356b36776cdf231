namespace Portal.Domain.Exchange.Columns;

/// <summary>The cell is no whole number.</summary>
public sealed record CellNotWhole : Refusal;

/// <summary>The cell is no number.</summary>
public sealed record CellNotNumber : Refusal;

/// <summary>The number has more digits after the decimal point than the field keeps.</summary>
/// <param name="Max">Digits that the field keeps.</param>
public sealed record CellTooManyDigits(int Max) : Refusal;

/// <summary>The number is smaller or larger than the field allows.</summary>
/// <param name="Min">The smallest number as people write it; empty for none.</param>
/// <param name="Max">The largest number as people write it; empty for none.</param>
public sealed record CellOutOfRange(string Min, string Max) : Refusal;

/// <summary>The spreadsheet had a long number here and kept only its first 15 digits; it has to be entered as text.</summary>
public sealed record CellLostDigits : Refusal;

/// <summary>The cell is no date of the calendar, or one whose parts could be read in two orders.</summary>
public sealed record CellNotDate : Refusal;

/// <summary>The cell is neither yes nor no.</summary>
public sealed record CellNotYesOrNo : Refusal;

/// <summary>The cell is none of the field's values.</summary>
/// <param name="Value">The word that is unknown, cut to 40 characters.</param>
public sealed record CellNotChoice(string Value) : Refusal;

/// <summary>The cell is no amount of money in the field's currency.</summary>
/// <param name="Currency">The field's currency, ISO 4217.</param>
public sealed record CellNotAmount(string Currency) : Refusal;

/// <summary>The cell is an error of the spreadsheet, for example <c>#N/A</c>.</summary>
/// <param name="Error">The error as the spreadsheet shows it.</param>
public sealed record CellHasError(string Error) : Refusal;
