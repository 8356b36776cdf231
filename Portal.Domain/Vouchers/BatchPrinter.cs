using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>A voucher as it was made: the only time that its token and its PIN are told.</summary>
/// <param name="FaceMinor">Minor units.</param>
/// <param name="Pin">Six digits; null for paper.</param>
public sealed record MadeVoucher(string Serial, string Token, long FaceMinor, string? Pin);

/// <summary>How a print run ends.</summary>
/// <param name="File">The file in which the vouchers wait; null where nobody has to fetch them before they can be sold.</param>
/// <param name="Also">What is written in the same commit.</param>
public sealed record FinishedPrint(VoucherPrintFile? File, Func<PortalDbContext, CancellationToken, Task>? Also = null);

/// <summary>
/// Makes the vouchers of an approved batch, once. They come in chunks that other writers pass between, and none of them can be sold before the last one is there; when it is broken off, all that
/// were made are void, so that serial numbers have no gap.
/// </summary>
public sealed class BatchPrinter(PortalDbContextFactory contexts, BulkInsert bulk, VoucherOffices offices, PersonalData personal, TimeProvider time)
{
    /// <summary>The most that is handed out in one answer; larger ones are made by a job.</summary>
    public const int MostAtOnce = 1_000;

    /// <summary>Vouchers of one commit: few enough to hold SQLite's write lock for less than 200 ms.</summary>
    private const int Chunk = 5_000;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins to make a batch: from now on nobody else makes it.</summary>
    public async Task<Outcome<VoucherBatch>> BeginAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherBatches.SingleOrDefaultAsync(b => b.Uid == uid, cancellation) is not { } batch)
            return new BatchNotFound();
        if (batch.State is BatchState.Printing or BatchState.Made or BatchState.Printed)
            return new AlreadyPrinted();
        if (batch.State != BatchState.Approved)
            return new BatchStateUnfit(batch.State);
        (batch.State, batch.PrintedBy) = (BatchState.Printing, RuleService.NameOf(actor));
        db.Audit(actor, Now, "voucher_batch.printing", batch);
        var saved = await db.SaveOrConflictAsync(batch, cancellation);
        return saved.Ok ? batch : saved.Refusal is ChangedMeanwhile ? new AlreadyPrinted() : saved.Refusals.ToList();
    }

    /// <summary>
    /// Makes the vouchers of a batch that was begun, and hands each chunk to <paramref name="keep"/> before the next. They lie in the maker's drawer of the receiving office. Without
    /// <paramref name="wrap"/> they are handed out therewith and can be sold; with it they wait in the file that it makes, and where it makes none they are void.
    /// </summary>
    /// <param name="inDrawer">False for vouchers that are printed elsewhere: they lie in no drawer until they are received.</param>
    public async Task<Outcome<Done>> MakeAsync(
        Actor actor, VoucherBatch begun, Func<IReadOnlyList<MadeVoucher>, Task> keep, Action<int, int>? progress = null, Func<Task<Outcome<FinishedPrint>>>? wrap = null, bool inDrawer = true,
        CancellationToken cancellation = default)
    {
        try
        {
            var drawer = inDrawer ? (await offices.DrawerAsync(actor, begun.OfficeId, cancellation)).Id : (long?)null;
            var (prefix, faces) = await FacesAsync(begun, cancellation);
            long? first = null;
            var last = 0L;
            foreach (var chunk in faces.Chunk(Chunk))
            {
                cancellation.ThrowIfCancellationRequested();
                var (rows, made) = Draw(begun, drawer, chunk);
                var from = await InsertAsync(begun, rows, cancellation);
                (first, last) = (first ?? from, from + rows.Count - 1);
                await keep([.. made.Select((m, i) => m with { Serial = SerialNumbers.Of(prefix, from + i) })]);
                progress?.Invoke((int)Math.Min(begun.Count, last - first.Value + 1), begun.Count);
            }

            var wrapped = wrap is null ? null : (Outcome<FinishedPrint>?)await wrap();
            if (wrapped is { Ok: false } refused)
            {
                await GiveUpAsync(actor, begun.Id, CancellationToken.None);
                return refused.Refusals.ToList();
            }

            await FinishAsync(actor, begun.Id, first, last, wrapped?.Value, cancellation);
            return default(Done);
        }
        catch
        {
            await GiveUpAsync(actor, begun.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Makes a small batch and answers its vouchers.</summary>
    public async Task<Outcome<IReadOnlyList<MadeVoucher>>> PrintAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        var begun = await BeginAsync(actor, uid, cancellation);
        if (!begun.TryGet(out var batch))
            return begun.Refusals.ToList();
        var all = new List<MadeVoucher>(batch.Count);
        await MakeAsync(
            actor, batch, made =>
            {
                all.AddRange(made);
                return Task.CompletedTask;
            }, cancellation: CancellationToken.None);
        return all;
    }

    /// <summary>Ends what was left half made, or was made and never fetched: its vouchers become void, and so do those that a process which comes back late still makes.</summary>
    internal async Task GiveUpAsync(Actor actor, long batchId, CancellationToken cancellation, string act = "voucher_batch.print_failed")
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        var batch = await db.VoucherBatches.SingleAsync(b => b.Id == batchId, cancellation);
        if (batch.State is not (BatchState.Printing or BatchState.Made or BatchState.Failed))
            return;
        await db.Vouchers.Where(v => v.BatchId == batchId && v.State == VoucherState.Stock)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.State, VoucherState.Void).SetProperty(v => v.DrawerId, (long?)null).SetProperty(v => v.Version, v => v.Version + 1), cancellation);
        if (batch.State != BatchState.Failed)
        {
            (batch.State, batch.PrintedAt) = (BatchState.Failed, Now);
            db.Audit(actor, Now, act, batch);
        }

        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
    }

    private async Task<(string Prefix, IEnumerable<long> Faces)> FacesAsync(VoucherBatch batch, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var prefix = await db.VoucherProgrammes.Where(p => p.Id == batch.ProgrammeId).Select(p => p.Prefix).SingleAsync(cancellation);
        var items = await db.VoucherBatchItems.AsNoTracking().Where(i => i.BatchId == batch.Id).ToListAsync(cancellation);
        var revision = items.Max(i => i.Revision);
        return (prefix, items.Where(i => i.Revision == revision).OrderBy(i => i.Place).SelectMany(i => Enumerable.Repeat(i.FaceMinor, i.Count)));
    }

    private (List<Voucher> Rows, List<MadeVoucher> Made) Draw(VoucherBatch batch, long? drawer, long[] faces)
    {
        var (rows, made) = (new List<Voucher>(faces.Length), new List<MadeVoucher>(faces.Length));
        foreach (var face in faces)
        {
            var secrets = VoucherSecrets.Draw(personal, batch.Kind);
            var row = new Voucher { ProgrammeId = batch.ProgrammeId, BatchId = batch.Id, Kind = batch.Kind, FaceMinor = face, State = VoucherState.Stock, DrawerId = drawer };
            secrets.WriteTo(row);
            rows.Add(row);
            made.Add(new MadeVoucher("", secrets.Token, face, secrets.Pin));
        }

        return (rows, made);
    }

    /// <summary>Takes the next numbers and inserts the chunk under them, in one commit. Answers the first number.</summary>
    private async Task<long> InsertAsync(VoucherBatch batch, List<Voucher> rows, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.VoucherProgrammes.Where(p => p.Id == batch.ProgrammeId).ExecuteUpdateAsync(set => set.SetProperty(p => p.LastNumber, p => p.LastNumber + rows.Count), cancellation);
        var last = await db.VoucherProgrammes.Where(p => p.Id == batch.ProgrammeId).Select(p => p.LastNumber).SingleAsync(cancellation);
        var first = last - rows.Count + 1;
        foreach (var (i, row) in rows.Index())
            row.Number = first + i;
        await bulk.InsertAsync<Voucher>(db, rows, cancellation);
        await scope.CommitAsync(cancellation);
        return first;
    }

    private async Task FinishAsync(Actor actor, long id, long? first, long last, FinishedPrint? print, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        var file = print?.File;
        var batch = await db.VoucherBatches.SingleAsync(b => b.Id == id, cancellation);
        if (batch.State != BatchState.Printing)
            throw new InvalidOperationException("The batch was given up while its vouchers were made.");
        (batch.State, batch.FirstNumber, batch.LastNumber) = (file is null ? BatchState.Printed : BatchState.Made, first, first is null ? null : last);
        if (file is null)
            batch.PrintedAt = Now;
        else
            db.Add(file);
        db.Audit(actor, Now, file is null ? "voucher_batch.printed" : "voucher_batch.made", batch);
        await db.SaveChangesAsync(cancellation);
        if (print?.Also is { } also)
            await also(db, cancellation);
        await scope.CommitAsync(cancellation);
    }
}

/// <summary>PINs of vouchers: salted, and keyed with the portal's own key, because six digits alone are soon guessed by whoever has the database.</summary>
internal static class VoucherPins
{
    public static byte[] HashOf(PersonalData personal, byte[] salt, string pin) => personal.Index(Convert.ToHexString(salt) + pin);
}
