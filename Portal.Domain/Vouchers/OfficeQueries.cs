using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.ListedOffice, Portal.Domain.Vouchers.OfficeRow>;

namespace Portal.Domain.Vouchers;

/// <summary>One line of the list of offices.</summary>
/// <param name="Stock">Vouchers that lie in its drawers unsold.</param>
public sealed record OfficeRow(long Id, string Code, string NameKo, string? NameEn, string? NameZh, string? Market, string? MarketKo, int Drawers, long Stock, bool Closed);

/// <summary>Vouchers of one programme, kind and value in a drawer. Minor units.</summary>
/// <param name="Offered">How many of them are offered to another drawer.</param>
public sealed record DrawerStock(string Programme, string Currency, VoucherKind Kind, long Face, long Count, long Offered);

/// <summary>A drawer with what lies in it.</summary>
public sealed record OfficeDrawer(long Id, string Owner, IReadOnlyList<DrawerStock> Stock);

/// <summary>An office in full.</summary>
public sealed record OfficeRecord(OfficeRow Row, long Version, IReadOnlyList<OfficeDrawer> Drawers);

/// <summary>A drawer that stock can be handed to.</summary>
public sealed record OfferedDrawer(long Id, string Owner, string Office, string OfficeKo, string? OfficeEn, string? OfficeZh);

/// <summary>An office with what its list shows beside it.</summary>
public sealed class ListedOffice
{
    public required VoucherOffice Office { get; init; }

    public string? Market { get; init; }

    public string? MarketKo { get; init; }

    public int Drawers { get; init; }

    public long Stock { get; init; }

    public bool Closed { get; init; }
}

/// <summary>Reads offices and their drawers, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class OfficeQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedOffice, OfficeRow> Definition { get; } = new()
    {
        Key = l => l.Office.Id,
        Code = l => l.Office.Code,
        CodeOf = r => r.Code,
        Row = l => new OfficeRow(l.Office.Id, l.Office.Code, l.Office.NameKo, l.Office.NameEn, l.Office.NameZh, l.Market, l.MarketKo, l.Drawers, l.Stock, l.Closed),
        Order = [new ListSort("name")],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Office.Code.Contains(upper) || l.Office.NameKo.Contains(raw) || l.Office.NameEn!.Contains(raw);
        },
        Columns =
        [
            Column.Text("name", "stock.office", l => l.Office.NameKo, r => r.NameKo) with { Important = 1 },
            Column.Code("code", "stock.code", l => l.Office.Code, r => r.Code),
            Column.Text("market", "stock.market", l => l.MarketKo, r => r.MarketKo),
            Column.Number("drawers", "stock.drawers", l => l.Drawers, r => r.Drawers) with { Important = 3 },
            Column.Number("stock", "stock.pieces", l => l.Stock, r => r.Stock) with { Important = 2 },
            Column.YesNo("closed", "stock.closed", l => l.Closed, r => r.Closed) with { Offered = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    public async Task<Outcome<Page<OfficeRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, null, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    public async IAsyncEnumerable<OfficeRow> StreamAsync(Actor actor, ListQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db).Apply(query, Definition).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>An office by its code, with its drawers and their stock.</summary>
    public async Task<Outcome<OfficeRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db).Where(l => l.Office.Code == code).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is not { } row)
            return new OfficeNotFound(code);
        var version = await db.VoucherOffices.Where(o => o.Id == row.Id).Select(o => o.Version).SingleAsync(cancellation);
        var drawers = await db.VoucherDrawers.AsNoTracking().Where(d => d.OfficeId == row.Id).OrderBy(d => d.OwnerName).ThenBy(d => d.Id).Select(d => new { d.Id, d.OwnerName }).ToListAsync(cancellation);
        var stock = await (from v in db.Vouchers.AsNoTracking()
                           where v.State == VoucherState.Stock && db.VoucherDrawers.Any(d => d.Id == v.DrawerId && d.OfficeId == row.Id)
                           join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
                           group v by new { v.DrawerId, p.Code, p.Currency, v.Kind, v.FaceMinor } into g
                           select new { g.Key.DrawerId, g.Key.Code, g.Key.Currency, g.Key.Kind, g.Key.FaceMinor, Count = g.LongCount(), Offered = g.LongCount(v => v.HandOverId != null) }).ToListAsync(cancellation);
        return new OfficeRecord(row, version, drawers.ConvertAll(d => new OfficeDrawer(
            d.Id, d.OwnerName, [.. stock.Where(s => s.DrawerId == d.Id).OrderBy(s => s.Code).ThenBy(s => s.Kind).ThenBy(s => s.FaceMinor).Select(s => new DrawerStock(s.Code, s.Currency, s.Kind, s.FaceMinor, s.Count, s.Offered))])));
    }

    /// <summary>The drawers of others in open offices, for who hands stock over.</summary>
    public async Task<IReadOnlyList<OfferedDrawer>> OthersAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return [];
        await using var db = contexts.CreateDbContext();
        return await (from d in db.VoucherDrawers.AsNoTracking()
                      where d.OwnerId != actor.OwnerId
                      join o in db.VoucherOffices.Where(o => o.ClosedAt == null) on d.OfficeId equals o.Id
                      orderby o.NameKo, d.OwnerName, d.Id
                      select new OfferedDrawer(d.Id, d.OwnerName, o.Code, o.NameKo, o.NameEn, o.NameZh)).ToListAsync(cancellation);
    }

    /// <summary>The people for whom a drawer can be opened: id and name, by name.</summary>
    public async Task<IReadOnlyList<(long Id, string Name)>> SellersAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return [];
        await using var db = contexts.CreateDbContext();
        var found = await OfficeService.Sellers(db).OrderBy(u => u.DisplayName).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancellation);
        return found.ConvertAll(u => (u.Id, u.DisplayName));
    }

    private static IQueryable<ListedOffice> Listed(PortalDbContext db) =>
        from o in db.VoucherOffices.AsNoTracking()
        from m in db.Markets.Where(m => m.Id == o.MarketId).DefaultIfEmpty()
        select new ListedOffice
        {
            Office = o,
            Market = m.Code,
            MarketKo = m.NameKo,
            Drawers = db.VoucherDrawers.Count(d => d.OfficeId == o.Id),
            Stock = db.Vouchers.LongCount(v => v.State == VoucherState.Stock && db.VoucherDrawers.Any(d => d.Id == v.DrawerId && d.OfficeId == o.Id)),
            Closed = o.ClosedAt != null,
        };
}

