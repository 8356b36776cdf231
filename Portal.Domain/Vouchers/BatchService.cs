using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>So many vouchers of one face value.</summary>
/// <param name="Face">In the programme's currency.</param>
public sealed record BatchItem(Money Face, int Count);

/// <summary>A batch that is to be issued.</summary>
/// <param name="Id">Made by the client: repeated, it finds the batch that was submitted.</param>
/// <param name="Office">The office that receives the vouchers; null for the head office.</param>
public sealed record NewBatch(Guid Id, string? Programme, VoucherKind Kind, IReadOnlyList<BatchItem> Items, string? Purpose = null, string? Office = null);

/// <summary>A batch as submitted.</summary>
/// <param name="Repeated">True when the id had been used for the same before.</param>
public sealed record SubmittedBatch(VoucherBatch Batch, bool Repeated);

/// <summary>What somebody decides about a batch.</summary>
/// <param name="ContentHash">What he saw; null for what the batch is now.</param>
public sealed record BatchVerdict(Guid Batch, BatchDecision Decision, string? Comment = null, string? ContentHash = null);

/// <summary>Submits batches, and approves or rejects them. Who submitted or last edited one is never among its approvers, and an approval counts for the content it was given for.</summary>
public sealed class BatchService(IDbContextFactory<PortalDbContext> contexts, VoucherOffices offices, Delegations delegations, StepUp stepUp, TimeProvider time)
{
    public const string StepUpKind = "voucher-batch";

