using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Vendors;

/// <summary>The registries over a database of its own, with one market of two zones and three stalls.</summary>
internal sealed class Registry : IAsyncDisposable
{
    private Registry(TestDatabase database)
    {
        Database = database;
        Markets = new MarketService(database.Factory, database.Time);
        MarketQueries = new MarketQueries(database.Factory);
        Stalls = new StallService(database.Factory, database.Time);
        StallQueries = new StallQueries(database.Factory, database.Time);
        Vendors = new VendorService(database.Factory, database.Personal, database.Time);
        VendorQueries = new VendorQueries(database.Factory, database.Personal, database.Time);
        Tenancies = new TenancyService(database.Factory, database.Time);
    }

    public TestDatabase Database { get; }

    public MarketService Markets { get; }

    public MarketQueries MarketQueries { get; }

    public StallService Stalls { get; }

    public StallQueries StallQueries { get; }

    public VendorService Vendors { get; }

    public VendorQueries VendorQueries { get; }

    public TenancyService Tenancies { get; }

    public static async Task<Registry> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var registry = new Registry(await TestDatabase.CreateAsync(provider));
        var actor = Make.Actor();
        _ = (await registry.Markets.CreateAsync(actor, new MarketEdit { Code = "SB", NameKo = "시범시장", AddressRoad = "부산광역시 중구 시험로 1" })).Value;
        foreach (var zone in (string[])["A", "B"])
            _ = (await registry.Stalls.CreateZoneAsync(actor, "SB", zone, zone + "구역", null, null)).Value;
        foreach (var (zone, number) in (IEnumerable<(string, string)>)[("A", "A-001"), ("A", "A-002"), ("B", "B-001")])
            _ = (await registry.Stalls.CreateAsync(actor, new StallEdit { Market = "SB", Zone = zone, Number = number })).Value;
        return registry;
    }

    public async Task<string> VendorAsync(string name = "가람수산", string? number = null, string? phone = "051-123-4821") => (await Vendors.CreateAsync(Make.Actor(), new VendorEdit
    {
        Market = "SB",
        TradeName = name,
        BusinessNumber = number,
        NoNumberReason = number is null ? "노점" : null,
        Owner = "김가람",
        Phone = phone,
        Categories = new Portal.Domain.Change<IReadOnlyList<string>>(["수산물"]),
    })).Value;

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
