namespace Portal.Domain.Vouchers;

/// <summary>A sale as it is asked for.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="Reference">Who buys, as the counter knows him; only a keyed hash of it is kept.</param>
/// <param name="Office">The selling office; null for the head office.</param>
/// <param name="Wallet">The wallet, by its code or its id, in which mobile vouchers arrive; null for a bearer.</param>
/// <param name="Contact">The e-mail address or telephone number for notices before the vouchers expire; null to keep the one left before.</param>
public sealed record SaleRequest(Guid Id, string? Programme, BuyerKind Buyer, string? Reference, IReadOnlyList<SerialRange> Items, PurchaseMeans Means, string? Office = null, string? Wallet = null, string? Contact = null);

/// <summary>A sale as answered, the same each time the same id comes. Minor units.</summary>
public sealed record SaleAnswer(Guid Id, string Programme, string Currency, int Count, long Face, long Paid, long LedgerOrder, DateOnly BusinessDate, bool Repeated)
{
    public long Discount => Face - Paid;
}

/// <summary>A voucher that would be sold, and its price. Minor units.</summary>
public sealed record PricedVoucher(string Serial, long Face, long Paid);

/// <summary>What a sale would come to. Minor units.</summary>
/// <param name="Parts">What each funder would pay of it.</param>
public sealed record SalePreview(string Currency, VoucherKind Kind, IReadOnlyList<PricedVoucher> Vouchers, IReadOnlyList<FunderPart> Parts)
{
    public long Face => Vouchers.Sum(v => v.Face);

    public long Paid => Vouchers.Sum(v => v.Paid);

    public long Discount => Face - Paid;

    /// <summary>What the buyer may still buy this month, before this sale; null for no limit. Without a reference, what anybody may.</summary>
    public long? MonthlyLeft { get; init; }

    /// <summary>What the buyer may still hold, before this sale; null for no limit.</summary>
    public long? HoldingLeft { get; init; }

    /// <summary>Why it would be refused as it is; null when it would not.</summary>
    public Refusal? Refused { get; init; }
}
