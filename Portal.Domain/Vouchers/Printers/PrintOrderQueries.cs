using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Printers;

/// <summary>A bundle as it is shown. Minor units.</summary>
/// <param name="From">Its first and last serial number, and how many it should hold; null while it is still to be counted, for who may count it.</param>
public sealed record BundleRow(
    int Box, int Number, string? From, string? To, int? Count, long Face, BundleState State, int? Counted, string? Receiver, DateTime? ReceivedAt, bool Mine, string? Settler, DateTime? SettledAt, string? Reason, int Voided);

/// <summary>A box as it is shown: how many bundles it has in each state. Minor units.</summary>
/// <param name="Received">Settled ones too.</param>
/// <param name="Alone">True when its bundles are counted one by one.</param>
/// <param name="Pieces">How many it should hold; null while a bundle of it is still to be counted, for who may count it.</param>
public sealed record BoxOfBundles(int Box, long Face, int Bundles, int Expected, int Received, int Held, int Voided, bool Alone, long? Pieces);

/// <summary>Which boxes are asked for.</summary>
public enum BoxesOf
{
    All,

    /// <summary>With a bundle that is still to be received.</summary>
    Expected,

    /// <summary>With a bundle that waits to be settled.</summary>
    Held,
}

/// <summary>A batch at its printer.</summary>
/// <param name="BundleSize">Pieces of a full bundle and of a full box; null while one is still to be counted, for who may count it.</param>
/// <param name="FileLength">Bytes.</param>
public sealed record PrintOrderRecord(
    string Code, Guid Batch, string Currency, string PrinterCode, string Printer, string Fingerprint, int? BundleSize, int? BoxSize, string FileHash, long FileLength, DateTime MadeAt, int Boxes, int Bundles, int Expected, int Received, int Held, int Voided);

/// <summary>An order of which something is still to come or to be settled.</summary>
public sealed record OpenOrder(string Code, string PrinterCode, string Printer, DateTime MadeAt, int Expected, int Held);

