using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Wallets.ListedWallet, Portal.Domain.Wallets.WalletLine>;

namespace Portal.Domain.Wallets;

/// <summary>One line of the list of wallets. Minor units.</summary>
public sealed record WalletLine(long Id, string Code, MarketName Market, string Currency, long Balance, long HoldingLimit, bool Identified, string? Reference, WalletState State, DateTime CreatedAt);

/// <summary>A wallet with its account and its market.</summary>
public sealed class ListedWallet
{
    public required Wallet Wallet { get; init; }

    public required Market Market { get; init; }

    public required LedgerAccount Account { get; init; }
}

/// <summary>A wallet with what it holds. Minor units.</summary>
/// <param name="Reserved">Of <paramref name="Balance"/>, what authorised payments have reserved.</param>
public sealed record WalletRecord(Wallet Wallet, MarketName Market, string TimeZone, long Balance, long Reserved, IReadOnlyList<WalletCard> Cards)
{
    /// <summary>What can be spent now.</summary>
    public long Available => Balance - Reserved;
}

/// <summary>What moved a wallet. Minor units.</summary>
/// <param name="Amount">Positive when it came in.</param>
/// <param name="Balance">After it.</param>
public sealed record WalletMovement(long Id, TransferKind Kind, TransferCode Code, long Amount, long Balance, DateOnly BusinessDate, DateTime At, string? Document, Guid Posting);

