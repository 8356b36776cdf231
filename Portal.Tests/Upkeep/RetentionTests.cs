using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Upkeep;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;
using Portal.Tests.Vendors;

namespace Portal.Tests.Upkeep;

/// <summary>Personal data goes by itself when its time is over, and not a day earlier.</summary>
public sealed class RetentionTests
{
    private static readonly Actor Admin = Make.Actor();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_FiveYearsAfterTheLastTenancy_DestroysOnce(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var code = await registry.VendorAsync();
        var retention = new Retention(registry.Database.Factory, registry.Database.Time);
        var tenancy = (await registry.Tenancies.AssignAsync(Admin, "SB-A-001", code, new TenancyTerms())).Value;
        registry.Database.Time.Set(new DateTime(2040, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(0, await retention.RunAsync());
        Assert.True((await registry.Tenancies.EndAsync(Admin, tenancy, new DateOnly(2026, 12, 31), "이전")).Ok);
        // The last day of the fifth year, in Seoul, is still kept.
        registry.Database.Time.Set(new DateTime(2031, 12, 31, 14, 59, 0, DateTimeKind.Utc));
        Assert.Equal(0, await retention.RunAsync());
        registry.Database.Time.Set(new DateTime(2031, 12, 31, 15, 0, 0, DateTimeKind.Utc));
        Assert.Equal(1, await retention.RunAsync());
        Assert.Equal(0, await retention.RunAsync());
        var detail = (await registry.VendorQueries.GetAsync(Admin, code)).Value;
        Assert.Equal((null, null, true), (detail.Row.Owner, detail.Row.Phone, detail.PersonalDataErasedAt is not null));
        await using var db = registry.Database.Open();
        var row = await db.AuditEntries.SingleAsync(e => e.Action == "vendor.personal_data_expired");
        Assert.Equal((ActorKind.System, code), (row.ActorKind, row.SubjectCode));
    }

    [Fact]
    public async Task Run_ClosedLater_CountsFromTheClosing()
    {
        await using var registry = await Registry.CreateAsync();
        var code = await registry.VendorAsync();
        var retention = new Retention(registry.Database.Factory, registry.Database.Time);
        registry.Database.Time.Set(new DateTime(2028, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.True((await registry.Vendors.CloseAsync(Admin, code, "폐업")).Ok);
        registry.Database.Time.Set(new DateTime(2033, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(0, await retention.RunAsync());
        registry.Database.Time.Set(new DateTime(2033, 3, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(1, await retention.RunAsync());
    }

    [Fact]
    public async Task Run_StreetVendorThatNeverHeldAStall_IsLeft()
    {
        await using var registry = await Registry.CreateAsync();
        await registry.VendorAsync();
        registry.Database.Time.Set(new DateTime(2050, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(0, await new Retention(registry.Database.Factory, registry.Database.Time).RunAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_WorkerWhoLeftLongAgo_IsDestroyedAlone(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var code = await registry.VendorAsync();
        Assert.True((await registry.Tenancies.AssignAsync(Admin, "SB-A-001", code, new TenancyTerms())).Ok);
        var workers = new Workers(registry.Database.Factory, registry.Database.Personal, registry.Database.Time);
        var gone = (await workers.AddAsync(Admin, code, "박일손", "판매", new DateOnly(2026, 1, 1))).Value;
        Assert.True((await workers.AddAsync(Admin, code, "이일손", "판매", new DateOnly(2026, 1, 1))).Ok);
        Assert.True((await workers.EndAsync(Admin, code, gone, new DateOnly(2026, 6, 30))).Ok);
        registry.Database.Time.Set(new DateTime(2031, 7, 1, 0, 0, 0, DateTimeKind.Utc));
        var retention = new Retention(registry.Database.Factory, registry.Database.Time);
        Assert.Equal(1, await retention.RunAsync());
        Assert.Equal(0, await retention.RunAsync());
        Assert.Equal(["이**", null], (await workers.ListAsync(Admin, code)).Select(w => w.Name));
        Assert.NotNull((await registry.VendorQueries.GetAsync(Admin, code)).Value.Row.Owner);
    }
}
