using Portal.Domain.Access;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Vendors;

public sealed class TodayQueriesTests
{
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Get_OneHeldStallAndASuspension_AreCounted(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var actor = Make.Actor();
        var vendor = await registry.VendorAsync();
        var today = new DateOnly(2026, 11, 22);
        var tenancy = await registry.Tenancies.AssignAsync(actor, "SB-A-001", vendor, new TenancyTerms(today, today.AddDays(10), 100_000));
        _ = (await registry.Tenancies.AddArrearAsync(actor, tenancy.Value, today.AddDays(-3), 5_000, null)).Value;
        _ = (await registry.Vendors.SuspendAsync(actor, vendor, "시험")).Value;

        var view = await new TodayQueries(registry.Database.Factory, new ImportDrafts(registry.Database.Factory, registry.Database.Time), registry.Database.Time).GetAsync(actor, "SB");

        Assert.Equal((3, 1, 1), (view.Figures.Stalls, view.Figures.Held, view.Figures.Barred));
        Assert.Equal(1, Count(TodayKind.SuspendedVendors));
        Assert.Equal(1, Count(TodayKind.TenanciesEnding));
        Assert.Equal(5_000, view.Tasks.Single(t => t.Kind == TodayKind.Arrears).Amounts!.Single().Value);
        Assert.Equal(2, Count(TodayKind.VacantStalls));
        Assert.Equal(1, Count(TodayKind.NoBusinessNumber));
        int Count(TodayKind kind) => view.Tasks.Single(t => t.Kind == kind).Count;
    }

    [Fact]
    public async Task Get_OtherMarketsManager_SeesNothing()
    {
        await using var registry = await Registry.CreateAsync();
        var view = await new TodayQueries(registry.Database.Factory, new ImportDrafts(registry.Database.Factory, registry.Database.Time), registry.Database.Time).GetAsync(Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 9_999), null);
        Assert.Empty(view.Tasks);
        Assert.Equal(0, view.Figures.Stalls);
    }

    [Fact]
    public async Task Public_HeldStall_NamesNothingPersonal()
    {
        await using var registry = await Registry.CreateAsync();
        _ = (await registry.Tenancies.AssignAsync(Make.Actor(), "SB-A-001", await registry.VendorAsync(), new TenancyTerms())).Value;
        var records = new StallRecords(registry.Database.Factory, registry.StallQueries, registry.Database.Time);
        var stall = await records.PublicAsync("SB-A-001");
        Assert.Equal("가람수산", stall!.Vendor!.TradeName);
        Assert.DoesNotContain("김가람", stall.ToString(), StringComparison.Ordinal);
        Assert.Null(await records.PublicAsync("SB-NONE"));
    }
}
