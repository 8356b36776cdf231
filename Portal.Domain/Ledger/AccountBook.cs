using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>Where an account belongs.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Code">From <see cref="Chart"/>.</param>
public sealed record AccountKey(long OperatorId, string Currency, string Code);

/// <summary>
/// Finds accounts by their place in the chart, and opens those that are not there yet. What never changes of an account is remembered; its state and totals are not.
/// </summary>
public sealed class AccountBook(PortalDbContextFactory contexts, TimeProvider time)
{
    private const int MaxTries = 5;

    /// <summary>Accounts that are remembered; with more they are forgotten and read anew.</summary>
    private const int MostRemembered = 250_000;

    private readonly BulkInsert bulk = new(contexts);
    private readonly ConcurrentDictionary<AccountKey, long> ids = new();
    private readonly ConcurrentDictionary<long, AccountFacts> facts = new();
    private readonly ConcurrentDictionary<long, bool> markets = new();

    /// <summary>The id of an account, opened now when it was not there. Two that open it at once open one.</summary>
    public async ValueTask<long> OpenAsync(AccountKey key, CancellationToken cancellation = default)
    {
        if (ids.TryGetValue(key, out var id))
            return id;
        var place = Chart.PlaceOf(key.Code);
        long? parent = place.Parent is null ? null : await OpenAsync(key with { Code = place.Parent }, cancellation);
        return await FindAsync(key, cancellation) ?? await AddAsync(key, place, parent, cancellation);
    }

    /// <summary>The ids of many accounts of one parent, opened together in one commit where they were not there yet. They are not remembered: there may be millions.</summary>
    public async Task<IReadOnlyDictionary<string, long>> OpenManyAsync(long operatorId, string currency, IReadOnlyList<string> codes, CancellationToken cancellation = default)
    {
        var place = Chart.PlaceOf(codes[0]);
        long? parent = place.Parent is null ? null : await OpenAsync(new(operatorId, currency, place.Parent), cancellation);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var found = await db.LedgerAccounts.AsNoTracking().Where(a => a.OperatorId == operatorId && a.Currency == currency && codes.Contains(a.Code)).ToDictionaryAsync(a => a.Code, a => a.Id, cancellation);
            var now = time.GetUtcNow().UtcDateTime;
            var missing = codes.Where(c => !found.ContainsKey(c)).Select(c => new LedgerAccount { OperatorId = operatorId, Currency = currency, Code = c, Class = place.Class, Limit = place.Limit, ParentId = parent, CreatedAt = now }).ToList();
            if (missing.Count == 0)
                return found;
            try
            {
                await using var scope = await db.BeginWriteAsync(cancellation);
                await bulk.InsertAsync<LedgerAccount>(db, missing, cancellation);
                await scope.CommitAsync(cancellation);
            }
            catch (DbException error) when (attempt < MaxTries && DatabaseErrors.IsDuplicate(error))
            {
                // Somebody else opened some of them at the same moment: they are found now.
            }
        }
    }

    /// <summary>What the ledger needs to know of accounts, by id; unknown ids are left out.</summary>
    internal async ValueTask<IReadOnlyDictionary<long, AccountFacts>> FactsAsync(PortalDbContext db, IReadOnlyCollection<long> wanted)
    {
        var found = new Dictionary<long, AccountFacts>(wanted.Count);
        List<long>? missing = null;
        foreach (var id in wanted)
        {
            if (facts.TryGetValue(id, out var known))
                found[id] = known;
            else
                (missing ??= []).Add(id);
        }

        if (missing is null)
            return found;
        foreach (var account in await db.LedgerAccounts.AsNoTracking().Where(a => missing.Contains(a.Id)).ToListAsync())
            found[account.Id] = Remember(account);
        return found;
    }

    /// <summary>Sees to it that a market has its row of books, which postings read shared and a close takes alone.</summary>
    public async ValueTask OpenMarketAsync(long marketId, CancellationToken cancellation = default)
    {
        if (marketId == 0 || markets.ContainsKey(marketId))
            return;
        await using var db = contexts.CreateDbContext();
        if (!await db.MarketBooks.AnyAsync(m => m.MarketId == marketId, cancellation))
            await TryAddAsync(db, new MarketBooks { MarketId = marketId }, cancellation);
        markets[marketId] = true;
    }

    private async Task<long?> FindAsync(AccountKey key, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var account = await db.LedgerAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.OperatorId == key.OperatorId && a.Currency == key.Currency && a.Code == key.Code, cancellation);
        return account is null ? null : Remember(account).Balance.Id;
    }

    private async Task<long> AddAsync(AccountKey key, ChartPlace place, long? parent, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await TryAddAsync(
            db,
            new LedgerAccount
            {
                OperatorId = key.OperatorId,
                Currency = key.Currency,
                Code = key.Code,
                Class = place.Class,
                Limit = place.Limit,
                ParentId = parent,
                CreatedAt = time.GetUtcNow().UtcDateTime,
            },
            cancellation);
        return (await FindAsync(key, cancellation))!.Value;
    }

    private static async Task TryAddAsync(PortalDbContext db, object row, CancellationToken cancellation)
    {
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException error) when (DatabaseErrors.IsDuplicate(error))
        {
            // Somebody else opened it at the same moment; theirs is as good.
            db.ChangeTracker.Clear();
        }
    }

    private AccountFacts Remember(LedgerAccount account)
    {
        var known = new AccountFacts(AccountBalance.Of(account), account.ParentId);
        if (facts.Count >= MostRemembered)
            facts.Clear();
        facts[account.Id] = known;
        ids[new AccountKey(account.OperatorId, account.Currency, account.Code)] = account.Id;
        return known;
    }
}

/// <summary>What never changes of an account.</summary>
/// <param name="Balance">As it was when first read: right for ever in all but state and totals.</param>
/// <param name="ParentId">The account whose totals it counts in.</param>
internal sealed record AccountFacts(AccountBalance Balance, long? ParentId);
