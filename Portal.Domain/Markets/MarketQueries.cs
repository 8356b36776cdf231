using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Markets.Market, Portal.Domain.Markets.MarketRow>;

namespace Portal.Domain.Markets;

/// <summary>A market as lists show it.</summary>
public sealed record MarketRow(
    string Code,
    string NameKo,
    string? NameEn,
    string? NameZh,
    string Region,
    MarketType Type,
    string Opening,
    MarketStatus Status,
    string? AddressRoad,
    string? AddressLot,
    string? Phone,
    int? ReportedShops,
    int? OpenedYear,
    Facilities Facilities,
    string? Operator,
    string Currency,
    long? LatitudeE6,
    long? LongitudeE6);

/// <summary>A market with everything the record page and the API show.</summary>
public sealed record MarketDetail(MarketRow Row, string TimeZone, int DayTurnHour, string? Homepage, string? Goods, string? OperatorName, int Stalls, int Vendors, long Version, bool MayEdit, bool MayEditStalls)
{
    /// <summary>For asking whether the reader has a right here.</summary>
    public required long Id { get; init; }
}

/// <summary>A market as the switcher and pickers show it.</summary>
public sealed record MarketName(long Id, string Code, string NameKo, string? NameEn, string? NameZh, string Region);

/// <summary>A market as the map draws it. Degrees times 1,000,000.</summary>
public sealed record MarketPlace(string Code, string NameKo, string? NameEn, string? NameZh, string Region, MarketType Type, MarketStatus Status, long LatitudeE6, long LongitudeE6);

/// <summary>A legal person that keeps the books of markets.</summary>
public sealed record OperatorName(string Code, string Name);

