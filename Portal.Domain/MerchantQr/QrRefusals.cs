namespace Portal.Domain.MerchantQr;

/// <summary>The payload is longer than a code may hold.</summary>
/// <param name="Length">Its length in characters.</param>
public sealed record QrTooLong(int Length, int Most) : Refusal;

/// <summary>No data object begins here: two digits of id and two of length are wanted.</summary>
/// <param name="Position">Counted from 1 in characters.</param>
/// <param name="Found">What stands there, up to four characters.</param>
public sealed record QrFieldUnreadable(int Position, string Found) : Refusal;

/// <summary>The length of a data object goes beyond the end of the payload or of its template, or ends inside a character.</summary>
/// <param name="Length">What it says.</param>
/// <param name="Left">What there is, in the same unit.</param>
public sealed record QrFieldCutShort(string Id, int Position, int Length, int Left) : Refusal;

/// <summary>The first data object is not 00.</summary>
public sealed record QrFormatNotFirst(string Found) : Refusal;

/// <summary>A mandatory data object is missing.</summary>
public sealed record QrIdMissing(string Id) : Refusal;

/// <summary>None of 02 to 51 is there: nobody would be paid.</summary>
public sealed record QrAccountMissing : Refusal;

/// <summary>The id stands twice in the payload, or in one template.</summary>
public sealed record QrIdRepeated(string Id, int Position) : Refusal;

/// <summary>The length is 00; a data object without value is left out instead.</summary>
public sealed record QrValueEmpty(string Id, int Position) : Refusal;

/// <summary>The value does not have the form of its id.</summary>
public sealed record QrValueMalformed(string Id, int Position, string Value) : Refusal;

/// <summary>The value is longer than its id allows.</summary>
/// <param name="Most">In characters.</param>
public sealed record QrValueTooLong(string Id, int Position, int Most) : Refusal;

/// <summary>The amount is not digits with at most one point, is zero, or has more decimals than its currency.</summary>
public sealed record QrAmountMalformed(string Id, int Position, string Value) : Refusal;

/// <summary>The payload does not end with a checksum.</summary>
public sealed record QrCrcMissing : Refusal;

/// <summary>The checksum does not fit: the payload was changed or misread.</summary>
public sealed record QrCrcWrong(string Expected, string Found) : Refusal;

/// <summary>Data objects stand behind the checksum, which does not cover them.</summary>
/// <param name="Position">Of the checksum.</param>
public sealed record QrCrcNotLast(int Position) : Refusal;

/// <summary>Text that is no data object stands behind the checksum.</summary>
public sealed record QrTextBehindCrc(int Position) : Refusal;

/// <summary>No single country goes with the market's currency, so field 58 cannot be written.</summary>
public sealed record QrCountryUnknown(string Currency) : Refusal;
