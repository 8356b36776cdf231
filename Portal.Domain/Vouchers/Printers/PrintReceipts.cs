using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Printers;

/// <summary>What was counted of a bundle, or of a whole box.</summary>
/// <param name="Bundle">Null for the whole box.</param>
public sealed record CountedBundle(int Box, int? Bundle, int? Pieces);

/// <summary>
/// Receives what a security printer sent: counted blind, bundle by bundle or box by box. What agrees lies in the receiver's drawer from that moment on; a bundle that was counted differently is held until a second
/// person settles it, and what is missing becomes void by its serial numbers.
/// </summary>
public sealed class PrintReceipts(IDbContextFactory<PortalDbContext> contexts, VoucherOffices offices, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes in what was counted, all of it or nothing. Answers the bundles as they then are.</summary>
    public async Task<Outcome<IReadOnlyList<PrintBundle>>> ReceiveAsync(Actor actor, string batchCode, IReadOnlyList<CountedBundle> counted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        if (await FindAsync(db, batchCode, cancellation) is not var (order, batch))
            return new PrintOrderNotFound();
        var unfit = counted.Index().Where(c => c.Item.Pieces is null or < 0 or > PrintOrder.MostPieces)
            .Select(c => (Refusal)(c.Item.Pieces is null ? new TextMissing { Field = $"counted[{c.Index}]" } : new NumberOutOfRange(0, PrintOrder.MostPieces) { Field = $"counted[{c.Index}]" })).ToList();
        if (counted.Count == 0 || unfit.Count > 0)
            return counted.Count == 0 ? new TextMissing { Field = "counted" } : unfit;
        var drawer = await offices.DrawerAsync(actor, batch.OfficeId, cancellation);
        await using var scope = await db.BeginWriteAsync(cancellation);
        var boxes = counted.Select(c => c.Box).Distinct().ToList();
        var open = await db.PrintBundles.Where(b => b.OrderId == order.Id && boxes.Contains(b.Box) && b.State == BundleState.Expected).OrderBy(b => b.Box).ThenBy(b => b.Number).ToListAsync(cancellation);
        var read = Match(open, counted);
        if (!read.TryGet(out var pieces))
        {
            if (read.Refusals.OfType<BoxMiscounted>().Select(m => m.Box).ToHashSet() is { Count: > 0 } wrong)
                await CountAloneAsync(db, scope, actor, order, [.. open.Where(b => wrong.Contains(b.Box) && !b.Alone)], cancellation);
            return read.Refusals.ToList();
        }

        foreach (var (bundle, count) in pieces.OrderBy(p => p.Bundle.Box).ThenBy(p => p.Bundle.Number))
        {
            var agrees = count == bundle.Count;
            (bundle.State, bundle.Counted, bundle.DrawerId) = (agrees ? BundleState.Received : BundleState.Miscounted, count, drawer.Id);
            (bundle.ReceiverId, bundle.ReceiverName, bundle.ReceivedAt) = (actor.OwnerId, RuleService.NameOf(actor), Now);
            db.Audit(actor, Now, agrees ? "print_bundle.received" : "print_bundle.miscounted", bundle);
            var saved = await db.SaveOrConflictAsync(bundle, cancellation);
            if (!saved.Ok)
                return saved.Refusals.ToList();
            if (agrees)
                await LayAsync(db, batch, bundle, drawer.Id, cancellation);
        }

        await scope.CommitAsync(cancellation);
        return pieces.ConvertAll(p => p.Bundle);
    }

    /// <summary>Settles a bundle that was counted differently, for somebody else than its receiver: the missing ones become void, the rest lies in the receiver's drawer.</summary>
    /// <param name="missing">Serial numbers; as many as were counted too few, none when they were found or more were counted.</param>
    public async Task<Outcome<PrintBundle>> SettleAsync(Actor actor, string batchCode, int box, int number, IReadOnlyList<string> missing, string? reason, CancellationToken cancellation = default)
    {
        var asked = Asked(actor, reason);
        if (!asked.TryGet(out var why))
            return asked.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        if (await FindAsync(db, batchCode, cancellation) is not var (order, batch))
            return new PrintOrderNotFound();
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (await db.PrintBundles.SingleOrDefaultAsync(b => b.OrderId == order.Id && b.Box == box && b.Number == number && b.State == BundleState.Miscounted, cancellation) is not { } bundle)
            return new BundleNotOpen(box, number);
        if (bundle.ReceiverId == actor.OwnerId)
            return new MakerMayNotApprove();
        var prefix = await db.VoucherProgrammes.Where(p => p.Id == batch.ProgrammeId).Select(p => p.Prefix).SingleAsync(cancellation);
        var lost = missing.Select(s => SerialNumbers.TryParse(s, out var of, out var serial) && of == prefix && serial >= bundle.FromNumber && serial <= bundle.ToNumber ? serial : 0).Distinct().ToList();
        if (lost.Contains(0) || lost.Count != missing.Count || (lost.Count > 0 && lost.Count != bundle.Count - bundle.Counted))
            return new MissingSerialsUnfit(Math.Max(0, bundle.Count - (bundle.Counted ?? 0))) { Field = "missing" };
        if (!await HoldAsync(db, bundle, cancellation))
            return new BundleNotOpen(box, number);
        var voided = await VoidAsync(db, batch, v => lost.Contains(v.Number), why, cancellation);
        await LayAsync(db, batch, bundle, bundle.DrawerId!.Value, cancellation);
        (bundle.State, bundle.Voided) = (BundleState.Settled, voided);
        return await EndAsync(db, scope, actor, bundle, "print_bundle.settled", why, cancellation);
    }

    /// <summary>Voids a bundle that never came.</summary>
    public async Task<Outcome<PrintBundle>> VoidAsync(Actor actor, string batchCode, int box, int number, string? reason, CancellationToken cancellation = default)
    {
        var asked = Asked(actor, reason);
        if (!asked.TryGet(out var why))
            return asked.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        if (await FindAsync(db, batchCode, cancellation) is not var (order, batch))
            return new PrintOrderNotFound();
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (await db.PrintBundles.SingleOrDefaultAsync(b => b.OrderId == order.Id && b.Box == box && b.Number == number && b.State == BundleState.Expected, cancellation) is not { } bundle)
            return new BundleNotOpen(box, number);
        if (!await HoldAsync(db, bundle, cancellation))
            return new BundleNotOpen(box, number);
        (bundle.State, bundle.Voided) = (BundleState.Voided, await VoidAsync(db, batch, v => v.Number >= bundle.FromNumber && v.Number <= bundle.ToNumber, why, cancellation));
        return await EndAsync(db, scope, actor, bundle, "print_bundle.voided", why, cancellation);
    }

    private static Outcome<string> Asked(Actor actor, string? reason)
    {
        if (!actor.MayEverywhere(Right.ApproveVouchers))
            return new NotAllowed(Right.ApproveVouchers);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", PrintBundle.ReasonLength, refusals, lines: true);
        return refusals.Count > 0 ? refusals : why;
    }

    private static async Task<(PrintOrder Order, VoucherBatch Batch)?> FindAsync(PortalDbContext db, string batchCode, CancellationToken cancellation)
    {
        var found = await db.PrintOrders.AsNoTracking().Join(db.VoucherBatches.AsNoTracking().Where(b => b.Code == batchCode), o => o.BatchId, b => b.Id, (Order, Batch) => new { Order, Batch }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : (found.Order, found.Batch);
    }

    /// <summary>Each bundle with its count. A box that is counted as a whole is good only when it holds what its bundles hold together.</summary>
    private static Outcome<List<(PrintBundle Bundle, int Count)>> Match(List<PrintBundle> open, IReadOnlyList<CountedBundle> counted)
    {
        var (pieces, wrong) = (new List<(PrintBundle, int)>(), new List<Refusal>());
        foreach (var (index, count) in counted.Index())
        {
            var meant = open.Where(b => b.Box == count.Box && (count.Bundle is null || b.Number == count.Bundle) && pieces.All(p => p.Item1 != b)).ToList();
            if (meant.Count == 0)
                wrong.Add(new BundleNotOpen(count.Box, count.Bundle ?? 0) { Field = $"counted[{index}]" });
            else if (count.Bundle is null && (meant.Any(b => b.Alone) || meant.Sum(b => b.Count) != count.Pieces))
                wrong.Add(new BoxMiscounted(count.Box) { Field = $"counted[{index}]" });
            else
                pieces.AddRange(meant.Select(b => (b, count.Bundle is null ? b.Count : count.Pieces!.Value)));
        }

        return wrong.Count > 0 ? wrong : pieces;
    }

    /// <summary>After a wrong count of a whole box, its bundles are counted one by one: who does not know the sum must not find it by trying.</summary>
    private async Task CountAloneAsync(PortalDbContext db, WriteScope scope, Actor actor, PrintOrder order, List<PrintBundle> bundles, CancellationToken cancellation)
    {
        if (bundles.Count == 0)
            return;
        foreach (var bundle in bundles)
            bundle.Alone = true;
        foreach (var box in bundles.Select(b => b.Box).Distinct())
            db.Audit(actor, Now, "print_order.box_miscounted", order, FormattableString.Invariant($"{order.Code}/{box}"));
        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
    }

    /// <summary>Locks the bundle before its vouchers, as whoever receives it does, so that two of them never wait for each other. False when somebody else was first.</summary>
    private static async Task<bool> HoldAsync(PortalDbContext db, PrintBundle bundle, CancellationToken cancellation) =>
        await db.PrintBundles.Where(b => b.Id == bundle.Id && b.Version == bundle.Version).ExecuteUpdateAsync(set => set.SetProperty(b => b.Alone, b => b.Alone), cancellation) == 1;

    /// <summary>Lays what is not void of a bundle into a drawer.</summary>
    private static Task<int> LayAsync(PortalDbContext db, VoucherBatch batch, PrintBundle bundle, long drawer, CancellationToken cancellation) =>
        db.Vouchers.Where(v => v.BatchId == batch.Id && v.Number >= bundle.FromNumber && v.Number <= bundle.ToNumber && v.State == VoucherState.Stock && v.DrawerId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.DrawerId, drawer).SetProperty(v => v.Version, v => v.Version + 1), cancellation);

    private static Task<int> VoidAsync(PortalDbContext db, VoucherBatch batch, System.Linq.Expressions.Expression<Func<Voucher, bool>> which, string why, CancellationToken cancellation)
    {
        var reason = why.Length > Voucher.ReasonLength ? why[..Voucher.ReasonLength] : why;
        return db.Vouchers.Where(v => v.BatchId == batch.Id && v.State == VoucherState.Stock && v.DrawerId == null).Where(which)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.State, VoucherState.Void).SetProperty(v => v.Frozen, false).SetProperty(v => v.Reason, reason).SetProperty(v => v.Version, v => v.Version + 1), cancellation);
    }

    private async Task<Outcome<PrintBundle>> EndAsync(PortalDbContext db, WriteScope scope, Actor actor, PrintBundle bundle, string act, string why, CancellationToken cancellation)
    {
        (bundle.SettlerId, bundle.SettlerName, bundle.SettledAt, bundle.Reason) = (actor.OwnerId, RuleService.NameOf(actor), Now, why);
        db.Audit(actor, Now, act, bundle, why);
        var saved = await db.SaveOrConflictAsync(bundle, cancellation);
        if (!saved.Ok)
            return saved.Refusals.ToList();
        await scope.CommitAsync(cancellation);
        return bundle;
    }
}
