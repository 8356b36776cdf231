namespace Portal.Domain.Ledger;

/// <summary>
/// The rules of the ledger: one synchronous function from what is there and a batch of postings to what becomes of them. It knows no database and no clock.
/// </summary>
/// <remarks>
/// Postings are decided in their order, each on what the ones before left. A posting is all or nothing: its first refused transfer refuses it. Totals that
/// are refused for overflow are refused, never wrapped.
/// </remarks>
public static class LedgerRules
{
    /// <summary>Places of the postings, and of the transfers, of one batch.</summary>
    public const int BatchBits = 20;

    /// <summary>The most transfers that one posting may have.</summary>
    public const int MaxTransfers = 1_000;

    /// <summary>Decides a batch.</summary>
    public static BatchDecision Decide(LedgerState state, IReadOnlyList<PostingRequest> batch)
    {
        var books = new LedgerBooks(state);
        var outcomes = new PostingOutcome[batch.Count];
        for (var i = 0; i < batch.Count; i++)
            outcomes[i] = books.Known(batch[i]) ?? Keep(books, batch[i], Decide(state, books, batch[i], state.FirstOrder + i));
        return new BatchDecision(outcomes, books.Lines, books.Changed);
    }

    private static PostingOutcome Keep(LedgerBooks books, PostingRequest posting, PostingOutcome outcome)
    {
        if (outcome.Refusal is Stale)
            return outcome;
        books.Remember(posting, outcome);
        return outcome;
    }

    private static PostingOutcome Decide(LedgerState state, LedgerBooks books, PostingRequest posting, long order)
    {
        books.Begin();
        var date = DateOf(state, posting);
        Refusal? refusal = date != posting.BusinessDate && posting.KeepsDate ? new DayClosed(posting.BusinessDate) : Guarded(books, posting);
        refusal ??= Change(books, posting, first: true);
        for (var i = 0; refusal is null && i < posting.Transfers.Count; i++)
            refusal = Apply(state, books, posting, posting.Transfers[i], order) is { } why ? why with { Field = $"transfers[{i}]" } : null;
        refusal ??= Change(books, posting, first: false);
        if (refusal is null)
            return new PostingOutcome(order, date, null) { TransferIds = books.Accept(posting) };
        books.Undo();
        return new PostingOutcome(refusal is Stale ? 0 : order, date, refusal);
    }

    private static DateOnly DateOf(LedgerState state, PostingRequest posting) =>
        state.OpenFrom.TryGetValue(posting.MarketId, out var open) && open > posting.BusinessDate ? open : posting.BusinessDate;

    private static Stale? Guarded(LedgerBooks books, PostingRequest posting) =>
        posting.Guards.All(g => books.VersionOf(g) == g.Version) && posting.States.All(s => s.AfterLine is not { } line || (books.TryFind(s.AccountId, out var account) && account.LastLine == line)) ? null : new Stale();

    private static Refusal? Apply(LedgerState state, LedgerBooks books, PostingRequest posting, TransferRequest asked, long order) =>
        asked.Kind is TransferKind.Immediate or TransferKind.Pending ? Move(state, books, posting, asked, order) : End(state, books, posting, asked, order);

    /// <summary>A transfer of its own, at once or reserved.</summary>
    private static Refusal? Move(LedgerState state, LedgerBooks books, PostingRequest posting, TransferRequest asked, long order)
    {
        if (asked.Amount <= 0)
            return new TransferNotPositive();
        if (asked.DebitId == asked.CreditId)
            return new AccountsMustDiffer();
        if (!books.TryFind(asked.DebitId, out var debit) || !books.TryFind(asked.CreditId, out var credit))
            return new AccountUnknown();
        if (Fit(posting, debit, credit) is { } unfit)
            return unfit;
        if (Takes(debit, asked) is { } debitRefuses)
            return debitRefuses;
        if (Takes(credit, asked) is { } creditRefuses)
            return creditRefuses;
        var reserves = asked.Kind == TransferKind.Pending;
        if (Debited(debit, asked) is { } noDebit)
            return noDebit;
        if (Credited(credit, asked) is { } noCredit)
            return noCredit;
        books.Write(
            order, asked, asked.Amount,
            reserves ? debit with { DebitsReserved = debit.DebitsReserved + asked.Amount } : debit with { Debits = debit.Debits + asked.Amount },
            reserves ? credit with { CreditsReserved = credit.CreditsReserved + asked.Amount } : credit with { Credits = credit.Credits + asked.Amount },
            reserves && asked.Timeout is { } timeout ? state.Now + timeout : null);
        return null;
    }

    /// <summary>What ends a reservation: posts of it what is asked for, and releases the rest.</summary>
    private static Refusal? End(LedgerState state, LedgerBooks books, PostingRequest posting, TransferRequest asked, long order)
    {
        if (asked.PendingId is not { } id || !books.TryFindPending(id, out var pending))
            return new PendingUnknown();
        if (!books.TryFind(pending.DebitId, out var debit) || !books.TryFind(pending.CreditId, out var credit))
            return new AccountUnknown();
        if (Fit(posting, debit, credit) is { } unfit)
            return unfit;
        if (Endable(state, pending, asked) is { } ended)
            return ended;
        if (Takes(debit, asked) is { } debitRefuses)
            return debitRefuses;
        if (Takes(credit, asked) is { } creditRefuses)
            return creditRefuses;
        var moved = asked.Kind == TransferKind.Post ? asked.Amount : 0;
        if (debit.Debits > long.MaxValue - moved || credit.Credits > long.MaxValue - moved)
            return new AmountOverflows();
        books.End(pending with { EndedBy = asked.Kind });
        books.Write(
            order, asked with { DebitId = pending.DebitId, CreditId = pending.CreditId }, asked.Kind == TransferKind.Post ? moved : pending.Amount,
            debit with { DebitsReserved = debit.DebitsReserved - Kept(debit, pending.Amount), Debits = debit.Debits + moved },
            credit with { CreditsReserved = credit.CreditsReserved - Kept(credit, pending.Amount), Credits = credit.Credits + moved },
            null);
        return null;
    }

