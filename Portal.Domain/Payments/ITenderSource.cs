using System.Globalization;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Payments;

/// <summary>Something of the portal's own that a tender spends: a wallet, a voucher. It is an account of the ledger with a limit.</summary>
/// <param name="AccountId">What is debited; 0 where nothing was found.</param>
/// <param name="Decline">Why it does not pay; null when the ledger decides.</param>
public sealed record SpentInstrument(long AccountId, string? Decline)
{
    public long? WalletId { get; init; }

    public long? VoucherId { get; init; }

    /// <summary>In whose books the account is, when they are not the market's.</summary>
    public long? Books { get; init; }

    /// <summary>What leaves it beyond the tender's amount, and is handed out in cash by the vendor. Minor units.</summary>
    public long Change { get; init; }

    /// <summary>The figures of the sentence that says why it does not pay.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>Rows that the payment uses up: each must still be as it was read.</summary>
    public IReadOnlyList<RowGuard> Guards { get; init; } = [];

    /// <summary>Those rows as the payment of this id leaves them.</summary>
    public Func<Guid, IReadOnlyList<IVersioned>> Used { get; init; } = _ => [];

    /// <summary>What is counted beside the payment: caps.</summary>
    public IReadOnlyList<CountedUse> Counted { get; init; } = [];
}

/// <summary>All that a tender takes from its instrument, counted once more on a memo account that holds so much at most. It comes back when the tender is given back.</summary>
/// <param name="Transfer">With its ceiling.</param>
/// <param name="Decline">Why the payment is declined when the ceiling would be passed.</param>
public sealed record CountedUse(TransferRequest Transfer, string Decline)
{
    /// <summary>The figures of the sentence that says which cap is passed, and by what. Uses of one payment are asked for together.</summary>
    /// <param name="all">In the order in which they were posted.</param>
    /// <param name="place">The one that was refused.</param>
    public static IReadOnlyDictionary<string, string> Figures(IReadOnlyList<CountedUse> all, int place, LimitExceeded refused, string currency)
    {
        var account = all[place].Transfer.CreditId;
        var before = all.Take(place).Where(c => c.Transfer.CreditId == account).Sum(c => c.Transfer.Amount);
        var asked = all.Where(c => c.Transfer.CreditId == account).Sum(c => c.Transfer.Amount);
        return new Dictionary<string, string>
        {
            ["limit"] = Of(all[place].Transfer.CreditCeiling!.Value),
            ["used"] = Of(refused.Held - before),
            ["asked"] = Of(asked),
            ["currency"] = currency,
        };
    }

    private static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A kind of tender that spends something of the portal's own: it finds what a tender names. What cannot pay says why, so that the payment is declined and not refused.</summary>
public interface ITenderSource
{
    TenderKind Kind { get; }

    /// <param name="day">The market's business day on which the payment was made.</param>
    Task<SpentInstrument> FindAsync(PortalDbContext db, StallAtPayment stall, TenderRequest tender, DateOnly day, DateTime now, CancellationToken cancellation);
}
