using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Privacy;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Printers;
using Portal.Reports;

namespace Portal.Jobs;

/// <summary>
/// Print runs of vouchers. Each is a job with the id of its batch, also the small one whose caller waits: so a run whose process dies is found, and its batch given up.
/// </summary>
public sealed class PrintJobs(JobRunner runner, BatchPrinter printer, BatchQueries batches, PrintFiles files, PrinterRuns printers, VoucherSheets sheets)
{
    /// <summary>What the job of a print run is called.</summary>
    public const string Kind = "jobs.voucher_print";

    /// <summary>That of a run for a security printer.</summary>
    public const string PrinterKind = "jobs.voucher_printer";

    /// <summary>The form that is meant where none is named: labels where they can be printed, else the list.</summary>
    public PrintForm UsualOf(BatchRow batch) => sheets.Can && batch.Count <= VoucherSheets.Most && batch.Kind == VoucherKind.Paper ? PrintForm.Labels : PrintForm.Data;

    /// <summary>Starts a run whose file is fetched afterwards, once.</summary>
    /// <param name="form">Null for the usual one.</param>
    public async Task<Outcome<Job>> StartAsync(Actor actor, Guid uid, PrintForm? form)
    {
        var ready = await ReadyAsync(actor, uid);
        if (!ready.TryGet(out var batch))
            return ready.Refusals.ToList();
        var wanted = form ?? UsualOf(batch);
        if (wanted != PrintForm.Data && batch.Count > VoucherSheets.Most)
            return new PrintSizeOutOfRange(VoucherSheets.Most);
        if (wanted != PrintForm.Data && !sheets.Can)
            return new BrowserMissing();
        var total = wanted == PrintForm.Data ? batch.Count : batch.Count * 2;
        var job = await runner.StartAsync(actor, JobOf(batch), total, (steps, stop) => RunAsync(actor, uid, wanted, steps, stop));
        return job is null ? new AlreadyPrinted() : job;
    }

    /// <summary>Starts a run for a security printer: its encrypted file is fetched as often as need be.</summary>
    public async Task<Outcome<Job>> StartAtPrinterAsync(Actor actor, Guid uid, PrinterChoice choice)
    {
        var ready = await printers.ReadyAsync(actor, uid, choice);
        if (!ready.TryGet(out var batch))
            return ready.Refusals.ToList();
        var wanted = new NewJob(PrinterKind, batch.Code, PortalUrls.VoucherBatch(batch.Code), batch.Uid);
        var job = await runner.StartAsync(actor, wanted, batch.Count, async (steps, stop) => (await printers.RunAsync(actor, uid, choice, steps.Set, stop)).Refusal);
        return job is null ? new AlreadyPrinted() : job;
    }

    /// <summary>Makes a small batch while the caller waits, and answers its vouchers.</summary>
    public async Task<Outcome<IReadOnlyList<MadeVoucher>>> PrintAsync(Actor actor, Guid uid)
    {
        var ready = await ReadyAsync(actor, uid);
        if (!ready.TryGet(out var batch))
            return ready.Refusals.ToList();
        Outcome<IReadOnlyList<MadeVoucher>>? made = null;
        await runner.RunNowAsync(actor, JobOf(batch), async (_, _) =>
        {
            var done = await printer.PrintAsync(actor, uid, CancellationToken.None);
            made = done;
            return done.Refusal;
        }, CancellationToken.None);
        return made ?? new AlreadyPrinted();
    }

    private static NewJob JobOf(BatchRow batch) => new(Kind, batch.Code, PortalUrls.VoucherBatch(batch.Code), batch.Uid);

    private async Task<Outcome<BatchRow>> ReadyAsync(Actor actor, Guid uid)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        var found = await batches.GetAsync(actor, uid);
        if (!found.TryGet(out var batch))
            return found.Refusals.ToList();
        return batch.Row.State switch
        {
            BatchState.Approved => batch.Row,
            BatchState.Printing or BatchState.Made or BatchState.Printed => new AlreadyPrinted(),
            var state => new BatchStateUnfit(state),
        };
    }

    private async Task<Refusal?> RunAsync(Actor actor, Guid uid, PrintForm form, JobSteps steps, CancellationToken stop)
    {
        var facts = await files.FactsAsync(actor, uid, stop);
        if (!facts.TryGet(out var printed))
            return facts.Refusal;
        var begun = await printer.BeginAsync(actor, uid, stop);
        if (!begun.TryGet(out var batch))
            return begun.Refusal;
        try
        {
            await using var archive = new VoucherArchive(files.DraftOf(uid), printed);
            var made = await printer.MakeAsync(actor, batch, archive.AddAsync, (done, _) => steps.Set(done), () => WrapAsync(actor, batch, form, archive, steps, stop), cancellation: stop);
            if (!made.Ok)
                files.Remove(uid);
            return made.Refusal;
        }
        catch
        {
            files.Remove(uid);
            throw;
        }
    }

    private async Task<Outcome<FinishedPrint>> WrapAsync(Actor actor, VoucherBatch batch, PrintForm form, VoucherArchive archive, JobSteps steps, CancellationToken stop)
    {
        var key = SealedFile.NewKey();
        await using (var file = SealedFile.Create(files.PathOf(batch.Uid), key))
        {
            if (await archive.WriteAsync(file, form, sheets, done => steps.Set(batch.Count + done), stop) is { } refused)
                return new List<Refusal> { refused };
        }

        return new FinishedPrint(files.Made(actor, batch, form, key));
    }
}