/// <summary>Reading wallets, for those who hold <see cref="Right.ViewWallets"/>.</summary>
public sealed class WalletQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What the list of wallets knows; the newest first.</summary>
    public static ListDefinition<ListedWallet, WalletLine> Definition { get; } = new()
    {
        Key = l => l.Wallet.Id,
        Code = l => l.Wallet.Code,
        CodeOf = r => r.Code,
        Row = l => new WalletLine(
            l.Wallet.Id, l.Wallet.Code, new MarketName(l.Market.Id, l.Market.Code, l.Market.NameKo, l.Market.NameEn, l.Market.NameZh, l.Market.Region), l.Wallet.Currency, l.Account.Credits - l.Account.Debits,
            l.Wallet.HoldingLimit, l.Wallet.Identified, l.Wallet.Reference, l.Wallet.State, l.Wallet.CreatedAt),
        Order = [new ListSort("createdAt", Descending: true)],
        Search = word => { var raw = word.Raw; return l => l.Wallet.Code.Contains(raw) || (l.Wallet.Reference != null && l.Wallet.Reference.Contains(raw)); },
        Columns =
        [
            Column.Text("code", "wallets.code", l => l.Wallet.Code, r => r.Code) with { Important = 1 },
            Column.Text("market", "wallets.market", l => l.Market.Code, r => r.Market.Code) with { Important = 4 },
            Column.Money("balance", "wallets.balance", l => l.Account.Credits - l.Account.Debits, r => new Money(r.Currency, r.Balance)) with { Important = 2 },
            Column.Money("limit", "wallets.limit", l => l.Wallet.HoldingLimit, r => new Money(r.Currency, r.HoldingLimit)) with { Hidden = true },
            Column.YesNo("identified", "wallets.identified", l => l.Wallet.Identified, r => r.Identified),
            Column.Text("reference", "wallets.reference", l => l.Wallet.Reference, r => r.Reference),
            Column.Choice("state", "wallets.state", l => l.Wallet.State, r => r.State) with { Important = 3, Offered = true },
            Column.Instant("createdAt", "wallets.createdAt", l => l.Wallet.CreatedAt, r => r.CreatedAt),
        ],
    };

    /// <summary>One page of the list.</summary>
    public async Task<Outcome<Page<WalletLine>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewWallets))
            return new NotAllowed(Right.ViewWallets);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async IAsyncEnumerable<WalletLine> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewWallets))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db, actor).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>The wallet of a code.</summary>
    public Task<Outcome<WalletRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default) => GetAsync(actor, w => w.Code == code, cancellation);

    /// <summary>The wallet of an id.</summary>
    public Task<Outcome<WalletRecord>> GetAsync(Actor actor, Guid uid, CancellationToken cancellation = default) => GetAsync(actor, w => w.Uid == uid, cancellation);

    /// <summary>The wallet that something scanned at the counter stands for: its code, a card's secret, or a token that can still pay.</summary>
    public async Task<Outcome<WalletRecord>> ScanAsync(Actor actor, string? scanned, CancellationToken cancellation = default)
    {
        var text = WalletCodes.Fold(scanned?.Trim() ?? "");
        if (WalletCodes.IsValid(text))
            return await GetAsync(actor, text, cancellation);
        var hash = OneTimeSecret.Hash(text);
        await using var db = contexts.CreateDbContext();
        var id = await db.WalletCards.Where(c => c.Hash == hash && c.EndedAt == null).Select(c => (long?)c.WalletId).SingleOrDefaultAsync(cancellation)
            ?? await db.WalletTokens.Where(t => t.Hash == hash).Select(t => (long?)t.WalletId).SingleOrDefaultAsync(cancellation);
        return id is null ? new WalletNotFound() : await GetAsync(actor, w => w.Id == id, cancellation);
    }

    /// <summary>What moved the wallet, the newest first, from the one before <paramref name="before"/> on.</summary>
    public async Task<Outcome<IReadOnlyList<WalletMovement>>> MovementsAsync(Actor actor, string code, long before = long.MaxValue, int limit = 50, CancellationToken cancellation = default)
    {
        var found = await GetAsync(actor, code, cancellation);
        if (!found.TryGet(out var record))
            return found.Refusals.ToList();
        var account = record.Wallet.AccountId;
        await using var db = contexts.CreateDbContext();
        var taken = await db.Transfers.AsNoTracking().Where(t => t.DebitId == account && t.Id < before).OrderByDescending(t => t.Id).Take(limit)
            .Join(db.LedgerPostings, t => t.PostingId, p => p.Id, (t, p) => new WalletMovement(t.Id, t.Kind, t.Code, -t.Amount, t.DebitBalance ?? 0, p.BusinessDate, p.At, p.Document, p.Uid)).ToListAsync(cancellation);
        var given = await db.Transfers.AsNoTracking().Where(t => t.CreditId == account && t.Id < before).OrderByDescending(t => t.Id).Take(limit)
            .Join(db.LedgerPostings, t => t.PostingId, p => p.Id, (t, p) => new WalletMovement(t.Id, t.Kind, t.Code, t.Amount, t.CreditBalance ?? 0, p.BusinessDate, p.At, p.Document, p.Uid)).ToListAsync(cancellation);
        return taken.Concat(given).OrderByDescending(m => m.Id).Take(limit).ToList();
    }

    private static IQueryable<ListedWallet> Listed(PortalDbContext db, Actor actor) =>
        from w in db.Wallets.AsNoTracking()
        join m in MarketQueries.Visible(db, actor, Right.ViewWallets) on w.MarketId equals m.Id
        join a in db.LedgerAccounts on w.AccountId equals a.Id
        select new ListedWallet { Wallet = w, Market = m, Account = a };

    private async Task<Outcome<WalletRecord>> GetAsync(Actor actor, System.Linq.Expressions.Expression<Func<Wallet, bool>> which, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var found = await db.Wallets.AsNoTracking().Where(which).Join(db.Markets, w => w.MarketId, m => m.Id, (wallet, market) => new { wallet, market })
            .Join(db.LedgerAccounts, x => x.wallet.AccountId, a => a.Id, (x, account) => new { x.wallet, x.market, account }).SingleOrDefaultAsync(cancellation);
        if (found is null || !actor.May(Right.ViewWallets, found.wallet.MarketId, found.market.Region))
            return new WalletNotFound();
        var cards = await db.WalletCards.AsNoTracking().Where(c => c.WalletId == found.wallet.Id).OrderBy(c => c.Id).ToListAsync(cancellation);
        var (wallet, market, account) = (found.wallet, found.market, found.account);
        return new WalletRecord(
            wallet, new MarketName(market.Id, market.Code, market.NameKo, market.NameEn, market.NameZh, market.Region), market.TimeZone, account.Credits - account.Debits, account.DebitsReserved, cards);
    }
}
