namespace Portal.Domain.Vouchers;

/// <summary>A funder's part of a voucher. Minor units.</summary>
public readonly record struct FunderPart(string Funder, long AmountMinor);

/// <summary>What a voucher costs its buyer, and what each funder pays of it. Together they are its face value. Minor units.</summary>
public sealed record VoucherPrice(long FaceMinor, long PaidMinor, IReadOnlyList<FunderPart> Parts)
{
    public long DiscountMinor => FaceMinor - PaidMinor;
}

/// <summary>What a buyer has bought and holds, in minor units of face value.</summary>
/// <param name="ThisMonth">Bought this calendar month with a discount.</param>
/// <param name="ThisMonthInAll">Bought this calendar month in all.</param>
/// <param name="Held">Not spent and not expired.</param>
public readonly record struct BuyerTotals(long ThisMonth, long ThisMonthInAll, long Held);

/// <summary>The purchase would take the buyer above what may be bought in a month. Minor units of face value.</summary>
public sealed record PurchaseCapExceeded(long Cap, long Left) : Refusal;

/// <summary>The purchase would take the buyer above what may be held. Minor units of face value.</summary>
public sealed record HoldingCapExceeded(long Cap, long Left) : Refusal;

/// <summary>Prices and caps of a sale: no database, no clock.</summary>
public static class SaleRules
{
    private const int Whole = 10_000;

    /// <summary>
    /// The price of a voucher. The discount is rounded down to a minor unit, each funder's share of it as well; what is left over falls to the first funder of the split.
    /// </summary>
    public static VoucherPrice Price(VoucherTerms terms, BuyerKind buyer, PurchaseMeans means, DateOnly day, long face)
    {
        var line = terms.Discounts.FirstOrDefault(d => d.Fits(buyer, means, day));
        var discount = line is null || terms.Split.Count == 0 ? 0 : Share(face, line.BasisPoints);
        return new VoucherPrice(face, face - discount, Split(terms.Split, discount));
    }

    /// <summary>A voucher that is given away: the funders pay all of it.</summary>
    public static VoucherPrice Given(VoucherTerms terms, long face) => new(face, 0, Split(terms.Split, face));

    /// <summary>Why the buyer may not buy so much; null when he may.</summary>
    /// <param name="discounted">Of the face value bought now, what has a discount.</param>
    public static Refusal? Capped(VoucherTerms terms, BuyerKind buyer, BuyerTotals totals, long face, long discounted)
    {
        if (terms.Caps.FirstOrDefault(c => c.Buyer == buyer) is not { } cap)
            return null;
        var (bought, counts) = cap.Undiscounted ? (totals.ThisMonthInAll, face) : (totals.ThisMonth, discounted);
        if (cap.Monthly is { } monthly && counts > 0 && bought + counts > monthly)
            return new PurchaseCapExceeded(monthly, Math.Max(0, monthly - bought)) { Field = "items" };
        if (cap.Holding is { } holding && (cap.Undiscounted || discounted > 0) && totals.Held + face > holding)
            return new HoldingCapExceeded(holding, Math.Max(0, holding - totals.Held)) { Field = "items" };
        return null;
    }

    /// <summary>A share in basis points, rounded down.</summary>
    public static long Share(long amount, int basisPoints) => (long)((Int128)amount * basisPoints / Whole);

    private static List<FunderPart> Split(IReadOnlyList<FunderShare> split, long amount)
    {
        if (amount == 0 || split.Count == 0)
            return [];
        var parts = split.Select(s => new FunderPart(s.Funder, Share(amount, s.BasisPoints))).ToList();
        parts[0] = parts[0] with { AmountMinor = parts[0].AmountMinor + amount - parts.Sum(p => p.AmountMinor) };
        return [.. parts.Where(p => p.AmountMinor > 0)];
    }
}
