namespace Portal.Domain.Ledger;

/// <summary>No such account.</summary>
public sealed record AccountUnknown : Refusal;

/// <summary>The account has ended.</summary>
public sealed record AccountClosed : Refusal;

/// <summary>The account is frozen: nothing new is taken from it or put into it.</summary>
public sealed record AccountHeld : Refusal;

/// <summary>The account still has money or reservations, and cannot be closed.</summary>
public sealed record AccountNotEmpty(long Balance, long Reserved) : Refusal;

/// <summary>A transfer moves money from one account to another, not within one.</summary>
public sealed record AccountsMustDiffer : Refusal;

/// <summary>Both accounts of a transfer have one currency.</summary>
public sealed record CurrencyDiffers(string Debit, string Credit) : Refusal;

/// <summary>Both accounts of a transfer are in the books of the posting's operator.</summary>
public sealed record OperatorDiffers : Refusal;

/// <summary>Real money and memo accounts never touch.</summary>
public sealed record MemoMixed : Refusal;

/// <summary>An amount is a positive whole number of minor units.</summary>
public sealed record TransferNotPositive : Refusal;

/// <summary>The account's total would pass what can be counted.</summary>
public sealed record AmountOverflows : Refusal;

/// <summary>The debited account does not hold so much. Minor units.</summary>
/// <param name="Available">What it holds beyond what is reserved.</param>
public sealed record InsufficientFunds(long Available) : Refusal;

/// <summary>The limit of the credited account would be passed. Minor units.</summary>
/// <param name="Available">What could still be credited.</param>
public sealed record LimitExceeded(long Available) : Refusal
{
    /// <summary>Of a transfer that named a ceiling: what the account held before it, with what is reserved.</summary>
    public long Held { get; init; }
}

/// <summary>There is no such reservation.</summary>
public sealed record PendingUnknown : Refusal;

/// <summary>The reservation was posted before.</summary>
public sealed record PendingPosted : Refusal;

/// <summary>The reservation was released before.</summary>
public sealed record PendingVoided : Refusal;

/// <summary>The reservation's time is over.</summary>
public sealed record PendingExpired : Refusal;

/// <summary>The reservation's time is not over yet, so it cannot expire.</summary>
public sealed record PendingNotDue : Refusal;

/// <summary>No more can be posted than was reserved. Minor units.</summary>
public sealed record PendingExceeded(long Reserved) : Refusal;

/// <summary>The business date is closed, and this posting belongs to no other.</summary>
public sealed record DayClosed(DateOnly Date) : Refusal;

/// <summary>Something the posting was decided on has changed meanwhile; decide again. Nothing is kept of it, so the same id may be used again.</summary>
public sealed record Stale : Refusal;

/// <summary>The id was used for something else; <see cref="Refusal.Field"/> names what differs.</summary>
public sealed record IdReused : Refusal;

/// <summary>The id was used by somebody else.</summary>
public sealed record IdTaken : Refusal;