    /// <summary>Only an account with a limit remembers what is reserved.</summary>
    private static long Kept(AccountBalance account, long amount) => account.Limit == AccountLimit.None ? 0 : amount;

    private static bool IsIn(PostingRequest posting, long books) => posting.OperatorId == books || posting.AlsoBooks.Contains(books);

    private static Refusal? Fit(PostingRequest posting, AccountBalance debit, AccountBalance credit) =>
        debit.OperatorId != credit.OperatorId || !IsIn(posting, debit.OperatorId) ? new OperatorDiffers()
        : debit.Currency != credit.Currency ? new CurrencyDiffers(debit.Currency, credit.Currency)
        : (debit.Class == AccountClass.Memo) != (credit.Class == AccountClass.Memo) ? new MemoMixed()
        : null;

    private static Refusal? Endable(LedgerState state, PendingTransfer pending, TransferRequest asked)
    {
        var overdue = pending.ExpiresAt is { } until && until <= state.Now;
        return (pending.EndedBy, asked.Kind) switch
        {
            (TransferKind.Post, _) => new PendingPosted(),
            (TransferKind.Void, _) => new PendingVoided(),
            (TransferKind.Expiry, _) => new PendingExpired(),
            (_, TransferKind.Expiry) when !overdue => new PendingNotDue(),
            (_, TransferKind.Post) when overdue => new PendingExpired(),
            (_, TransferKind.Post) when asked.Amount <= 0 => new TransferNotPositive(),
            (_, TransferKind.Post) when asked.Amount > pending.Amount => new PendingExceeded(pending.Amount),
            _ => null,
        };
    }

    private static Refusal? Takes(AccountBalance account, TransferRequest asked) => account.State switch
    {
        AccountState.Closed => new AccountClosed(),
        AccountState.Held when !TransferCodes.PassesHold(asked.Kind, asked.Code) => new AccountHeld(),
        _ => null,
    };

    private static Refusal? Debited(AccountBalance account, TransferRequest asked)
    {
        var amount = asked.Amount;
        if (account.Limit == AccountLimit.None)
            return asked.DebitCeiling is null ? null : throw new ArgumentException("Only an account whose row holds its totals knows what it owes, and can have a ceiling.", nameof(asked));
        if (amount > long.MaxValue - account.Debits - account.DebitsReserved)
            return new AmountOverflows();
        var available = account.Credits - account.Debits - account.DebitsReserved;
        if (account.Limit == AccountLimit.DebitsMustNotExceedCredits && amount > available)
            return new InsufficientFunds(Math.Max(0, available));
        return OverCeiling(amount, available, asked.DebitCeiling);
    }

    private static Refusal? Credited(AccountBalance account, TransferRequest asked)
    {
        var amount = asked.Amount;
        if (account.Limit == AccountLimit.None)
            return asked.CreditCeiling is null ? null : throw new ArgumentException("Only an account whose row holds its totals knows what it holds, and can have a ceiling.", nameof(asked));
        if (amount > long.MaxValue - account.Credits - account.CreditsReserved)
            return new AmountOverflows();
        var available = account.Debits - account.Credits - account.CreditsReserved;
        if (account.Limit == AccountLimit.CreditsMustNotExceedDebits && amount > available)
            return new LimitExceeded(Math.Max(0, available));
        return OverCeiling(amount, available, asked.CreditCeiling);
    }

    /// <param name="available">What the other side of the account is ahead by.</param>
    private static LimitExceeded? OverCeiling(long amount, long available, long? ceiling) =>
        ceiling is { } most && (Int128)amount - available > most ? new LimitExceeded((long)Int128.Clamp(most + (Int128)available, 0, long.MaxValue)) { Held = -available } : null;

    private static Refusal? Change(LedgerBooks books, PostingRequest posting, bool first)
    {
        for (var i = 0; i < posting.States.Count; i++)
        {
            if (posting.States[i].First == first && Change(books, posting, posting.States[i]) is { } why)
                return why with { Field = $"states[{i}]" };
        }

        return null;
    }

    private static Refusal? Change(LedgerBooks books, PostingRequest posting, StateChange asked)
    {
        if (!books.TryFind(asked.AccountId, out var account))
            return new AccountUnknown();
        if (!IsIn(posting, account.OperatorId))
            return new OperatorDiffers();
        if (account.State == AccountState.Closed)
            return new AccountClosed();
        if (asked.To == AccountState.Closed && (account.Credits != account.Debits || account.DebitsReserved > 0 || account.CreditsReserved > 0))
            return new AccountNotEmpty(account.Credits - account.Debits, checked(account.DebitsReserved + account.CreditsReserved));
        books.Set(account with { State = asked.To });
        return null;
    }
}
