using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Wallets;

/// <summary>A wallet to be opened.</summary>
/// <param name="Id">Made by the client: repeated, it finds the wallet that was opened.</param>
/// <param name="Identified">True when the issuer knows who the holder is.</param>
/// <param name="Reference">The holder's number in the issuer's system.</param>
public sealed record NewWallet(Guid Id, string Market, bool Identified, string? Reference);

/// <summary>A wallet as opened.</summary>
/// <param name="Repeated">True when the id had been used for the same before.</param>
public sealed record OpenedWallet(Wallet Wallet, bool Repeated);

/// <summary>Where the money of a top-up came from.</summary>
public enum TopUpSource
{
    /// <summary>Handed over at the market's counter.</summary>
    Cash,

    /// <summary>Sent to the operator's bank; cleared by the bank's line.</summary>
    BankTransfer,
}

/// <summary>A top-up as it is asked for.</summary>
/// <param name="Id">Made by the client.</param>
public sealed record TopUpRequest(Guid Id, Guid Wallet, Money Amount, TopUpSource Source, string? Reference);

/// <summary>A top-up as answered, the same each time the same id comes. Minor units.</summary>
public sealed record TopUpAnswer(Guid Id, Guid Wallet, string Currency, long Amount, TopUpSource Source, long LedgerOrder, DateOnly BusinessDate, bool Repeated);

/// <summary>A payment token, told once.</summary>
public sealed record IssuedToken(string Token, DateTime ExpiresAt);

