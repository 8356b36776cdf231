using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>Commits a batch of postings in one transaction: locks and reads what the rules need, asks them, writes what they answer and the callers' own rows.</summary>
public sealed class LedgerStore(PortalDbContextFactory contexts, BulkInsert bulk, AccountBook accounts) : IAsyncDisposable
{
    /// <summary>Processes that share a number share rows of totals, and may have to wait for each other; nothing else.</summary>
    private const int Writers = 64;

    private readonly int writer = Random.Shared.Next(Writers);
    private readonly ILedgerSql sql = contexts.Options.LedgerSql();

    /// <summary>The context of the batch before, where its connection is kept; null while a batch has it, and after one that failed.</summary>
    private PortalDbContext? kept;

    /// <summary>Decides and commits, one batch after another. When it returns, it is durable; when it throws, nothing was written, unless the connection was lost.</summary>
    public async Task<IReadOnlyList<PostingOutcome>> CommitAsync(IReadOnlyList<PostingRequest> postings)
    {
        var db = await OpenAsync();
        try
        {
            var outcomes = await CommitAsync(db, postings);
            db.ChangeTracker.Clear();
            kept = sql.KeepsConnection ? db : null;
            return outcomes;
        }
        finally
        {
            if (kept != db)
                await db.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref kept, null) is { } db)
            await db.DisposeAsync();
    }

    private async Task<PortalDbContext> OpenAsync()
    {
        if (Interlocked.Exchange(ref kept, null) is { } open)
            return open;
        var db = contexts.CreateDbContext();
        if (sql.KeepsConnection)
            await sql.KeepConnectionAsync(db);
        return db;
    }

    private async Task<IReadOnlyList<PostingOutcome>> CommitAsync(PortalDbContext db, IReadOnlyList<PostingRequest> postings)
    {
        await using var scope = await db.BeginWriteAsync();
        var now = await sql.NowAsync(db);
        var batch = new LedgerBatch { Writer = writer, At = now, Postings = postings.Count };
        await bulk.InsertAsync<LedgerBatch>(db, [batch]);
        var (state, facts) = await ReadAsync(db, postings, new LedgerState(now, batch.Id << LedgerRules.BatchBits) { Accounts = new Dictionary<long, AccountBalance>() });
        var decision = LedgerRules.Decide(state, postings);
        var outcomes = await WriteAsync(db, postings, decision, facts, now);
        await scope.CommitAsync();
        return outcomes;
    }

    /// <summary>Markets first, then accounts, then the callers' rows, each in the order of ids: so no two batches wait for each other.</summary>
    private async Task<(LedgerState State, IReadOnlyDictionary<long, AccountFacts> Facts)> ReadAsync(PortalDbContext db, IReadOnlyList<PostingRequest> postings, LedgerState state)
    {
        // Before the locks, so that they are held for less: what another process decides meanwhile, the unique indexes of ids and of ended reservations show, and the batch is decided again.
        var known = await KnownAsync(db, postings);
        var pendings = await PendingsAsync(db, postings);
        var markets = postings.Select(p => p.MarketId).Where(m => m != 0).Distinct().Order().ToList();
        var openFrom = markets.Count == 0 ? state.OpenFrom : await sql.OpenFromAsync(db, markets);
        var touched = postings.SelectMany(p => p.Transfers).SelectMany(t => new[] { t.DebitId, t.CreditId })
            .Concat(postings.SelectMany(p => p.States).Select(s => s.AccountId)).Concat(pendings.Values.SelectMany(p => new[] { p.DebitId, p.CreditId })).Where(id => id != 0).ToHashSet();
        var facts = await accounts.FactsAsync(db, touched);
        var balances = facts.ToDictionary(f => f.Key, f => f.Value.Balance);
        var limited = facts.Values.Where(f => f.Balance.Limit != AccountLimit.None).Select(f => f.Balance.Id).Order().ToList();
        foreach (var account in await sql.LockAccountsAsync(db, limited))
            balances[account.Id] = account;
        var versions = new Dictionary<(Type, long), long>();
        foreach (var guard in postings.SelectMany(p => p.Guards).DistinctBy(g => (g.Row, g.Id)).OrderBy(g => g.Row.Name, StringComparer.Ordinal).ThenBy(g => g.Id))
        {
            if (await sql.LockVersionAsync(db, guard.Row, guard.Id) is { } version)
                versions[(guard.Row, guard.Id)] = version;
        }

        return (state with { Accounts = balances, Known = known, Pendings = pendings, OpenFrom = openFrom, Versions = versions }, facts);
    }

    private async Task<Dictionary<Guid, KnownPosting>> KnownAsync(PortalDbContext db, IReadOnlyList<PostingRequest> postings)
    {
        var found = await sql.KnownAsync(db, [.. postings.Select(p => p.Id).Distinct()]);
        return found.ToDictionary(p => p.Uid, p => new KnownPosting(p.Owner, p.Request, StoredOutcome.Of(p)));
    }

    private static async Task<Dictionary<long, PendingTransfer>> PendingsAsync(PortalDbContext db, IReadOnlyList<PostingRequest> postings)
    {
        var ids = postings.SelectMany(p => p.Transfers).Select(t => t.PendingId).OfType<long>().Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var ends = await db.Transfers.AsNoTracking().Where(t => t.PendingId != null && ids.Contains(t.PendingId.Value)).ToDictionaryAsync(t => t.PendingId!.Value, t => t.Kind);
        return await db.Transfers.AsNoTracking().Where(t => ids.Contains(t.Id) && t.Kind == TransferKind.Pending)
            .ToDictionaryAsync(t => t.Id, t => new PendingTransfer(t.Id, t.DebitId, t.CreditId, t.Amount, t.ExpiresAt, ends.TryGetValue(t.Id, out var kind) ? kind : null));
    }

    private async Task<IReadOnlyList<PostingOutcome>> WriteAsync(
        PortalDbContext db, IReadOnlyList<PostingRequest> postings, BatchDecision decision, IReadOnlyDictionary<long, AccountFacts> facts, DateTime now)
    {
        var outcomes = decision.Outcomes.ToArray();
        var answers = new Dictionary<long, string?>();
        var stored = new List<LedgerPosting>(postings.Count);
        var inserts = new List<object>();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is { Repeated: true } repeated && answers.TryGetValue(repeated.LedgerOrder, out var first))
                outcomes[i] = repeated with { Answer = first };
            if (outcomes[i].Repeated || outcomes[i].LedgerOrder == 0)
                continue;
            var rows = postings[i].Rows?.Invoke(outcomes[i]) ?? PostingRows.None;
            outcomes[i] = outcomes[i] with { Answer = rows.Answer };
            answers[outcomes[i].LedgerOrder] = rows.Answer;
            stored.Add(StoredOutcome.Row(postings[i], outcomes[i], now));
            inserts.AddRange(rows.Inserts);
            Track(db, rows.Updates);
        }

        await bulk.InsertAsync(db, stored);
        await bulk.InsertAsync(db, decision.Transfers);
        foreach (var table in inserts.GroupBy(row => row.GetType()))
            await bulk.InsertAsync(db, table.Key, [.. table]);
        if (db.ChangeTracker.HasChanges())
            await db.SaveChangesAsync();
        if (decision.Accounts.Count > 0)
            await sql.UpdateAccountsAsync(db, JsonSerializer.Serialize(decision.Accounts.Select(a => new object[] { a.Id, a.State.ToString(), a.Debits, a.Credits, a.DebitsReserved, a.CreditsReserved, a.LastLine })));
        if (Totals(stored, decision.Transfers, facts) is { Count: > 0 } totals)
            await sql.AddTotalsAsync(db, JsonSerializer.Serialize(totals), writer);
        return outcomes;
    }

    private static void Track(PortalDbContext db, IReadOnlyList<IVersioned> rows)
    {
        foreach (var row in rows)
        {
            var entry = db.Update(row);
            entry.Property(nameof(IVersioned.Version)).OriginalValue = row.Version - 1;
        }
    }

    /// <summary>What the lines add to the totals: [account, date, market, debits, credits], children under their parents.</summary>
    private static List<object[]> Totals(List<LedgerPosting> postings, IReadOnlyList<Transfer> lines, IReadOnlyDictionary<long, AccountFacts> facts)
    {
        var posted = postings.ToDictionary(p => p.Id);
        var sums = new SortedDictionary<(long Account, DateOnly Date, long Market), (long Debits, long Credits)>();
        foreach (var line in lines.Where(l => l.Kind is TransferKind.Immediate or TransferKind.Post))
        {
            var posting = posted[line.PostingId];
            Add(line.DebitId, line.Amount, 0);
            Add(line.CreditId, 0, line.Amount);

            void Add(long account, long debit, long credit)
            {
                var key = (facts[account].ParentId ?? account, posting.BusinessDate, posting.MarketId);
                var (debits, credits) = sums.GetValueOrDefault(key);
                sums[key] = (checked(debits + debit), checked(credits + credit));
            }
        }

        return [.. sums.Select(s => new object[] { s.Key.Account, s.Key.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), s.Key.Market, s.Value.Debits, s.Value.Credits })];
    }
}
