using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>How a transfer moves money.</summary>
public enum TransferKind
{
    /// <summary>At once.</summary>
    Immediate,

    /// <summary>Reserves an amount until it is posted, voided or expires.</summary>
    Pending,

    /// <summary>Moves up to the amount that a pending transfer reserved; the rest is released.</summary>
    Post,

    /// <summary>Releases what a pending transfer reserved.</summary>
    Void,

    /// <summary>Releases what a pending transfer reserved, because its time is over.</summary>
    Expiry,
}

/// <summary>Why money moves.</summary>
public enum TransferCode
{
    Payment,
    Refund,
    Void,
    TopUp,
    Withdrawal,
    Hold,
    Fee,
    Chargeback,
    Opening,
    Correction,
    Sale,
    Expiry,
    Release,
    Payout,
    Bank,

    /// <summary>A vendor brought in vouchers that he had taken.</summary>
    Presentment,

    /// <summary>An institution paid in for an order.</summary>
    Deposit,
}

/// <summary>What the codes mean to an account that is held.</summary>
public static class TransferCodes
{
    /// <summary>
    /// True for what a held account lets through: an existing reservation ends either way, and money comes back. It takes part in nothing new.
    /// </summary>
    public static bool PassesHold(TransferKind kind, TransferCode code) =>
        kind is TransferKind.Post or TransferKind.Void or TransferKind.Expiry || code is TransferCode.Void or TransferCode.Refund or TransferCode.Expiry or TransferCode.Release;
}

/// <summary>
/// A line of the ledger, written once and never changed: a correction is a new transfer that names the old one. Within its posting it has a place, from 0.
/// </summary>
public sealed class Transfer : IInsertOnly
{
    /// <summary>The order of the ledger: that of the posting, and the place in it.</summary>
    public long Id { get; init; }

    public long PostingId { get; init; }

    public TransferKind Kind { get; init; }

    public TransferCode Code { get; init; }

    public long DebitId { get; init; }

    public long CreditId { get; init; }

    /// <summary>Minor units of the accounts' currency; positive. Of a void or an expiry, what was released.</summary>
    public long Amount { get; init; }

    /// <summary>The pending transfer that this one ends.</summary>
    public long? PendingId { get; init; }

    /// <summary>The transfer that this one corrects.</summary>
    public long? CorrectsId { get; init; }

    /// <summary>Until when a pending one holds; null without end.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>Of an account with a limit: the number of this line in it, without gaps.</summary>
    public long? DebitLine { get; init; }

    /// <summary>Credits less debits of the debited account after this line, when it has a limit; minor units.</summary>
    public long? DebitBalance { get; init; }

    /// <inheritdoc cref="DebitLine"/>
    public long? CreditLine { get; init; }

    /// <inheritdoc cref="DebitBalance"/>
    public long? CreditBalance { get; init; }
}
