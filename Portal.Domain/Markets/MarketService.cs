using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Markets;

/// <summary>Everything that changes markets and their closures.</summary>
public sealed class MarketService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Registers a market; only with a right that reaches all markets. Answers its code.</summary>
    public async Task<Outcome<string>> CreateAsync(Actor actor, MarketEdit edit, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.EditMarkets))
            return new NotAllowed(Right.EditMarkets);
        await using var db = contexts.CreateDbContext();
        var refusals = new List<Refusal>();
        var market = new Market();
        MarketRules.Apply(market, edit, refusals);
        market.Code = await CodeForAsync(db, edit.Code.Value, refusals, cancellation);
        await SetOperatorAsync(db, market, edit, refusals, cancellation);
        if (refusals.Count > 0)
            return refusals;
        market.RefreshSearchText();
        db.Add(market);
        db.Audit(actor, Now, "market.created", market);
        var saved = await db.SaveOrConflictAsync(market, cancellation);
        return saved.Ok ? market.Code : saved.Refusals.ToList();
    }

    /// <summary>Changes the fields that the edit gives.</summary>
    public async Task<Outcome<Done>> UpdateAsync(Actor actor, string code, MarketEdit edit, long? version = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.EditMarkets, cancellation);
        if (!found.TryGet(out var market))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        if (edit.Code.Given && edit.Code.Value != market.Code)
            refusals.Add(new FieldIsFixed { Field = "code" });
        if (version is { } read)
            db.Entry(market).Property(m => m.Version).OriginalValue = read;
        MarketRules.Apply(market, edit, refusals);
        await SetOperatorAsync(db, market, edit, refusals, cancellation);
        if (refusals.Count > 0)
            return refusals;
        if (db.Entry(market).State == EntityState.Unchanged)
            return default(Done);
        db.Audit(actor, Now, "market.updated", market);
        return await db.SaveOrConflictAsync(market, cancellation);
    }

    /// <summary>Shuts a market on some days although its rule says open.</summary>
    public async Task<Outcome<Done>> AddClosureAsync(Actor actor, string code, DateOnly from, DateOnly to, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.EditStalls, cancellation);
        if (!found.TryGet(out var market))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var closure = new MarketClosure { MarketId = market.Id, FromDate = from, ToDate = to, Reason = Text.Require(reason, "reason", MarketClosure.ReasonLength, refusals) };
        if (to < from)
            refusals.Add(new DatesReversed { Field = "to" });
        if (refusals.Count > 0)
            return refusals;
        db.Add(closure);
        db.Audit(actor, Now, "closure.created", closure);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }

    /// <summary>Calls a closure off; it stays in the history.</summary>
    public async Task<Outcome<Done>> CancelClosureAsync(Actor actor, string code, long closureId, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, Right.EditStalls, cancellation);
        if (!found.TryGet(out var market))
            return found.Refusals.ToList();
        var closure = await db.MarketClosures.FirstOrDefaultAsync(c => c.Id == closureId && c.MarketId == market.Id && c.CancelledAt == null, cancellation);
        if (closure is null)
            return new ClosureNotFound();
        closure.CancelledAt = Now;
        db.Audit(actor, Now, "closure.cancelled", closure);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }

    /// <summary>The market, for a change. A market out of the actor's sight does not exist for the actor.</summary>
    internal static async Task<Outcome<Market>> FindAsync(PortalDbContext db, Actor actor, string code, Right right, CancellationToken cancellation)
    {
        var market = await db.Markets.FirstOrDefaultAsync(m => m.Code == code && m.ArchivedAt == null, cancellation);
        if (market is null || !actor.May(Right.ViewMarkets, market.Id, market.Region))
            return new MarketNotFound(code) { Field = "market" };
        return actor.May(right, market.Id, market.Region) ? market : new NotAllowed(right);
    }

    internal static string CodeOf(long number) => $"M{number:D5}";

    private static async Task<string> CodeForAsync(PortalDbContext db, string? wanted, List<Refusal> refusals, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(wanted))
        {
            var next = 1 + (await db.Markets.MaxAsync(m => (long?)m.Id, cancellation) ?? 0);
            while (await db.Markets.AnyAsync(m => m.Code == CodeOf(next), cancellation))
                next++;
            return CodeOf(next);
        }

        var code = Codes.OfRecord(wanted, "code", Market.CodeLength, refusals);
        if (code is not null && await db.Markets.AnyAsync(m => m.Code == code, cancellation))
            refusals.Add(new MarketCodeTaken(code) { Field = "code" });
        return code ?? "";
    }

    private static async Task SetOperatorAsync(PortalDbContext db, Market market, MarketEdit edit, List<Refusal> refusals, CancellationToken cancellation)
    {
        if (!edit.Operator.Given)
            return;
        if (string.IsNullOrWhiteSpace(edit.Operator.Value))
        {
            market.OperatorId = null;
            return;
        }

        var id = await db.Operators.Where(o => o.Code == edit.Operator.Value).Select(o => (long?)o.Id).FirstOrDefaultAsync(cancellation);
        if (id is null)
            refusals.Add(new OperatorNotFound(edit.Operator.Value) { Field = "operator" });
        else
            market.OperatorId = id;
    }
}

/// <summary>There is no such closure.</summary>
public sealed record ClosureNotFound : Refusal;
