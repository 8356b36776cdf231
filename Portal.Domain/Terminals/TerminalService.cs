using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Terminals;

/// <summary>A terminal to be registered.</summary>
/// <param name="Stall">Its code; null for a terminal that is carried about.</param>
public sealed record NewTerminal(string Market, string? Stall, string? Serial, string? Model);

/// <summary>What is typed into a terminal, once, to pair it.</summary>
/// <param name="Code">Shown once; only its hash is kept.</param>
public sealed record TerminalPairing(string Terminal, string Code, DateTime Until);

/// <summary>What a terminal gets when it is paired.</summary>
/// <param name="Key">Its API key, told once.</param>
public sealed record PairedTerminal(string Terminal, string Market, string? Stall, string Key);

/// <summary>Registers, pairs, suspends and retires terminals.</summary>
public sealed class TerminalService(IDbContextFactory<PortalDbContext> contexts, ApiKeys keys, TerminalBook book, TimeProvider time)
{
    /// <summary>How long a pairing code can be used.</summary>
    public static readonly TimeSpan PairingLife = TimeSpan.FromMinutes(15);

    private const int PairingGroups = 3;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Registers a terminal and makes the code that pairs it.</summary>
    public async Task<Outcome<TerminalPairing>> RegisterAsync(Actor actor, NewTerminal wanted, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await MarketService.FindAsync(db, actor, wanted.Market, Right.ManageTerminals, cancellation);
        if (!found.TryGet(out var market))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var serial = Text.Require(wanted.Serial, "serial", Terminal.SerialLength, refusals);
        var model = Text.Clean(wanted.Model, "model", Terminal.ModelLength, refusals);
        var stall = wanted.Stall is null ? null : await db.Stalls.AsNoTracking().FirstOrDefaultAsync(s => s.Code == wanted.Stall && s.MarketId == market.Id && s.ArchivedAt == null, cancellation);
        if (wanted.Stall is not null && stall is null)
            refusals.Add(new StallNotFound(wanted.Stall) { Field = "stall" });
        if (refusals.Count > 0)
            return refusals;
        await using var write = await db.BeginWriteAsync(cancellation);
        if (await db.Terminals.AnyAsync(t => t.Serial == serial && t.State != TerminalState.Retired, cancellation))
            return new TerminalSerialTaken { Field = "serial" };
        var number = await db.Terminals.CountAsync(t => t.MarketId == market.Id, cancellation) + 1;
        var terminal = new Terminal { MarketId = market.Id, StallId = stall?.Id, Code = string.Create(CultureInfo.InvariantCulture, $"{market.Code}-T{number:000}"), Serial = serial, Model = model, CreatedAt = Now };
        var code = Pair(terminal);
        db.Add(terminal);
        db.Audit(actor, Now, "terminal.created", terminal);
        var saved = await db.SaveOrConflictAsync(terminal, cancellation);
        if (!saved.Ok)
            return saved.Refusal is TakenMeanwhile ? new TerminalSerialTaken { Field = "serial" } : saved.Refusals.ToList();
        await write.CommitAsync(cancellation);
        return new TerminalPairing(terminal.Code, code, terminal.PairingUntil!.Value);
    }

    /// <summary>Makes a new pairing code: for a terminal that never used its first one, or that lost its key. The key it has works until the code is used.</summary>
    public Task<Outcome<TerminalPairing>> RenewCodeAsync(Actor actor, string code, CancellationToken cancellation = default) => ChangeAsync<TerminalPairing>(actor, code, "terminal.code_renewed", null, terminal =>
    {
        var pairing = Pair(terminal);
        return new TerminalPairing(terminal.Code, pairing, terminal.PairingUntil!.Value);
    }, cancellation);

    /// <summary>Gives the terminal another stall of its market; null lets it serve all.</summary>
    public async Task<Outcome<Done>> MoveAsync(Actor actor, string code, string? stall, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var target = stall is null ? null : await db.Stalls.AsNoTracking().Where(s => s.Code == stall && s.ArchivedAt == null).Select(s => new { s.Id, s.MarketId }).FirstOrDefaultAsync(cancellation);
        return await ChangeAsync<Done>(actor, code, "terminal.moved", null, terminal =>
        {
            if (stall is not null && target?.MarketId != terminal.MarketId)
                return new StallNotFound(stall) { Field = "stall" };
            terminal.StallId = target?.Id;
            return default(Done);
        }, cancellation);
    }

