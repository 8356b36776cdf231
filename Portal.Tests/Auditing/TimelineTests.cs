using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;
using Portal.Tests.Vendors;

namespace Portal.Tests.Auditing;

/// <summary>Timelines of markets, stalls and users; that of vendors stands with their personal data.</summary>
public sealed class TimelineTests
{
    private static readonly Actor Admin = Make.Actor();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Market_ItsZonesAndClosures_AreInItsTimeline(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        await registry.Markets.AddClosureAsync(Admin, "SB", new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 2), "설 연휴");
        await registry.Markets.CancelClosureAsync(Admin, "SB", Assert.Single(await registry.MarketQueries.ClosuresAsync(Admin, "SB")).Id);
        var entries = (await Timelines(registry).ReadAsync(Admin, "market", "SB")).Value;
        Assert.Equal(["closure.cancelled", "closure.created", "zone.created", "zone.created", "market.created"], entries.Select(e => e.Action));
        Assert.Contains(entries[1].Changes, c => c is { Field: "reason", After: "설 연휴" });
        Assert.DoesNotContain(entries.SelectMany(e => e.Changes), c => AuditReader.IsKey(c.Field));
        Assert.IsType<MarketNotFound>((await Timelines(registry).ReadAsync(Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 999), "market", "SB")).Refusal);
        Assert.Null((await Timelines(registry).ReadAsync(Make.Actor(Role.Inspector), "market", "SB")).Value[0].From);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Stall_ItsHoldersDevicesAndMoves_AreInItsTimelineByName(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var vendor = await registry.VendorAsync();
        await registry.Stalls.AddDeviceAsync(Admin, "SB-A-001", DeviceKind.Scale, "S-1", null, new DateOnly(2026, 11, 1));
        await registry.Tenancies.AssignAsync(Admin, "SB-A-001", vendor, new TenancyTerms());
        await registry.Tenancies.AssignAsync(Admin, "SB-A-002", vendor, new TenancyTerms());
        var version = (await registry.StallQueries.GetAsync(Admin, "SB-A-001")).Value.Version;
        Assert.True((await registry.Stalls.UpdateAsync(Admin, "SB-A-001", new StallEdit { Zone = "B" }, version)).Ok);
        var entries = (await Timelines(registry).ReadAsync(Admin, "stall", "SB-A-001")).Value;
        Assert.Equal(["stall.updated", "tenancy.created", "device.created", "stall.created"], entries.Select(e => e.Action));
        Assert.Equal(new AuditChange("zoneId", "A", "B"), Assert.Single(entries[0].Changes));
        Assert.Contains(new AuditChange("vendorId", null, vendor), entries[1].Changes);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task User_DelegationsGivenAndReceived_AreInTheTimeline(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var (approver, deputy) = await PeopleAsync(registry.Database);
        var today = new DateOnly(2026, 11, 22);
        await new Delegations(registry.Database.Factory, registry.Database.Time).CreateAsync(Make.Actor(Role.FinanceApprover, id: approver), new NewDelegation("deputy", Role.FinanceApprover, today, today), today);
        var entry = Assert.Single((await Timelines(registry).ReadAsync(Admin, "user", deputy.ToString(System.Globalization.CultureInfo.InvariantCulture))).Value);
        Assert.Equal("delegation.created", entry.Action);
        Assert.Contains(new AuditChange("fromUserId", null, "approver"), entry.Changes);
        Assert.IsType<NotAllowed>((await Timelines(registry).ReadAsync(Make.Actor(Role.Auditor), "user", "1")).Refusal);
    }

    private static TimelineQueries Timelines(Registry registry) =>
        new(registry.Database.Factory, registry.Database.Personal, [new MarketTimeline(), new StallTimeline(), new VendorTimeline(), new UserTimeline()]);

    private static async Task<(long Approver, long Deputy)> PeopleAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var people = new[] { User("approver", Role.FinanceApprover), User("deputy", Role.FinanceOfficer) };
        db.Users.AddRange(people);
        await db.SaveChangesAsync();
        return (people[0].Id, people[1].Id);
    }

    private static PortalUser User(string name, Role role) =>
        new() { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, SecurityStamp = name, Grants = { new UserGrant { Role = role, Scope = ScopeKind.All } } };
}
