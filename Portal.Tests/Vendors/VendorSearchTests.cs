using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Vendors;

/// <summary>Quick search over the vendors, which each database answers by an index of its own.</summary>
public sealed class VendorSearchTests
{
    private static readonly string[] Names = ["가람수산", "늘봄 청과", "金海水产", "Say \"Cheese\"", "𠮷野国수", "100% 두부_집", "람수"];

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Search_PartsOfEveryLength_FindsWhatContainsThem(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        foreach (var name in Names)
            await registry.VendorAsync(name, phone: null);
        Assert.Equal(["가람수산", "람수"], await FoundAsync(registry, "람수"));
        Assert.Equal(["가람수산"], await FoundAsync(registry, "람수산"));
        Assert.Equal(["가람수산", "람수", "𠮷野国수"], await FoundAsync(registry, "수"));
        Assert.Equal(["늘봄 청과"], await FoundAsync(registry, "봄청"));
        Assert.Equal(["金海水产"], await FoundAsync(registry, "水产"));
        Assert.Equal(["𠮷野国수"], await FoundAsync(registry, "𠮷野"));
        Assert.Equal(["Say \"Cheese\""], await FoundAsync(registry, "\"cheese\""));
        Assert.Equal(["100% 두부_집"], await FoundAsync(registry, "0% 부_"));
        Assert.Empty(await FoundAsync(registry, "수람"));
        Assert.Empty(await FoundAsync(registry, "__"));
        Assert.Equal(Names.Length, (await FoundAsync(registry, "김가람")).Count);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Search_AfterANewName_FindsTheNewAndNotTheOld(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var code = await registry.VendorAsync("나루활어");
        var version = (await registry.VendorQueries.GetAsync(Make.Actor(), code)).Value.Version;
        Assert.True((await registry.Vendors.UpdateAsync(Make.Actor(), code, new VendorEdit { TradeName = "새벽건어물" }, version)).Ok);
        Assert.Empty(await FoundAsync(registry, "나루"));
        Assert.Equal(["새벽건어물"], await FoundAsync(registry, "건어"));
    }

    [Fact]
    public async Task Migrate_TriggersLostAndRowsUnknown_AreMadeAnew()
    {
        await using var registry = await Registry.CreateAsync();
        await using var db = registry.Database.Open();
        await db.Database.ExecuteSqlRawAsync("""drop trigger "VendorPairs_Insert";""");
        await registry.VendorAsync("나루활어");
        Assert.Empty(await FoundAsync(registry, "나루"));
        await db.Database.ExecuteSqlRawAsync("""delete from "__EFMigrationsHistory" where "MigrationId" like '%QuickSearch'; drop index "IX_Vendors_Number";""");
        await new Migrator(registry.Database.Factory).MigrateAsync();
        Assert.Equal(["나루활어"], await FoundAsync(registry, "나루"));
        await registry.VendorAsync("나루횟집");
        Assert.Equal(["나루활어", "나루횟집"], await FoundAsync(registry, "나루"));
    }

    private static async Task<List<string>> FoundAsync(Registry registry, string words) =>
        [.. (await registry.VendorQueries.PageAsync(Make.Actor(), new ListQuery { Search = words })).Value.Items.Select(v => v.TradeName).Order(StringComparer.Ordinal)];
}
