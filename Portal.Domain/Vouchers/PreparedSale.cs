namespace Portal.Domain.Vouchers;

/// <summary>What is asked for, with the price of each voucher by the rule of the day. Minor units.</summary>
/// <param name="Given">Given away: nobody pays but the funders, and no cap looks at it.</param>
internal sealed record PricedSale(VoucherProgramme Programme, VoucherRule Rule, VoucherTerms Terms, List<Voucher> Vouchers, List<VoucherPrice> Prices, DateOnly Day, long? WalletId, bool Given)
{
    public long Face => Prices.Sum(p => p.FaceMinor);

    /// <summary>What a cap looks at: nothing of what is given away.</summary>
    public long Discounted => Given ? 0 : Prices.Where(p => p.DiscountMinor > 0).Sum(p => p.FaceMinor);
}

/// <summary>A sale that can be posted.</summary>
internal sealed record PreparedSale(PricedSale Priced, VoucherOffice Office, VoucherBuyer Buyer, Dictionary<string, FunderBudget> Budgets, string? MoneyFrom, BackedSale Behind)
{
    /// <summary>Where the buyer is told from now on; sealed.</summary>
    public byte[]? Contact { get; init; }

    public VoucherProgramme Programme => Priced.Programme;

    public VoucherRule Rule => Priced.Rule;

    public VoucherTerms Terms => Priced.Terms;

    public List<Voucher> Vouchers => Priced.Vouchers;

    public List<VoucherPrice> Prices => Priced.Prices;

    public DateOnly Day => Priced.Day;

    public long Discounted => Priced.Discounted;

    public VoucherBuyer NextBuyer()
    {
        var next = Buyer.Next();
        next.Contact = Contact;
        return next;
    }
}
