namespace Portal.Domain.Ledger;

/// <summary>What an account of some code is.</summary>
/// <param name="Parent">The code of the account that charts show in its stead; null for one that stands by itself.</param>
public sealed record ChartPlace(AccountClass Class, AccountLimit Limit, string? Parent);

/// <summary>
/// The chart of accounts, the same in every operator's books and every currency. A code is words joined by colons; its beginning says what the account is.
/// </summary>
public static class Chart
{
    private const string Vouchers = "vouchers:";

    /// <summary>Beginnings, the longer before the shorter where one begins the other.</summary>
    private static readonly (string Beginning, ChartPlace Place)[] Places =
    [
        ("memo:cap:", new(AccountClass.Memo, AccountLimit.DebitsMustNotExceedCredits, "memo:caps")),
        ("memo:", new(AccountClass.Memo, AccountLimit.None, null)),
        ("bank:", new(AccountClass.Asset, AccountLimit.None, null)),
        ("cash:", new(AccountClass.Asset, AccountLimit.None, null)),
        ("receivable:partner:", new(AccountClass.Asset, AccountLimit.Counted, null)),
        ("receivable:", new(AccountClass.Asset, AccountLimit.None, null)),
        ("recovery:", new(AccountClass.Asset, AccountLimit.None, "recovery")),
        ("recovery", new(AccountClass.Asset, AccountLimit.None, null)),
        ("wallets:", new(AccountClass.Liability, AccountLimit.DebitsMustNotExceedCredits, "wallets")),
        ("wallets", new(AccountClass.Liability, AccountLimit.None, null)),
        ("vendors:", new(AccountClass.Liability, AccountLimit.None, null)),
        ("payouts:in-transit", new(AccountClass.Liability, AccountLimit.None, null)),
        ("institutions:", new(AccountClass.Liability, AccountLimit.DebitsMustNotExceedCredits, null)),
        ("funders:", new(AccountClass.Liability, AccountLimit.DebitsMustNotExceedCredits, null)),
        ("points", new(AccountClass.Liability, AccountLimit.None, null)),
        ("unidentified", new(AccountClass.Liability, AccountLimit.None, null)),
        ("tax:", new(AccountClass.Liability, AccountLimit.None, null)),
        ("fees:acquirer:", new(AccountClass.Expense, AccountLimit.None, null)),
        ("fees:", new(AccountClass.Income, AccountLimit.None, null)),
        ("breakage:", new(AccountClass.Income, AccountLimit.None, null)),
        ("fx", new(AccountClass.Expense, AccountLimit.None, null)),
        ("rounding", new(AccountClass.Expense, AccountLimit.None, null)),
        ("write-off", new(AccountClass.Expense, AccountLimit.None, null)),
    ];

    /// <summary>The operator's bank account of that name: trust or operating.</summary>
    public static string Bank(string account) => "bank:" + account;

    /// <summary>Cash at the counters of a market.</summary>
    public static string Cash(string market) => "cash:" + market;

    /// <summary>What a card acquirer owes for payments it collected.</summary>
    public static string Acquirer(string acquirer) => "receivable:acquirer:" + acquirer;

    /// <summary>What a partner wallet owes, having been advanced by the acquirer.</summary>
    public static string Partner(string partner) => "receivable:partner:" + partner.ToLowerInvariant();

    /// <summary>Account transfers on their way to the operator's bank.</summary>
    public const string Transfers = "receivable:transfers";

    /// <summary>A prepaid wallet: what its holder may still spend.</summary>
    public static string Wallet(Guid wallet) => "wallets:" + wallet.ToString("D");

    /// <summary>All vouchers of a programme: what is out.</summary>
    public static string Programme(string programme) => Vouchers + programme;

    /// <summary>A voucher: what is left of it.</summary>
    public static string Voucher(string programme, string serial) => $"{Vouchers}{programme}:{serial}";

    /// <summary>What a funder granted for a fiscal year and is not used.</summary>
    public static string Budget(long funderId, int year) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"funders:{funderId}:budget:{year}");

    /// <summary>What an institution paid in and has not got vouchers for.</summary>
    public static string Deposit(long institutionId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"institutions:{institutionId}:deposit");

    /// <summary>What is left of vouchers when the last right to it has ended.</summary>
    public static string Breakage(string programme) => "breakage:" + programme;

    /// <summary>Points that holders took instead of money.</summary>
    public const string Points = "points";

    /// <summary>What the operator owes a vendor and will pay out. Negative is carried forward.</summary>
    public static string Payable(long vendorId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"vendors:{vendorId}:payable");

    /// <summary>What the operator owes a vendor and keeps back.</summary>
    public static string Held(long vendorId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"vendors:{vendorId}:held");

    /// <summary>Payouts that left the payables and that the bank has not booked yet.</summary>
    public const string InTransit = "payouts:in-transit";

    /// <summary>Value added tax that the operator owes on its fees.</summary>
    public const string Vat = "tax:vat";

    /// <summary>What was cut when amounts were rounded.</summary>
    public const string Rounding = "rounding";

    /// <summary>What the operator keeps of a tender's payments.</summary>
    public static string Fees(string tender) => "fees:" + tender;

    /// <summary>Sales of a tender that the acquirer, or the customer's cash, pays straight to the vendor.</summary>
    public static string DirectSales(string tender) => "memo:sales:" + tender;

    /// <summary>A vendor's takings of direct tenders.</summary>
    public static string DirectVendor(long vendorId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"memo:vendors:{vendorId}");

    /// <summary>What an account of this code is.</summary>
    public static ChartPlace PlaceOf(string code) =>
        code.StartsWith(Vouchers, StringComparison.Ordinal) ? VouchersPlaceOf(code)
        : Places.FirstOrDefault(p => code.StartsWith(p.Beginning, StringComparison.Ordinal)).Place ?? throw new ArgumentException($"'{code}' is not in the chart of accounts.", nameof(code));

    /// <summary>A voucher counts in its programme.</summary>
    private static ChartPlace VouchersPlaceOf(string code) => code.IndexOf(':', Vouchers.Length) is > 0 and var end
        ? new(AccountClass.Liability, AccountLimit.DebitsMustNotExceedCredits, code[..end]) : new(AccountClass.Liability, AccountLimit.None, null);
}
