namespace Portal.Domain.Vouchers;

/// <summary>A voucher whose refund is asked for, as it stands. Minor units.</summary>
/// <param name="Parts">What each funder paid of it, in their order.</param>
/// <param name="Balance">What is left.</param>
/// <param name="Spent">What was spent of it and not given back since.</param>
public sealed record VoucherFacts(VoucherTerms Terms, long Face, long Paid, IReadOnlyList<long> Parts, DateOnly SoldOn, DateOnly ExpiresOn, long Balance, long Spent)
{
    public bool Frozen { get; init; }

    public bool Void { get; init; }

    /// <summary>True when it is asked for at the office that sold it.</summary>
    public bool AtSeller { get; init; } = true;

    /// <summary>Face value of this and of all vouchers that were spent together with it.</summary>
    public long FaceTogether { get; init; } = Face;

    /// <summary>What was spent of all of them.</summary>
    public long SpentTogether { get; init; } = Spent;
}

/// <summary>A line of the computation: what it says is a text, with these figures in it.</summary>
/// <param name="Amount">Minor units; null for a line that only says something.</param>
public sealed record RefundLine(string Code, long? Amount, int? Percent = null, DateOnly? Date = null, int? Needed = null);

/// <summary>What a refund comes to. Minor units: what the holder gets, what goes back to each funder in their order, and what nobody gets.</summary>
/// <param name="Reason">Why nothing is given back; null when something is.</param>
public sealed record RefundReckoning(RefundRight? Right, long Amount, IReadOnlyList<long> Returned, long Breakage, IReadOnlyList<RefundLine> Lines, string? Reason)
{
    public bool Refundable => Reason is null;
}

/// <summary>Why nothing is given back, by stable code.</summary>
public static class RefundReasons
{
    public const string Void = "voucher_void";

    /// <summary>By the clock it is not sold yet: the clock was set back.</summary>
    public const string SoldLater = "sold_later";
    public const string Frozen = "voucher_frozen";
    public const string Empty = "voucher_empty";
    public const string ClaimOver = "claim_over";
    public const string ReturnOver = "return_over";
    public const string NotTheSeller = "not_the_seller";
    public const string TooLittleSpent = "too_little_spent";
    public const string SpentWhole = "spent_whole";
    public const string NothingPaid = "nothing_paid";

    public static IReadOnlyList<string> All { get; } = [Void, Frozen, Empty, ClaimOver, ReturnOver, NotTheSeller, TooLittleSpent, SpentWhole, NothingPaid, SoldLater];
}

/// <summary>
/// What is given back of a voucher, by the terms in force on the day it was sold: no database, no clock. The share of 60 % is tested on face value; what is given back is reckoned on what was paid
/// (신유형 상품권 표준약관, Fair Trade Commission). Shares are rounded down; what is left over falls to the first funder, or to the holder where there is none.
/// </summary>
public static class RefundRules
{
    private const int Hundred = 100;
    private const int Whole = 10_000;

    public static RefundReckoning Reckon(VoucherFacts voucher, DateOnly today, RefundPayout payout)
    {
        var terms = voucher.Terms;
        if (voucher.Void)
            return None(RefundReasons.Void);
        if (voucher.Frozen)
            return None(RefundReasons.Frozen);
        if (voucher.Balance == 0)
            return None(RefundReasons.Empty);
        if (today < voucher.SoldOn)
            return None(RefundReasons.SoldLater, new RefundLine("sold_on", null, Date: voucher.SoldOn));
        if (today > voucher.ExpiresOn)
            return Expired(voucher, today, payout);
        if (voucher.Spent == 0 && voucher.Balance == voucher.Face && today <= voucher.SoldOn.AddDays(terms.ReturnDays))
            return Returned(voucher);
        return voucher.Spent == 0 ? None(RefundReasons.ReturnOver, new RefundLine("sold_on", null, Date: voucher.SoldOn), new RefundLine("return_until", null, Date: voucher.SoldOn.AddDays(terms.ReturnDays))) : Residual(voucher);
    }

