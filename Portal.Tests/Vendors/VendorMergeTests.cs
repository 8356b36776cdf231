using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Vendors;

public sealed class VendorMergeTests
{
    private static readonly Actor Admin = Make.Actor();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Merge_Duplicate_MovesWhatHangsOnItAndFillsWhatIsEmpty(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var (keep, gone) = (await registry.VendorAsync(phone: null), await registry.VendorAsync("가람 수산", "220-88-69974", "051-999-1177"));
        await registry.Tenancies.AssignAsync(Admin, "SB-A-001", gone, new TenancyTerms());
        await registry.Vendors.SuspendAsync(Admin, gone, "위생");
        var phones = new VendorPhones(registry.Database.Factory, registry.Database.Personal, registry.Database.Time);
        await phones.AddAsync(Admin, gone, "가게", "051-222-3333");
        var preview = (await Merge(registry).PreviewAsync(Admin, keep, gone)).Value;
        Assert.Equal((1, 1, 1), (preview.Tenancies, preview.Suspensions, preview.Phones));
        Assert.Equal(["businessNumber", "phone"], preview.Fills);
        Assert.Equal(2, (await registry.VendorQueries.PageAsync(Admin, ListQuery.Everything)).Value.Total);

        Assert.True((await Merge(registry).MergeAsync(Admin, keep, gone, "중복 등록")).Ok);
        var detail = (await registry.VendorQueries.GetAsync(Admin, keep)).Value;
        Assert.Equal(("SB-A-001", "***-**-*9974", "051-***-1177", VendorStatus.Suspended), (detail.Row.Stall, detail.Row.BusinessNumber, detail.Row.Phone, detail.Row.Status));
        Assert.Equal("위생", detail.Suspended!.Reason);
        Assert.Equal("051-***-3333", Assert.Single(await phones.ListAsync(Admin, keep)).Number);
        Assert.IsType<VendorNotFound>((await registry.VendorQueries.GetAsync(Admin, gone)).Refusal);
        await using var db = registry.Database.Open();
        Assert.Equal(await db.Vendors.Where(v => v.Code == keep).Select(v => v.Id).SingleAsync(), await db.Vendors.Where(v => v.Code == gone).Select(v => v.MergedIntoId).SingleAsync());
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action.StartsWith("vendor.merged") && e.Reason == "중복 등록"));
    }

    [Fact]
    public async Task Merge_AcrossMarketsOrWithItself_IsRefused()
    {
        await using var registry = await Registry.CreateAsync();
        await registry.Markets.CreateAsync(Admin, new MarketEdit { Code = "HB", NameKo = "한빛시장", AddressRoad = "부산광역시 중구 시험로 2" });
        var here = await registry.VendorAsync();
        var there = (await registry.Vendors.CreateAsync(Admin, new VendorEdit { Market = "HB", TradeName = "가람수산", NoNumberReason = "노점" })).Value;
        Assert.IsType<MergeAcrossMarkets>((await Merge(registry).MergeAsync(Admin, here, there, "중복")).Refusal);
        Assert.IsType<MergeWithItself>((await Merge(registry).MergeAsync(Admin, here, here, "중복")).Refusal);
        Assert.IsType<NotAllowed>((await Merge(registry).MergeAsync(Make.Actor(Role.Auditor), here, there, "중복")).Refusal);
    }

    [Fact]
    public async Task AddMerchantNumber_TwiceForOneIssuer_IsRefused()
    {
        await using var registry = await Registry.CreateAsync();
        var numbers = new MerchantNumbers(registry.Database.Factory, registry.Database.Time);
        var (first, second) = (await registry.VendorAsync(), await registry.VendorAsync("나루활어"));
        var id = (await numbers.AddAsync(Admin, first, "시범카드", "0012345")).Value;
        Assert.IsType<MerchantNumberTaken>((await numbers.AddAsync(Admin, second, "시범카드", "0012345")).Refusal);
        Assert.IsType<MerchantNumberNotFound>((await numbers.ArchiveAsync(Admin, second, id)).Refusal);
        Assert.True((await numbers.ArchiveAsync(Admin, first, id)).Ok);
        Assert.True((await numbers.AddAsync(Admin, second, "시범카드", "0012345")).Ok);
        Assert.IsType<MerchantNumberMalformed>((await numbers.AddAsync(Admin, second, "시범카드", "=1+1")).Refusal);
    }

    [Fact]
    public async Task SavedViews_AreTheirOwnersAlone()
    {
        await using var registry = await Registry.CreateAsync();
        await using (var db = registry.Database.Open())
        {
            db.Users.Add(new PortalUser { Id = 7, UserName = "a", DisplayName = "가" });
            await db.SaveChangesAsync();
        }

        var views = new SavedViews(registry.Database.Factory);
        Assert.True((await views.SaveAsync(Admin, "vendors", "내 보기", "f.status=Active")).Ok);
        Assert.True((await views.SaveAsync(Admin, "vendors", "내 보기", "q=수산")).Ok);
        Assert.Equal("q=수산", Assert.Single(await views.ListAsync(Admin, "vendors")).Query);
        Assert.Empty(await views.ListAsync(Make.Actor(id: 8), "vendors"));
        await views.DeleteAsync(Make.Actor(id: 8), "vendors", "내 보기");
        Assert.Single(await views.ListAsync(Admin, "vendors"));
        await views.DeleteAsync(Admin, "vendors", "내 보기");
        Assert.Empty(await views.ListAsync(Admin, "vendors"));
    }

    private static VendorMerge Merge(Registry registry) => new(registry.Database.Factory, registry.VendorQueries, registry.Database.Personal, registry.Database.Time);
}
