using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>How a refund reaches the holder.</summary>
public enum RefundPayout
{
    /// <summary>Handed over at the counter.</summary>
    Cash,

    /// <summary>Sent from the bank; cleared by the bank's line.</summary>
    Bank,

    /// <summary>Credited as points.</summary>
    Points,
}

/// <summary>Which rule gives something back.</summary>
public enum RefundRight
{
    /// <summary>Unused, within the days after the sale.</summary>
    Return,

    /// <summary>Enough of it was used.</summary>
    Residual,

    /// <summary>It has expired, and the claim has not.</summary>
    Expired,
}

/// <summary>What a voucher's holder would get back now, line by line. It is good as long as nothing moves on the voucher, and not for long.</summary>
public sealed class RefundQuote : IInsertOnly
{
    public const int LinesLength = 2_000;

    /// <summary>How long a quote is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public long Id { get; init; }

    public Guid Uid { get; init; }

    public long VoucherId { get; init; }

    public RefundRight Right { get; init; }

    public RefundPayout Payout { get; init; }

    /// <summary>The number of the last line of the voucher's account that it was reckoned on.</summary>
    public long AccountLine { get; init; }

    /// <summary>Minor units for the holder.</summary>
    public long AmountMinor { get; init; }

    /// <summary>The lines of the computation in JSON.</summary>
    public required string Lines { get; init; }

    public DateTime At { get; init; }
}

/// <summary>A refund that was paid. Its id is its place in the ledger.</summary>
public sealed class VoucherRefund : IInsertOnly
{
    public const int ByLength = 100;

    public long Id { get; init; }

    /// <summary>Made by the client.</summary>
    public Guid Uid { get; init; }

    public long VoucherId { get; init; }

    public long ProgrammeId { get; init; }

    public RefundRight Right { get; init; }

    public RefundPayout Payout { get; init; }

    /// <summary>What left the voucher; minor units.</summary>
    public long RestMinor { get; init; }

    /// <summary>What the holder got; minor units.</summary>
    public long AmountMinor { get; init; }

    /// <summary>What went back to budgets; minor units.</summary>
    public long ReturnedMinor { get; init; }

    public required string By { get; init; }

    public DateOnly BusinessDate { get; init; }

    public DateTime At { get; init; }
}