    private static RefundReckoning Returned(VoucherFacts voucher)
    {
        if (voucher.Terms.ReturnAtSellerOnly && !voucher.AtSeller)
            return None(RefundReasons.NotTheSeller);
        return Shared(voucher, RefundRight.Return, Whole, [new RefundLine("face", voucher.Face), new RefundLine("unused", null, Date: voucher.SoldOn.AddDays(voucher.Terms.ReturnDays))]);
    }

    private static RefundReckoning Residual(VoucherFacts voucher)
    {
        var terms = voucher.Terms;
        var percent = voucher.FaceTogether < terms.SmallBelow ? terms.ResidualPercentSmall : terms.ResidualPercent;
        if (percent is not { } needed)
            return None(RefundReasons.SpentWhole);
        var lines = new List<RefundLine> { new("face", voucher.Face), new("spent", voucher.Spent) };
        if (voucher.FaceTogether != voucher.Face)
            lines.AddRange([new("face_together", voucher.FaceTogether), new("spent_together", voucher.SpentTogether)]);
        var reached = (int)((Int128)voucher.SpentTogether * Hundred / voucher.FaceTogether);
        lines.Add(new("share_spent", null, Percent: reached, Needed: needed));
        return (Int128)voucher.SpentTogether * Hundred < (Int128)voucher.FaceTogether * needed
            ? None(RefundReasons.TooLittleSpent, [.. lines, new("still_to_spend", (long)(((Int128)voucher.FaceTogether * needed + Hundred - 1) / Hundred) - voucher.SpentTogether)])
            : Shared(voucher, RefundRight.Residual, Whole, lines);
    }

    private static RefundReckoning Expired(VoucherFacts voucher, DateOnly today, RefundPayout payout)
    {
        var until = voucher.Terms.ClaimableUntil(voucher.SoldOn);
        if (today > until)
            return None(RefundReasons.ClaimOver, new RefundLine("claimable_until", null, Date: until));
        var rate = payout == RefundPayout.Points
            ? voucher.Terms.ExpiredPointsBasisPoints : voucher.Terms.ExpiredRates.Where(r => voucher.Face > r.Above).OrderByDescending(r => r.Above).Select(r => r.BasisPoints).FirstOrDefault();
        return Shared(voucher, RefundRight.Expired, rate, [new RefundLine("expired_on", null, Date: voucher.ExpiresOn), new RefundLine("claimable_until", null, Date: until)]);
    }

    /// <param name="basisPoints">Of the holder's share, what he gets; the rest of it is nobody's.</param>
    private static RefundReckoning Shared(VoucherFacts voucher, RefundRight right, int basisPoints, IReadOnlyList<RefundLine> lines)
    {
        var whole = voucher.Terms.Base == RefundBase.Face || voucher.Parts.Count == 0;
        var share = whole ? voucher.Balance : Of(voucher, voucher.Paid);
        var returned = whole ? [] : voucher.Parts.Select(p => Of(voucher, p)).ToArray();
        if (!whole)
            returned[0] += voucher.Balance - share - returned.Sum();
        var amount = SaleRules.Share(share, basisPoints);
        if (amount == 0)
            return None(RefundReasons.NothingPaid, [.. lines]);
        var all = new List<RefundLine>(lines) { new("rest", voucher.Balance) };
        if (!whole)
            all.AddRange([new("paid_of_face", voucher.Paid), new("paid_share", share)]);
        if (basisPoints < Whole)
            all.Add(new("rate", null, Percent: basisPoints / Hundred));
        all.Add(new("amount", amount));
        if (returned.Sum() > 0)
            all.Add(new("returned", returned.Sum()));
        if (share > amount)
            all.Add(new("kept", share - amount));
        return new RefundReckoning(right, amount, returned, share - amount, all, null);
    }

    /// <summary>The part of what was paid that belongs to what is left.</summary>
    private static long Of(VoucherFacts voucher, long paid) => (long)((Int128)paid * voucher.Balance / voucher.Face);

    private static RefundReckoning None(string reason, params RefundLine[] lines) => new(null, 0, [], 0, lines, reason);
}
