using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>Vouchers that one offers to another's drawer.</summary>
/// <param name="Id">Made by the client; repeated, the same hand-over is answered.</param>
/// <param name="Items">Serial numbers of one programme, in one drawer of the giver.</param>
/// <param name="ToDrawer">The id of the other drawer.</param>
public sealed record NewHandOver(Guid Id, IReadOnlyList<SerialRange> Items, long ToDrawer, string? Note = null);

/// <summary>
/// Hands stock over from drawer to drawer, with both signatures: the giver's by offering, the receiver's by counting. While it is offered nobody sells it; each act takes the vouchers' versions, so of a sale and an
/// offer at the same moment one is told.
/// </summary>
public sealed class StockHandOvers(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>The most vouchers in one hand-over: as many as one commit moves without holding up others.</summary>
    public const int Most = 10_000;

    private const int MostTold = 20;
    private const int MaxTries = 20;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Offers vouchers, for the owner of the drawer in which they lie. All of them or none.</summary>
    public async Task<Outcome<StockHandOver>> OfferAsync(Actor actor, NewHandOver wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        return await AgainAsync(attempt => TryOfferAsync(actor, wanted, attempt, cancellation));
    }

    /// <summary>Receives what was offered, when the receiver's own count and sum are the giver's. Repeated by him it is done once.</summary>
    /// <param name="faceMinor">Face value in all, as the receiver reckoned it; minor units.</param>
    public async Task<Outcome<StockHandOver>> ReceiveAsync(Actor actor, string code, int count, long faceMinor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        return await AgainAsync(_ => DecideAsync(actor, code, HandOverState.Received, null, h => (h.Count, h.FaceMinor) == (count, faceMinor), cancellation));
    }

    /// <summary>Gives it back, for the receiver: the vouchers stay in the giver's drawer.</summary>
    public Task<Outcome<StockHandOver>> RefuseAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default) => EndAsync(actor, code, HandOverState.Refused, reason, cancellation);

    /// <summary>Takes the offer back, for the giver.</summary>
    public Task<Outcome<StockHandOver>> WithdrawAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default) => EndAsync(actor, code, HandOverState.Withdrawn, reason, cancellation);

    private async Task<Outcome<StockHandOver>> EndAsync(Actor actor, string code, HandOverState to, string? reason, CancellationToken cancellation)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", StockHandOver.NoteLength, refusals);
        return refusals.Count > 0 ? refusals : await AgainAsync(_ => DecideAsync(actor, code, to, why, _ => true, cancellation));
    }

    private async Task<Outcome<StockHandOver>> TryOfferAsync(Actor actor, NewHandOver wanted, int attempt, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.StockHandOvers.AsNoTracking().SingleOrDefaultAsync(h => h.Uid == wanted.Id, cancellation) is { } known)
            return known.GiverId == actor.OwnerId && known.ToDrawerId == wanted.ToDrawer ? known : new IdReused { Field = "toDrawer" };
        var refusals = new List<Refusal>();
        var note = Text.Clean(wanted.Note, "note", StockHandOver.NoteLength, refusals);
        var to = await db.VoucherDrawers.AsNoTracking().Join(db.VoucherOffices.Where(o => o.ClosedAt == null), d => d.OfficeId, o => o.Id, (d, _) => d).SingleOrDefaultAsync(d => d.Id == wanted.ToDrawer, cancellation);
        if (to is null)
            refusals.Add(new DrawerNotFound { Field = "toDrawer" });
        else if (to.OwnerId == actor.OwnerId)
            refusals.Add(new HandOverToOneself { Field = "toDrawer" });
        var read = await ReadAsync(db, actor, wanted.Items, cancellation);
        refusals.AddRange(read.Refusals);
        if (refusals.Count > 0)
            return refusals;
        var (programme, from, runs) = (read.Value.Programme, read.Value.Drawer, read.Value.Runs);
        var made = await db.StockHandOvers.CountAsync(h => h.ProgrammeId == programme.Id, cancellation);
        var handOver = new StockHandOver
        {
            Uid = wanted.Id,
            Code = string.Create(CultureInfo.InvariantCulture, $"{programme.Code}-H{programme.DayAt(Now).Year % 100:00}-{made + attempt:0000}"),
            ProgrammeId = programme.Id,
            FromDrawerId = from,
            ToDrawerId = to!.Id,
            State = HandOverState.Offered,
            Count = runs.Sum(r => r.Count),
            FaceMinor = runs.Sum(r => r.FaceMinor * r.Count),
            GiverId = actor.OwnerId,
            GiverName = RuleService.NameOf(actor),
            OfferedAt = Now,
            ReceiverId = to.OwnerId,
            ReceiverName = to.OwnerName,
            Note = note,
        };
        return await SaveOfferAsync(db, actor, handOver, to.OfficeId, runs, cancellation);
    }

    /// <summary>Saves the offer and puts every voucher aside in the same commit; one that was taken meanwhile takes all of it back.</summary>
    private async Task<Outcome<StockHandOver>> SaveOfferAsync(PortalDbContext db, Actor actor, StockHandOver handOver, long officeId, List<StockHandOverRun> runs, CancellationToken cancellation)
    {
        await using var scope = await db.BeginWriteAsync(cancellation);
        // The office's row is locked: it is not closed while stock is sent to it.
        if (await db.VoucherOffices.Where(o => o.Id == officeId && o.ClosedAt == null).ExecuteUpdateAsync(set => set.SetProperty(o => o.Version, o => o.Version + 1), cancellation) == 0)
            return new DrawerNotFound { Field = "toDrawer" };
        db.Add(handOver);
        db.Audit(actor, Now, "stock_hand_over.offered", handOver, handOver.Note);
        var saved = await db.SaveOrConflictAsync(handOver, cancellation);
        if (!saved.Ok)
            return saved.Refusals.ToList();
        var aside = 0;
        foreach (var (place, run) in runs.Index())
        {
            db.Add(new StockHandOverRun { HandOverId = handOver.Id, Place = place, FromNumber = run.FromNumber, ToNumber = run.ToNumber, Kind = run.Kind, FaceMinor = run.FaceMinor });
            aside += await db.Vouchers.Where(v => v.ProgrammeId == handOver.ProgrammeId && v.Number >= run.FromNumber && v.Number <= run.ToNumber && v.State == VoucherState.Stock && !v.Frozen && v.HandOverId == null && v.DrawerId == handOver.FromDrawerId)
                .ExecuteUpdateAsync(set => set.SetProperty(v => v.HandOverId, handOver.Id).SetProperty(v => v.Version, v => v.Version + 1), cancellation);
        }

        if (aside != handOver.Count)
            return new BusyElsewhere();
        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
        return handOver;
    }

    /// <summary>The vouchers as runs, when all of them can be given away from one drawer of this person; or why one cannot.</summary>
    private static async Task<Outcome<(VoucherProgramme Programme, long Drawer, List<StockHandOverRun> Runs)>> ReadAsync(PortalDbContext db, Actor actor, IReadOnlyList<SerialRange> items, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return new SaleSizeOutOfRange(Most) { Field = "items" };
        if (!SerialNumbers.TryParse(items[0].From, out var prefix, out _) || await db.VoucherProgrammes.AsNoTracking().SingleOrDefaultAsync(p => p.Prefix == prefix, cancellation) is not { } programme)
            return new SerialMalformed("") { Field = items[0].Field };
        var numbers = VoucherFinder.NumbersOf(programme, items, Most);
        if (!numbers.Ok)
            return numbers.Refusals.ToList();
        var found = new List<Piece>(numbers.Value.Count);
        foreach (var (from, to) in RangesOf(numbers.Value))
        {
            found.AddRange(await (from v in db.Vouchers.AsNoTracking()
                                  where v.ProgrammeId == programme.Id && v.Number >= @from && v.Number <= to
                                  join b in db.VoucherBatches on v.BatchId equals b.Id
                                  from d in db.VoucherDrawers.Where(d => d.Id == v.DrawerId).DefaultIfEmpty()
                                  orderby v.Number
                                  select new Piece(v.Number, v.Kind, v.FaceMinor, v.State, v.Frozen, b.State, v.HandOverId, v.DrawerId, d == null ? null : d.OwnerId)).ToListAsync(cancellation));
        }

        var known = found.ToDictionary(p => p.Number);
        var refusals = numbers.Value.Select(n => Unfit(actor, programme, n, known.GetValueOrDefault(n), found.FirstOrDefault()?.Drawer)).OfType<Refusal>().Take(MostTold).ToList();
        return refusals.Count > 0 ? refusals : (programme, found[0].Drawer!.Value, RunsOf(found));
    }

    private static Refusal? Unfit(Actor actor, VoucherProgramme programme, long number, Piece? piece, long? drawer)
    {
        var serial = SerialNumbers.Of(programme.Prefix, number);
        return piece switch
        {
            null => new VoucherNotSellable(serial, "unknown") { Field = "items" },
            { Frozen: true } => new VoucherNotSellable(serial, "frozen") { Field = "items" },
            { State: VoucherState.Stock, Batch: not BatchState.Printed } => new VoucherNotSellable(serial, "unfinished") { Field = "items" },
            { State: not VoucherState.Stock } => new VoucherNotSellable(serial, piece.State.ToString().ToLowerInvariant()) { Field = "items" },
            { HandOver: not null } => new VoucherOffered(serial) { Field = "items" },
            { Drawer: null } => new VoucherNotReceived(serial) { Field = "items" },
            _ when piece.Owner != actor.OwnerId || piece.Drawer != drawer => new VoucherNotInDrawer(serial) { Field = "items" },
            _ => null,
        };
    }

    private async Task<Outcome<StockHandOver>> DecideAsync(Actor actor, string code, HandOverState to, string? reason, Func<StockHandOver, bool> counted, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (await db.StockHandOvers.SingleOrDefaultAsync(h => h.Code == code, cancellation) is not { } handOver)
            return new HandOverNotFound();
        if ((to == HandOverState.Withdrawn ? handOver.GiverId : handOver.ReceiverId) != actor.OwnerId)
            return new HandOverOfOthers();
        if (handOver.State == to)
            return handOver;
        if (handOver.State != HandOverState.Offered)
            return new HandOverStateUnfit(handOver.State);
        var fits = counted(handOver);
        if (fits)
            (handOver.State, handOver.DecidedAt, handOver.Reason) = (to, Now, reason);
        else
            handOver.Miscounts++;
        db.Audit(actor, Now, fits ? "stock_hand_over." + to.ToString().ToLowerInvariant() : "stock_hand_over.miscounted", handOver, reason);
        var saved = await db.SaveOrConflictAsync(handOver, cancellation);
        if (!saved.Ok)
            return new BusyElsewhere();
        if (fits)
            await MoveAsync(db, handOver, cancellation);
        await scope.CommitAsync(cancellation);
        return fits ? handOver : new HandOverMiscounted { Field = "count" };
    }

    private static async Task MoveAsync(PortalDbContext db, StockHandOver handOver, CancellationToken cancellation)
    {
        var lies = handOver.State == HandOverState.Received ? handOver.ToDrawerId : handOver.FromDrawerId;
        var moved = await db.Vouchers.Where(v => v.HandOverId == handOver.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.DrawerId, lies).SetProperty(v => v.HandOverId, (long?)null).SetProperty(v => v.Version, v => v.Version + 1), cancellation);
        if (moved != handOver.Count)
            throw new InvalidOperationException($"Of the {handOver.Count} vouchers of {handOver.Code}, {moved} were set aside.");
    }

    /// <summary>What lost against others at the database is tried again: then it sees what they did.</summary>
    private static async Task<Outcome<StockHandOver>> AgainAsync(Func<int, Task<Outcome<StockHandOver>>> act)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var tried = await act(attempt);
                if (tried.Refusal is not (TakenMeanwhile or BusyElsewhere) || attempt == MaxTries)
                    return tried;
            }
            catch (Exception e) when (attempt < MaxTries && DatabaseErrors.CauseOf(e) is { } cause && DatabaseErrors.MayPass(cause))
            {
                await Task.Yield();
            }
        }
    }

    private static IEnumerable<(long From, long To)> RangesOf(List<long> numbers)
    {
        var from = numbers[0];
        for (var i = 1; i <= numbers.Count; i++)
        {
            if (i < numbers.Count && numbers[i] == numbers[i - 1] + 1)
                continue;
            yield return (from, numbers[i - 1]);
            from = i < numbers.Count ? numbers[i] : 0;
        }
    }

    private static List<StockHandOverRun> RunsOf(List<Piece> pieces)
    {
        var runs = new List<StockHandOverRun>();
        foreach (var p in pieces)
        {
            if (runs is [.., var last] && last.ToNumber + 1 == p.Number && (last.Kind, last.FaceMinor) == (p.Kind, p.Face))
                runs[^1] = new StockHandOverRun { FromNumber = last.FromNumber, ToNumber = p.Number, Kind = p.Kind, FaceMinor = p.Face };
            else
                runs.Add(new StockHandOverRun { FromNumber = p.Number, ToNumber = p.Number, Kind = p.Kind, FaceMinor = p.Face });
        }

        return runs;
    }

    private sealed record Piece(long Number, VoucherKind Kind, long Face, VoucherState State, bool Frozen, BatchState Batch, long? HandOver, long? Drawer, long? Owner);
}
