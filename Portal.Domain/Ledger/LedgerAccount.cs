namespace Portal.Domain.Ledger;

/// <summary>What the ledger itself forbids an account to do.</summary>
public enum AccountLimit
{
    /// <summary>Any balance.</summary>
    None,

    /// <summary>Debits, reserved ones included, never exceed posted credits: wallets, vouchers, budgets, everything that can be spent.</summary>
    DebitsMustNotExceedCredits,

    /// <summary>Credits, reserved ones included, never exceed posted debits: money in a till.</summary>
    CreditsMustNotExceedDebits,

    /// <summary>Any balance, but it is kept with the account, so that a transfer may name the most that it may come to: what a partner owes.</summary>
    Counted,
}

/// <summary>Whether an account takes transfers.</summary>
public enum AccountState
{
    Open,

    /// <summary>Frozen: refuses everything but what lets money out of a hold or gives it back (<see cref="TransferCodes.PassesHold"/>).</summary>
    Held,

    /// <summary>Ended; only at a balance of zero and with nothing reserved.</summary>
    Closed,
}

/// <summary>What an account is in the books of its operator.</summary>
public enum AccountClass
{
    Asset,
    Liability,
    Income,
    Expense,

    /// <summary>Counts what is not the operator's money (sales paid straight to a vendor, caps); outside the trial balance.</summary>
    Memo,
}

/// <summary>
/// An account of the ledger, in one currency and in the books of one operator. Its code comes from the chart of accounts (<see cref="Chart"/>).
/// The row of an account with a limit also holds its totals, and is locked by whoever posts to it; the totals of the others are in <see cref="AccountTotal"/>.
/// </summary>
public sealed class LedgerAccount
{
    public const int CodeLength = 100;

    public long Id { get; init; }

    /// <summary>The legal person whose books the account is in.</summary>
    public long OperatorId { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The place in the chart, for example <c>wallets:1f0c…</c> or <c>fees:card</c>; unique with operator and currency.</summary>
    public required string Code { get; init; }

    public AccountClass Class { get; init; }

    public AccountLimit Limit { get; init; }

    public AccountState State { get; set; }

    /// <summary>The account under which charts and trial balances show this one; null for one that stands by itself.</summary>
    public long? ParentId { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Minor units; kept here only for an account with a limit.</summary>
    public long Debits { get; set; }

    /// <inheritdoc cref="Debits"/>
    public long Credits { get; set; }

    /// <summary>Reserved by pending transfers and neither posted nor released; minor units.</summary>
    public long DebitsReserved { get; set; }

    /// <inheritdoc cref="DebitsReserved"/>
    public long CreditsReserved { get; set; }

    /// <summary>The number of its last line; lines of an account with a limit have no gaps.</summary>
    public long LastLine { get; set; }
}

/// <summary>
/// What was posted to an account without a limit on a business date of a market by one process. Processes never queue on each other's rows; sums over
/// them are balances as of any day.
/// </summary>
public sealed class AccountTotal
{
    public long AccountId { get; init; }

    /// <summary>The market; 0 for what belongs to none ("national": deposits, budgets, banks).</summary>
    public long MarketId { get; init; }

    public DateOnly BusinessDate { get; init; }

    /// <summary>The process that wrote it.</summary>
    public int Writer { get; init; }

    /// <summary>Minor units.</summary>
    public long Debits { get; set; }

    /// <inheritdoc cref="Debits"/>
    public long Credits { get; set; }
}
