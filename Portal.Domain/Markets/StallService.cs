using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Markets;

/// <summary>Where a stall is drawn: decimetres from the upper left corner of the zone's plan.</summary>
public sealed record PlanPlace(string Stall, int X, int Y, int Width, int Height);

/// <summary>Everything that changes zones, stalls and what stands in them.</summary>
public sealed class StallService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Registers a zone. Answers its code.</summary>
    public async Task<Outcome<string>> CreateZoneAsync(Actor actor, string market, string? code, string? nameKo, string? nameEn, string? nameZh, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await MarketService.FindAsync(db, actor, market, Right.EditStalls, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var zone = new Zone
        {
            MarketId = place.Id,
            Code = Codes.Clean(code, "code", Zone.CodeLength, refusals) ?? "",
            NameKo = Text.Require(nameKo, "nameKo", Zone.NameLength, refusals),
            NameEn = Text.Clean(nameEn, "nameEn", Zone.NameLength, refusals),
            NameZh = Text.Clean(nameZh, "nameZh", Zone.NameLength, refusals),
            SortOrder = await db.Zones.CountAsync(z => z.MarketId == place.Id, cancellation),
        };
        if (zone.Code.Length == 0 && refusals.Count == 0)
            refusals.Add(new TextMissing { Field = "code" });
        if (await db.Zones.AnyAsync(z => z.MarketId == place.Id && z.Code == zone.Code, cancellation))
            refusals.Add(new ZoneCodeTaken(zone.Code) { Field = "code" });
        if (refusals.Count > 0)
            return refusals;
        db.Add(zone);
        db.Audit(actor, Now, "zone.created", zone);
        var saved = await db.SaveOrConflictAsync(zone, cancellation);
        return saved.Ok ? zone.Code : saved.Refusals.ToList();
    }

    /// <summary>Registers a stall. Answers its code.</summary>
    public async Task<Outcome<string>> CreateAsync(Actor actor, StallEdit edit, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.EditStalls))
            return new NotAllowed(Right.EditStalls);
        await using var db = contexts.CreateDbContext();
        var refusals = new List<Refusal>();
        var markets = (await db.Markets.Where(m => m.ArchivedAt == null).Select(m => m.Code).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        if (StallRules.Identify(edit, markets.Contains, refusals) is not { } identity)
            return refusals;
        var found = await MarketService.FindAsync(db, actor, identity.Market, Right.EditStalls, cancellation);
        if (!found.TryGet(out var market))
            return found.Refusals.ToList();
        var stall = new Stall { MarketId = market.Id, Number = identity.Number, Code = $"{market.Code}-{identity.Number}" };
        StallRules.Apply(stall, edit, refusals);
        await SetZoneAsync(db, stall, edit, refusals, cancellation);
        if (await db.Stalls.AnyAsync(s => s.Code == stall.Code, cancellation))
            refusals.Add(new StallCodeTaken(stall.Code) { Field = "code" });
        if (refusals.Count > 0)
            return refusals;
        db.Add(stall);
        db.Audit(actor, Now, "stall.created", stall);
        var saved = await db.SaveOrConflictAsync(stall, cancellation);
        return saved.Ok ? stall.Code : saved.Refusals.ToList();
    }

    /// <summary>Changes the fields that the edit gives.</summary>
    public async Task<Outcome<Done>> UpdateAsync(Actor actor, string code, StallEdit edit, long? version = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.EditStalls, cancellation);
        if (!found.TryGet(out var stall))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        if ((edit.Code.Given && edit.Code.Value != stall.Code) || (edit.Number.Given && edit.Number.Value != stall.Number))
            refusals.Add(new FieldIsFixed { Field = edit.Code.Given ? "code" : "number" });
        if (edit.Market.Given && edit.Market.Value != stall.Market!.Code)
            refusals.Add(new FieldIsFixed { Field = "market" });
        if (version is { } read)
            db.Entry(stall).Property(s => s.Version).OriginalValue = read;
        StallRules.Apply(stall, edit, refusals);
        await SetZoneAsync(db, stall, edit, refusals, cancellation);
        if (stall.Status == StallStatus.Closed && await IsHeldAsync(db, stall, cancellation))
            refusals.Add(new StallIsHeld(stall.Code) { Field = "status" });
        if (refusals.Count > 0)
            return refusals;
        if (!db.ChangeTracker.HasChanges())
            return default(Done);
        db.Audit(actor, Now, "stall.updated", stall);
        return await db.SaveOrConflictAsync(stall, cancellation);
    }

    /// <summary>Moves stalls on the floor plan, all or none.</summary>
    public async Task<Outcome<Done>> PlaceAsync(Actor actor, string market, IReadOnlyList<PlanPlace> places, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await MarketService.FindAsync(db, actor, market, Right.EditStalls, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        var codes = places.Select(p => p.Stall).ToList();
        var stalls = await db.Stalls.Where(s => s.MarketId == place.Id && s.ArchivedAt == null && codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, cancellation);
        var refusals = new List<Refusal>();
        foreach (var (code, x, y, width, height) in places)
        {
            if (!stalls.TryGetValue(code, out var stall))
            {
                refusals.Add(new StallNotFound(code));
                continue;
            }

            StallRules.Apply(stall, new StallEdit { PlanX = x, PlanY = y, PlanWidth = width, PlanHeight = height }, refusals);
            if (db.Entry(stall).State == EntityState.Modified)
                db.Audit(actor, Now, "stall.placed", stall);
        }

        if (refusals.Count > 0)
            return refusals;
        return await db.SaveOrConflictAsync(place, cancellation);
    }

    /// <summary>Notes that a scale or a terminal stands at the stall from a day on.</summary>
    public async Task<Outcome<long>> AddDeviceAsync(Actor actor, string code, DeviceKind kind, string? serial, string? model, DateOnly from, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.EditStalls, cancellation);
        if (!found.TryGet(out var stall))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var device = new StallDevice
        {
            MarketId = stall.MarketId,
            StallId = stall.Id,
            Kind = kind,
            Serial = Text.Require(serial, "serial", StallDevice.SerialLength, refusals),
            Model = Text.Clean(model, "model", StallDevice.ModelLength, refusals),
            FromDate = from,
        };
        if (await db.StallDevices.AnyAsync(d => d.Kind == kind && d.Serial == device.Serial, cancellation))
            refusals.Add(new DeviceSerialTaken(device.Serial) { Field = "serial" });
        if (refusals.Count > 0)
            return refusals;
        db.Add(device);
        db.Audit(actor, Now, "device.created", device);
        var saved = await db.SaveOrConflictAsync(device, cancellation);
        return saved.Ok ? device.Id : saved.Refusals.ToList();
    }

    /// <summary>Notes that a device was taken away.</summary>
    public async Task<Outcome<Done>> RemoveDeviceAsync(Actor actor, string code, long deviceId, DateOnly to, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.EditStalls, cancellation);
        if (!found.TryGet(out var stall))
            return found.Refusals.ToList();
        var device = await db.StallDevices.FirstOrDefaultAsync(d => d.Id == deviceId && d.StallId == stall.Id && d.ToDate == null, cancellation);
        if (device is null)
            return new DeviceNotFound();
        if (to < device.FromDate)
            return new DatesReversed { Field = "to" };
        device.ToDate = to;
        db.Audit(actor, Now, "device.removed", device);
        return await db.SaveOrConflictAsync(device, cancellation);
    }

    private static async Task<Outcome<Stall>> FindAsync(PortalDbContext db, Actor actor, string code, Right right, CancellationToken cancellation)
    {
        var stall = await db.Stalls.Include(s => s.Market).Include(s => s.Zone).FirstOrDefaultAsync(s => s.Code == code && s.ArchivedAt == null, cancellation);
        if (stall is null || !actor.May(Right.ViewStalls, stall.MarketId, stall.Market!.Region))
            return new StallNotFound(code);
        return actor.May(right, stall.MarketId, stall.Market.Region) ? stall : new NotAllowed(right);
    }

    private static async Task SetZoneAsync(PortalDbContext db, Stall stall, StallEdit edit, List<Refusal> refusals, CancellationToken cancellation)
    {
        if (!edit.Zone.Given && stall.ZoneId != 0)
            return;
        var code = Codes.Clean(edit.Zone.Value, "zone", Zone.CodeLength, refusals);
        if (code is null)
        {
            if (!refusals.Any(r => r.Field == "zone"))
                refusals.Add(new TextMissing { Field = "zone" });
            return;
        }

        var zone = await db.Zones.FirstOrDefaultAsync(z => z.MarketId == stall.MarketId && z.Code == code, cancellation);
        if (zone is null)
            refusals.Add(new ZoneNotFound(code) { Field = "zone" });
        else
            stall.ZoneId = zone.Id;
    }

    /// <summary>Tenancies belong to the vendors; here it is only asked whether one goes on.</summary>
    private Task<bool> IsHeldAsync(PortalDbContext db, Stall stall, CancellationToken cancellation)
    {
        var today = BusinessDay.Of(stall.Market!, Now);
        return db.Tenancies.AnyAsync(t => t.StallId == stall.Id && t.ArchivedAt == null && (t.ToDate == null || t.ToDate >= today), cancellation);
    }
}
