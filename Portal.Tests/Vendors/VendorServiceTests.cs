using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Vendors;

public sealed class VendorServiceTests
{
    private static readonly Actor Admin = Make.Actor();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Create_ThenList_MasksPersonalFieldsAndFindsByPhoneEnd(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var code = await registry.VendorAsync();
        await registry.VendorAsync("나루활어", "220-88-69974", "051-999-1177");
        var page = (await registry.VendorQueries.PageAsync(Admin, new ListQuery { Search = "4821" })).Value;
        var row = Assert.Single(page.Items);
        Assert.Equal((code, "김**", "051-***-4821"), (row.Code, row.Owner, row.Phone));
        Assert.Equal("나루활어", Assert.Single((await registry.VendorQueries.PageAsync(Admin, new ListQuery { Search = "220-88-69974" })).Value.Items).TradeName);
        Assert.Equal(2, (await registry.VendorQueries.PageAsync(Admin, new ListQuery { Search = "김가람" })).Value.Total);
        Assert.Equal(2, (await registry.VendorQueries.PageAsync(Admin, ListQuery.Everything.WithFilter("categories", "수산물"))).Value.Total);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Assign_StallHeldByAnother_IsRefusedWithItsHolder(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var first = await registry.VendorAsync();
        var second = await registry.VendorAsync("나루활어");
        Assert.True((await registry.Tenancies.AssignAsync(Admin, "SB-A-001", first, new TenancyTerms())).Ok);
        var refused = await registry.Tenancies.AssignAsync(Admin, "SB-A-001", second, new TenancyTerms());
        Assert.Equal("가람수산", Assert.IsType<StallOccupied>(refused.Refusal).Vendor);
        var stall = (await registry.StallQueries.GetAsync(Admin, "SB-A-001")).Value;
        Assert.Equal((first, "가람수산"), (stall.Vendor, stall.VendorName));
        Assert.Equal("SB-A-001", (await registry.VendorQueries.GetAsync(Admin, first)).Value.Row.Stall);
        Assert.Equal(2, (await registry.StallQueries.PageAsync(Admin, ListQuery.Everything.WithFilter("held", "no"))).Value.Total);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Assign_OneStallByManyAtOnce_GivesItToOne(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var vendors = new List<string>();
        for (var i = 0; i < 8; i++)
            vendors.Add(await registry.VendorAsync($"상인{i}"));
        var outcomes = await Task.WhenAll(vendors.Select(v => registry.Tenancies.AssignAsync(Admin, "SB-A-001", v, new TenancyTerms())));
        Assert.Single(outcomes, o => o.Ok);
        await using var db = registry.Database.Open();
        Assert.Equal(1, await db.Tenancies.CountAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Suspend_ThenReinstate_KeepsBothReasonsAndTheVerdict(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var code = await registry.VendorAsync();
        Assert.IsType<TextMissing>((await registry.Vendors.SuspendAsync(Admin, code, " ")).Refusal);
        Assert.True((await registry.Vendors.SuspendAsync(Admin, code, "위생 점검 거부")).Ok);
        Assert.IsType<VendorNotActive>((await registry.Vendors.SuspendAsync(Admin, code, "다시")).Refusal);
        Assert.Equal(TradingVerdict.MayNotTrade, (await registry.VendorQueries.GetAsync(Admin, code)).Value.Row.Verdict);
        Assert.True((await registry.Vendors.ReinstateAsync(Admin, code, "시정 확인")).Ok);
        var detail = (await registry.VendorQueries.GetAsync(Admin, code)).Value;
        Assert.Equal(TradingVerdict.MayTrade, detail.Row.Verdict);
        var suspension = Assert.Single(detail.Suspensions);
        Assert.Equal(("위생 점검 거부", "시정 확인"), (suspension.Reason, suspension.LiftReason));
    }

    [Fact]
    public async Task Update_StaleVersion_ShowsBothValues()
    {
        await using var registry = await Registry.CreateAsync();
        var code = await registry.VendorAsync();
        var version = (await registry.VendorQueries.GetAsync(Admin, code)).Value.Version;
        Assert.True((await registry.Vendors.UpdateAsync(Admin, code, new VendorEdit { Address = "가" }, version)).Ok);
        var refused = await registry.Vendors.UpdateAsync(Admin, code, new VendorEdit { Address = "나" }, version);
        Assert.Equal(new ChangedMeanwhile("나", "가") { Field = "address" }, refused.Refusal);
    }

    [Fact]
    public async Task Update_SameValues_WritesNothing()
    {
        await using var registry = await Registry.CreateAsync();
        var code = await registry.VendorAsync();
        await using var db = registry.Database.Open();
        var before = await db.AuditEntries.CountAsync();
        Assert.True((await registry.Vendors.UpdateAsync(Admin, code, new VendorEdit { Owner = "김가람", TradeName = "가람수산", Phone = "051-123-4821" })).Ok);
        Assert.Equal(before, await db.AuditEntries.CountAsync());
    }

    [Theory]
    [InlineData("\u0000이름", typeof(TextNotAllowed))]
    [InlineData("", typeof(TextMissing))]
    public async Task Create_BadName_IsRefusedAtItsField(string name, Type refusal)
    {
        await using var registry = await Registry.CreateAsync();
        var refused = await registry.Vendors.CreateAsync(Admin, new VendorEdit { Market = "SB", TradeName = name, NoNumberReason = "노점" });
        Assert.Equal((refusal, "tradeName"), (Assert.Single(refused.Refusals).GetType(), refused.Refusal!.Field));
    }

    [Fact]
    public void IsAllowed_HalfOfASurrogatePair_IsNot()
    {
        Assert.False(Text.IsAllowed("가" + (char)0xd83d, lines: false));
        Assert.False(Text.IsAllowed((char)0xde00 + "가", lines: false));
        Assert.True(Text.IsAllowed("😀", lines: false));
    }

    [Fact]
    public async Task Create_MegabyteOfText_IsRefused()
    {
        await using var registry = await Registry.CreateAsync();
        var refused = await registry.Vendors.CreateAsync(Admin, new VendorEdit { Market = "SB", TradeName = "가게", NoNumberReason = "노점", Notes = new string('가', 1_000_000) });
        Assert.Equal(new TextTooLong(Vendor.NotesLength) { Field = "notes" }, refused.Refusal);
    }

    [Fact]
    public async Task AnyCommand_ActorOfAnotherMarket_SeesNoVendor()
    {
        await using var registry = await Registry.CreateAsync();
        var code = await registry.VendorAsync();
        var other = Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 999);
        Assert.IsType<VendorNotFound>((await registry.Vendors.SuspendAsync(other, code, "이유")).Refusal);
        Assert.IsType<VendorNotFound>((await registry.VendorQueries.GetAsync(other, code)).Refusal);
        Assert.IsType<VendorNotFound>((await registry.Tenancies.AssignAsync(other, "SB-A-001", code, new TenancyTerms())).Refusal);
        Assert.Equal(0, (await registry.VendorQueries.PageAsync(other, ListQuery.Everything)).Value.Total);
        var auditor = Make.Actor(Role.Auditor);
        Assert.IsType<NotAllowed>((await registry.Vendors.SuspendAsync(auditor, code, "이유")).Refusal);
    }
}
