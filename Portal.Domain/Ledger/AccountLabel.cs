using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>Whose an account is.</summary>
/// <param name="Kind">A vendor, a market or a wallet, which is called by its number.</param>
public sealed record AccountOwner(AccountOf Kind, string Code, string NameKo, string? NameEn, string? NameZh);

/// <summary>An account as people call it: its heading, and whose or which it is.</summary>
/// <param name="Which">What the code says of that; null where there is one account alone.</param>
/// <param name="Owner">The vendor or market; null when it belongs to none.</param>
public sealed record AccountLabel(long Id, string Code, string Currency, AccountHeading Heading, string? Which, AccountOwner? Owner);

/// <summary>Names accounts, and finds them by the names of their owners.</summary>
internal static class AccountLabels
{
    /// <summary>The labels of these accounts.</summary>
    public static async Task<Dictionary<long, AccountLabel>> OfAsync(PortalDbContext db, IEnumerable<long> ids, CancellationToken cancellation)
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count == 0)
            return [];
        var accounts = await db.LedgerAccounts.AsNoTracking().Where(a => wanted.Contains(a.Id)).Select(a => new { a.Id, a.Code, a.Currency }).ToListAsync(cancellation);
        var owners = await OwnersAsync(db, [.. accounts.Select(a => a.Code)], cancellation);
        return accounts.ToDictionary(a => a.Id, a => Of(a.Id, a.Code, a.Currency, owners));
    }

    public static AccountLabel Of(long id, string code, string currency, IReadOnlyDictionary<string, AccountOwner> owners)
    {
        var heading = AccountHeading.At(code);
        return new AccountLabel(id, code, currency, heading, heading == AccountHeading.Unnamed ? code : heading.Which(code), owners.GetValueOrDefault(code));
    }

    /// <summary>The owners of accounts, by the accounts' codes.</summary>
    public static async Task<IReadOnlyDictionary<string, AccountOwner>> OwnersAsync(PortalDbContext db, IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        var headed = codes.Distinct().Select(code => (Code: code, Heading: AccountHeading.At(code))).ToList();
        var vendorIds = headed.Select(h => h.Heading.VendorOf(h.Code)).OfType<long>().Distinct().ToList();
        var marketCodes = headed.Where(h => h.Heading.Of == AccountOf.Market).Select(h => h.Heading.Which(h.Code)!).Distinct().ToList();
        var vendors = vendorIds.Count == 0 ? [] : await db.Vendors.AsNoTracking().Where(v => vendorIds.Contains(v.Id))
            .ToDictionaryAsync(v => v.Id, v => new AccountOwner(AccountOf.Vendor, v.Code, v.TradeName, v.TradeNameEn, v.TradeNameZh), cancellation);
        var markets = marketCodes.Count == 0 ? [] : await db.Markets.AsNoTracking().Where(m => marketCodes.Contains(m.Code))
            .ToDictionaryAsync(m => m.Code, m => new AccountOwner(AccountOf.Market, m.Code, m.NameKo, m.NameEn, m.NameZh), cancellation);
        var walletIds = headed.Where(h => h.Heading.Of == AccountOf.Wallet).Select(h => Guid.TryParse(h.Heading.Which(h.Code), out var uid) ? uid : (Guid?)null).OfType<Guid>().ToList();
        var wallets = walletIds.Count == 0 ? [] : await db.Wallets.AsNoTracking().Where(w => walletIds.Contains(w.Uid))
            .ToDictionaryAsync(w => w.Uid.ToString("D"), w => new AccountOwner(AccountOf.Wallet, w.Code, w.Code, null, null), cancellation);
        var owners = new Dictionary<string, AccountOwner>(StringComparer.Ordinal);
        foreach (var (code, heading) in headed)
        {
            var owner = heading.VendorOf(code) is { } id ? vendors.GetValueOrDefault(id) : heading.Of switch
            {
                AccountOf.Market => markets.GetValueOrDefault(heading.Which(code)!),
                AccountOf.Wallet => wallets.GetValueOrDefault(heading.Which(code)!),
                _ => null,
            };
            if (owner is not null)
                owners[code] = owner;
        }

        return owners;
    }

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    /// <summary>The accounts whose code holds the word, and those of vendors, markets and wallets whose names or numbers do.</summary>
    public static IQueryable<LedgerAccount> Finding(PortalDbContext db, SearchWord word)
    {
        var (code, name) = (LikePattern.Contains(word.Raw.ToLowerInvariant()), word.Anywhere);
        var vendors = db.Vendors.Where(v => EF.Functions.Like(v.SearchText, name, LikePattern.Escape)).Select(v => v.Id.ToString());
        var (payable, held) = (vendors.Select(id => "vendors:" + id + ":payable"), vendors.Select(id => "vendors:" + id + ":held"));
        var (takings, recoveries) = (vendors.Select(id => "memo:vendors:" + id), vendors.Select(id => "recovery:" + id));
        var tills = db.Markets.Where(m => EF.Functions.Like(m.SearchText, name, LikePattern.Escape)).Select(m => "cash:" + m.Code);
        var number = word.Raw.ToUpperInvariant();
        var wallets = db.Wallets.Where(w => w.Code == number).Select(w => w.AccountId);
        return db.LedgerAccounts.AsNoTracking().Where(a => EF.Functions.Like(a.Code, code, LikePattern.Escape) || wallets.Contains(a.Id)
            || payable.Contains(a.Code) || held.Contains(a.Code) || takings.Contains(a.Code) || recoveries.Contains(a.Code) || tills.Contains(a.Code));
    }
#pragma warning restore CA1305
}
