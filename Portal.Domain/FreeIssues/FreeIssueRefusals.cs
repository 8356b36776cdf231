namespace Portal.Domain.FreeIssues;

/// <summary>There is no such list.</summary>
public sealed record FreeIssueNotFound : Refusal;

/// <summary>The list is in another state than that takes.</summary>
public sealed record FreeIssueStateUnfit(FreeIssueState State) : Refusal;

/// <summary>The same file was brought before, as another list of the programme.</summary>
public sealed record SameFileAgain(string List) : Refusal;

/// <summary>The list has no rows, or more than it may.</summary>
public sealed record ListSizeOutOfRange(int Most) : Refusal;

/// <summary>Duplicates are to be decided first.</summary>
public sealed record DuplicatesOpen(int Count) : Refusal;

/// <summary>No row of the list is kept.</summary>
public sealed record NothingToIssue : Refusal;

/// <summary>There is no such row that was found twice.</summary>
public sealed record DuplicateNotFound : Refusal;

/// <summary>The actor's drawer holds too few vouchers of a face value. Minor units.</summary>
public sealed record StockTooSmall(long Face, int Needed, int There) : Refusal;

/// <summary>A cell that begins like a formula is no text of a person.</summary>
public sealed record CellIsFormula : Refusal;

/// <summary>Not a registration number of 13 digits that begins with a date.</summary>
public sealed record IdentityMalformed : Refusal;

/// <summary>The check digit of the registration number does not fit: a digit was mistyped.</summary>
public sealed record IdentityChecksum : Refusal;

/// <summary>The date of birth is another than that of the registration number, or lies in the future.</summary>
public sealed record BirthDiffers : Refusal;

/// <summary>Not a telephone number.</summary>
public sealed record TelephoneMalformed : Refusal;

/// <summary>A column that the list needs is not in the file.</summary>
public sealed record ColumnMissing(string Column) : Refusal;
