namespace Portal.Domain.Exchange;

/// <summary>The file has no bytes.</summary>
public sealed record FileIsEmpty : Refusal;

/// <summary>The file is larger than the portal takes.</summary>
/// <param name="MaxMegabytes">The largest size in units of 1,048,576 bytes.</param>
public sealed record ImportFileTooLarge(int MaxMegabytes) : Refusal;

/// <summary>The workbook inflates to more than the portal reads.</summary>
/// <param name="MaxMegabytes">The largest inflated size in units of 1,048,576 bytes.</param>
public sealed record FileInflatesTooFar(int MaxMegabytes) : Refusal;

/// <summary>The workbook's archive has more entries than a spreadsheet needs.</summary>
/// <param name="Max">The largest number of entries.</param>
public sealed record FileTooManyEntries(int Max) : Refusal;

/// <summary>Two entries of the workbook's archive have the same name, so it has two readings.</summary>
/// <param name="Name">The name that stands twice.</param>
public sealed record FileHasDuplicateEntries(string Name) : Refusal;

/// <summary>The table has more rows than one import takes.</summary>
/// <param name="Max">The largest number of rows below the header.</param>
public sealed record FileTooManyRows(int Max) : Refusal;

/// <summary>The table has content to the right of the last column that an import takes.</summary>
/// <param name="Max">The largest number of columns.</param>
public sealed record FileTooManyColumns(int Max) : Refusal;

/// <summary>The file is protected by a password.</summary>
public sealed record FileIsEncrypted : Refusal;

/// <summary>The file is a workbook of Excel 97–2003 (.xls).</summary>
public sealed record FileIsOldExcel : Refusal;

/// <summary>The file is a binary workbook (.xlsb).</summary>
public sealed record FileIsBinaryWorkbook : Refusal;

/// <summary>The file is an OpenDocument spreadsheet (.ods).</summary>
public sealed record FileIsOpenDocument : Refusal;

/// <summary>The file is an archive without a workbook inside.</summary>
public sealed record FileIsArchive : Refusal;

/// <summary>The file is a web page or another XML document; several public systems export web pages under an Excel name.</summary>
public sealed record FileIsMarkup : Refusal;

/// <summary>The file declares a document type (DTD), which no spreadsheet needs and which is never followed.</summary>
public sealed record FileHasDocumentType : Refusal;

/// <summary>The file is damaged, or is no table at all.</summary>
public sealed record FileNotReadable : Refusal;

/// <summary>The bytes make no sense in any of the encodings that the portal knows.</summary>
public sealed record FileEncodingUnknown : Refusal;

/// <summary>The bytes are not text of the encoding that was chosen.</summary>
/// <param name="Encoding">The chosen encoding, for example <c>cp949</c>.</param>
public sealed record FileEncodingWrong(string Encoding) : Refusal;

/// <summary>A quotation mark is never closed, so that the rest of the file would be one field.</summary>
/// <param name="Row">The row in which it opens, as the file numbers it.</param>
public sealed record FileHasOpenQuote(int Row) : Refusal;

/// <summary>The file holds no table: nothing in it looks like a header with rows.</summary>
public sealed record FileHasNoTable : Refusal;

/// <summary>The table has a header, and no row below it.</summary>
public sealed record FileHasNoRows : Refusal;

/// <summary>The workbook has no visible sheet of this name.</summary>
/// <param name="Name">The name that was asked for.</param>
public sealed record SheetNotFound(string Name) : Refusal;

/// <summary>The row that was given as the header is empty or beyond the first rows.</summary>
/// <param name="Row">The row as the file numbers it.</param>
public sealed record HeaderRowNotFound(int Row) : Refusal;