/// <summary>Opens, tops up and freezes prepaid wallets, and makes their payment tokens. Money moves only through the ledger.</summary>
public sealed class WalletService(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens a wallet at a market, in its currency and its operator's books.</summary>
    public async Task<Outcome<OpenedWallet>> OpenAsync(Actor actor, NewWallet wanted, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await MarketService.FindAsync(db, actor, wanted.Market, Right.ManageWallets, cancellation);
        if (!found.TryGet(out var market))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var reference = Text.Clean(wanted.Reference, "reference", Wallet.ReferenceLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        if (market.OperatorId is not { } books)
            return new WalletMarketWithoutOperator { Field = "market" };
        if (await AgainAsync(db, wanted, market.Id, reference, cancellation) is { } again)
            return again;
        var account = await accounts.OpenAsync(new(books, market.Currency, Chart.Wallet(wanted.Id)), cancellation);
        var wallet = new Wallet
        {
            Uid = wanted.Id,
            OperatorId = books,
            MarketId = market.Id,
            Currency = market.Currency,
            AccountId = account,
            Code = WalletCodes.New(),
            Identified = wanted.Identified,
            Reference = reference,
            HoldingLimit = WalletLimits.Of(market.Currency, wanted.Identified),
            CreatedAt = Now,
        };
        db.Add(wallet);
        db.Audit(actor, Now, "wallet.opened", wallet);
        var saved = await db.SaveOrConflictAsync(wallet, cancellation);
        if (saved.Ok)
            return new OpenedWallet(wallet, Repeated: false);
        // Of those that come at once with one id the first opens it, and the others find it.
        await using var fresh = contexts.CreateDbContext();
        return await AgainAsync(fresh, wanted, market.Id, reference, cancellation) ?? saved.Refusals.ToList();
    }

    /// <summary>Puts money into a wallet, never above what it may hold.</summary>
    public async Task<Outcome<TopUpAnswer>> TopUpAsync(Actor actor, TopUpRequest asked, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ManageWallets))
            return new NotAllowed(Right.ManageWallets);
        var refusals = new List<Refusal>();
        var reference = Text.Clean(asked.Reference, "reference", Wallet.ReferenceLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        var found = await WalletPlace.FindAsync(db, actor, w => w.Uid == asked.Wallet, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        var wallet = place.Wallet;
        if (asked.Amount.Currency != wallet.Currency)
            return new WalletCurrencyDiffers(wallet.Currency) { Field = "amount" };
        if (asked.Amount.Value <= 0 || asked.Amount.Value > wallet.HoldingLimit)
            return new TopUpOutOfRange(wallet.HoldingLimit) { Field = "amount" };
        await accounts.OpenMarketAsync(wallet.MarketId, cancellation);
        var from = await accounts.OpenAsync(new(wallet.OperatorId, wallet.Currency, asked.Source == TopUpSource.Cash ? Chart.Cash(place.Market) : Chart.Transfers), cancellation);
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = asked.Id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = JsonSerializer.Serialize(new { wallet = asked.Wallet, currency = asked.Amount.Currency, value = asked.Amount.Value, source = asked.Source.ToString(), reference }),
            OperatorId = wallet.OperatorId,
            MarketId = wallet.MarketId,
            BusinessDate = place.DayAt(Now),
            Document = "top-up " + wallet.Code,
            Transfers = [TransferRequest.Move(TransferCode.TopUp, from, wallet.AccountId, asked.Amount.Value) with { CreditCeiling = wallet.HoldingLimit }],
        });
        return outcome.Refusal is { } refused
            ? refused with { Field = refused is LimitExceeded ? "amount" : refused.Field }
            : new TopUpAnswer(asked.Id, asked.Wallet, wallet.Currency, asked.Amount.Value, asked.Source, outcome.LedgerOrder, outcome.BusinessDate, outcome.Repeated);
    }

    /// <summary>Makes a token that pays once within <see cref="WalletToken.Life"/>. Only its hash is kept.</summary>
    public async Task<Outcome<IssuedToken>> IssueTokenAsync(Actor actor, Guid wallet, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await WalletPlace.FindAsync(db, actor, w => w.Uid == wallet, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        if (place.Wallet.State != WalletState.Open)
            return new WalletNotOpen(place.Wallet.State);
        var secret = OneTimeSecret.New();
        var token = new WalletToken { WalletId = place.Wallet.Id, Hash = OneTimeSecret.Hash(secret), ExpiresAt = UtcMicroseconds.Cut(Now + WalletToken.Life) };
        db.Add(token);
        await db.SaveChangesAsync(cancellation);
        return new IssuedToken(secret, token.ExpiresAt);
    }

    /// <summary>Freezes a wallet: from now on nothing is taken from it or put into it. Money that comes back to it still may. Frozen already, it gets the new reason.</summary>
    public Task<Outcome<Done>> FreezeAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default) => SetAsync(actor, code, reason, WalletState.Frozen, cancellation);

    /// <summary>Lets a frozen wallet be used again.</summary>
    public Task<Outcome<Done>> UnfreezeAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default) => SetAsync(actor, code, reason, WalletState.Open, cancellation);

    private async Task<Outcome<Done>> SetAsync(Actor actor, string code, string? reason, WalletState to, CancellationToken cancellation)
    {
        if (!actor.May(Right.ManageWallets))
            return new NotAllowed(Right.ManageWallets);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", Wallet.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        var found = await WalletPlace.FindAsync(db, actor, w => w.Code == code, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        var wallet = place.Wallet;
        if (to == WalletState.Frozen ? wallet.State == WalletState.Closed : wallet.State != WalletState.Frozen)
            return new WalletStateUnfit(wallet.State);
        // The row says frozen for longer than the account does: should the portal stop between the two, payments see the row, and freezing or unfreezing again mends the account.
        if (to == WalletState.Open && await SetAccountAsync(actor, place, AccountState.Open) is { } stays)
            return stays;
        (wallet.State, wallet.Reason) = (to, to == WalletState.Frozen ? why : null);
        db.Audit(actor, Now, to == WalletState.Frozen ? "wallet.frozen" : "wallet.unfrozen", wallet, why);
        var saved = await db.SaveOrConflictAsync(wallet, cancellation);
        return saved.Ok && to == WalletState.Frozen && await SetAccountAsync(actor, place, AccountState.Held) is { } refused ? refused : saved;
    }

    /// <summary>Sets the state of the wallet's account; answers why not, or null.</summary>
    private async Task<Refusal?> SetAccountAsync(Actor actor, WalletPlace place, AccountState state)
    {
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = Guid.NewGuid(),
            Owner = PostingRequest.OwnerOf(actor),
            Request = JsonSerializer.Serialize(new { wallet = place.Wallet.Uid, state = state.ToString() }),
            OperatorId = place.Wallet.OperatorId,
            MarketId = place.Wallet.MarketId,
            BusinessDate = place.DayAt(Now),
            Document = (state == AccountState.Held ? "freeze " : "unfreeze ") + place.Wallet.Code,
            States = [new StateChange(place.Wallet.AccountId, state)],
        });
        return outcome.Refusal;
    }

    private static async Task<Outcome<OpenedWallet>?> AgainAsync(PortalDbContext db, NewWallet wanted, long market, string? reference, CancellationToken cancellation)
    {
        if (await db.Wallets.AsNoTracking().SingleOrDefaultAsync(w => w.Uid == wanted.Id, cancellation) is not { } wallet)
            return null;
        var differs = wallet.MarketId != market ? "market" : wallet.Identified != wanted.Identified ? "identified" : wallet.Reference != reference ? "reference" : null;
        return differs is null ? new OpenedWallet(wallet, Repeated: true) : new IdReused { Field = differs };
    }
}
