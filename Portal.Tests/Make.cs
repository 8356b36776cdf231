using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests;

/// <summary>Valid objects with nothing to say about the test that uses them.</summary>
internal static class Make
{
    public static Actor Actor(Role role = Role.Administrator, ScopeKind scope = ScopeKind.All, string? region = null, long? marketId = null, long id = 7, string name = "시험 담당") =>
        new(ActorKind.Person, id, id, name, "127.0.0.1", [new Grant(role, scope, region, marketId)]);

    public static Market Market(string code = "SB", string name = "시범시장", string region = "부산광역시")
    {
        var market = new Market { Code = code, NameKo = name, Region = region, AddressRoad = region + " 시험로 1" };
        market.RefreshSearchText();
        return market;
    }

    public static Vendor Vendor(TestDatabase database, Market market, string code = "V000001", string name = "가람수산", PersonKey? key = null)
    {
        key ??= database.Personal.NewKey(RetentionClass.Vendor);
        var vendor = new Vendor { Market = market, Code = code, TradeName = name, NoNumberReason = "시험", PersonKey = key, CreatedAt = database.Time.GetUtcNow().UtcDateTime };
        vendor.OwnerName = database.Personal.Seal(key, "김가람");
        vendor.RefreshSearchText();
        return vendor;
    }
}