    private const int MostItems = 20;
    private const int MaxTries = 5;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Submits a batch for approval.</summary>
    public async Task<Outcome<SubmittedBatch>> SubmitAsync(Actor actor, NewBatch wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var read = await ReadAsync(db, wanted, cancellation);
            if (!read.TryGet(out var draft))
                return read.Refusals.ToList();
            if (await db.VoucherBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Uid == wanted.Id, cancellation) is { } known)
                return known.ContentHash == draft.Hash && known.MakerId == actor.OwnerId ? new SubmittedBatch(known, Repeated: true) : new IdReused { Field = "items" };
            var batch = new VoucherBatch { Uid = wanted.Id, ProgrammeId = draft.Programme.Id, Kind = wanted.Kind, Code = await NextCodeAsync(db, draft.Programme, attempt, cancellation) };
            Fill(batch, draft, actor);
            db.Add(batch);
            db.Audit(actor, Now, "voucher_batch.submitted", batch);
            await using var scope = await db.BeginWriteAsync(cancellation);
            var saved = await db.SaveOrConflictAsync(batch, cancellation);
            if (!saved.Ok && attempt < MaxTries && saved.Refusal is TakenMeanwhile)
                continue;
            if (!saved.Ok)
                return saved.Refusals.ToList();
            db.AddRange(ItemsOf(batch, draft, 0));
            await db.SaveChangesAsync(cancellation);
            await scope.CommitAsync(cancellation);
            return new SubmittedBatch(batch, Repeated: false);
        }
    }

    /// <summary>Changes a batch that is not printed. All approvals that were given are void by it, and who edits it is its maker from then on.</summary>
    public async Task<Outcome<VoucherBatch>> EditAsync(Actor actor, NewBatch wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherBatches.SingleOrDefaultAsync(b => b.Uid == wanted.Id, cancellation) is not { } batch)
            return new BatchNotFound();
        if (batch.State is not (BatchState.Submitted or BatchState.Approved or BatchState.Rejected))
            return new BatchStateUnfit(batch.State);
        var read = await ReadAsync(db, wanted, cancellation);
        if (!read.TryGet(out var draft))
            return read.Refusals.ToList();
        if (draft.Programme.Id != batch.ProgrammeId)
            return new ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        batch.Kind = wanted.Kind;
        Fill(batch, draft, actor);
        var revision = await db.VoucherBatchItems.Where(i => i.BatchId == batch.Id).MaxAsync(i => i.Revision, cancellation) + 1;
        db.AddRange(ItemsOf(batch, draft, revision));
        db.Audit(actor, Now, "voucher_batch.edited", batch);
        var saved = await db.SaveOrConflictAsync(batch, cancellation);
        return saved.Ok ? batch : saved.Refusals.ToList();
    }

    /// <summary>Approves or rejects a batch.</summary>
    public async Task<Outcome<VoucherBatch>> DecideAsync(Actor actor, BatchVerdict verdict, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherBatches.SingleOrDefaultAsync(b => b.Uid == verdict.Batch, cancellation) is not { } batch)
            return new BatchNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == batch.ProgrammeId, cancellation);
        var amount = new Money(programme.Currency, batch.TotalMinor);
        var may = await delegations.MayApproveForAsync(actor, new Approval(Right.ApproveVouchers, batch.MakerId, 0, "", amount, programme.DayAt(Now)), cancellation);
        if (!may.TryGet(out var given))
            return may.Refusals.ToList();
        if (batch.State != BatchState.Submitted)
            return new BatchStateUnfit(batch.State);
        if (verdict.ContentHash is { } seen && seen != batch.ContentHash)
            return new BatchContentChanged { Field = "contentHash" };
        var refusals = new List<Refusal>();
        var rejects = verdict.Decision == BatchDecision.Reject;
        var comment = rejects ? Text.Require(verdict.Comment, "comment", BatchApproval.CommentLength, refusals, lines: true) : Text.Clean(verdict.Comment, "comment", BatchApproval.CommentLength, refusals, lines: true);
        if (refusals.Count == 0 && !rejects && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            refusals.Add(needed);
        if (refusals.Count > 0)
            return refusals;
        var before = await db.BatchApprovals.AsNoTracking().Where(a => a.BatchId == batch.Id && a.ContentHash == batch.ContentHash && a.Decision == BatchDecision.Approve).ToListAsync(cancellation);
        if (before.Exists(a => a.ByUserId == actor.OwnerId || a.ForUserId == (given.ForUserId ?? actor.OwnerId)))
            return new AlreadyApproved();
        db.Add(new BatchApproval
        {
            BatchId = batch.Id,
            Decision = verdict.Decision,
            ContentHash = batch.ContentHash,
            ByUserId = actor.OwnerId,
            ForUserId = given.ForUserId ?? actor.OwnerId,
            ByName = given.ForName is { } other ? Cut($"{actor.Name} ({other})") : Cut(actor.Name),
            Comment = comment,
            At = Now,
        });
        batch.State = rejects ? BatchState.Rejected : before.Count + 1 >= batch.Needed ? BatchState.Approved : BatchState.Submitted;
        // The version moves on also where the state stays, so that of two who approve at once the second one counts the first.
        batch.Version++;
        db.Audit(actor, Now, rejects ? "voucher_batch.rejected" : "voucher_batch.approved", batch, comment);
        var saved = await db.SaveOrConflictAsync(batch, cancellation);
        return saved.Ok ? batch : saved.Refusals.ToList();
    }

    private void Fill(VoucherBatch batch, Draft draft, Actor actor)
    {
        (batch.Purpose, batch.OfficeId, batch.Count, batch.TotalMinor, batch.ContentHash, batch.Needed) = (draft.Purpose, draft.Office, draft.Count, draft.Total, draft.Hash, draft.Needed);
        (batch.State, batch.MakerId, batch.MakerName, batch.SubmittedAt) = (BatchState.Submitted, actor.OwnerId, Cut(actor.Name), Now);
    }

    private static IEnumerable<VoucherBatchItem> ItemsOf(VoucherBatch batch, Draft draft, int revision) =>
        draft.Items.Select((item, place) => new VoucherBatchItem { BatchId = batch.Id, Revision = revision, Place = place, FaceMinor = item.Face.Value, Count = item.Count });

    private async Task<Outcome<Draft>> ReadAsync(PortalDbContext db, NewBatch wanted, CancellationToken cancellation)
    {
        if (await ProgrammeService.FindAsync(db, wanted.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        if (programme.StoppedAt is not null)
            return new ProgrammeStopped();
        var day = programme.DayAt(Now);
        if (await RuleBook.InForceAsync(db, programme.Id, VoucherRule.SubjectOf(wanted.Kind), day, cancellation) is not { } rule)
            return new NoRuleInForce(wanted.Kind, day) { Field = "kind" };
        var refusals = new List<Refusal>();
        var purpose = Text.Clean(wanted.Purpose, "purpose", VoucherBatch.PurposeLength, refusals);
        var office = await offices.FindAsync(wanted.Office, cancellation);
        if (office is null)
            refusals.Add(new OfficeNotFound(wanted.Office ?? "") { Field = "office" });
        Check(wanted.Items, rule.Terms(), programme, refusals);
        if (refusals.Count > 0)
            return refusals;
        var total = wanted.Items.Sum(i => i.Face.Value * i.Count);
        var terms = await RuleBook.EnrolmentAsync(db, programme.Id, day, cancellation);
        var text = string.Join('\n', wanted.Items.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Face.Value} x {i.Count}")).Prepend($"{programme.Code} {wanted.Kind} {office!.Code} {purpose}"));
        return new Draft(programme, purpose, office.Id, wanted.Items, wanted.Items.Sum(i => i.Count), total, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), terms.ApprovalsFor(total));
    }

    private static void Check(IReadOnlyList<BatchItem> items, VoucherTerms terms, VoucherProgramme programme, List<Refusal> refusals)
    {
        if (items.Count is 0 or > MostItems || items.Sum(i => (long)i.Count) > VoucherBatch.MostVouchers)
            refusals.Add(new BatchSizeOutOfRange(VoucherBatch.MostVouchers) { Field = "items" });
        foreach (var (place, item) in items.Take(MostItems).Index())
        {
            if (item.Count is <= 0 or > VoucherBatch.MostVouchers)
                refusals.Add(new BatchSizeOutOfRange(VoucherBatch.MostVouchers) { Field = $"items[{place}].count" });
            if (item.Face.Currency != programme.Currency)
                refusals.Add(new Payments.CurrencyNotTheMarkets(programme.Currency) { Field = $"items[{place}].faceValue" });
            else if (!terms.FaceValues.Contains(item.Face.Value))
                refusals.Add(new FaceValueNotOffered(item.Face.Value) { Field = $"items[{place}].faceValue" });
        }
    }

    private async Task<string> NextCodeAsync(PortalDbContext db, VoucherProgramme programme, int attempt, CancellationToken cancellation)
    {
        var made = await db.VoucherBatches.CountAsync(b => b.ProgrammeId == programme.Id, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{programme.Code}-{programme.DayAt(Now).Year % 100:00}-{made + attempt:0000}");
    }

    private static string Cut(string name) => name.Length > VoucherBatch.NameLength ? name[..VoucherBatch.NameLength] : name;

    private sealed record Draft(VoucherProgramme Programme, string? Purpose, long Office, IReadOnlyList<BatchItem> Items, int Count, long Total, string Hash, int Needed);
}