/// <summary>
/// Reads batches that are at a security printer, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches. Whoever may receive is not told what a bundle should hold before it was counted: it is called by the
/// numbers of its box and of itself, which stand on it.
/// </summary>
public sealed class PrintOrderQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The most boxes of one answer.</summary>
    public const int MostBoxes = 50;

    /// <summary>The order of a batch; null when it was not made at a security printer.</summary>
    public async Task<Outcome<PrintOrderRecord?>> FindAsync(Actor actor, string batchCode, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var found = await (from o in db.PrintOrders.AsNoTracking()
                           where o.Code == batchCode
                           join b in db.VoucherBatches on o.BatchId equals b.Id
                           join p in db.VoucherProgrammes on b.ProgrammeId equals p.Id
                           join s in db.SecurityPrinters on o.PrinterId equals s.Id
                           select new { Order = o, b.Uid, p.Currency, Printer = s.Code, s.Name, s.Fingerprint }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return (PrintOrderRecord?)null;
        var states = await db.PrintBundles.Where(b => b.OrderId == found.Order.Id).GroupBy(b => b.State).Select(g => new { State = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.State, g => g.Count, cancellation);
        var boxes = await db.PrintBundles.Where(b => b.OrderId == found.Order.Id).MaxAsync(b => (int?)b.Box, cancellation) ?? 0;
        var (order, expected) = (found.Order, states.GetValueOrDefault(BundleState.Expected));
        var blind = IsBlind(actor) && expected > 0;
        return new PrintOrderRecord(
            order.Code, found.Uid, found.Currency, found.Printer, found.Name, found.Fingerprint, blind ? null : order.BundleSize, blind ? null : order.BoxSize, order.FileHash, order.FileLength, order.MadeAt, boxes, states.Values.Sum(), expected,
            states.GetValueOrDefault(BundleState.Received) + states.GetValueOrDefault(BundleState.Settled), states.GetValueOrDefault(BundleState.Miscounted), states.GetValueOrDefault(BundleState.Voided));
    }

    /// <summary>Boxes of an order in the order of their numbers, at most <see cref="MostBoxes"/>, and how many there are.</summary>
    /// <param name="skip">How many come before.</param>
    public async Task<Outcome<(IReadOnlyList<BoxOfBundles> Boxes, int Total)>> BoxesAsync(Actor actor, string batchCode, BoxesOf which, int skip, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var all = db.PrintBundles.AsNoTracking().Where(b => db.PrintOrders.Any(o => o.Id == b.OrderId && o.Code == batchCode));
        var state = which == BoxesOf.Held ? BundleState.Miscounted : BundleState.Expected;
        var numbers = (which == BoxesOf.All ? all : all.Where(b => b.State == state)).Select(b => b.Box).Distinct();
        var shown = await numbers.OrderBy(n => n).Skip(skip).Take(MostBoxes).ToListAsync(cancellation);
        var rows = await all.Where(b => shown.Contains(b.Box)).Select(b => new { b.Box, b.FaceMinor, b.State, b.Alone, Pieces = b.ToNumber - b.FromNumber + 1 }).ToListAsync(cancellation);
        var blind = IsBlind(actor);
        var boxes = rows.GroupBy(b => b.Box).OrderBy(g => g.Key).Select(g =>
        {
            var expected = g.Count(b => b.State == BundleState.Expected);
            return new BoxOfBundles(
                g.Key, g.First().FaceMinor, g.Count(), expected, g.Count(b => b.State is BundleState.Received or BundleState.Settled), g.Count(b => b.State == BundleState.Miscounted), g.Count(b => b.State == BundleState.Voided),
                g.Any(b => b.Alone), blind && expected > 0 ? null : g.Sum(b => b.Pieces));
        });
        return ((IReadOnlyList<BoxOfBundles>)[.. boxes], await numbers.CountAsync(cancellation));
    }

    /// <summary>The bundles of a box.</summary>
    public async Task<Outcome<IReadOnlyList<BundleRow>>> BundlesAsync(Actor actor, string batchCode, int box, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var found = await (from b in db.PrintBundles.AsNoTracking()
                           where b.Box == box
                           join o in db.PrintOrders on b.OrderId equals o.Id
                           where o.Code == batchCode
                           join v in db.VoucherBatches on o.BatchId equals v.Id
                           join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
                           orderby b.Number
                           select new { Bundle = b, p.Prefix }).ToListAsync(cancellation);
        var blind = IsBlind(actor);
        return found.ConvertAll(f =>
        {
            var (b, hidden) = (f.Bundle, blind && f.Bundle.State == BundleState.Expected);
            return new BundleRow(
                b.Box, b.Number, hidden ? null : SerialNumbers.Of(f.Prefix, b.FromNumber), hidden ? null : SerialNumbers.Of(f.Prefix, b.ToNumber), hidden ? null : b.Count, b.FaceMinor, b.State, b.Counted, b.ReceiverName, b.ReceivedAt,
                b.ReceiverId == actor.OwnerId, b.SettlerName, b.SettledAt, b.Reason, b.Voided);
        });
    }

    /// <summary>Orders of which a bundle is still to come or to be settled, the oldest first, at most <see cref="MostBoxes"/>.</summary>
    public async Task<Outcome<IReadOnlyList<OpenOrder>>> OpenAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await (from o in db.PrintOrders.AsNoTracking()
                      where db.PrintBundles.Any(b => b.OrderId == o.Id && (b.State == BundleState.Expected || b.State == BundleState.Miscounted))
                      join s in db.SecurityPrinters on o.PrinterId equals s.Id
                      orderby o.Id
                      select new OpenOrder(
                          o.Code, s.Code, s.Name, o.MadeAt, db.PrintBundles.Count(b => b.OrderId == o.Id && b.State == BundleState.Expected), db.PrintBundles.Count(b => b.OrderId == o.Id && b.State == BundleState.Miscounted)))
            .Take(MostBoxes).ToListAsync(cancellation);
    }

    /// <summary>How many bundles wait to be settled, of all orders, for who may settle them.</summary>
    public async Task<int> HeldAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ApproveVouchers))
            return 0;
        await using var db = contexts.CreateDbContext();
        return await db.PrintBundles.CountAsync(b => b.State == BundleState.Miscounted, cancellation);
    }

    private static bool IsBlind(Actor actor) => actor.May(Right.SellVouchers);
}

/// <summary>What happened to a security printer.</summary>
public sealed class PrinterTimeline : TimelineSource
{
    public override string Kind => "security_printer";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.SecurityPrinters.Where(p => p.Code == code).Select(p => (long?)p.Id).FirstOrDefaultAsync(cancellation) is { } id ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new PrinterNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) => [new("security_printer", db.SecurityPrinters.Where(p => p.Id == id).Select(p => p.Id))];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) =>
        subjectKind == "security_printer" ? db.SecurityPrinters.Where(p => p.Id == subjectId).Select(p => p.Code) : null;
}
