namespace Portal.Domain.Wallets;

/// <summary>How much a prepaid wallet may hold.</summary>
public static class WalletLimits
{
    /// <summary>
    /// The holding limit in minor units. Korea (전자금융거래법 시행령 art. 13): 500,000 won for a bearer's instrument, 2,000,000 won for an identified holder. China
    /// (支付机构预付卡业务管理办法, People's Bank of China, 2012): 1,000 yuan for a bearer's card, 5,000 yuan for an identified holder. Elsewhere the Korean
    /// figures stand in units of the currency.
    /// </summary>
    public static long Of(string currency, bool identified) => (currency, identified) switch
    {
        ("CNY", false) => 1_000_00,
        ("CNY", true) => 5_000_00,
        (_, false) => 500_000,
        (_, true) => 2_000_000,
    };
}