    /// <summary>From now on its payments are declined.</summary>
    public Task<Outcome<Done>> SuspendAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default) => ChangeAsync<Done>(actor, code, "terminal.suspended", reason, terminal =>
    {
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", Terminal.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        if (terminal.State != TerminalState.Active)
            return new TerminalStateUnfit(terminal.State);
        (terminal.State, terminal.Reason) = (TerminalState.Suspended, why);
        return default(Done);
    }, cancellation);

    /// <summary>It takes payments again.</summary>
    public Task<Outcome<Done>> ResumeAsync(Actor actor, string code, CancellationToken cancellation = default) => ChangeAsync<Done>(actor, code, "terminal.resumed", null, terminal =>
    {
        if (terminal.State != TerminalState.Suspended)
            return new TerminalStateUnfit(terminal.State);
        (terminal.State, terminal.Reason) = (TerminalState.Active, null);
        return default(Done);
    }, cancellation);

    /// <summary>Takes it out of use for good and revokes its key.</summary>
    public async Task<Outcome<Done>> RetireAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, cancellation);
        if (!found.TryGet(out var terminal))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        terminal.Reason = Text.Require(reason, "reason", Terminal.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        if (terminal.ApiKeyId is { } key)
            await ApiKeys.RevokeAsync(db, actor, key, Now, cancellation);
        (terminal.State, terminal.PairingHash, terminal.PairingUntil) = (TerminalState.Retired, null, null);
        db.Audit(actor, Now, "terminal.retired", terminal, reason);
        var saved = await db.SaveOrConflictAsync(terminal, cancellation);
        book.Forget();
        keys.ForgetAll();
        return saved.Ok ? default(Done) : saved.Refusals.ToList();
    }

    /// <summary>
    /// Exchanges a pairing code for a key of the terminal's own. The code is all that is asked for, so whoever calls limits the guesses; used once it is gone, and a key that the terminal had before is revoked.
    /// </summary>
    public async Task<Outcome<PairedTerminal>> PairAsync(string? pairing, string? software, string from, CancellationToken cancellation = default)
    {
        var refusals = new List<Refusal>();
        var version = Text.Clean(software, "software", Terminal.SoftwareLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        var (hash, now, actor) = (OneTimeSecret.Hash(OneTimeSecret.Fold(pairing)), Now, Actor.System(from));
        await using var db = contexts.CreateDbContext();
        await using var write = await db.BeginWriteAsync(cancellation);
        var terminal = await db.Terminals.SingleOrDefaultAsync(t => t.PairingHash == hash && t.PairingUntil > now && t.State != TerminalState.Retired, cancellation);
        if (terminal is null)
            return new PairingCodeWrong((int)PairingLife.TotalMinutes) { Field = "code" };
        if (terminal.ApiKeyId is { } old)
            await ApiKeys.RevokeAsync(db, actor, old, now, cancellation);
        var key = await keys.AddAsync(db, actor, new NewApiKey(terminal.Code, new Grant(Role.Terminal, ScopeKind.Market, MarketId: terminal.MarketId)), cancellation);
        (terminal.ApiKeyId, terminal.PairedAt, terminal.PairingHash, terminal.PairingUntil, terminal.LastSeenAt, terminal.Software) = (key.Row.Id, now, null, null, now, version ?? terminal.Software);
        if (terminal.State == TerminalState.Unpaired)
            terminal.State = TerminalState.Active;
        db.Audit(actor, now, "terminal.paired", terminal);
        var saved = await db.SaveOrConflictAsync(terminal, cancellation);
        if (!saved.Ok)
            return new PairingCodeWrong((int)PairingLife.TotalMinutes) { Field = "code" };
        var market = await db.Markets.Where(m => m.Id == terminal.MarketId).Select(m => m.Code).SingleAsync(cancellation);
        var stall = terminal.StallId is { } id ? await db.Stalls.Where(s => s.Id == id).Select(s => s.Code).SingleAsync(cancellation) : null;
        await write.CommitAsync(cancellation);
        book.Forget();
        keys.ForgetAll();
        return new PairedTerminal(terminal.Code, market, stall, key.Key);
    }

    private string Pair(Terminal terminal)
    {
        var code = OneTimeSecret.Typed(PairingGroups);
        (terminal.PairingHash, terminal.PairingUntil) = (OneTimeSecret.Hash(OneTimeSecret.Fold(code)), Now + PairingLife);
        return code;
    }

    private async Task<Outcome<T>> ChangeAsync<T>(Actor actor, string code, string action, string? reason, Func<Terminal, Outcome<T>> change, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, actor, code, cancellation);
        if (!found.TryGet(out var terminal))
            return found.Refusals.ToList();
        var changed = change(terminal);
        if (!changed.Ok)
            return changed;
        db.Audit(actor, Now, action, terminal, reason);
        var saved = await db.SaveOrConflictAsync(terminal, cancellation);
        book.Forget();
        return saved.Ok ? changed : saved.Refusals.ToList();
    }

    private static async Task<Outcome<Terminal>> FindAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellation)
    {
        var found = await db.Terminals.Where(t => t.Code == code).Join(db.Markets, t => t.MarketId, m => m.Id, (terminal, m) => new { terminal, m.Region }).SingleOrDefaultAsync(cancellation);
        if (found is null || !actor.May(Right.ViewPayments, found.terminal.MarketId, found.Region))
            return new TerminalNotFound();
        if (!actor.May(Right.ManageTerminals, found.terminal.MarketId, found.Region))
            return new NotAllowed(Right.ManageTerminals);
        return found.terminal.State == TerminalState.Retired ? new TerminalRetired() : found.terminal;
    }
}
