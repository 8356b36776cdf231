using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Counts;

/// <summary>
/// Counts of drawers at the end of a day. Their owners count blind: what the book says is not shown before it is counted. A count that differs is repeated, or explained by its owner and taken note of by a second
/// person; the book is never changed to what was counted.
/// </summary>
public sealed class DrawerCounts(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>So many days back a count may be entered.</summary>
    public const int DaysBack = 7;

    private const int MostPieces = 10_000_000;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The sorts of vouchers that the owner of a drawer has to count.</summary>
    public async Task<Outcome<IReadOnlyList<CountedSort>>> SheetAsync(Actor actor, long drawerId, DateOnly day, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        var own = await OwnAsync(db, actor, drawerId, cancellation);
        if (!own.TryGet(out var drawer))
            return own.Refusals.ToList();
        var book = await DrawerBook.ReadAsync(db, db.VoucherDrawers.Where(d => d.Id == drawer.Id), day, cancellation);
        return book.ConvertAll(l => new CountedSort(l.Programme, l.Currency, l.Kind, l.FaceMinor));
    }

    /// <summary>Enters what the owner counted. What differs is answered as <see cref="DrawerCountState.Different"/>, and can be counted again until it is explained.</summary>
    public async Task<Outcome<DrawerCount>> CountAsync(Actor actor, long drawerId, DateOnly day, IReadOnlyList<CountedPieces> counted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        var own = await OwnAsync(db, actor, drawerId, cancellation);
        if (!own.TryGet(out var drawer))
            return own.Refusals.ToList();
        var today = await DrawerBook.TodayAsync(db, drawer.OfficeId, Now, cancellation);
        if (day > today || day < today.AddDays(-DaysBack))
            return new CountDayOutOfRange(today.AddDays(-DaysBack), today) { Field = "date" };
        await using var scope = await db.BeginWriteAsync(cancellation);
        var book = await DrawerBook.ReadAsync(db, db.VoucherDrawers.Where(d => d.Id == drawer.Id), day, cancellation);
        var matched = Match(book, counted);
        if (!matched.TryGet(out var pieces))
            return matched.Refusals.ToList();
        var count = await db.DrawerCounts.SingleOrDefaultAsync(c => c.DrawerId == drawer.Id && c.BusinessDate == day, cancellation);
        if (count is { State: DrawerCountState.Explained or DrawerCountState.Confirmed })
            return new DrawerCountStateUnfit(count.State);
        if (count is null)
        {
            count = new DrawerCount { Code = string.Create(CultureInfo.InvariantCulture, $"C{day:yyMMdd}-{drawer.Id}"), DrawerId = drawer.Id, OfficeId = drawer.OfficeId, BusinessDate = day };
            db.Add(count);
        }

        var agrees = book.Zip(pieces).All(p => p.First.Pieces == p.Second);
        (count.State, count.Attempts, count.Counted, count.Book) = (agrees ? DrawerCountState.Agreed : DrawerCountState.Different, count.Attempts + 1, pieces.Sum(), book.Sum(l => l.Pieces));
        (count.CounterId, count.CounterName, count.CountedAt) = (actor.OwnerId, RuleService.NameOf(actor), Now);
        db.Audit(actor, Now, agrees ? "drawer_count.agreed" : "drawer_count.differed", count);
        var saved = await db.SaveOrConflictAsync(count, cancellation);
        if (!saved.Ok)
            return saved.Refusals.ToList();
        await db.DrawerCountLines.Where(l => l.CountId == count.Id).ExecuteDeleteAsync(cancellation);
        db.AddRange(book.Zip(pieces).Select((p, i) => new DrawerCountLine { CountId = count.Id, Place = i, ProgrammeId = p.First.ProgrammeId, Kind = p.First.Kind, FaceMinor = p.First.FaceMinor, Counted = p.Second, Book = p.First.Pieces }));
        await db.SaveChangesAsync(cancellation);
        await scope.CommitAsync(cancellation);
        return count;
    }

    /// <summary>Says why a count differs, for the owner of the drawer. From then on it is not counted again, unless the second person sends it back.</summary>
    public async Task<Outcome<DrawerCount>> ExplainAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", DrawerCount.ReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        if (await db.DrawerCounts.SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } count)
            return new DrawerCountNotFound();
        if (count.CounterId != actor.OwnerId)
            return new DrawerOfOthers();
        if (count.State != DrawerCountState.Different)
            return new DrawerCountStateUnfit(count.State);
        (count.State, count.Reason, count.CheckerId, count.CheckerName, count.DecidedAt, count.Comment) = (DrawerCountState.Explained, why, null, null, null, null);
        return await SaveAsync(db, actor, count, "drawer_count.explained", why, cancellation);
    }

    /// <summary>Takes note of a difference, or sends it back to be counted again, for somebody else than whoever counted.</summary>
    public async Task<Outcome<DrawerCount>> DecideAsync(Actor actor, string code, bool confirm, string? comment, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ApproveVouchers))
            return new NotAllowed(Right.ApproveVouchers);
        await using var db = contexts.CreateDbContext();
        var refusals = new List<Refusal>();
        var said = confirm ? Text.Clean(comment, "comment", DrawerCount.ReasonLength, refusals, lines: true) : Text.Require(comment, "comment", DrawerCount.ReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        if (await db.DrawerCounts.SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } count)
            return new DrawerCountNotFound();
        if (count.State != DrawerCountState.Explained)
            return new DrawerCountStateUnfit(count.State);
        if (count.CounterId == actor.OwnerId)
            return new MakerMayNotApprove();
        (count.State, count.CheckerId, count.CheckerName, count.DecidedAt, count.Comment) = (confirm ? DrawerCountState.Confirmed : DrawerCountState.Different, actor.OwnerId, RuleService.NameOf(actor), Now, said);
        return await SaveAsync(db, actor, count, confirm ? "drawer_count.confirmed" : "drawer_count.sent_back", said, cancellation);
    }

    private async Task<Outcome<DrawerCount>> SaveAsync(PortalDbContext db, Actor actor, DrawerCount count, string act, string? detail, CancellationToken cancellation)
    {
        db.Audit(actor, Now, act, count, detail);
        var saved = await db.SaveOrConflictAsync(count, cancellation);
        return saved.Ok ? count : saved.Refusals.ToList();
    }

    /// <summary>The drawer, for its owner; that of the portal itself, for whoever sells.</summary>
    private static async Task<Outcome<VoucherDrawer>> OwnAsync(PortalDbContext db, Actor actor, long drawerId, CancellationToken cancellation) =>
        await db.VoucherDrawers.AsNoTracking().SingleOrDefaultAsync(d => d.Id == drawerId, cancellation) is not { } drawer ? new DrawerNotFound() : drawer.OwnerId == actor.OwnerId || drawer.OwnerId == 0 ? drawer : new DrawerOfOthers();

    /// <summary>The pieces of each line of the book, in its order; each once.</summary>
    private static Outcome<List<int>> Match(List<BookLine> book, IReadOnlyList<CountedPieces> counted)
    {
        var wrong = counted.Index().Where(c => c.Item.Pieces is null or < 0 or > MostPieces)
            .Select(c => (Refusal)(c.Item.Pieces is null ? new TextMissing { Field = $"items[{c.Index}]" } : new NumberOutOfRange(0, MostPieces) { Field = $"items[{c.Index}]" })).ToList();
        if (wrong.Count > 0)
            return wrong;
        var by = counted.ToLookup(c => (c.Programme, c.Kind, c.Face));
        if (counted.Count != book.Count || book.Any(l => by[(l.Programme, l.Kind, l.FaceMinor)].Count() != 1))
            return new CountLinesUnfit();
        return book.ConvertAll(l => by[(l.Programme, l.Kind, l.FaceMinor)].Single().Pieces!.Value);
    }
}
