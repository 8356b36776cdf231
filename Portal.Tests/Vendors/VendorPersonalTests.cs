using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Vendors;

public sealed class VendorPersonalTests
{
    private static readonly Actor Admin = Make.Actor();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Reveal_WithReason_GivesTheTextAndLeavesARow(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var personal = Personal(registry);
        var code = await registry.VendorAsync();
        Assert.IsType<TextMissing>((await personal.RevealAsync(Admin, code, "owner", " ")).Refusal);
        Assert.IsType<NothingToReveal>((await personal.RevealAsync(Admin, code, "payoutAccount", "확인")).Refusal);
        Assert.Equal("김가람", (await personal.RevealAsync(Admin, code, "owner", "본인 확인")).Value);
        await using var db = registry.Database.Open();
        var row = await db.AuditEntries.SingleAsync(e => e.Action == "vendor.revealed");
        Assert.Equal(("본인 확인", code, """[{"field":"owner","before":null,"after":null}]"""), (row.Reason, row.SubjectCode, row.Changes));
    }

    [Fact]
    public async Task Reveal_WithoutTheRight_IsRefused_AndOfAnotherMarketUnknown()
    {
        await using var registry = await Registry.CreateAsync();
        var code = await registry.VendorAsync();
        Assert.IsType<NotAllowed>((await Personal(registry).RevealAsync(Make.Actor(Role.Auditor), code, "owner", "이유")).Refusal);
        var other = Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 999);
        Assert.IsType<VendorNotFound>((await Personal(registry).RevealAsync(other, code, "owner", "이유")).Refusal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Destroy_BeforeTheTime_NeedsALegalReason_ThenNothingCanBeRead(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var personal = Personal(registry);
        var code = await registry.VendorAsync();
        var workers = new Workers(registry.Database.Factory, registry.Database.Personal, registry.Database.Time);
        Assert.True((await workers.AddAsync(Admin, code, "박일손", "판매", null)).Ok);
        var tenancy = (await registry.Tenancies.AssignAsync(Admin, "SB-A-001", code, new TenancyTerms())).Value;
        Assert.IsType<VendorHoldsStalls>((await personal.DestroyAsync(Admin, code, "본인 요구", "삭제 청구 인용")).Refusal);
        Assert.True((await registry.Tenancies.EndAsync(Admin, tenancy, null, "폐업")).Ok);
        Assert.Equal(new DateOnly(2031, 11, 22), Assert.IsType<RetentionNotOver>((await personal.DestroyAsync(Admin, code, "본인 요구")).Refusal).Until);
        Assert.IsType<NotAllowed>((await personal.DestroyAsync(Make.Actor(Role.MarketManager), code, "본인 요구", "법")).Refusal);
        Assert.True((await personal.DestroyAsync(Admin, code, "본인 요구", "삭제 청구 인용")).Ok);
        var detail = (await registry.VendorQueries.GetAsync(Admin, code)).Value;
        Assert.Equal((null, null, true), (detail.Row.Owner, detail.Row.Phone, detail.PersonalDataErasedAt is not null));
        Assert.Null(Assert.Single(await workers.ListAsync(Admin, code)).Name);
        Assert.IsType<NothingToReveal>((await personal.RevealAsync(Admin, code, "owner", "확인")).Refusal);
        Assert.IsType<PersonalDataDestroyed>((await registry.Vendors.UpdateAsync(Admin, code, new VendorEdit { Owner = "다른 사람" })).Refusal);
    }

    [Fact]
    public async Task Destroy_AfterTheTime_NeedsNoLegalReason()
    {
        await using var registry = await Registry.CreateAsync();
        var code = await registry.VendorAsync();
        registry.Database.Time.Set(new DateTime(2031, 11, 24, 0, 0, 0, DateTimeKind.Utc));
        Assert.True((await Personal(registry).DestroyAsync(Admin, code, "보존 기간 경과")).Ok);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Timeline_ShowsEveryActWithPersonalValuesMasked(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var code = await registry.VendorAsync();
        await registry.Tenancies.AssignAsync(Admin, "SB-A-001", code, new TenancyTerms());
        await registry.Vendors.SuspendAsync(Admin, code, "위생");
        var timeline = new Portal.Domain.Auditing.TimelineQueries(registry.Database.Factory, registry.Database.Personal, [new VendorTimeline()]);
        var entries = (await timeline.ReadAsync(Admin, "vendor", code)).Value;
        Assert.Equal(["vendor.suspended", "tenancy.created", "vendor.created"], entries.Select(e => e.Action));
        Assert.Equal("김**", entries[2].Changes.Single(c => c.Field == "ownerName").After);
        Assert.Equal(new AuditChange("status", "Active", "Suspended"), entries[0].Changes.Single(c => c.Field == "status"));
        Assert.Equal(["vendor.created"], (await timeline.ReadAsync(Admin, "vendor", code, entries[1].Id)).Value.Select(e => e.Action));
        var plain = (await Personal(registry).RevealHistoryAsync(Admin, code, entries[2].Id, "확인")).Value;
        Assert.Equal("김가람", plain.Single(c => c.Field == "ownerName").After);
        Assert.IsType<VendorNotFound>((await timeline.ReadAsync(Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 999), "vendor", code)).Refusal);
        Assert.Null((await timeline.ReadAsync(Make.Actor(Role.Inspector), "vendor", code)).Value[0].From);
    }

    [Theory]
    [InlineData(new byte[] { 0x4d, 0x5a, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xd8, 0xff, 0xe0, 0xff })]
    public async Task SetPhoto_NoPicture_IsRefused(byte[] bytes)
    {
        await using var registry = await Registry.CreateAsync();
        var code = await registry.VendorAsync();
        Assert.IsType<NotAPhoto>((await Photos(registry).SetAsync(Admin, code, new MemoryStream(bytes))).Refusal);
        Assert.IsType<Portal.Domain.Documents.DocumentTooLarge>((await Photos(registry).SetAsync(Admin, code, new MemoryStream(new byte[VendorPhotos.MaxSize + 1]))).Refusal);
    }

    [Fact]
    public async Task SetPhoto_Jpeg_IsKeptWithoutWhereItWasTaken()
    {
        await using var registry = await Registry.CreateAsync();
        var code = await registry.VendorAsync();
        byte[] jpeg = [0xff, 0xd8, 0xff, 0xe1, 0, 8, .. "Exif\0\0"u8, 0xff, 0xdb, 0, 3, 1, 0xff, 0xda, 1, 2, 3, 0xff, 0xd9];
        Assert.True((await Photos(registry).SetAsync(Admin, code, new MemoryStream(jpeg))).Ok);
        var (content, type) = (await Photos(registry).OpenAsync(Admin, code))!.Value;
        await using (content)
        {
            using var kept = new MemoryStream();
            await content.CopyToAsync(kept);
            Assert.Equal("image/jpeg", type);
            Assert.Equal([0xff, 0xd8, 0xff, 0xdb, 0, 3, 1, 0xff, 0xda, 1, 2, 3, 0xff, 0xd9], kept.ToArray());
        }

        Assert.Null(await Photos(registry).OpenAsync(Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 999), code));
    }

    private static VendorPersonal Personal(Registry registry) => new(registry.Database.Factory, registry.Database.Personal, registry.Database.Time);

    private static VendorPhotos Photos(Registry registry) =>
        new(registry.Database.Factory, new Portal.Domain.Documents.DocumentStore(registry.Database.Factory, registry.Database.Factory.Options, registry.Database.Time), registry.Database.Time);
}
