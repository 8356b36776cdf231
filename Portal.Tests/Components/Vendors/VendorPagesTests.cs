using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Tests.Hosting;

namespace Portal.Tests.Components.Vendors;

/// <summary>The record of a vendor as a reader gets it from the real portal.</summary>
public sealed class VendorPagesTests
{
    private static readonly Actor Admin = Actor.System("test");

    [Fact]
    public async Task Record_OfASuspendedVendor_SaysWhyAndByWhom()
    {
        await using var host = await PortalHost.StartAsync();
        var code = await VendorAsync(host);
        await host.Services.GetRequiredService<VendorService>().SuspendAsync(Make.Actor(name: "정지한 사람"), code, "원산지 거짓 표시");
        using var client = await host.SignInAsync(Role.Inspector);
        var record = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync("/vendors/" + code));
        Assert.Contains("원산지 거짓 표시", record, StringComparison.Ordinal);
        Assert.Contains("정지한 사람", record, StringComparison.Ordinal);
        Assert.Contains("김**", record, StringComparison.Ordinal);
        Assert.DoesNotContain("김가람", record, StringComparison.Ordinal);
        Assert.DoesNotContain("영업 재개</button>", record, StringComparison.Ordinal);
    }

    private static async Task<string> VendorAsync(PortalHost host)
    {
        await host.Services.GetRequiredService<MarketService>().CreateAsync(Admin, new MarketEdit { Code = "SB", NameKo = "시범시장", AddressRoad = "부산광역시 중구 시험로 1" });
        var made = await host.Services.GetRequiredService<VendorService>().CreateAsync(Admin, new VendorEdit { Market = "SB", TradeName = "가람수산", NoNumberReason = "노점", Owner = "김가람", Phone = "051-123-4821" });
        return made.Value;
    }
}
