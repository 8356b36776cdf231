using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Terminals;

/// <summary>What payments need to know of a terminal.</summary>
/// <param name="StallId">The only stall it serves; null for all of its market.</param>
public sealed record TerminalFacts(long Id, long MarketId, long? StallId, TerminalState State);

/// <summary>Knows terminals by their keys, and when they were last heard of.</summary>
public sealed class TerminalBook(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>How long what is known of a terminal is believed: another process may have changed it.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<long, (TerminalFacts? Facts, DateTime ReadAt)> known = new();
    private readonly ConcurrentDictionary<long, DateTime> seen = new();

    /// <summary>The terminal whose key this is; null for a key that belongs to none, as those made on the command line.</summary>
    public async ValueTask<TerminalFacts?> OfKeyAsync(long apiKeyId, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!known.TryGetValue(apiKeyId, out var entry) || now - entry.ReadAt >= Freshness)
        {
            await using var db = contexts.CreateDbContext();
            var facts = await db.Terminals.AsNoTracking().Where(t => t.ApiKeyId == apiKeyId).Select(t => new TerminalFacts(t.Id, t.MarketId, t.StallId, t.State)).SingleOrDefaultAsync(cancellation);
            known[apiKeyId] = entry = (facts, now);
        }

        if (entry.Facts is { } terminal)
            seen[terminal.Id] = now;
        return entry.Facts;
    }

    /// <summary>A sign of life, with what the terminal says of itself. A key of no terminal counts as one for all stalls of its market (0: of all markets).</summary>
    public async Task<Outcome<TerminalFacts>> BeatAsync(Actor actor, string? software, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.TakePayments))
            return new NotAllowed(Right.TakePayments);
        var refusals = new List<Refusal>();
        var version = Text.Clean(software, "software", Terminal.SoftwareLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        if (actor.Kind != ActorKind.ApiKey || await OfKeyAsync(actor.Id, cancellation) is not { } terminal)
            return new TerminalFacts(0, actor.Grants is [{ MarketId: { } market }] ? market : 0, null, TerminalState.Active);
        if (version is not null)
        {
            await using var db = contexts.CreateDbContext();
            await using var write = await db.BeginWriteAsync(cancellation);
            await db.Terminals.Where(t => t.Id == terminal.Id && t.Software != version).ExecuteUpdateAsync(t => t.SetProperty(x => x.Software, version), cancellation);
            await write.CommitAsync(cancellation);
        }

        return terminal;
    }

    /// <summary>Writes when terminals were last seen. Called about once a minute.</summary>
    public async Task FlushAsync(CancellationToken cancellation = default)
    {
        var notes = seen.ToArray();
        if (notes.Length == 0)
            return;
        await using var db = contexts.CreateDbContext();
        foreach (var chunk in notes.Chunk(200))
        {
            await using var write = await db.BeginWriteAsync(cancellation);
            foreach (var (id, at) in chunk)
                await db.Terminals.Where(t => t.Id == id && (t.LastSeenAt == null || t.LastSeenAt < at)).ExecuteUpdateAsync(t => t.SetProperty(x => x.LastSeenAt, at), cancellation);
            await write.CommitAsync(cancellation);
        }

        foreach (var note in notes)
            seen.TryRemove(note);
    }

    /// <summary>Every terminal is asked for again.</summary>
    internal void Forget() => known.Clear();
}