/// <summary>Reading markets: lists, one record, names.</summary>
public sealed class MarketQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What the list of markets knows.</summary>
    public static ListDefinition<Market, MarketRow> Definition { get; } = new()
    {
        Key = m => m.Id,
        Code = m => m.Code,
        CodeOf = r => r.Code,
        Row = ToRow,
        Order = [new ListSort("region"), new ListSort("nameKo")],
        Search = word => m => EF.Functions.Like(m.SearchText, word.Anywhere, LikePattern.Escape),
        Columns =
        [
            Column.Text("code", "markets.code", m => m.Code, r => r.Code),
            Column.Text("nameKo", "markets.nameKo", m => m.NameKo, r => r.NameKo) with { Important = 1 },
            Column.Text("nameEn", "markets.nameEn", m => m.NameEn, r => r.NameEn) with { Hidden = true },
            Column.Text("nameZh", "markets.nameZh", m => m.NameZh, r => r.NameZh) with { Hidden = true },
            Column.Code("region", "markets.region", m => m.Region, r => r.Region) with { Important = 2, Offered = true },
            Column.Choice("type", "markets.type", m => m.Type, r => r.Type) with { Offered = true },
            Column.Text("opening", "markets.opening", m => m.Opening, r => r.Opening),
            Column.Choice("status", "markets.status", m => m.Status, r => r.Status) with { Important = 3, Offered = true },
            Column.Text("addressRoad", "markets.addressRoad", m => m.AddressRoad, r => r.AddressRoad),
            Column.Text("addressLot", "markets.addressLot", m => m.AddressLot, r => r.AddressLot) with { Hidden = true },
            Column.Text("phone", "markets.phone", m => m.Phone, r => r.Phone),
            Column.Number("reportedShops", "markets.reportedShops", m => m.ReportedShops, r => r.ReportedShops),
            Column.Number("openedYear", "markets.openedYear", m => m.OpenedYear, r => r.OpenedYear) with { Hidden = true },
            Column.Code("operator", "markets.operator", m => m.Operator!.Code, r => r.Operator) with { Hidden = true },
        ],
    };

    private static Expression<Func<Market, MarketRow>> ToRow => m => new MarketRow(
        m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region, m.Type, m.Opening, m.Status, m.AddressRoad, m.AddressLot, m.Phone, m.ReportedShops, m.OpenedYear,
        m.Facilities, m.Operator!.Code, m.Currency, m.LatitudeE6, m.LongitudeE6);

    /// <summary>The markets that a right of the actor reaches and that are not archived.</summary>
    public static IQueryable<Market> Visible(PortalDbContext db, Actor actor, Right right = Right.ViewMarkets) => Reached(db, actor, right).AsNoTracking();

    /// <summary>The same within a query for rows that are changed: a part that is not tracked would leave none of the whole tracked.</summary>
    internal static IQueryable<Market> Reached(PortalDbContext db, Actor actor, Right right)
    {
        var markets = db.Markets.Where(m => m.ArchivedAt == null);
        var reach = actor.ReachOf(right);
        return reach.All ? markets : markets.Where(m => reach.Regions.Contains(m.Region) || reach.MarketIds.Contains(m.Id));
    }

    /// <summary>One page of the list.</summary>
    public async Task<Outcome<Page<MarketRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).ToPageAsync(query, Definition, cancel: cancellation);
    }

    /// <summary>The record, or a refusal.</summary>
    public async Task<Outcome<MarketDetail>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var markets = Visible(db, actor).Where(m => m.Code == code);
        var row = await markets.Select(ToRow).FirstOrDefaultAsync(cancellation);
        if (row is null)
            return new MarketNotFound(code);
        var rest = await markets.Select(m => new
        {
            m.TimeZone,
            m.DayTurnHour,
            m.Homepage,
            m.Goods,
            m.Version,
            m.Id,
            m.Region,
            Operator = m.Operator!.Name,
            Stalls = db.Stalls.Count(s => s.MarketId == m.Id && s.ArchivedAt == null),
            Vendors = db.Vendors.Count(v => v.MarketId == m.Id && v.ArchivedAt == null),
        }).FirstAsync(cancellation);
        return new MarketDetail(row, rest.TimeZone, rest.DayTurnHour, rest.Homepage, rest.Goods, rest.Operator, rest.Stalls, rest.Vendors, rest.Version,
            actor.May(Right.EditMarkets, rest.Id, rest.Region), actor.May(Right.EditStalls, rest.Id, rest.Region))
        {
            Id = rest.Id,
        };
    }

    /// <summary>The names of all markets that the actor may see, in Korean order.</summary>
    public async Task<IReadOnlyList<MarketName>> NamesAsync(Actor actor, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).OrderBy(m => m.NameKo).ThenBy(m => m.Id)
            .Select(m => new MarketName(m.Id, m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region)).ToListAsync(cancellation);
    }

    /// <summary>The markets of these codes that the actor may see.</summary>
    public async Task<IReadOnlyList<MarketName>> NamesAsync(Actor actor, IReadOnlyList<string> codes, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).Where(m => codes.Contains(m.Code)).Select(m => new MarketName(m.Id, m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region)).ToListAsync(cancellation);
    }

    /// <summary>Up to <paramref name="take"/> markets whose name, code, address or region fits, for switcher, palette and pickers.</summary>
    public async Task<IReadOnlyList<MarketName>> FindAsync(Actor actor, string words, int take = 20, CancellationToken cancellation = default)
    {
        var query = new ListQuery { Search = words.Length > ListQuery.MaxSearch ? words[..ListQuery.MaxSearch] : words, Size = take };
        await using var db = contexts.CreateDbContext();
        var rows = Visible(db, actor).Apply(query, Definition);
        return rows.Ok ? await rows.Value.Take(take).Select(m => new MarketName(m.Id, m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region)).ToListAsync(cancellation) : [];
    }

    /// <summary>The codes before and after a record in the list that the query describes.</summary>
    public async Task<Outcome<ListNeighbours>> NeighboursAsync(Actor actor, ListQuery query, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).NeighboursAsync(query, Definition, code, cancel: cancellation);
    }

    /// <summary>Every market that has coordinates, in one query.</summary>
    public async Task<IReadOnlyList<MarketPlace>> MapAsync(Actor actor, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).Where(m => m.LatitudeE6 != null && m.LongitudeE6 != null).OrderBy(m => m.Code)
            .Select(m => new MarketPlace(m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region, m.Type, m.Status, m.LatitudeE6!.Value, m.LongitudeE6!.Value)).ToListAsync(cancellation);
    }

    /// <summary>The operators whose name or code holds the text.</summary>
    public async Task<IReadOnlyList<OperatorName>> OperatorsAsync(string text, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var pattern = LikePattern.Contains(text.Length > Operator.NameLength ? text[..Operator.NameLength] : text);
        return await db.Operators.AsNoTracking().Where(o => EF.Functions.Like(o.Name, pattern, LikePattern.Escape) || EF.Functions.Like(o.Code, pattern, LikePattern.Escape))
            .OrderBy(o => o.Name).Take(20).Select(o => new OperatorName(o.Code, o.Name)).ToListAsync(cancellation);
    }

    /// <summary>The regions that have markets the actor may see.</summary>
    public async Task<IReadOnlyList<string>> RegionsAsync(Actor actor, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).Select(m => m.Region).Distinct().OrderBy(r => r).ToListAsync(cancellation);
    }

    /// <summary>The closures of a market that were not called off, latest first.</summary>
    public async Task<IReadOnlyList<MarketClosure>> ClosuresAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var ids = Visible(db, actor).Where(m => m.Code == code).Select(m => m.Id);
        return await db.MarketClosures.AsNoTracking().Where(c => ids.Contains(c.MarketId) && c.CancelledAt == null).OrderByDescending(c => c.FromDate).Take(200).ToListAsync(cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports.</summary>
    public async IAsyncEnumerable<MarketExport> StreamAsync(Actor actor, ListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var rows = Visible(db, actor).Apply(query, Definition);
        if (!rows.Ok)
            yield break;
        var exports = rows.Value.Select(m => new MarketExport(
            new MarketRow(
                m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region, m.Type, m.Opening, m.Status, m.AddressRoad, m.AddressLot, m.Phone, m.ReportedShops, m.OpenedYear,
                m.Facilities, m.Operator!.Code, m.Currency, m.LatitudeE6, m.LongitudeE6),
            m.TimeZone,
            m.DayTurnHour,
            m.Homepage,
            m.Goods));
        await foreach (var row in exports.AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>Rows in the order of their codes, from the one behind <paramref name="after"/> on: the paging of the API.</summary>
    public async Task<Outcome<IReadOnlyList<MarketRow>>> AfterAsync(Actor actor, ListQuery query, string? after, int limit, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var matching = Visible(db, actor).Matching(query, Definition);
        if (!matching.TryGet(out var markets))
            return matching.Refusals.ToList();
        if (!string.IsNullOrEmpty(after))
            markets = markets.Where(m => m.Code.CompareTo(after) > 0);
        return await markets.OrderBy(m => m.Code).Take(limit).Select(ToRow).ToListAsync(cancellation);
    }
}
