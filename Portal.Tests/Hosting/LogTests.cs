using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Seeding;
using Portal.Tests.Access;
using Portal.Tests.Storage;

namespace Portal.Tests.Hosting;

/// <summary>Logs go to people and systems that personal data and secrets are not meant for.</summary>
public sealed class LogTests
{
    private const string Owner = "남궁아람누리";
    private const string Phone = "010-8642-9753";
    private const string Account = "352-9081-7263-54";
    private const string Holder = "독고마루한별";
    private const string WrongPassword = "틀린 열쇠말 하나 둘 셋";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Log_OfADayWithMistakesAndFaults_HoldsNoPersonalDataAndNoSecret(DatabaseProvider provider)
    {
        // Every category down to the last word, but for the framework's own, which the portal itself holds to warnings.
        await using var host = await PortalHost.StartAsync(provider, ("Logging:LogLevel:Default", "Trace"));
        var key = await host.AddKeyAsync(Role.Administrator);
        using var machine = host.NewClient("ko", key);
        var services = host.Services;
        _ = (await services.GetRequiredService<MarketService>().CreateAsync(Make.Actor(), new MarketEdit { Code = "SB", NameKo = "시범시장", AddressRoad = "부산광역시 중구 시험로 1" })).Value;

        var secrets = await SignInAsync(host);
        var code = await RegisterAsync(host, machine);
        using (var wrongKey = host.NewClient("ko", key[..^4] + "AAAA"))
        using (var refused = await wrongKey.GetAsync("/api/v1/vendors"))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await using (var db = host.Database.Open())
            await db.Database.ExecuteSqlRawAsync("alter table \"VendorPhones\" rename to \"Gone\"; alter table \"Vendors\" rename to \"GoneToo\"");
        using (var failed = await machine.PatchAsync($"/api/v1/vendors/{code}", JsonContent.Create(new { owner = Owner, phone = Phone })))
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        using (var failed = await machine.PostAsync("/api/v1/vendors/import", FileOf($"시장,상호,번호 없는 사유,대표자,전화번호\nSB,나루청과,노점,{Owner},{Phone}\n")))
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);

        var log = host.Log.All;
        Assert.Contains(log, l => l.Contains("Vendors", StringComparison.Ordinal) && l.Contains("Exception", StringComparison.Ordinal));
        string[] forbidden = [Owner, Phone, "01086429753", "86429753", Account, "35290817263", Holder, WrongPassword, PortalHost.Password, key, key[..^4], .. secrets];
        Assert.All(forbidden, f => Assert.DoesNotContain(log, l => l.Contains(f, StringComparison.Ordinal)));
    }

    /// <summary>A wrong password, then the right one and the second factor; answers what must stay secret.</summary>
    private static async Task<IReadOnlyList<string>> SignInAsync(PortalHost host)
    {
        var user = await host.AddUserAsync(Role.FinanceOfficer, "finance@example.invalid", demo: false);
        using var client = host.NewClient("ko");
        using var wrong = await PortalHost.PostAsync(client, "/sign-in", ("userName", user.UserName), ("password", WrongPassword));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var factor = host.Services.GetRequiredService<SecondFactor>();
        var proposed = factor.Propose(user.Id, user.UserName);
        var secret = SecondFactorTests.FromBase32(proposed.Secret.Replace(" ", "", StringComparison.Ordinal));
        string CodeNow() => Totp.Code(secret, Totp.StepAt(host.Time.GetUtcNow().UtcDateTime));
        var first = CodeNow();
        Assert.True((await factor.ConfirmAsync(user.Id, "127.0.0.1", proposed.Sealed, first)).Ok);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        using var asked = await PortalHost.PostAsync(client, "/sign-in", ("userName", user.UserName), ("password", PortalHost.Password));
        using var replayed = await PortalHost.PostAsync(client, "/sign-in/code", ("code", first));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replayed.StatusCode);
        using var done = await PortalHost.PostAsync(client, "/sign-in/code", ("code", CodeNow()));
        Assert.Equal("/", PortalHost.TargetOf(done));
        return [proposed.Secret, proposed.Secret.Replace(" ", "", StringComparison.Ordinal), proposed.Sealed];
    }

    private static async Task<string> RegisterAsync(PortalHost host, HttpClient machine)
    {
        using var refused = await machine.PostAsync("/api/v1/vendors", JsonContent.Create(new { market = "없음", tradeName = "가람수산", owner = Owner, phone = Phone, noNumberReason = "노점" }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var created = await machine.PostAsync("/api/v1/vendors", JsonContent.Create(new { market = "SB", tradeName = "가람수산", owner = Owner, phone = Phone, businessNumber = SeedNumbers.Korean(1) }));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var code = created.Headers.Location!.ToString().Split('/')[^1];
        Assert.True((await host.Services.GetRequiredService<PayoutAccounts>().RequestAsync(Make.Actor(), code, new PayoutAccountEdit("시범은행", Account, Holder))).Ok);
        using var imported = await machine.PostAsync("/api/v1/vendors/import", FileOf($"시장,상호,번호 없는 사유,대표자,전화번호\nSB,다온식품,노점,{Owner},{Phone}\nSB,,노점,{Owner},{Phone}\nSB,라온정육,노점,{Owner},전화 {Phone}\n"));
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
        return code;
    }

    private static MultipartFormDataContent FileOf(string csv) => new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "상인.csv" } };
}
