using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.Boxes.ListedBox, Portal.Domain.Vouchers.Boxes.BoxRow>;

namespace Portal.Domain.Vouchers.Boxes;

/// <summary>One line of the list of boxes. Minor units.</summary>
/// <param name="Count">Null to who may still count the box.</param>
/// <param name="Differs">True when the last count found something else.</param>
public sealed record BoxRow(
    long Id, Guid Uid, string Code, string Programme, string Currency, string Office, BoxState State, int? Count, long? Sum, bool Differs, string Opener, DateTime OpenedAt, DateTime? SealedAt, string? Place, DateOnly? DestroyedOn, string? Destruction)
{
    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>A piece on a box's list. Minor units.</summary>
public sealed record BoxedLine(string Serial, long Amount, string Bundle, Guid BundleUid, DateOnly Day);

/// <summary>A box in full.</summary>
/// <param name="Box">Its figures are empty to who may still count it: <paramref name="Blind"/>.</param>
/// <param name="Pieces">The last ones first; at most <see cref="BoxQueries.MostShown"/>.</param>
/// <param name="ListHolds">False when the list is not the one that was sealed.</param>
public sealed record BoxRecord(BoxRow Row, PaperBox Box, bool Blind, bool MayCount, IReadOnlyList<BoxedLine> Pieces, IReadOnlyList<BoxCount> Counts, bool ListHolds);

/// <summary>The record of a destruction with its boxes.</summary>
public sealed record DestructionRecord(PaperDestruction Destruction, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, string Issuer, string Currency, string TimeZone, IReadOnlyList<PaperBox> Boxes)
{
    /// <summary>What was in them by the last count.</summary>
    public int Count => Boxes.Sum(b => b.FoundCount ?? 0);

    /// <summary>Minor units.</summary>
    public long Sum => Boxes.Sum(b => b.FoundMinor ?? 0);
}

/// <summary>A box with what its list shows beside it.</summary>
public sealed class ListedBox
{
    public required PaperBox Box { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public required string Office { get; init; }

    public int? Count { get; init; }

    /// <summary>Minor units.</summary>
    public long? Sum { get; init; }

    public bool Differs { get; init; }

    public DateOnly? DestroyedOn { get; init; }

    public string? Destruction { get; init; }
}

/// <summary>Reads boxes, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches. Who may still count a box is not told what should be in it.</summary>
public sealed class BoxQueries(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents)
{
    public const int MostShown = 500;

    public static ListDefinition<ListedBox, BoxRow> Definition { get; } = new()
    {
        Key = l => l.Box.Id,
        Code = l => l.Box.Code,
        CodeOf = r => r.Code,
        Row = l => new BoxRow(
            l.Box.Id, l.Box.Uid, l.Box.Code, l.Programme.Code, l.Programme.Currency, l.Office, l.Box.State, l.Count, l.Sum, l.Differs, l.Box.OpenerName, l.Box.OpenedAt, l.Box.SealedAt, l.Box.Place, l.DestroyedOn, l.Destruction),
        Order = [new ListSort("openedAt", Descending: true)],
        Search = word => { var upper = word.Raw.ToUpperInvariant(); return l => l.Box.Code.Contains(upper); },
        Columns =
        [
            Column.Text("code", "boxes.code", l => l.Box.Code, r => r.Code) with { Important = 1 },
            Column.Choice("state", "boxes.state", l => l.Box.State, r => r.State) with { Important = 2, Offered = true },
            Column.Code("programme", "boxes.programme", l => l.Programme.Code, r => r.Programme) with { Hidden = true },
            Column.Text("office", "vouchers.office", l => l.Office, r => r.Office),
            Column.Number("count", "boxes.count", l => l.Count, r => r.Count) with { Important = 3 },
            Column.Money("sum", "boxes.sum", l => l.Sum, r => r.Sum is { } sum ? r.Money(sum) : null),
            Column.YesNo("differs", "boxes.differs", l => l.Differs, r => r.Differs) with { Offered = true },
            Column.Text("opener", "boxes.opener", l => l.Box.OpenerName, r => r.Opener),
            Column.Instant("openedAt", "boxes.openedAt", l => l.Box.OpenedAt, r => r.OpenedAt),
            Column.Instant("sealedAt", "boxes.sealedAt", l => l.Box.SealedAt, r => r.SealedAt),
            Column.Text("place", "boxes.place", l => l.Box.Place, r => r.Place) with { Hidden = true },
            Column.Date("destroyedOn", "boxes.destroyedOn", l => l.DestroyedOn, r => r.DestroyedOn),
            Column.Text("destruction", "boxes.destruction", l => l.Destruction, r => r.Destruction) with { Hidden = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<BoxRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<BoxRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db, actor).Apply(query, Definition, zone).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>Boxes that wait to be received or counted. True when a count of one of them differs.</summary>
    public async Task<(int Waiting, bool Urgent)> WaitingAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return default;
        await using var db = contexts.CreateDbContext();
        var waiting = await db.PaperBoxes.Where(b => b.State == BoxState.Offered || b.State == BoxState.Received).Select(b => b.FoundCount).ToListAsync(cancellation);
        return (waiting.Count, waiting.Exists(found => found is not null));
    }

    /// <summary>A box by its code.</summary>
    public async Task<Outcome<BoxRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db, actor).Where(l => l.Box.Code == code).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is not { } row)
            return new BoxNotFound();
        var box = await db.PaperBoxes.AsNoTracking().SingleAsync(b => b.Id == row.Id, cancellation);
        var counts = await db.BoxCounts.AsNoTracking().Where(c => c.BoxId == box.Id).OrderBy(c => c.Id).ToListAsync(cancellation);
        var holds = box.ListHash is null || box.ListHash == await BoxFilling.HashAsync(db, box.Id, cancellation);
        var mayCount = box.State == BoxState.Received && actor.MayEverywhere(Right.PresentVouchers) && !Knows(box, actor) && counts.Count(c => c.ByUserId == actor.OwnerId) < BoxKeeping.MostCounts;
        if (!IsBlind(box, actor))
            return new BoxRecord(row, box, false, mayCount, await PiecesAsync(db, box, cancellation), counts, holds);
        // The figures do not leave the service while they could tell a counter what to find.
        (box.Count, box.SumMinor, box.ListHash, box.FoundCount, box.FoundMinor) = (0, 0, null, null, null);
        return new BoxRecord(row, box, true, mayCount, [], [], holds);
    }

    /// <summary>The record of a destruction.</summary>
    public async Task<Outcome<DestructionRecord>> DestructionAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.PaperDestructions.AsNoTracking().SingleOrDefaultAsync(d => d.Code == code, cancellation) is not { } found)
            return new DestructionNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == found.ProgrammeId, cancellation);
        return new DestructionRecord(
            found, programme.NameKo, programme.NameEn, programme.NameZh, programme.Issuer, programme.Currency, programme.TimeZone,
            await db.PaperBoxes.AsNoTracking().Where(b => b.DestructionId == found.Id).OrderBy(b => b.Code).ToListAsync(cancellation));
    }

    /// <summary>Opens the photo of a destruction.</summary>
    public async Task<Outcome<OpenedAttachment>> PhotoAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var hash = await db.PaperDestructions.Where(d => d.Code == code).Select(d => d.Photo).SingleOrDefaultAsync(cancellation);
        if (hash is null || await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Hash == hash, cancellation) is not { } kept || documents.Open(hash) is not { } content)
            return new AttachmentNotFound();
        return new OpenedAttachment(content, kept.ContentType, code + AttachmentContent.EndingOf(kept.ContentType));
    }

    /// <summary>True while the box is closed and not counted, and the reader could be its counter.</summary>
    internal static bool IsBlind(PaperBox box, Actor actor) => box.State is BoxState.Sealed or BoxState.Offered or BoxState.Received && actor.MayEverywhere(Right.PresentVouchers) && !Knows(box, actor);

    private static bool Knows(PaperBox box, Actor actor) => box.OpenerId == actor.OwnerId || box.SealerId == actor.OwnerId || box.GiverId == actor.OwnerId;

    private static async Task<List<BoxedLine>> PiecesAsync(PortalDbContext db, PaperBox box, CancellationToken cancellation)
    {
        var rows = await (from b in db.BoxedPieces
                          where b.BoxId == box.Id
                          join p in db.PresentedVouchers on b.PieceId equals p.Id
                          join v in db.Vouchers on b.VoucherId equals v.Id
                          join g in db.VoucherProgrammes on v.ProgrammeId equals g.Id
                          join t in db.Presentments on p.PresentmentId equals t.Id
                          orderby b.PieceId descending
                          select new { g.Prefix, v.Number, b.AmountMinor, t.Code, t.Uid, p.BusinessDate }).Take(MostShown).ToListAsync(cancellation);
        return rows.ConvertAll(r => new BoxedLine(SerialNumbers.Of(r.Prefix, r.Number), r.AmountMinor, r.Code, r.Uid, r.BusinessDate));
    }

    private static IQueryable<ListedBox> Listed(PortalDbContext db, Actor actor)
    {
        var (me, counts) = (actor.OwnerId, actor.MayEverywhere(Right.PresentVouchers));
        return from b in db.PaperBoxes.AsNoTracking()
               join g in db.VoucherProgrammes.AsNoTracking() on b.ProgrammeId equals g.Id
               join o in db.VoucherOffices on b.OfficeId equals o.Id
               from d in db.PaperDestructions.Where(d => d.Id == b.DestructionId).DefaultIfEmpty()
               let blind = counts && (b.State == BoxState.Sealed || b.State == BoxState.Offered || b.State == BoxState.Received) && b.OpenerId != me && b.SealerId != me && (b.GiverId == null || b.GiverId != me)
               select new ListedBox
               {
                   Box = b,
                   Programme = g,
                   Office = o.Code,
                   Count = blind ? null : b.Count,
                   Sum = blind ? null : b.SumMinor,
                   Differs = b.FoundCount != null && (b.FoundCount != b.Count || b.FoundMinor != b.SumMinor),
                   DestroyedOn = d == null ? null : d.On,
                   Destruction = d == null ? null : d.Code,
               };
    }
}
