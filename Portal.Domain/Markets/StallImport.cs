using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Storage;

namespace Portal.Domain.Markets;

/// <summary>Stalls from files. A row is about the stall of its code, or of its market and number. A zone that the market does not have yet is made.</summary>
public sealed class StallImport : ImportTarget
{
    public override ImportKind Kind => ImportKind.Stalls;

    public override string Subject => "stall";

    public override IReadOnlyList<ExchangeColumn> Columns => StallColumns.All;

    public override async Task<IReadOnlyList<RowDecision>> DecideAsync(PortalDbContext db, ImportRun run, IReadOnlyList<ImportedRow> rows, CancellationToken cancellation)
    {
        var finder = await MarketFinder.OfAsync(db, run, Right.EditStalls, cancellation);
        var named = new List<(ImportedRow Row, MarketName? Market, string? Number, List<Refusal> Refusals)>(rows.Count);
        foreach (var row in rows)
        {
            var refusals = new List<Refusal>();
            var (market, number) = Identify(row, finder, refusals);
            named.Add((row, market, number, refusals));
        }

        var codes = named.Where(n => n.Number is not null).Select(n => $"{n.Market!.Code}-{n.Number}").ToList();
        var marketIds = named.Where(n => n.Market is not null).Select(n => n.Market!.Id).Distinct().ToList();
        var stalls = await db.Stalls.Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, cancellation);
        var zones = await db.Zones.Where(z => marketIds.Contains(z.MarketId)).ToListAsync(cancellation);
        var held = await HeldAsync(db, [.. stalls.Values.Select(s => s.Id)], run.Now, cancellation);
        return [.. named.Select(n => n.Refusals.Count > 0 || n.Number is null
            ? RowDecision.Refuse(n.Row, n.Refusals)
            : Decide(db, run, n.Row, n.Market!, n.Number, stalls, zones, held))];
    }

    public override async Task<IReadOnlySet<long>> InUseAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        (await db.Tenancies.Where(t => ids.Contains(t.StallId) && t.ArchivedAt == null).Select(t => t.StallId)
            .Union(db.Attachments.Where(a => ids.Contains(a.StallId!.Value) && a.ArchivedAt == null).Select(a => a.StallId!.Value)).ToListAsync(cancellation)).ToHashSet();

    public override async Task<IReadOnlyDictionary<long, IImported>> LoadAsync(PortalDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        await db.Stalls.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => (IImported)s, cancellation);

    private static async Task<HashSet<long>> HeldAsync(PortalDbContext db, List<long> ids, DateTime now, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(now);
        return [.. await db.Tenancies.Where(t => ids.Contains(t.StallId) && t.ArchivedAt == null && (t.ToDate == null || t.ToDate >= today)).Select(t => t.StallId).ToListAsync(cancellation)];
    }

    private static (MarketName? Market, string? Number) Identify(ImportedRow row, MarketFinder finder, List<Refusal> refusals)
    {
        var wanted = row.Text("market");
        var edit = new StallEdit { Code = row.Text("code"), Number = row.Text("number") };
        if (wanted is null && row.Text("code") is not null && StallRules.Identify(edit, finder.IsCode, refusals) is { } fromCode)
            return (finder.Find(fromCode.Market, null, refusals), fromCode.Number);
        if (refusals.Count > 0)
            return default;
        var market = finder.Find(wanted, null, refusals);
        if (market is null || StallRules.Identify(edit with { Market = market.Code }, finder.IsCode, refusals) is not { } identity)
            return default;
        return (market, identity.Number);
    }

    private static RowDecision Decide(
        PortalDbContext db, ImportRun run, ImportedRow row, MarketName market, string number, Dictionary<string, Stall> stalls, List<Zone> zones, HashSet<long> held)
    {
        var refusals = new List<Refusal>();
        var code = $"{market.Code}-{number}";
        if (run.EarlierRow(code, row.Number) is { } earlier)
            return RowDecision.Refuse(row, [new RowRepeated(earlier)], code);
        var stall = stalls.GetValueOrDefault(code);
        var isNew = stall is null || stall.ArchivedAt is not null;
        stall ??= new Stall { MarketId = market.Id, Number = number, Code = code };
        StallRules.Apply(stall, ReadEdit(row), refusals);
        var newZone = SetZone(stall, row, market, zones, isNew, refusals);
        if (stall.Status == StallStatus.Closed && held.Contains(stall.Id))
            refusals.Add(new StallIsHeld(code) { Field = "status" });
        if (refusals.Count > 0)
        {
            db.Revert(stall);
            return RowDecision.Refuse(row, refusals, code);
        }

        if (isNew)
            stall.ArchivedAt = null;
        var verdict = isNew ? RowVerdict.Created : db.Entry(stall).State == EntityState.Modified ? RowVerdict.Updated : RowVerdict.Unchanged;
        return new RowDecision(row, verdict, code, stall, newZone is null ? [] : [newZone], []);
    }

    private static StallEdit ReadEdit(ImportedRow row) => new()
    {
        Kind = row.ChoiceChange<StallKind>("kind"),
        Status = row.ChoiceChange<StallStatus>("status"),
        Area = row.Has("area") ? new(row.Number64("area") * StallColumns.Cm2PerAreaUnit) : default,
        Utilities = row.SetChange<Utilities>("utilities"),
        PlanX = row.NumberChange("planX"),
        PlanY = row.NumberChange("planY"),
        PlanWidth = row.NumberChange("planWidth"),
        PlanHeight = row.NumberChange("planHeight"),
    };

    private static Zone? SetZone(Stall stall, ImportedRow row, MarketName market, List<Zone> zones, bool isNew, List<Refusal> refusals)
    {
        if (!row.Has("zone") && !isNew)
            return null;
        var code = Codes.Clean(row.Text("zone"), "zone", Zone.CodeLength, refusals);
        if (code is null)
        {
            if (!refusals.Any(r => r.Field == "zone"))
                refusals.Add(new TextMissing { Field = "zone" });
            return null;
        }

        var zone = zones.FirstOrDefault(z => z.MarketId == market.Id && z.Code == code);
        if (zone is { Id: > 0 })
        {
            stall.ZoneId = zone.Id;
            return null;
        }

        zone ??= new Zone { MarketId = market.Id, Code = code, NameKo = code, SortOrder = zones.Count };
        if (!zones.Contains(zone))
            zones.Add(zone);
        stall.Zone = zone;
        return zone;
    }
}
