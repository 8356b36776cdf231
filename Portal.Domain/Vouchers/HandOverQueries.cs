using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.ListedHandOver, Portal.Domain.Vouchers.HandOverRow>;

namespace Portal.Domain.Vouchers;

/// <summary>One line of the list of hand-overs. Minor units.</summary>
/// <param name="Count">Null while the reader has to count himself.</param>
public sealed record HandOverRow(
    long Id, string Code, string Programme, string Currency, HandOverState State, int? Count, long? Face, long GiverId, string Giver, string FromOffice, long ReceiverId, string Receiver, string ToOffice, DateTime OfferedAt, DateTime? DecidedAt)
{
    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>Serial numbers without a gap. Minor units.</summary>
public sealed record HandOverRun(string From, string To, VoucherKind Kind, long Face, int Count);

/// <summary>A hand-over in full. What the receiver has to count himself is left out for him until he has.</summary>
public sealed record HandOverRecord(HandOverRow Row, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, string Issuer, string TimeZone, string? Note, string? Reason, int Miscounts)
{
    public IReadOnlyList<HandOverRun> Runs { get; init; } = [];
}

/// <summary>A hand-over with what its list shows beside it.</summary>
public sealed class ListedHandOver
{
    public required StockHandOver HandOver { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public required string FromOffice { get; init; }

    public required string ToOffice { get; init; }

    /// <summary>True where the reader has to count first.</summary>
    public bool Blind { get; init; }
}

/// <summary>Reads hand-overs, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets. The receiver sees count and sum after he has counted.</summary>
public sealed class HandOverQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedHandOver, HandOverRow> Definition { get; } = new()
    {
        Key = l => l.HandOver.Id,
        Code = l => l.HandOver.Code,
        CodeOf = r => r.Code,
        Row = l => new HandOverRow(
            l.HandOver.Id, l.HandOver.Code, l.Programme.Code, l.Programme.Currency, l.HandOver.State, l.Blind ? null : l.HandOver.Count, l.Blind ? null : l.HandOver.FaceMinor, l.HandOver.GiverId, l.HandOver.GiverName, l.FromOffice,
            l.HandOver.ReceiverId, l.HandOver.ReceiverName, l.ToOffice, l.HandOver.OfferedAt, l.HandOver.DecidedAt),
        Order = [new ListSort("offeredAt", Descending: true)],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.HandOver.Code.Contains(upper) || l.HandOver.GiverName.Contains(raw) || l.HandOver.ReceiverName.Contains(raw);
        },
        Columns =
        [
            Column.Text("code", "stock.hand_over", l => l.HandOver.Code, r => r.Code) with { Important = 1 },
            Column.Choice("state", "stock.state", l => l.HandOver.State, r => r.State) with { Important = 2, Offered = true },
            Column.Text("giver", "stock.giver", l => l.HandOver.GiverName, r => r.Giver),
            Column.Text("fromOffice", "stock.from_office", l => l.FromOffice, r => r.FromOffice) with { Hidden = true },
            Column.Text("receiver", "stock.receiver", l => l.HandOver.ReceiverName, r => r.Receiver) with { Important = 3 },
            Column.Text("toOffice", "stock.to_office", l => l.ToOffice, r => r.ToOffice),
            Column.Shown("count", "stock.pieces", ListKind.Number, r => r.Count),
            Column.Shown("face", "stock.face_total", ListKind.Money, r => r.Face is { } face ? r.Money(face) : null),
            Column.Instant("offeredAt", "stock.offered_at", l => l.HandOver.OfferedAt, r => r.OfferedAt),
            Column.Instant("decidedAt", "stock.decided_at", l => l.HandOver.DecidedAt, r => r.DecidedAt),
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<HandOverRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<HandOverRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db, actor).Apply(query, Definition, zone).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>A hand-over by its code, with its serial numbers.</summary>
    public async Task<Outcome<HandOverRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db, actor).Where(l => l.HandOver.Code == code).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is not { } row)
            return new HandOverNotFound();
        var handOver = await db.StockHandOvers.AsNoTracking().SingleAsync(h => h.Id == row.Id, cancellation);
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == handOver.ProgrammeId, cancellation);
        var runs = row.Count is null ? [] : await db.StockHandOverRuns.AsNoTracking().Where(r => r.HandOverId == row.Id).OrderBy(r => r.Place).ToListAsync(cancellation);
        return new HandOverRecord(row, programme.NameKo, programme.NameEn, programme.NameZh, programme.Issuer, programme.TimeZone, handOver.Note, handOver.Reason, handOver.Miscounts)
        {
            Runs = runs.ConvertAll(r => new HandOverRun(SerialNumbers.Of(programme.Prefix, r.FromNumber), SerialNumbers.Of(programme.Prefix, r.ToNumber), r.Kind, r.FaceMinor, r.Count)),
        };
    }

    private static IQueryable<ListedHandOver> Listed(PortalDbContext db, Actor actor)
    {
        var reader = actor.OwnerId;
        return from h in db.StockHandOvers.AsNoTracking()
               join p in db.VoucherProgrammes on h.ProgrammeId equals p.Id
               join f in db.VoucherDrawers on h.FromDrawerId equals f.Id
               join g in db.VoucherOffices on f.OfficeId equals g.Id
               join t in db.VoucherDrawers on h.ToDrawerId equals t.Id
               join o in db.VoucherOffices on t.OfficeId equals o.Id
               select new ListedHandOver { HandOver = h, Programme = p, FromOffice = g.NameKo, ToOffice = o.NameKo, Blind = h.ReceiverId == reader && h.State == HandOverState.Offered };
    }
}

/// <summary>What happened to a hand-over: offered, counted, received, refused, withdrawn.</summary>
public sealed class HandOverTimeline : TimelineSource
{
    public override string Kind => "stock_hand_over";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.StockHandOvers.Where(h => h.Code == code).Select(h => (long?)h.Id).FirstOrDefaultAsync(cancellation) is { } id ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new HandOverNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) => [new("stock_hand_over", db.StockHandOvers.Where(h => h.Id == id).Select(h => h.Id))];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) =>
        subjectKind == "stock_hand_over" ? db.StockHandOvers.Where(h => h.Id == subjectId).Select(h => h.Code) : null;
}
