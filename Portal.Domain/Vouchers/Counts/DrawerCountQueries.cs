using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.Counts.ListedCount, Portal.Domain.Vouchers.Counts.CountRow>;

namespace Portal.Domain.Vouchers.Counts;

/// <summary>One line of the list of counts. Pieces are null for who has to count again without knowing them.</summary>
public sealed record CountRow(long Id, string Code, DateOnly Day, string Office, string Owner, long OwnerId, DrawerCountState State, int? Counted, int? Book, int Attempts, DateTime CountedAt, string? Reason, string? Checker)
{
    public int? Difference => Counted - Book;
}

/// <summary>A line of a count. Minor units.</summary>
/// <param name="Differs">True when the pieces are others than the book's.</param>
public sealed record CountLine(string Programme, string Currency, VoucherKind Kind, long Face, int? Counted, int? Book, bool Differs);

/// <summary>A count in full.</summary>
public sealed record CountRecord(CountRow Row, OfficeName Office, long DrawerId, string? Comment, DateTime? DecidedAt, IReadOnlyList<CountLine> Lines);

/// <summary>How a drawer stands on a day.</summary>
/// <param name="State">Null when it was not counted.</param>
/// <param name="Moved">True when the book is another than at the count: it has to be counted again.</param>
public sealed record DrawerStanding(long DrawerId, long OwnerId, string Owner, string Office, string OfficeKo, string? OfficeEn, string? OfficeZh, DateOnly Day, DrawerCountState? State, bool Moved, string? Code)
{
    /// <summary>True when the day can be closed as far as this drawer is concerned.</summary>
    public bool IsDone => State is DrawerCountState.Agreed or DrawerCountState.Confirmed && !Moved;
}

/// <summary>A count with what its list shows beside it.</summary>
public sealed class ListedCount
{
    public required DrawerCount Count { get; init; }

    public required string Office { get; init; }

    /// <summary>True where the reader has to count without knowing the book.</summary>
    public bool Blind { get; init; }
}

/// <summary>Reads counts of drawers, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches. The owner of a drawer sees the figures of a difference only after it is explained.</summary>
public sealed class DrawerCountQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public static ListDefinition<ListedCount, CountRow> Definition { get; } = new()
    {
        Key = l => l.Count.Id,
        Code = l => l.Count.Code,
        CodeOf = r => r.Code,
        Row = l => new CountRow(
            l.Count.Id, l.Count.Code, l.Count.BusinessDate, l.Office, l.Count.CounterName, l.Count.CounterId, l.Count.State, l.Blind ? null : l.Count.Counted, l.Blind ? null : l.Count.Book, l.Count.Attempts, l.Count.CountedAt, l.Count.Reason,
            l.Count.CheckerName),
        Order = [new ListSort("day", Descending: true)],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Count.Code.Contains(upper) || l.Count.CounterName.Contains(raw) || l.Office.Contains(raw);
        },
        Columns =
        [
            Column.Text("code", "stock.count", l => l.Count.Code, r => r.Code) with { Important = 1 },
            Column.Date("day", "stock.count_day", l => l.Count.BusinessDate, r => r.Day),
            Column.Choice("state", "stock.state", l => l.Count.State, r => r.State) with { Important = 2, Offered = true },
            Column.Text("office", "stock.office", l => l.Office, r => r.Office),
            Column.Text("owner", "stock.owner", l => l.Count.CounterName, r => r.Owner) with { Important = 3 },
            Column.Shown("counted", "stock.counted", ListKind.Number, r => r.Counted),
            Column.Shown("book", "stock.book", ListKind.Number, r => r.Book),
            Column.Shown("difference", "stock.difference", ListKind.Number, r => r.Difference),
            Column.Shown("attempts", "stock.attempts", ListKind.Number, r => r.Attempts) with { Hidden = true },
            Column.Instant("countedAt", "stock.counted_at", l => l.Count.CountedAt, r => r.CountedAt),
            Column.Shown("checker", "stock.checker", ListKind.Text, r => r.Checker),
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<CountRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<CountRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db, actor).Apply(query, Definition, zone).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>A count by its code.</summary>
    public async Task<Outcome<CountRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db, actor).Where(l => l.Count.Code == code).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is not { } row)
            return new DrawerCountNotFound();
        var count = await db.DrawerCounts.AsNoTracking().SingleAsync(c => c.Id == row.Id, cancellation);
        var office = await db.VoucherOffices.AsNoTracking().SingleAsync(o => o.Id == count.OfficeId, cancellation);
        var lines = await db.DrawerCountLines.AsNoTracking().Where(l => l.CountId == row.Id).OrderBy(l => l.Place).Join(db.VoucherProgrammes, l => l.ProgrammeId, p => p.Id, (l, p) => new { Line = l, p.Code, p.Currency }).ToListAsync(cancellation);
        return new CountRecord(row, new OfficeName(office.Code, office.NameKo, office.NameEn, office.NameZh), count.DrawerId, count.Comment, count.DecidedAt, lines.ConvertAll(l => new CountLine(
            l.Code, l.Currency, l.Line.Kind, l.Line.FaceMinor, row.Counted is null ? null : l.Line.Counted, row.Counted is null ? null : l.Line.Book, l.Line.Counted != l.Line.Book)));
    }

    /// <summary>How the drawers that hold paper or cards stand today, each in the day of its office; null for who may not see vouchers.</summary>
    public async Task<Outcome<IReadOnlyList<DrawerStanding>>> TodayAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await DrawerStandings.ReadAsync(db, db.VoucherOffices.Where(o => o.ClosedAt == null), null, time.GetUtcNow().UtcDateTime, cancellation);
    }

    /// <summary>How many counts wait for a second person; none for who decides none.</summary>
    public async Task<int> WaitingAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ApproveVouchers))
            return 0;
        await using var db = contexts.CreateDbContext();
        return await db.DrawerCounts.CountAsync(c => c.State == DrawerCountState.Explained && c.CounterId != actor.OwnerId, cancellation);
    }

    private static IQueryable<ListedCount> Listed(PortalDbContext db, Actor actor)
    {
        var reader = actor.OwnerId;
        return from c in db.DrawerCounts.AsNoTracking()
               join o in db.VoucherOffices on c.OfficeId equals o.Id
               select new ListedCount { Count = c, Office = o.NameKo, Blind = c.CounterId == reader && c.State == DrawerCountState.Different };
    }
}

/// <summary>What happened to a count of a drawer.</summary>
public sealed class DrawerCountTimeline : TimelineSource
{
    public override string Kind => "drawer_count";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.DrawerCounts.Where(c => c.Code == code).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancellation) is { } id ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new DrawerCountNotFound();
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) => [new("drawer_count", db.DrawerCounts.Where(c => c.Id == id).Select(c => c.Id))];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) =>
        subjectKind == "drawer_count" ? db.DrawerCounts.Where(c => c.Id == subjectId).Select(c => c.Code) : null;
}
