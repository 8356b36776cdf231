using System.Buffers;
using System.Text;

namespace Portal.Domain.Exchange.Writing;

/// <summary>Writes a table as CSV: UTF-8 with byte order mark, CRLF, RFC 4180; one row in memory at a time.</summary>
public static class CsvTableWriter
{
    // A tab or semicolon inside a text is quoted as well: a program that splits there would see a formula behind it.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;\t|=+-@'＝＋－＠");

    /// <summary>Writes the header and the rows; the number of rows comes back. The stream stays open.</summary>
    public static async Task<int> WriteAsync(
        Stream output, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<IReadOnlyList<ExportCell>> rows, CancellationToken cancel = default)
    {
        await using var block = new BlockStream(output);
        await using var text = new StreamWriter(block, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 32 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        WriteRow(text, [.. columns.Select(c => ExportCell.OfText(c.Header))]);
        var count = 0;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            WriteRow(text, row);
            count++;
            await block.PassOnAsync(always: false, cancel);
        }

        await text.FlushAsync(cancel);
        await block.PassOnAsync(always: true, cancel);
        return count;
    }

    private static void WriteRow(StreamWriter text, IReadOnlyList<ExportCell> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                text.Write(',');
            var cell = cells[i];
            if (cell.Kind == ExportKind.Text)
                WriteText(text, NeutralText.Neutralise(cell.Text!));
            else
                text.Write(cell.Plain);
        }

        text.WriteLine();
    }

    private static void WriteText(StreamWriter text, string value)
    {
        if (value.AsSpan().IndexOfAny(Quoted) < 0 && !char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1]))
        {
            text.Write(value);
            return;
        }

        text.Write('"');
        text.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
        text.Write('"');
    }
}
