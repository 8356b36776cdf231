using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Printers;

/// <summary>Where and how a batch is printed.</summary>
/// <param name="Printer">The code of an approved security printer.</param>
/// <param name="BundleSize">Pieces of a bundle.</param>
/// <param name="BoxSize">Pieces of a box: whole bundles.</param>
public sealed record PrinterChoice(string? Printer, int BundleSize = PrintOrder.UsualBundle, int BoxSize = PrintOrder.UsualBox);

/// <summary>A printer's file on its way to who fetches it.</summary>
public sealed record FetchedOrder(string Code, Stream Content);

/// <summary>
/// Makes the vouchers of an approved batch for a security printer. The file is encrypted before it is written, so it may be fetched again by whoever may issue; its vouchers lie in no drawer until their
/// bundle is received. Broken off, all that were made are void and the file is gone.
/// </summary>
public sealed class PrinterRuns(PortalDbContextFactory contexts, BatchPrinter printer, BulkInsert bulk, PrintFiles files, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Says whether the batch can be printed there, before anything is made.</summary>
    public async Task<Outcome<VoucherBatch>> ReadyAsync(Actor actor, Guid uid, PrinterChoice choice, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Uid == uid, cancellation) is not { } batch)
            return new BatchNotFound();
        if (batch.State is BatchState.Printing or BatchState.Made or BatchState.Printed)
            return new AlreadyPrinted();
        if (batch.State != BatchState.Approved)
            return new BatchStateUnfit(batch.State);
        if (batch.Kind != VoucherKind.Paper)
            return new PrinterPaperOnly();
        if (choice.BundleSize is < 1 or > PrintOrder.MostPieces || choice.BoxSize is < 1 or > PrintOrder.MostPieces || choice.BoxSize % choice.BundleSize != 0 || choice.BoxSize / choice.BundleSize > PrintOrder.MostBundles)
            return new BundleSizesUnfit(PrintOrder.MostPieces, PrintOrder.MostBundles) { Field = "boxSize" };
        if (await db.SecurityPrinters.AsNoTracking().SingleOrDefaultAsync(p => p.Code == choice.Printer, cancellation) is not { } found)
            return new PrinterNotFound { Field = "printer" };
        if (found.State != PrinterState.Approved)
            return new PrinterStateUnfit(found.State) { Field = "printer" };
        using var certificate = X509CertificateLoader.LoadCertificate(found.Certificate);
        return PrinterCertificates.Unfit(certificate, Now) is { } unfit ? unfit with { Field = "printer" } : batch;
    }

    /// <summary>Makes the vouchers and the file.</summary>
    /// <param name="progress">Called with how many are made.</param>
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid uid, PrinterChoice choice, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        var ready = await ReadyAsync(actor, uid, choice, cancellation);
        if (!ready.Ok)
            return ready.Refusals.ToList();
        var begun = await printer.BeginAsync(actor, uid, cancellation);
        if (!begun.TryGet(out var batch))
            return begun.Refusals.ToList();
        try
        {
            return await WriteAsync(actor, batch, choice, progress, cancellation);
        }
        catch
        {
            await GiveUpAsync(actor, batch, CancellationToken.None);
            throw;
        }
    }

    /// <summary>The encrypted file; each time it is fetched stands in the trail.</summary>
    public async Task<Outcome<FetchedOrder>> FetchAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.PrintOrders.SingleOrDefaultAsync(o => db.VoucherBatches.Any(b => b.Id == o.BatchId && b.Uid == uid), cancellation) is not { } order || !File.Exists(files.AtPrinterOf(uid)))
            return new PrintOrderNotFound();
        var content = new FileStream(files.AtPrinterOf(uid), FileMode.Open, FileAccess.Read, FileShare.Read);
        db.Audit(actor, Now, "print_order.fetched", order);
        await db.SaveChangesAsync(cancellation);
        return new FetchedOrder(order.Code, content);
    }

    private async Task<Outcome<Done>> WriteAsync(Actor actor, VoucherBatch batch, PrinterChoice choice, Action<int>? progress, CancellationToken cancellation)
    {
        var (at, currency) = await FactsAsync(choice, batch, cancellation);
        using var certificate = X509CertificateLoader.LoadCertificate(at.Certificate);
        await using var output = new FileStream(files.AtPrinterOf(batch.Uid), FileMode.Create, FileAccess.ReadWrite);
        await using var file = new PrinterFile(output, certificate, currency, choice.BundleSize, choice.BoxSize);
        return await printer.MakeAsync(
            actor, batch, file.AddAsync, (done, _) => progress?.Invoke(done), async () =>
            {
                await file.FinishAsync();
                await output.FlushAsync(cancellation);
                output.Position = 0;
                var order = new PrintOrder
                {
                    Code = batch.Code,
                    BatchId = batch.Id,
                    PrinterId = at.Id,
                    BundleSize = choice.BundleSize,
                    BoxSize = choice.BoxSize,
                    FileHash = Convert.ToHexStringLower(await SHA256.HashDataAsync(output, cancellation)),
                    FileLength = output.Length,
                    MadeAt = Now,
                };
                return new FinishedPrint(null, (db, token) => KeepAsync(db, actor, order, file.Bundles, token));
            }, inDrawer: false, cancellation: cancellation);
    }

    /// <summary>Voids what was made, and removes the file unless the batch had ended well before something broke.</summary>
    private async Task GiveUpAsync(Actor actor, VoucherBatch batch, CancellationToken cancellation)
    {
        await printer.GiveUpAsync(actor, batch.Id, cancellation);
        await using var db = contexts.CreateDbContext();
        if (!await db.PrintOrders.AnyAsync(o => o.BatchId == batch.Id, cancellation))
            files.Remove(batch.Uid);
    }

    private async Task<(SecurityPrinter At, string Currency)> FactsAsync(PrinterChoice choice, VoucherBatch batch, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        return (await db.SecurityPrinters.AsNoTracking().SingleAsync(p => p.Code == choice.Printer, cancellation), await db.VoucherProgrammes.Where(p => p.Id == batch.ProgrammeId).Select(p => p.Currency).SingleAsync(cancellation));
    }

    /// <summary>Writes the order and its bundles in the commit that ends the batch.</summary>
    private async Task KeepAsync(PortalDbContext db, Actor actor, PrintOrder order, IReadOnlyList<PrintBundle> bundles, CancellationToken cancellation)
    {
        db.Add(order);
        db.Audit(actor, Now, "print_order.made", order);
        await db.SaveChangesAsync(cancellation);
        foreach (var bundle in bundles)
            (bundle.OrderId, bundle.Version, bundle.Code) = (order.Id, 1, FormattableString.Invariant($"{order.Code}/{bundle.Box}-{bundle.Number}"));
        await bulk.InsertAsync<PrintBundle>(db, bundles, cancellation);
    }
}
