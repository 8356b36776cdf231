using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Verification;

/// <summary>The ledger: nothing out of nothing, every total the sum of its lines, no line missing, no limit passed, no id twice.</summary>
internal static class LedgerChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("ledger-balance", BalanceAsync),
        new("ledger-totals", TotalsAsync),
        new("ledger-lines", LinesAsync),
        new("ledger-orphans", OrphansAsync),
        new("ledger-ids", IdsAsync),
    ];

    /// <summary>Debits and credits are equal in the books of each operator, in each currency and market, of real accounts and of memo accounts.</summary>
    private static Task<Findings> BalanceAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.AccountTotals
            .Join(snapshot.Db.LedgerAccounts, t => t.AccountId, a => a.Id, (t, a) => new { a.OperatorId, a.Currency, t.MarketId, IsMemo = a.Class == AccountClass.Memo, t.Debits, t.Credits })
            .GroupBy(t => new { t.OperatorId, t.Currency, t.MarketId, t.IsMemo }).Select(g => new { g.Key, Debits = g.Sum(t => t.Debits), Credits = g.Sum(t => t.Credits) }).AsAsyncEnumerable(),
        g => g.Debits == g.Credits ? null : $"operator {g.Key.OperatorId}, market {g.Key.MarketId}, {g.Key.Currency}: debits {g.Debits}, credits {g.Credits}",
        cancellation);

    /// <summary>Each account's totals, by date and market, are the sums of its lines; children count in their parents.</summary>
    private static async Task<Findings> TotalsAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var findings = new Findings();
        var kept = await snapshot.Db.AccountTotals.GroupBy(t => new { t.AccountId, t.BusinessDate, t.MarketId })
            .Select(g => new { g.Key.AccountId, g.Key.BusinessDate, g.Key.MarketId, Debits = g.Sum(t => t.Debits), Credits = g.Sum(t => t.Credits) })
            .ToDictionaryAsync(t => (t.AccountId, t.BusinessDate, t.MarketId), t => (t.Debits, t.Credits), cancellation);
        var sums = new Dictionary<(long AccountId, DateOnly BusinessDate, long MarketId), (long Debits, long Credits)>();
        await foreach (var side in Sides(snapshot).WithCancellation(cancellation))
        {
            var (debits, credits) = sums.GetValueOrDefault(side.Key);
            sums[side.Key] = (debits + side.Debits, credits + side.Credits);
        }

        foreach (var key in kept.Keys.Union(sums.Keys))
        {
            var (total, lines) = (kept.GetValueOrDefault(key), sums.GetValueOrDefault(key));
            findings.Look(total == lines ? null : $"account {key.AccountId} on {key.BusinessDate:yyyy-MM-dd}: totals {total}, lines {lines}");
        }

        return findings;
    }

    private static async IAsyncEnumerable<((long Account, DateOnly Date, long Market) Key, long Debits, long Credits)> Sides(Snapshot snapshot)
    {
        var moved = snapshot.Db.Transfers.Where(t => t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post)
            .Join(snapshot.Db.LedgerPostings, t => t.PostingId, p => p.Id, (t, p) => new { t.DebitId, t.CreditId, t.Amount, p.BusinessDate, p.MarketId });
        var debited = moved.Join(snapshot.Db.LedgerAccounts, m => m.DebitId, a => a.Id, (m, a) => new { Account = a.ParentId ?? a.Id, m.BusinessDate, m.MarketId, m.Amount })
            .GroupBy(m => new { m.Account, m.BusinessDate, m.MarketId }).Select(g => new { g.Key, Sum = g.Sum(m => m.Amount) });
        var credited = moved.Join(snapshot.Db.LedgerAccounts, m => m.CreditId, a => a.Id, (m, a) => new { Account = a.ParentId ?? a.Id, m.BusinessDate, m.MarketId, m.Amount })
            .GroupBy(m => new { m.Account, m.BusinessDate, m.MarketId }).Select(g => new { g.Key, Sum = g.Sum(m => m.Amount) });
        await foreach (var side in debited.AsAsyncEnumerable())
            yield return ((side.Key.Account, side.Key.BusinessDate, side.Key.MarketId), side.Sum, 0);
        await foreach (var side in credited.AsAsyncEnumerable())
            yield return ((side.Key.Account, side.Key.BusinessDate, side.Key.MarketId), 0, side.Sum);
    }

    /// <summary>The lines of each account with a limit have no gap, carry the balance after them, never pass the limit, and end at what the account holds.</summary>
    private static async Task<Findings> LinesAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var findings = new Findings();
        var accounts = await snapshot.Db.LedgerAccounts.Where(a => a.Limit != AccountLimit.None).ToDictionaryAsync(a => a.Id, cancellation);
        var runs = accounts.ToDictionary(a => a.Key, a => new AccountRun(a.Value.Limit));
        var db = snapshot.Db;
        var debits = db.Transfers.Where(t => t.DebitLine != null).Select(t => new
        {
            Account = t.DebitId,
            Line = t.DebitLine!.Value,
            Balance = t.DebitBalance!.Value,
            t.Kind,
            t.Amount,
            Reserved = db.Transfers.Where(p => p.Id == t.PendingId).Select(p => p.Amount).FirstOrDefault(),
            IsDebit = true,
        });
        var credits = db.Transfers.Where(t => t.CreditLine != null).Select(t => new
        {
            Account = t.CreditId,
            Line = t.CreditLine!.Value,
            Balance = t.CreditBalance!.Value,
            t.Kind,
            t.Amount,
            Reserved = db.Transfers.Where(p => p.Id == t.PendingId).Select(p => p.Amount).FirstOrDefault(),
            IsDebit = false,
        });
        await foreach (var l in debits.Concat(credits).OrderBy(l => l.Account).ThenBy(l => l.Line).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var line = new RunLine(l.Account, l.Line, l.Balance, l.Kind, l.Amount, l.Reserved, l.IsDebit);
            findings.Look(runs.TryGetValue(line.Account, out var run) ? run.Take(line) : $"account {line.Account} has lines and no limit");
        }

        foreach (var (id, account) in accounts)
            findings.Look(runs[id].EndsAt(account) ? null : $"account {id} holds something else than its lines come to");
        return findings;
    }

    /// <summary>Every line has its posting, its accounts and the lines it names, in the books of one operator and one currency; every posting has its lines.</summary>
    private static async Task<Findings> OrphansAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var db = snapshot.Db;
        var findings = await Findings.OfAsync(
            db.Transfers.Where(t => !db.LedgerPostings.Any(p => p.Id == t.PostingId && t.Id >= p.FirstLine && t.Id < p.FirstLine + p.Lines)
                || (t.PendingId != null && !db.Transfers.Any(p => p.Id == t.PendingId && p.Kind == TransferKind.Pending))
                || (t.CorrectsId != null && !db.Transfers.Any(c => c.Id == t.CorrectsId))
                || !db.LedgerAccounts.Any(d => d.Id == t.DebitId && db.LedgerAccounts.Any(c => c.Id == t.CreditId && c.Currency == d.Currency && c.OperatorId == d.OperatorId
                    && (c.Class == AccountClass.Memo) == (d.Class == AccountClass.Memo)))).Select(t => t.Id).AsAsyncEnumerable(),
            id => $"line {id} belongs to no posting, account or other line",
            cancellation);
        findings.Count(await db.Transfers.LongCountAsync(cancellation));
        // Counted once for all: lines have no index by posting, so a count for each posting would read the whole ledger as often as it has postings.
        var counts = db.Transfers.GroupBy(t => t.PostingId).Select(g => new { PostingId = g.Key, Count = g.Count() });
        var uneven = from p in db.LedgerPostings
                     join c in counts on p.Id equals c.PostingId into own
                     from c in own.DefaultIfEmpty()
                     where p.Lines != ((int?)c.Count ?? 0) || (p.Refusal != null && p.Lines > 0)
                     select p.Id;
        await foreach (var id in uneven.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Fault($"posting {id} has other lines than it was decided with");
        return findings;
    }

    private static Task<Findings> IdsAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.LedgerPostings.GroupBy(p => p.Uid).Select(g => new { Uid = g.Key, Count = g.Count() }).AsAsyncEnumerable(),
        g => g.Count == 1 ? null : $"id {g.Uid} was posted {g.Count} times",
        cancellation);
}
