using System.Globalization;
using Portal.Domain.Auditing;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;

namespace Portal.Resources;

/// <summary>Names in the reader's language; where none is kept in it, the Korean one, which always is.</summary>
public static class LocalName
{
    public static string Of(string korean, string? english, string? chinese) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "en" when !string.IsNullOrEmpty(english) => english,
        "zh" when !string.IsNullOrEmpty(chinese) => chinese,
        _ => korean,
    };

    public static string Local(this MarketName market) => Of(market.NameKo, market.NameEn, market.NameZh);

    public static string Local(this MarketRow market) => Of(market.NameKo, market.NameEn, market.NameZh);

    public static string Local(this MarketPlace market) => Of(market.NameKo, market.NameEn, market.NameZh);

    public static string Local(this AuditMarket market) => Of(market.NameKo, market.NameEn, market.NameZh);

    public static string Local(this AccountOwner owner) => Of(owner.NameKo, owner.NameEn, owner.NameZh);

    public static string Local(this MarketClose market) => Of(market.NameKo, market.NameEn, market.NameZh);

    public static string Local(this ZoneName zone) => Of(zone.NameKo, zone.NameEn, zone.NameZh);

    public static string Local(this ZoneRow zone) => Of(zone.NameKo, zone.NameEn, zone.NameZh);

    public static string Local(this ProgrammeRow programme) => Of(programme.NameKo, programme.NameEn, programme.NameZh);

    public static string Local(this BudgetRow budget) => Of(budget.NameKo, budget.NameEn, budget.NameZh);

    public static string Local(this FunderName funder) => Of(funder.NameKo, funder.NameEn, funder.NameZh);

    public static string Local(this OfficeName office) => Of(office.NameKo, office.NameEn, office.NameZh);

    public static string Local(this PublicVendor vendor) => Of(vendor.TradeName, vendor.TradeNameEn, vendor.TradeNameZh);
}
