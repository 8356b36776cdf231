using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>The file of a batch as its page shows it.</summary>
/// <param name="Mine">True for who had it made: he alone fetches it.</param>
public sealed record PrintFileView(PrintForm Form, PrintFileState State, long Length, DateTime ExpiresAt, bool Mine);

/// <summary>A file on its way to who had it made. Whoever took it says how it went: <see cref="PrintFiles.CompleteAsync"/> or <see cref="PrintFiles.ReleaseAsync"/>.</summary>
public sealed record FetchedPrint(VoucherBatch Batch, Stream Content, long Length);

/// <summary>What is printed on vouchers besides their own number.</summary>
/// <param name="ValidityMonths">From the day of sale, by the rule in force today.</param>
public sealed record PrintFacts(string Programme, string? ProgrammeEn, string Issuer, string Currency, VoucherKind Kind, int ValidityMonths);

/// <summary>
/// The files with the vouchers of printed batches: where they lie sealed, how each is handed out once, and what becomes of those that nobody fetches. Vouchers can be sold only once their file was handed
/// out, so that nothing is sold whose token nobody knows.
/// </summary>
public sealed class PrintFiles(IDbContextFactory<PortalDbContext> contexts, BatchPrinter printer, PersonalData personal, DatabaseOptions options, TimeProvider time)
{
    private static readonly Actor Upkeep = Actor.System("schedule");

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private string Folder => Path.Combine(options.DataFolder, "voucher-prints");

    /// <summary>Where the file of a batch lies.</summary>
    public string PathOf(Guid batch)
    {
        Directory.CreateDirectory(Folder);
        return Path.Combine(Folder, batch.ToString("N") + ".sealed");
    }

    /// <summary>Where its vouchers lie until the file is made of them; the key of that is nowhere but in memory.</summary>
    public string DraftOf(Guid batch) => PathOf(batch) + ".draft";

    /// <summary>The row of a file that was written whole.</summary>
    public VoucherPrintFile Made(Actor actor, VoucherBatch batch, PrintForm form, byte[] key) => new()
    {
        BatchId = batch.Id,
        Form = form,
        OwnerId = actor.OwnerId,
        Key = personal.SealAlone(Convert.ToBase64String(key)),
        Length = SealedFile.LengthOf(PathOf(batch.Uid)),
        ReadyAt = Now,
        ExpiresAt = Now + VoucherPrintFile.KeptTime,
    };

    /// <summary>Where the encrypted file for a security printer lies.</summary>
    internal string AtPrinterOf(Guid batch)
    {
        Directory.CreateDirectory(Folder);
        return Path.Combine(Folder, batch.ToString("N") + ".p7m.zip");
    }

    /// <summary>Removes what lies there of a batch.</summary>
    public void Remove(Guid batch)
    {
        File.Delete(AtPrinterOf(batch));
        File.Delete(DraftOf(batch));
        File.Delete(PathOf(batch));
    }

    /// <summary>The file of a batch; null when none was made.</summary>
    public async Task<Outcome<PrintFileView?>> FindAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var owner = actor.OwnerId;
        return await db.VoucherPrintFiles.AsNoTracking().Where(f => db.VoucherBatches.Any(b => b.Id == f.BatchId && b.Uid == uid))
            .Select(f => new PrintFileView(f.Form, f.State, f.Length, f.ExpiresAt, f.OwnerId == owner)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>What is printed on the vouchers of a batch.</summary>
    public async Task<Outcome<PrintFacts>> FactsAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        var found = await db.VoucherBatches.AsNoTracking().Where(b => b.Uid == uid).Join(db.VoucherProgrammes, b => b.ProgrammeId, p => p.Id, (b, p) => new { b.Kind, Programme = p }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return new BatchNotFound();
        var (kind, programme) = (found.Kind, found.Programme);
        var rule = await RuleBook.InForceAsync(db, programme.Id, VoucherRule.SubjectOf(kind), programme.DayAt(Now), cancellation);
        return new PrintFacts(programme.NameKo, programme.NameEn, programme.Issuer, programme.Currency, kind, (rule?.Terms() ?? new VoucherTerms()).ValidityMonths);
    }

    /// <summary>Takes the file out, for the one who had it made; nobody takes it beside him.</summary>
    public async Task<Outcome<FetchedPrint>> FetchAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        var (batch, file) = await ReadAsync(db, uid, cancellation);
        if (batch is null || file is null || file.OwnerId != actor.OwnerId)
            return new PrintFileNotFound();
        if (file.State == PrintFileState.Expired || (file.State == PrintFileState.Ready && file.ExpiresAt <= Now))
            return new PrintFileExpired();
        if (file.State == PrintFileState.Fetched || (file.State == PrintFileState.Fetching && file.FetchedAt > Now - VoucherPrintFile.LongestFetch))
            return new AlreadyPrinted();
        var key = Convert.FromBase64String(personal.OpenAlone(file.Key!));
        var content = SealedFile.Open(PathOf(uid), key);
        (file.State, file.FetchedAt) = (PrintFileState.Fetching, Now);
        var saved = await db.SaveOrConflictAsync(file, cancellation);
        if (saved.Ok)
            return new FetchedPrint(batch, content, file.Length);
        await content.DisposeAsync();
        return saved.Refusal is ChangedMeanwhile ? new AlreadyPrinted() : saved.Refusals.ToList();
    }