/// <summary>What happened to an office and its drawers.</summary>
public sealed class OfficeTimeline : TimelineSource
{
    public override string Kind => "voucher_office";

    public override async Task<Outcome<TimelineRecord>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        return await db.VoucherOffices.Where(o => o.Code == code).Select(o => (long?)o.Id).FirstOrDefaultAsync(cancellation) is { } id ? new TimelineRecord(id, actor.MayEverywhere(Right.ViewAudit)) : new OfficeNotFound(code);
    }

    public override IReadOnlyList<TimelinePart> Parts(PortalDbContext db, long id) =>
    [
        new("voucher_office", db.VoucherOffices.Where(o => o.Id == id).Select(o => o.Id)),
        new("voucher_drawer", db.VoucherDrawers.Where(d => d.OfficeId == id).Select(d => d.Id)),
    ];

    public override IQueryable<string>? CodesOf(PortalDbContext db, string subjectKind, long subjectId) => subjectKind switch
    {
        "voucher_office" => db.VoucherOffices.Where(o => o.Id == subjectId).Select(o => o.Code),
        "voucher_drawer" => db.VoucherOffices.Where(o => db.VoucherDrawers.Any(d => d.Id == subjectId && d.OfficeId == o.Id)).Select(o => o.Code),
        _ => null,
    };

    public override async Task<IReadOnlyDictionary<long, string>> NamesAsync(PortalDbContext db, string field, IReadOnlyList<long> ids, CancellationToken cancellation) => field switch
    {
        "officeId" => await db.VoucherOffices.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.NameKo, cancellation),
        "marketId" => await db.Markets.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.NameKo, cancellation),
        _ => await base.NamesAsync(db, field, ids, cancellation),
    };
}
