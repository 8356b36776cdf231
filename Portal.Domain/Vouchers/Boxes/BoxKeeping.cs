using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Vouchers.Boxes;

/// <summary>A destruction that is recorded.</summary>
/// <param name="Id">Made by the client: repeated, it finds the record that was made.</param>
/// <param name="Boxes">Codes of counted boxes of one programme.</param>
/// <param name="Witnesses">Names with their offices; at least <see cref="PaperDestruction.LeastWitnesses"/>, each another one than who records it.</param>
public sealed record NewDestruction(Guid Id, IReadOnlyList<string> Boxes, DateOnly? On, string? Place, string? Method, IReadOnlyList<string> Witnesses);

/// <summary>Carries sealed boxes to their end: handed over with two signatures, counted by somebody who does not know what should be in them, destroyed before witnesses.</summary>
public sealed class BoxKeeping(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, TimeProvider time)
{
    /// <summary>How often one person counts a box: more would be guessing.</summary>
    public const int MostCounts = 2;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Gives a sealed box away, to a place: the giver's signature.</summary>
    public Task<Outcome<PaperBox>> GiveAsync(Actor actor, string code, string? place, CancellationToken cancellation = default) => ChangeAsync(actor, Right.PresentVouchers, code, BoxState.Sealed, "paper_box.given", null, (_, box) =>
    {
        var refusals = new List<Refusal>();
        box.Place = Text.Require(place, "place", PaperBox.PlaceLength, refusals);
        (box.State, box.GiverId, box.GiverName, box.GivenAt) = (BoxState.Offered, actor.OwnerId, RuleService.NameOf(actor), Now);
        return Task.FromResult(refusals.FirstOrDefault());
    }, cancellation);

    /// <summary>Takes a box over: the signature of the receiver, who is another person than the giver.</summary>
    public Task<Outcome<PaperBox>> ReceiveAsync(Actor actor, string code, CancellationToken cancellation = default) => ChangeAsync(actor, Right.PresentVouchers, code, BoxState.Offered, "paper_box.received", null, (_, box) =>
    {
        if (box.GiverId == actor.OwnerId)
            return Task.FromResult<Refusal?>(new GiverMayNotReceive());
        (box.State, box.ReceiverId, box.ReceiverName, box.ReceivedAt) = (BoxState.Received, actor.OwnerId, RuleService.NameOf(actor), Now);
        return Task.FromResult<Refusal?>(null);
    }, cancellation);

    /// <summary>Enters a blind count. One that agrees ends the counting; one that differs is kept, and says no more than that it differs.</summary>
    /// <param name="sum">Minor units.</param>
    public Task<Outcome<PaperBox>> CountAsync(Actor actor, string code, long? count, long? sum, CancellationToken cancellation = default) => ChangeAsync(actor, Right.PresentVouchers, code, BoxState.Received, "paper_box.counted", null, async (db, box) =>
    {
        if (count is not { } pieces || pieces is < 0 or > PaperBox.MostPieces)
            return new NumberOutOfRange(0, PaperBox.MostPieces) { Field = "count" };
        if (sum is not { } value || value is < 0 or > Payments.Payment.MostAmount)
            return new NumberOutOfRange(0, Payments.Payment.MostAmount) { Field = "sum" };
        if (box.OpenerId == actor.OwnerId || box.SealerId == actor.OwnerId || box.GiverId == actor.OwnerId || await db.BoxCounts.CountAsync(c => c.BoxId == box.Id && c.ByUserId == actor.OwnerId, cancellation) >= MostCounts)
            return new MayNotCount();
        var agrees = pieces == box.Count && value == box.SumMinor;
        db.Add(new BoxCount { BoxId = box.Id, Count = (int)pieces, SumMinor = value, Agrees = agrees, ByUserId = actor.OwnerId, ByName = RuleService.NameOf(actor), At = Now });
        (box.CounterId, box.CounterName, box.CountedAt, box.FoundCount, box.FoundMinor) = (actor.OwnerId, RuleService.NameOf(actor), Now, (int)pieces, value);
        box.State = agrees ? BoxState.Counted : BoxState.Received;
        return null;
    }, cancellation);

