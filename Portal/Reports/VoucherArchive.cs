using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Privacy;
using Portal.Domain.Vouchers;

namespace Portal.Reports;

/// <summary>
/// The vouchers of a batch on their way into their file: they are written down sealed as they are made, under a key that is nowhere but here, and read again for each part of the archive. So the size of a
/// batch costs no memory, and what a process that dies leaves behind opens for nobody.
/// </summary>
internal sealed class VoucherArchive(string draft, PrintFacts facts) : IAsyncDisposable
{
    private readonly byte[] key = SealedFile.NewKey();
    private StreamWriter? writer;

    /// <summary>Writes vouchers down.</summary>
    public async Task AddAsync(IReadOnlyList<MadeVoucher> made)
    {
        writer ??= new StreamWriter(SealedFile.Create(draft, key));
        foreach (var voucher in made)
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{voucher.Serial},{voucher.Token},{voucher.FaceMinor},{voucher.Pin}"));
    }

    /// <summary>
    /// Writes the archive: sheets of at most <see cref="VoucherSheets.MostOfOne"/> vouchers each, then the list as text and, for spreadsheets, as a workbook whose cells are texts, so that no zero before a
    /// PIN is lost.
    /// </summary>
    /// <param name="progress">Called with the vouchers that are on sheets.</param>
    /// <returns>Why a sheet could not be printed; null when all is well.</returns>
    public async Task<Refusal?> WriteAsync(Stream output, PrintForm form, VoucherSheets sheets, Action<int> progress, CancellationToken cancellation)
    {
        await writer!.DisposeAsync();
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        if (form != PrintForm.Data && await WriteSheetsAsync(zip, form, sheets, progress, cancellation) is { } refused)
            return refused;
        await WriteListAsync(zip, cancellation);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null)
            await writer.DisposeAsync();
        File.Delete(draft);
    }

    private async Task<Refusal?> WriteSheetsAsync(ZipArchive zip, PrintForm form, VoucherSheets sheets, Action<int> progress, CancellationToken cancellation)
    {
        var (part, done, name) = (0, 0, form == PrintForm.Singles ? "vouchers" : "labels");
        await foreach (var vouchers in PartsAsync(cancellation))
        {
            var printed = await sheets.PrintAsync(new VoucherSheet(facts, form == PrintForm.Singles, vouchers), cancellation);
            if (!printed.TryGet(out var pdf))
                return printed.Refusal;
            await using var entry = zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"{name}-{++part:0000}.pdf"), CompressionLevel.Fastest).Open();
            await entry.WriteAsync(pdf, cancellation);
            progress(done += vouchers.Count);
        }

        return null;
    }

    private async Task WriteListAsync(ZipArchive zip, CancellationToken cancellation)
    {
        var exponent = Iso4217.Exponent(facts.Currency);
        var count = 0;
        await using (var text = new StreamWriter(zip.CreateEntry("vouchers.csv", CompressionLevel.Fastest).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        {
            await text.WriteAsync("serial,token,faceValue,currency,pin\r\n");
            await foreach (var v in ReadAsync(cancellation))
            {
                await text.WriteAsync($"{v.Serial},{v.Token},{AmountText.Bare(v.FaceMinor, exponent).Replace(",", "", StringComparison.Ordinal)},{facts.Currency},{v.Pin}\r\n");
                count++;
            }
        }

        if (count > ExchangeLimits.WrittenRows)
            return;
        await using var book = zip.CreateEntry("vouchers.xlsx", CompressionLevel.NoCompression).Open();
        ExportColumn[] columns = [new("serial", 20), new("token", 28), new("faceValue", 14), new("pin", 10)];
        await XlsxTableWriter.WriteAsync(book, "vouchers", facts.Kind == VoucherKind.Paper ? columns[..3] : columns, RowsAsync(cancellation), cancellation);
    }

    private async IAsyncEnumerable<IReadOnlyList<ExportCell>> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var v in ReadAsync(cancellation))
        {
            ExportCell[] cells = [ExportCell.OfText(v.Serial), ExportCell.OfText(v.Token), ExportCell.OfMoney(new Money(facts.Currency, v.FaceMinor)), ExportCell.OfText(v.Pin)];
            yield return facts.Kind == VoucherKind.Paper ? cells[..3] : cells;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<MadeVoucher>> PartsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var part = new List<MadeVoucher>(VoucherSheets.MostOfOne);
        await foreach (var voucher in ReadAsync(cancellation))
        {
            part.Add(voucher);
            if (part.Count < VoucherSheets.MostOfOne)
                continue;
            yield return part;
            part = new(VoucherSheets.MostOfOne);
        }

        if (part.Count > 0)
            yield return part;
    }

    private async IAsyncEnumerable<MadeVoucher> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(SealedFile.Open(draft, key));
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            var cells = line.Split(',');
            yield return new MadeVoucher(cells[0], cells[1], long.Parse(cells[2], CultureInfo.InvariantCulture), cells[3] is { Length: > 0 } pin ? pin : null);
        }
    }
}
