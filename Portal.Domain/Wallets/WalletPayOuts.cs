using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Wallets;

/// <summary>How money leaves a wallet to its holder.</summary>
public enum PayOutWay
{
    /// <summary>Handed over at the market's counter.</summary>
    Cash,

    /// <summary>Sent from the operator's bank; cleared by the bank's line.</summary>
    BankTransfer,
}

/// <summary>A part of a wallet's money that its holder is to get back.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="Reference">Of the bank transfer.</param>
public sealed record PayOutRequest(Guid Id, Guid Wallet, Money Amount, PayOutWay Way, string? Reference);

/// <summary>A wallet that is to be closed, and its rest paid out.</summary>
/// <param name="Id">Made by the client.</param>
public sealed record ClosingRequest(Guid Id, Guid Wallet, PayOutWay Way, string? Reason);

/// <summary>A pay-out as answered, the same each time the same id comes. Minor units.</summary>
/// <param name="Amount">What was paid out; 0 when an empty wallet was closed.</param>
/// <param name="Closed">True when the wallet was closed with it.</param>
public sealed record PayOutAnswer(Guid Id, Guid Wallet, string Currency, long Amount, PayOutWay Way, bool Closed, long LedgerOrder, DateOnly BusinessDate, bool Repeated);

/// <summary>
/// Gives a wallet's money back to its holder: a part of it, or the rest, which closes the wallet. A frozen wallet pays nothing out (<see cref="WalletFrozen"/>), and one with reservations is not
/// closed (<see cref="WalletReserved"/>). Repeated with the same id it answers as it did first.
/// </summary>
public sealed class WalletPayOuts(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, TimeProvider time)
{
    /// <summary>How often a closing is decided again when the wallet has changed meanwhile.</summary>
    private const int MaxTries = 20;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Pays out an amount, up to what the wallet holds beyond reservations. The wallet stays open.</summary>
    public async Task<Outcome<PayOutAnswer>> PayOutAsync(Actor actor, PayOutRequest asked, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ManageWallets))
            return new NotAllowed(Right.ManageWallets);
        var refusals = new List<Refusal>();
        var reference = Text.Clean(asked.Reference, "reference", Wallet.ReferenceLength, refusals);
        if (asked.Amount.Value <= 0)
            refusals.Add(new TransferNotPositive { Field = "amount" });
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        var found = await WalletPlace.FindAsync(db, actor, w => w.Uid == asked.Wallet, cancellation);
        if (!found.TryGet(out var place))
            return found.Refusals.ToList();
        if (asked.Amount.Currency != place.Wallet.Currency)
            return new WalletCurrencyDiffers(place.Wallet.Currency) { Field = "amount" };
        if (!await IsKnownAsync(db, asked.Id, cancellation) && Unfit(place.Wallet) is { } unfit)
            return unfit;
        var request = new { wallet = asked.Wallet, currency = asked.Amount.Currency, value = asked.Amount.Value, way = asked.Way.ToString(), reference, close = false };
        var posting = await PostingAsync(actor, asked.Id, JsonSerializer.Serialize(request), place, "pay-out ", asked.Way, asked.Amount.Value, new Ending(Closes: false), cancellation);
        return Answered(await ledger.PostAsync(posting));
    }

    /// <summary>
    /// Pays out all that is left, ends the wallet's cards and its unused tokens, and closes it, in one posting: what is paid or put in at the same moment comes before it, and is paid out with the
    /// rest, or finds the wallet closed.
    /// </summary>
    public async Task<Outcome<PayOutAnswer>> CloseAsync(Actor actor, ClosingRequest asked, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ManageWallets))
            return new NotAllowed(Right.ManageWallets);
        var refusals = new List<Refusal>();
        var reason = Text.Require(asked.Reason, "reason", Wallet.ReasonLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        var request = JsonSerializer.Serialize(new { wallet = asked.Wallet, way = asked.Way.ToString(), reason, close = true });
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var found = await WalletPlace.FindAsync(db, actor, w => w.Uid == asked.Wallet, cancellation);
            if (!found.TryGet(out var place))
                return found.Refusals.ToList();
            var isKnown = await IsKnownAsync(db, asked.Id, cancellation);
            var account = await db.LedgerAccounts.AsNoTracking().SingleAsync(a => a.Id == place.Wallet.AccountId, cancellation);
            if (!isKnown && (Unfit(place.Wallet) ?? Reserved(account)) is { } unfit)
                return unfit;
            // Of an id that was used the ledger knows what became of it.
            var ending = isKnown ? new Ending(Closes: true) : await EndingAsync(db, actor, place.Wallet, account, reason, cancellation);
            var outcome = await ledger.PostAsync(await PostingAsync(actor, asked.Id, request, place, "close ", asked.Way, isKnown ? 0 : account.Credits - account.Debits, ending, cancellation));
            if (outcome.Refusal is not Stale || attempt == MaxTries)
                return Answered(outcome);
        }
    }

    /// <summary>What ends with the wallet: its cards, its tokens that could still pay, and its row; each must still be as it was read.</summary>
    private async Task<Ending> EndingAsync(PortalDbContext db, Actor actor, Wallet wallet, LedgerAccount account, string reason, CancellationToken cancellation)
    {
        var now = UtcMicroseconds.Cut(Now);
        var cards = await db.WalletCards.Where(c => c.WalletId == wallet.Id && c.EndedAt == null).ToListAsync(cancellation);
        var tokens = await db.WalletTokens.Where(t => t.WalletId == wallet.Id && t.UsedBy == null && t.ExpiresAt > now).ToListAsync(cancellation);
        IVersioned[] rows = [wallet, .. cards, .. tokens];
        List<RowGuard> guards = [new(typeof(Wallet), wallet.Id, wallet.Version), .. cards.Select(c => new RowGuard(typeof(WalletCard), c.Id, c.Version)), .. tokens.Select(t => new RowGuard(typeof(WalletToken), t.Id, t.Version))];
        (wallet.State, wallet.Reason) = (WalletState.Closed, reason);
        cards.ForEach(c => c.EndedAt = now);
        tokens.ForEach(t => t.ExpiresAt = now);
        object[] audits = [db.AuditOf(actor, now, "wallet.closed", Before(wallet), wallet, reason), .. cards.Select(c => db.AuditOf(actor, now, "wallet_card.ended", Before(c), c, reason))];
        foreach (var row in rows)
            row.Version++;
        return new Ending(Closes: true) { States = [new StateChange(account.Id, AccountState.Closed) { AfterLine = account.LastLine }], Guards = guards, Rows = rows, Audits = audits };

        IAudited Before(IAudited subject) => (IAudited)db.Entry((object)subject).OriginalValues.ToObject();
    }

    private async Task<PostingRequest> PostingAsync(Actor actor, Guid id, string request, WalletPlace place, string document, PayOutWay way, long amount, Ending ending, CancellationToken cancellation)
    {
        var wallet = place.Wallet;
        await accounts.OpenMarketAsync(wallet.MarketId, cancellation);
        var to = await accounts.OpenAsync(new(wallet.OperatorId, wallet.Currency, way == PayOutWay.Cash ? Chart.Cash(place.Market) : Chart.Transfers), cancellation);
        return new PostingRequest
        {
            Id = id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = request,
            OperatorId = wallet.OperatorId,
            MarketId = wallet.MarketId,
            BusinessDate = place.DayAt(Now),
            Document = document + wallet.Code,
            Transfers = amount > 0 ? [TransferRequest.Move(TransferCode.Withdrawal, wallet.AccountId, to, amount)] : [],
            States = ending.States,
            Guards = ending.Guards,
            Rows = o => o.Posted
                ? new PostingRows(ending.Audits, ending.Rows, JsonSerializer.Serialize(new PayOutAnswer(id, wallet.Uid, wallet.Currency, amount, way, ending.Closes, o.LedgerOrder, o.BusinessDate, false)))
                : PostingRows.None,
        };
    }

    private static Outcome<PayOutAnswer> Answered(PostingOutcome outcome) => outcome.Refusal switch
    {
        // It was frozen or closed between the look at it and the posting.
        AccountHeld => new WalletFrozen(),
        AccountClosed => new WalletNotOpen(WalletState.Closed),
        InsufficientFunds much => much with { Field = "amount" },
        { } refused => refused,
        null => JsonSerializer.Deserialize<PayOutAnswer>(outcome.Answer!)! with { Repeated = outcome.Repeated },
    };

    private static Refusal? Unfit(Wallet wallet) => wallet.State switch
    {
        WalletState.Frozen => new WalletFrozen(),
        WalletState.Closed => new WalletNotOpen(WalletState.Closed),
        _ => null,
    };

    private static WalletReserved? Reserved(LedgerAccount account) =>
        account.DebitsReserved + account.CreditsReserved is > 0 and var reserved ? new WalletReserved(new Money(account.Currency, reserved)) : null;

    private static Task<bool> IsKnownAsync(PortalDbContext db, Guid id, CancellationToken cancellation) => db.LedgerPostings.AnyAsync(p => p.Uid == id, cancellation);

    /// <summary>What a posting does beside moving the money.</summary>
    private sealed record Ending(bool Closes)
    {
        public IReadOnlyList<StateChange> States { get; init; } = [];

        public IReadOnlyList<RowGuard> Guards { get; init; } = [];

        public IReadOnlyList<IVersioned> Rows { get; init; } = [];

        public IReadOnlyList<object> Audits { get; init; } = [];
    }
}
