using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Ledger;

/// <summary>Whose, or which, an account of some heading is.</summary>
public enum AccountOf
{
    /// <summary>There is one such account.</summary>
    Nobody,

    /// <summary>A vendor, by its internal number.</summary>
    Vendor,

    /// <summary>A market, by its code.</summary>
    Market,

    /// <summary>A prepaid wallet.</summary>
    Wallet,

    /// <summary>A way of paying.</summary>
    Tender,

    /// <summary>A partner wallet.</summary>
    Partner,

    /// <summary>Something that has a name or a number of its own.</summary>
    Other,
}

/// <summary>
/// What accounts of one kind are called: a line of the chart of accounts as people read it, whose text is <c>ledger.account_&lt;key&gt;</c>.
/// </summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Beginning">How the codes of its accounts begin.</param>
/// <param name="End">How they end.</param>
/// <param name="Debit">True for memo accounts that are debited when what they count grows.</param>
/// <param name="Many">True when there is one account for each vendor or institution, so that a trial balance shows their sum.</param>
public sealed record AccountHeading(string Key, string Beginning, string End = "", AccountOf Of = AccountOf.Nobody, bool Many = false, bool Debit = false)
{
    /// <summary>The heading of what the chart does not name.</summary>
    public static AccountHeading Unnamed { get; } = new("other", "", "", AccountOf.Other);

    /// <summary>All headings, the narrower before the wider.</summary>
    public static IReadOnlyList<AccountHeading> All { get; } =
    [
        new("bank", "bank:", Of: AccountOf.Other),
        new("cash", "cash:", Of: AccountOf.Market),
        new("acquirer", "receivable:acquirer:", Of: AccountOf.Other),
        new("partner", "receivable:partner:", Of: AccountOf.Partner),
        new("transfers", "receivable:transfers"),
        new("recoveries", "recovery:", Of: AccountOf.Vendor),
        new("recovery", "recovery"),
        new("wallet", "wallets:", Of: AccountOf.Wallet),
        new("wallets", "wallets"),
        new("payable", "vendors:", ":payable", AccountOf.Vendor, Many: true),
        new("held", "vendors:", ":held", AccountOf.Vendor, Many: true),
        new("in-transit", "payouts:in-transit"),
        new("institutions", "institutions:", ":deposit", AccountOf.Other, Many: true),
        new("funders", "funders:", ":budget", AccountOf.Other, Many: true),
        new("points", "points"),
        new("unidentified", "unidentified"),
        new("tax", "tax:", Of: AccountOf.Other),
        new("acquirer-fees", "fees:acquirer:", Of: AccountOf.Other),
        new("fees", "fees:", Of: AccountOf.Tender),
        new("breakage", "breakage:", Of: AccountOf.Other),
        new("fx", "fx"),
        new("rounding", "rounding"),
        new("write-off", "write-off"),
        new("direct-sales", "memo:sales:", Of: AccountOf.Tender, Debit: true),
        new("direct-takings", "memo:vendors:", Of: AccountOf.Vendor, Many: true),
        new("cap", "memo:cap:", Of: AccountOf.Other),
        new("caps", "memo:caps"),
    ];

    /// <summary>The heading of an account.</summary>
    public static AccountHeading At(string code) => All.FirstOrDefault(h => h.Holds(code)) ?? Unnamed;

    /// <summary>True for an account whose balance is its debits less its credits; of the others it is the other way round.</summary>
    public static bool IsDebit(AccountClass of, string code) => of is AccountClass.Asset or AccountClass.Expense || (of == AccountClass.Memo && At(code).Debit);

    /// <summary>Whose or which account it is, as the code says it; null where there is one alone.</summary>
    public string? Which(string code) => Of == AccountOf.Nobody || code.Length <= Beginning.Length + End.Length ? null : code[Beginning.Length..^End.Length];

    /// <summary>The internal number of the vendor that the account belongs to; null when it belongs to none.</summary>
    public long? VendorOf(string code) => Of == AccountOf.Vendor && long.TryParse(Which(code), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The same question for the database.</summary>
    public Expression<Func<LedgerAccount, bool>> Condition()
    {
        if (Of == AccountOf.Nobody)
            return a => a.Code == Beginning;
        var pattern = $"{Beginning}%{End}";
        // Of two headings that begin alike the narrower one stands first and has the account.
        var narrower = All.TakeWhile(h => h != this).FirstOrDefault(h => h.Beginning.StartsWith(Beginning, StringComparison.Ordinal) && h.End == End)?.Beginning;
        if (narrower is null)
            return a => EF.Functions.Like(a.Code, pattern);
        var without = narrower + "%";
        return a => EF.Functions.Like(a.Code, pattern) && !EF.Functions.Like(a.Code, without);
    }

    private bool Holds(string code) => Of == AccountOf.Nobody ? code == Beginning
        : code.Length > Beginning.Length + End.Length && code.StartsWith(Beginning, StringComparison.Ordinal) && code.EndsWith(End, StringComparison.Ordinal);
}
