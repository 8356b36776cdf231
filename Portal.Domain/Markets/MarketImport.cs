using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Storage;

namespace Portal.Domain.Markets;

/// <summary>
/// Markets from files. A row is about the market of its code, or else about the one of the same name and address; otherwise it makes a new one.
/// </summary>
public sealed class MarketImport : ImportTarget
{
    private const string NextNumber = "next";

    public override ImportKind Kind => ImportKind.Markets;

    public override string Subject => "market";

    public override IReadOnlyList<ExchangeColumn> Columns { get; } = [.. MarketColumns.All, .. MarketColumns.ReadOnlyExtras];

    public override async Task<IReadOnlyList<RowDecision>> DecideAsync(PortalDbContext db, ImportRun run, IReadOnlyList<ImportedRow> rows, CancellationToken cancellation)
    {
        var codes = rows.Select(r => r.Text("code")?.ToUpperInvariant()).OfType<string>().ToList();
        var names = rows.Where(r => r.Text("code") is null).Select(r => r.Text("nameKo")).OfType<string>().ToList();
        var known = await db.Markets.Where(m => codes.Contains(m.Code) || (names.Contains(m.NameKo) && m.ArchivedAt == null)).ToListAsync(cancellation);
        var operators = await db.Operators.AsNoTracking().ToDictionaryAsync(o => o.Code, o => o.Id, cancellation);
        var next = run.Memory.TryGetValue(NextNumber, out var kept) ? (long)kept : 1 + (await db.Markets.MaxAsync(m => (long?)m.Id, cancellation) ?? 0);
        var decisions = new List<RowDecision>(rows.Count);
        foreach (var row in rows)
        {
            var decision = Decide(db, run, row, known, operators, ref next);
            decisions.Add(decision);
        }

        run.Memory[NextNumber] = next;
        return decisions;
    }

    public override Task<IReadOnlySet<long>> InUseAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, CancellationToken cancellation) => UsedAsync(db, ids, cancellation);

    public override async Task<IReadOnlyDictionary<long, IImported>> LoadAsync(PortalDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        await db.Markets.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => (IImported)m, cancellation);

    private static async Task<IReadOnlySet<long>> UsedAsync(PortalDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var stalls = await db.Stalls.Where(s => ids.Contains(s.MarketId) && s.ArchivedAt == null).Select(s => s.MarketId).Distinct().ToListAsync(cancellation);
        var vendors = await db.Vendors.Where(v => ids.Contains(v.MarketId) && v.ArchivedAt == null).Select(v => v.MarketId).Distinct().ToListAsync(cancellation);
        return stalls.Concat(vendors).ToHashSet();
    }

    private static RowDecision Decide(PortalDbContext db, ImportRun run, ImportedRow row, List<Market> known, Dictionary<string, long> operators, ref long next)
    {
        var refusals = new List<Refusal>();
        var code = Codes.OfRecord(row.Text("code"), "code", Market.CodeLength, refusals);
        var address = row.Text("addressRoad") ?? row.Text("addressLot");
        var market = code is not null
            ? known.FirstOrDefault(m => m.Code == code)
            : known.FirstOrDefault(m => m.NameKo == row.Text("nameKo") && (address is null || m.AddressRoad == address || m.AddressLot == address));
        if (run.EarlierRow(code ?? $"{row.Text("nameKo")}|{address}", row.Number) is { } earlier)
            refusals.Add(new RowRepeated(earlier));
        if (market is null ? !run.Actor.MayEverywhere(Right.EditMarkets) : !run.Actor.May(Right.EditMarkets, market.Id, market.Region))
            refusals.Add(new NotAllowed(Right.EditMarkets));
        if (refusals.Count > 0)
            return RowDecision.Refuse(row, refusals, code);

        var isNew = market is null || market.ArchivedAt is not null;
        market ??= new Market { Code = code ?? FreeCode(known, ref next) };
        MarketRules.Apply(market, ReadEdit(row, market), refusals);
        SetOperator(market, row, operators, refusals);
        market.RefreshSearchText();
        if (refusals.Count > 0)
        {
            db.Revert(market);
            return RowDecision.Refuse(row, refusals, code);
        }

        if (isNew)
            market.ArchivedAt = null;
        var verdict = isNew ? RowVerdict.Created : db.Entry(market).State == EntityState.Modified ? RowVerdict.Updated : RowVerdict.Unchanged;
        return new RowDecision(row, verdict, market.Code, market, [], []);
    }

    private static MarketEdit ReadEdit(ImportedRow row, Market market) => new()
    {
        NameKo = row.TextChange("nameKo"),
        NameEn = row.TextChange("nameEn"),
        NameZh = row.TextChange("nameZh"),
        Region = row.TextChange("region"),
        AddressRoad = row.TextChange("addressRoad"),
        AddressLot = row.TextChange("addressLot"),
        Latitude = row.NumberChange("latitude"),
        Longitude = row.NumberChange("longitude"),
        Type = row.ChoiceChange<MarketType>("type"),
        Opening = row.Text("opening") is { } opening ? new(opening) : default,
        TimeZone = row.TextChange("timeZone"),
        Currency = row.TextChange("currency"),
        DayTurnHour = row.NumberChange("dayTurnHour"),
        Phone = row.TextChange("phone"),
        Homepage = row.TextChange("homepage"),
        Goods = row.TextChange("goods"),
        Facilities = ReadFacilities(row, market.Facilities),
        OpenedYear = row.NumberChange("openedYear"),
        ReportedShops = row.NumberChange("reportedShops"),
        Status = row.ChoiceChange<MarketStatus>("status"),
    };

    private static Change<Facilities> ReadFacilities(ImportedRow row, Facilities present)
    {
        var set = row.Has("facilities") ? EnumChoices.ParseSet<Facilities>(row.Choices("facilities")) : present;
        foreach (var (field, flag) in ((string, Facilities)[])[("toilets", Facilities.Toilets), ("parking", Facilities.Parking)])
        {
            if (row.YesNo(field) is { } has)
                set = has ? set | flag : set & ~flag;
        }

        return set;
    }

    private static void SetOperator(Market market, ImportedRow row, Dictionary<string, long> operators, List<Refusal> refusals)
    {
        if (!row.Has("operator"))
            return;
        if (row.Text("operator") is not { } wanted)
            market.OperatorId = null;
        else if (operators.TryGetValue(wanted, out var id))
            market.OperatorId = id;
        else
            refusals.Add(new OperatorNotFound(wanted) { Field = "operator" });
    }

    private static string FreeCode(List<Market> known, ref long next)
    {
        string code;
        do
            code = MarketService.CodeOf(next++);
        while (known.Any(m => m.Code == code));
        return code;
    }
}