    /// <summary>Lets a count that differs stand, with the reason: what is missing stays missing in the equation.</summary>
    public Task<Outcome<PaperBox>> SettleAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", PaperBox.ReasonLength, refusals, lines: true);
        return ChangeAsync(actor, Right.ApproveVouchers, code, BoxState.Received, "paper_box.settled", why, (_, box) =>
        {
            if (refusals.Count > 0)
                return Task.FromResult<Refusal?>(refusals[0]);
            if (!box.Differs)
                return Task.FromResult<Refusal?>(new CountsDiffer());
            if (box.OpenerId == actor.OwnerId || box.SealerId == actor.OwnerId || box.CounterId == actor.OwnerId)
                return Task.FromResult<Refusal?>(new MayNotSettle());
            (box.State, box.SettleReason, box.SettlerId, box.SettlerName) = (BoxState.Counted, why, actor.OwnerId, RuleService.NameOf(actor));
            return Task.FromResult<Refusal?>(null);
        }, cancellation);
    }

    /// <summary>Records that counted boxes were destroyed, all of them or none.</summary>
    public async Task<Outcome<PaperDestruction>> DestroyAsync(Actor actor, NewDestruction wanted, Stream? photo, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        var refusals = new List<Refusal>();
        var (place, method) = (Text.Require(wanted.Place, "place", PaperBox.PlaceLength, refusals), Text.Require(wanted.Method, "method", PaperDestruction.MethodLength, refusals));
        var witnesses = Witnesses(actor, wanted.Witnesses, refusals);
        if (photo is null)
            refusals.Add(new DestructionPhotoMissing { Field = "photo" });
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await db.PaperDestructions.AsNoTracking().SingleOrDefaultAsync(d => d.Uid == wanted.Id, cancellation) is { } known)
            return known.ByUserId == actor.OwnerId ? known : new IdReused();
        var codes = wanted.Boxes.Distinct().ToList();
        var boxes = await db.PaperBoxes.Where(b => codes.Contains(b.Code)).OrderBy(b => b.Id).ToListAsync(cancellation);
        if (codes.Count is 0 or > PaperDestruction.MostBoxes || boxes.Count != codes.Count || boxes.Exists(b => b.ProgrammeId != boxes[0].ProgrammeId))
            return new BoxNotFound { Field = "boxes" };
        if (boxes.Find(b => b.State != BoxState.Counted) is { } early)
            return new BoxStateUnfit(early.State) { Field = "boxes" };
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == boxes[0].ProgrammeId, cancellation);
        var (from, until) = (boxes.Max(b => programme.DayAt(b.CountedAt!.Value)), programme.DayAt(Now));
        if (wanted.On is not { } day || day < from || day > until)
            return new DestructionDayWrong(from, until) { Field = "on" };
        var kept = await VendorPhotos.KeepAsync(documents, photo!, cancellation);
        if (!kept.TryGet(out var hash))
            return kept.Refusals.ToList();
        return await SaveAsync(db, actor, boxes, new PaperDestruction
        {
            Uid = wanted.Id,
            Code = "D" + Convert.ToHexString(wanted.Id.ToByteArray().AsSpan(10, 5)),
            ProgrammeId = programme.Id,
            On = day,
            Place = place,
            Method = method,
            Witnesses = witnesses,
            Photo = hash,
            ByUserId = actor.OwnerId,
            ByName = RuleService.NameOf(actor),
            At = Now,
        }, cancellation);
    }

    private async Task<Outcome<PaperDestruction>> SaveAsync(PortalDbContext db, Actor actor, List<PaperBox> boxes, PaperDestruction record, CancellationToken cancellation)
    {
        await using var scope = await db.BeginWriteAsync(cancellation);
        db.Add(record);
        db.Audit(actor, Now, "paper_destruction.recorded", record);
        var saved = await db.SaveOrConflictAsync(record, cancellation);
        if (!saved.Ok)
            return saved.Refusals.ToList();
        foreach (var box in boxes)
        {
            (box.State, box.DestructionId) = (BoxState.Destroyed, record.Id);
            db.Audit(actor, Now, "paper_box.destroyed", box, record.Code);
        }

        // Of two records of one box at once the second finds another version, and goes back as a whole.
        saved = await db.SaveOrConflictAsync(boxes[0], cancellation);
        if (!saved.Ok)
            return saved.Refusals.ToList();
        await scope.CommitAsync(cancellation);
        return record;
    }

    private static string Witnesses(Actor actor, IReadOnlyList<string> named, List<Refusal> refusals)
    {
        var names = named.Select(n => Text.Clean(n, "witnesses", PaperDestruction.WitnessLength, refusals)).Where(n => !string.IsNullOrEmpty(n)).Select(n => n!).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count is < PaperDestruction.LeastWitnesses or > PaperDestruction.MostWitnesses || names.Exists(n => string.Equals(n, actor.Name, StringComparison.OrdinalIgnoreCase)))
            refusals.Add(new WitnessesMissing(PaperDestruction.LeastWitnesses) { Field = "witnesses" });
        return string.Join('\n', names);
    }

    /// <summary>Loads, lets decide, saves with its audit row.</summary>
    private async Task<Outcome<PaperBox>> ChangeAsync(Actor actor, Right right, string code, BoxState state, string action, string? reason, Func<PortalDbContext, PaperBox, Task<Refusal?>> change, CancellationToken cancellation)
    {
        if (!actor.MayEverywhere(right))
            return new NotAllowed(right);
        await using var db = contexts.CreateDbContext();
        if (await db.PaperBoxes.SingleOrDefaultAsync(b => b.Code == code, cancellation) is not { } box)
            return new BoxNotFound();
        if (box.State != state)
            return new BoxStateUnfit(box.State);
        if (await change(db, box) is { } refused)
            return refused;
        db.Audit(actor, Now, action, box, reason);
        var saved = await db.SaveOrConflictAsync(box, cancellation);
        return saved.Ok ? box : saved.Refusals.ToList();
    }
}
