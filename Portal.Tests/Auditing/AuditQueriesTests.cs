using System.Globalization;
using System.Text;
using Portal.Api;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;
using Portal.Tests.Vendors;

namespace Portal.Tests.Auditing;

/// <summary>The list of the audit trail: who may read what of it, and that conditions, order and export mean the same rows.</summary>
public sealed class AuditQueriesTests
{
    private static readonly Actor Auditor = Make.Actor(Role.Auditor, id: 8, name: "감사 담당");
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    [Fact]
    public async Task AnyReading_WithoutTheRight_IsRefused()
    {
        await using var registry = await Registry.CreateAsync();
        var (trail, manager) = (Trail(registry), Make.Actor(Role.MarketManager));
        Assert.Equal(new NotAllowed(Right.ViewAudit), (await trail.PageAsync(manager, new ListQuery())).Refusal);
        Assert.Equal(new NotAllowed(Right.ViewAudit), (await trail.FindAsync(manager, 1)).Refusal);
        Assert.Empty(await trail.PeopleAsync(manager));
        await foreach (var line in trail.StreamAsync(manager, new ListQuery()))
            Assert.Fail(line.Action);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Page_OfEverything_IsNewestFirst(DatabaseProvider provider)
    {
        await using var registry = await FilledAsync(provider);
        var lines = await LinesAsync(registry, Auditor, "");
        Assert.Equal(["vendor.suspended", "vendor.created", "market.created"], lines.Take(3).Select(l => l.Action));
        Assert.Equal(lines.OrderByDescending(l => l.At).ThenByDescending(l => l.Id).Select(l => l.Id), lines.Select(l => l.Id));
        Assert.Equal("시범시장", lines[0].Market?.NameKo);
        Assert.False(lines[0].IsSealed);
        await new AuditSealer(registry.Database.Factory, registry.Database.Keys, registry.Database.Time).SealAsync();
        Assert.All(await LinesAsync(registry, Auditor, ""), l => Assert.True(l.IsSealed));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Page_OfAnActorOfSomeMarkets_HoldsTheirEntriesAlone(DatabaseProvider provider)
    {
        await using var registry = await FilledAsync(provider);
        await using var db = registry.Database.Open();
        var (own, other) = (db.Markets.Single(m => m.Code == "SB"), db.Markets.Single(m => m.Code == "DG"));
        db.AuditEntries.Add(new AuditEntry { At = registry.Database.Time.GetUtcNow().UtcDateTime, Action = "session.started", SubjectKind = "session", ActorName = "누군가" });
        await db.SaveChangesAsync();
        var foreign = db.AuditEntries.Single(e => e.MarketId == other.Id).Id;
        var nowhere = db.AuditEntries.Single(e => e.MarketId == null).Id;
        foreach (var actor in (Actor[])[Make.Actor(Role.Auditor, ScopeKind.Market, marketId: own.Id), Make.Actor(Role.Auditor, ScopeKind.Region, own.Region)])
        {
            var lines = await LinesAsync(registry, actor, "");
            Assert.NotEmpty(lines);
            Assert.All(lines, l => Assert.Equal("SB", l.Market?.Code));
            Assert.Empty(await LinesAsync(registry, actor, "f.market=DG"));
            foreach (var hidden in (long[])[foreign, nowhere])
                Assert.IsType<AuditEntryNotFound>((await Trail(registry).FindAsync(actor, hidden)).Refusal);
            Assert.DoesNotContain(await Trail(registry).PeopleAsync(actor), p => p.Name == "누군가");
        }

        Assert.Contains(await LinesAsync(registry, Auditor, ""), l => l.Id == nowhere);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Page_WithConditions_HoldsWhatTheyMean(DatabaseProvider provider)
    {
        await using var registry = await FilledAsync(provider);
        async Task<IEnumerable<string>> ActsAsync(string query) => (await LinesAsync(registry, Auditor, query)).Select(l => l.Action);
        Assert.Equal(["vendor.suspended"], await ActsAsync("f.action=vendor.suspended"));
        Assert.Equal(["vendor.suspended", "vendor.created"], await ActsAsync("f.kind=vendor"));
        Assert.Equal(["market.created"], await ActsAsync("f.market=DG"));
        Assert.Equal(["vendor.suspended"], await ActsAsync("f.who=p9"));
        Assert.Equal(["vendor.suspended"], await ActsAsync("f.who=p9,k9"));
        Assert.Empty(await ActsAsync("f.who=k9"));
        Assert.Equal(["vendor.suspended"], await ActsAsync("f.at=2026-11-24..2026-11-24"));
        Assert.Equal(["vendor.suspended"], await ActsAsync("q=" + Uri.EscapeDataString("위생")));
        Assert.Equal(["vendor.suspended", "vendor.created"], await ActsAsync("q=v000001"));
        Assert.Contains((await Trail(registry).PeopleAsync(Auditor)).Select(p => p.Name), n => n == "단속 담당");
        foreach (var wrong in (string[])["f.who=x", "f.who=p", "f.who=p-1", "sort=reason"])
            Assert.False((await Trail(registry).PageAsync(Auditor, ListQuery.Parse(wrong).Value)).Ok, wrong);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Find_OneAct_TellsItsChangesMaskedAndItsRecords(DatabaseProvider provider)
    {
        await using var registry = await FilledAsync(provider);
        Assert.True((await registry.Tenancies.AssignAsync(Make.Actor(), "SB-A-001", "V000001", new TenancyTerms(new DateOnly(2026, 11, 1), null, 300_000))).Ok);
        async Task<AuditDetail> DetailAsync(string act) => (await Trail(registry).FindAsync(Auditor, (await LinesAsync(registry, Auditor, "f.action=" + act))[0].Id)).Value;
        var created = await DetailAsync("vendor.created");
        Assert.Contains(new AuditChange("ownerName", null, Mask.Name("김가람")), created.Changes);
        Assert.DoesNotContain(created.Changes, c => c.After == "김가람" || c.After == "051-123-4821");
        Assert.Equal([new AuditedRecord("vendor", "V000001")], created.Records);
        var rented = await DetailAsync("tenancy.created");
        Assert.Equal([new AuditedRecord("stall", "SB-A-001"), new AuditedRecord("vendor", "V000001")], rented.Records);
        Assert.Contains(new AuditChange("stallId", null, "SB-A-001"), rented.Changes);
        Assert.Contains(new AuditChange("vendorId", null, "V000001"), rented.Changes);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Export_OfAList_HoldsItsRowsAndIsAuditedItself(DatabaseProvider provider)
    {
        await using var registry = await FilledAsync(provider);
        var query = ListQuery.Parse("f.market=SB&cols=at,who,action,record").Value;
        var lines = (await Trail(registry).PageAsync(Auditor, query)).Value.Items;
        var rows = await ExportAsync(registry, Auditor, query);
        Assert.Equal("일시,행위자,행위,대상", rows[0]);
        Assert.Equal(lines.Select(l => (l.ActorName, RecordWords.Action(l.Action, Korean), l.RecordCode)), rows.Skip(1).Select(r => r.Replace("\"", "", StringComparison.Ordinal).Split(',')).Select(c => (c[1], c[2], c[3])));
        var trace = Assert.Single(await LinesAsync(registry, Auditor, "f.action=audit.exported"));
        Assert.Equal(("감사 담당", "f.market=SB&cols=at,who,action,record"), (trace.ActorName, trace.RecordCode));
    }

    [Fact]
    public async Task Export_WithoutTheRight_IsRefusedAndLeavesNoTrace()
    {
        await using var registry = await FilledAsync(DatabaseProvider.Sqlite);
        var refused = await Export(registry).PrepareAsync(Make.Actor(Role.MarketManager), "audit", new ListQuery(), "csv", Korean, null, default);
        Assert.Equal(new NotAllowed(Right.ViewAudit), refused.Refusal);
        Assert.Empty(await LinesAsync(registry, Auditor, "f.action=audit.exported"));
    }

    /// <summary>A market with stalls, another of another region, a vendor, and its suspension two days later by somebody else.</summary>
    private static async Task<Registry> FilledAsync(DatabaseProvider provider)
    {
        var registry = await Registry.CreateAsync(provider);
        registry.Database.Time.Advance(TimeSpan.FromHours(1));
        Assert.True((await registry.Markets.CreateAsync(Make.Actor(), new MarketEdit { Code = "DG", NameKo = "대구시장", AddressRoad = "대구광역시 중구 시험로 2" })).Ok);
        registry.Database.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("V000001", await registry.VendorAsync());
        registry.Database.Time.Advance(TimeSpan.FromDays(2));
        Assert.True((await registry.Vendors.SuspendAsync(Make.Actor(id: 9, name: "단속 담당"), "V000001", "위생 점검 거부")).Ok);
        return registry;
    }

    private static AuditQueries Trail(Registry registry) =>
        new(registry.Database.Factory, registry.Database.Personal, [new MarketTimeline(), new StallTimeline(), new VendorTimeline(), new UserTimeline()]);

    private static async Task<IReadOnlyList<AuditLine>> LinesAsync(Registry registry, Actor actor, string query) => (await Trail(registry).PageAsync(actor, ListQuery.Parse(query).Value)).Value.Items;

    private static RegistryExport Export(Registry registry) => new(
        registry.MarketQueries, registry.StallQueries, registry.VendorQueries, new TenancyLists(registry.Database.Factory), new ArrearLists(registry.Database.Factory), Trail(registry),
        [], registry.Database.Factory, registry.Database.Time);

    private static async Task<string[]> ExportAsync(Registry registry, Actor actor, ListQuery query)
    {
        var write = (await Export(registry).PrepareAsync(actor, "audit", query, "csv", Korean, null, default)).Value;
        using var stream = new MemoryStream();
        await write(stream, default);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