    /// <summary>The file is with who had it made: it is destroyed here, and its vouchers can be sold.</summary>
    public async Task<Outcome<Done>> CompleteAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        var (batch, file) = await ReadAsync(db, uid, cancellation);
        if (batch is not { State: BatchState.Made } || file is not { State: PrintFileState.Fetching } || file.OwnerId != actor.OwnerId)
            return new PrintFileNotFound();
        (file.State, file.Key, batch.State, batch.PrintedAt) = (PrintFileState.Fetched, null, BatchState.Printed, Now);
        db.Audit(actor, Now, "voucher_batch.printed", batch);
        var saved = await db.SaveOrConflictAsync(batch, cancellation);
        if (!saved.Ok)
            return saved.Refusals.ToList();
        Remove(uid);
        return default(Done);
    }

    /// <summary>The connection broke before the end: the file can be fetched again.</summary>
    public async Task<Outcome<Done>> ReleaseAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        var (batch, file) = await ReadAsync(db, uid, cancellation);
        if (batch is null || file is not { State: PrintFileState.Fetching } || file.OwnerId != actor.OwnerId)
            return new PrintFileNotFound();
        file.State = PrintFileState.Ready;
        db.Audit(actor, Now, "voucher_batch.fetch_broken", batch);
        var saved = await db.SaveOrConflictAsync(file, cancellation);
        return saved.Ok ? default(Done) : saved.Refusals.ToList();
    }

    /// <summary>Destroys the files that nobody fetched in time; their vouchers become void. Answers how many.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancellation = default)
    {
        var (now, given) = (Now, 0);
        await using var db = contexts.CreateDbContext();
        var late = await db.VoucherPrintFiles.Where(f => f.ExpiresAt < now && (f.State == PrintFileState.Ready || (f.State == PrintFileState.Fetching && f.FetchedAt < now - VoucherPrintFile.LongestFetch)))
            .Join(db.VoucherBatches, f => f.BatchId, b => b.Id, (f, b) => new { File = f, b.Uid }).ToListAsync(cancellation);
        foreach (var row in late)
        {
            (row.File.State, row.File.Key) = (PrintFileState.Expired, null);
            if (!(await db.SaveOrConflictAsync(row.File, cancellation)).Ok)
                continue;
            await printer.GiveUpAsync(Upkeep, row.File.BatchId, cancellation, "voucher_batch.print_expired");
            Remove(row.Uid);
            given++;
        }

        return given;
    }

    /// <summary>Gives up the batches whose job has ended without them: its process died, or could not write that it failed.</summary>
    public async Task<int> FailAbandonedAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var left = await db.VoucherBatches.AsNoTracking().Where(b => b.State == BatchState.Printing && db.Jobs.Any(j => j.Uid == b.Uid && j.State != JobState.Waiting && j.State != JobState.Running))
            .Select(b => new { b.Id, b.Uid }).ToListAsync(cancellation);
        foreach (var batch in left)
        {
            await printer.GiveUpAsync(Upkeep, batch.Id, cancellation);
            Remove(batch.Uid);
        }

        return left.Count;
    }

    private static async Task<(VoucherBatch? Batch, VoucherPrintFile? File)> ReadAsync(PortalDbContext db, Guid uid, CancellationToken cancellation)
    {
        var batch = await db.VoucherBatches.SingleOrDefaultAsync(b => b.Uid == uid, cancellation);
        return (batch, batch is null ? null : await db.VoucherPrintFiles.SingleOrDefaultAsync(f => f.BatchId == batch.Id, cancellation));
    }
}
