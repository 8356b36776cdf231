using System.Text;
using System.Text.Json;
using System.Xml;

namespace Portal.Domain.Exchange.Reading;

/// <summary>What the user chose instead of what the file seems to be; null leaves the guess.</summary>
/// <param name="Sheet">The sheet of a workbook, or the path of an array in a JSON file.</param>
/// <param name="HeaderRow">The row of the header as the file numbers it.</param>
/// <param name="Encoding">The encoding of a text file.</param>
/// <param name="Delimiter">The delimiter of a text file.</param>
public sealed record ReadingChoices(string? Sheet = null, int? HeaderRow = null, TextEncoding? Encoding = null, char? Delimiter = null);

/// <summary>
/// A table that someone brought as a file: a workbook, text with a delimiter, or JSON. Opening reads the whole file once
/// behind the limits of <see cref="ExchangeLimits"/>, so that a bad one is refused before anything is done with it;
/// afterwards the rows can be read as often as wanted, one at a time.
/// </summary>
public sealed class TableFile
{
    private readonly TableSource source;

    private TableFile(TableSource source, TableScan scan)
    {
        this.source = source;
        (Sheet, HeaderRow, Columns, RowCount) = (scan.Sheet, scan.Header.Last, scan.Header.Columns, scan.Rows);
    }

    /// <summary>What the file turned out to be, whatever its name says.</summary>
    public FileFormat Format => source.Format;

    /// <summary>The visible sheets of a workbook, or the arrays of a JSON file, to choose from.</summary>
    public IReadOnlyList<string> Sheets => source.Sheets;

    /// <summary>The sheet that is read: the chosen one, or the first that holds a table. Empty for delimited text.</summary>
    public string Sheet { get; }

    /// <summary>The header's (last) row as the file numbers it; 0 in a JSON file, which has none.</summary>
    public int HeaderRow { get; }

    /// <summary>A name for every column: unique and never empty, whatever the header says.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of rows with content below the header.</summary>
    public int RowCount { get; }

    /// <summary>The guess about a text file's encoding, to be shown for confirmation; null for a workbook.</summary>
    public EncodingGuess? Guess { get; private init; }

    /// <summary>The encoding in which a text file is read: the chosen or the guessed one; null for a workbook.</summary>
    public TextEncoding? Encoding { get; private init; }

    /// <summary>The delimiter of delimited text; null otherwise.</summary>
    public char? Delimiter { get; private init; }

    /// <summary>The rows below the header that have content, one at a time.</summary>
    public IEnumerable<TableRow> Rows() => source.Read(Sheet, []).Where(row => row.Number > HeaderRow);

    /// <summary>Opens a stored file; see <see cref="Open(Func{Stream}, ReadingChoices?, CancellationToken)"/>.</summary>
    public static Outcome<TableFile> Open(string path, ReadingChoices? choices = null, CancellationToken cancel = default) =>
        Open(() => File.OpenRead(path), choices, cancel);

    /// <summary>Opens a file by its content; its name plays no part. Whatever is wrong with it is a refusal.</summary>
    /// <param name="open">Opens the file once more, at its beginning; the streams must be able to seek, and are disposed here.</param>
    /// <param name="choices">What the user chose instead of the guesses.</param>
    /// <param name="cancel">Ends the reading between two rows.</param>
    public static Outcome<TableFile> Open(Func<Stream> open, ReadingChoices? choices = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        choices ??= new();
        try
        {
            if (FileSignature.RefusalOf(open) is { } refusal)
                return refusal;
            return FileSignature.IsArchive(open) ? OpenTable(new XlsxSource(open), choices, null, cancel) : OpenText(open, choices, cancel);
        }
        catch (UnreadableFileException e)
        {
            return e.Refusal;
        }
        catch (DecoderFallbackException)
        {
            return new FileEncodingWrong((choices.Encoding ?? TextEncoding.Utf8).Name());
        }
        catch (InvalidDataException)
        {
            return new FileNotReadable();
        }
        catch (EndOfStreamException)
        {
            return new FileNotReadable();
        }
        catch (XmlException)
        {
            return new FileNotReadable();
        }
        catch (JsonException)
        {
            return new FileNotReadable();
        }
    }

    private static Outcome<TableFile> OpenText(Func<Stream> open, ReadingChoices choices, CancellationToken cancel)
    {
        EncodingGuess? guess;
        using (var stream = open())
            guess = EncodingDetection.Detect(stream);
        if ((choices.Encoding ?? guess?.Encoding) is not { } encoding)
            return new FileEncodingUnknown();

        var head = TextContent.Head(open(), encoding);
        if (FileSignature.IsMarkup(head))
            return head.Contains("<!DOCTYPE", StringComparison.Ordinal) && !head.Contains("<html", StringComparison.OrdinalIgnoreCase) ? new FileHasDocumentType() : new FileIsMarkup();
        if (FileSignature.IsJson(head))
            return OpenTable(new JsonSource(open, encoding), choices, new(guess, encoding, null), cancel);
        var delimiter = choices.Delimiter ?? TextContent.Delimiter(head);
        return OpenTable(new DelimitedSource(open, encoding, delimiter), choices, new(guess, encoding, delimiter), cancel);
    }

    private static Outcome<TableFile> OpenTable(TableSource source, ReadingChoices choices, TextForm? form, CancellationToken cancel)
    {
        var outcome = TableScan.Of(source, choices, cancel);
        return outcome.TryGet(out var scan)
            ? new TableFile(source, scan) { Guess = form?.Guess, Encoding = form?.Encoding, Delimiter = form?.Delimiter }
            : outcome.Refusals.ToList();
    }

    /// <summary>How a text file is written.</summary>
    private sealed record TextForm(EncodingGuess? Guess, TextEncoding Encoding, char? Delimiter);
}
