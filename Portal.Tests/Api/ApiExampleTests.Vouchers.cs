using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api;
using Portal.Domain.Jobs;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;
using Portal.Seeding;

namespace Portal.Tests.Api;

/// <summary>What the examples about vouchers speak of.</summary>
public sealed partial class ApiExampleTests
{
    /// <summary>The demo's programme, a batch that waits for approval, one that can be printed, and vouchers: sold, frozen, twice in stock, and of paper. Answers the token of the first.</summary>
    private static async Task<string> FillVouchersAsync(IServiceProvider services, HttpClient client, HttpClient approver)
    {
        await ActivatorUtilities.CreateInstance<DemoVouchers>(services, TimeProvider.System.GetUtcNow()).RunAsync();
        await EnrolmentsAsync(services);
        _ = (await services.GetRequiredService<RuleService>().ProposeAsync(Make.Actor(), new ProposedRule(DemoVouchers.Programme, RuleSubject.Vendors, new DateOnly(2098, 1, 1), VoucherRule.Write(new EnrolmentTerms())))).Value;
        var mobile = await PrintAsync(client, approver, "mobile", 4);
        var paper = await PrintAsync(client, approver, "paper", 1);
        await SellAsync(client, [mobile[0].Serial, mobile[1].Serial]);
        await SellAsync(client, [paper[0].Serial]);
        await SendAsync(client, $"vouchers/{mobile[1].Serial}/freeze", new { reason = "분실" });
        await GiftsAsync(client, approver);
        await PrintAsync(client, approver, "paper", 1);
        await SubmitAsync(client, VoucherExamples.ToApprove, "mobile", 2);
        await SubmitAsync(client, VoucherExamples.ToPrint, "mobile", 2);
        await SendAsync(approver, $"voucher-batches/{VoucherExamples.ToPrint}/approvals", new { decision = "approve" });
        await FillPrintsAsync(services, client, approver);
        Assert.Equal(VoucherExamples.Sold, mobile[0].Serial);
        return mobile[0].Token;
    }

    /// <summary>Vendors whose enrolments are where the calls of the examples take them up, and one without.</summary>
    private static async Task EnrolmentsAsync(IServiceProvider services)
    {
        var vendors = services.GetRequiredService<VendorService>();
        for (var number = 2; number <= 9; number++)
            Assert.Equal($"V00000{number}", (await vendors.CreateAsync(Make.Actor(), new VendorEdit { Market = "SB", TradeName = $"시험상회 {number}", NoNumberReason = "노점" })).Value);
        await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
        var first = await db.VendorEnrolments.AsNoTracking().SingleAsync();
        for (var number = 2; number <= 8; number++)
        {
            var enrolment = new VendorEnrolment
            {
                ProgrammeId = first.ProgrammeId,
                VendorId = number,
                MarketId = first.MarketId,
                State = number switch { 2 => EnrolmentState.Applied, 3 => EnrolmentState.Provisional, _ => EnrolmentState.Approved },
                AppliedAt = first.AppliedAt,
                MakerName = "시험 신청",
                From = first.From,
                Until = number == 4 ? first.From!.Value.AddMonths(8) : first.Until,
                CapMinor = first.CapMinor,
            };
            if (number == 8)
                (enrolment.CapAskedMinor, enrolment.CapAskedBy, enrolment.CapReason) = (6_000_000, "시험 신청", "명절 대목");
            db.Add(enrolment);
            await db.SaveChangesAsync();
            Assert.Equal(number, enrolment.Id);
        }
    }

    /// <summary>Three vouchers in a wallet, two of them offered to another.</summary>
    private static async Task GiftsAsync(HttpClient client, HttpClient approver)
    {
        await SendAsync(client, "wallets", new { id = VoucherExamples.OtherWallet, market = "SB", identified = true, reference = "M-002" });
        var mobile = await PrintAsync(client, approver, "mobile", 3);
        await SellAsync(client, mobile.Select(m => m.Serial), "0199a1b2-0000-7000-8000-000000000031");
        await SendAsync(client, $"vouchers/{mobile[0].Serial}/gifts", new { id = VoucherExamples.ToAccept, wallet = VoucherExamples.OtherWallet });
        await SendAsync(client, $"vouchers/{mobile[1].Serial}/gifts", new { id = VoucherExamples.ToReturn, wallet = VoucherExamples.OtherWallet });
    }

    /// <summary>A print run whose file waits, and one that another process has under way.</summary>
    private static async Task FillPrintsAsync(IServiceProvider services, HttpClient client, HttpClient approver)
    {
        await SubmitAsync(client, VoucherExamples.ToFetch, "mobile", 2);
        await SendAsync(approver, $"voucher-batches/{VoucherExamples.ToFetch}/approvals", new { decision = "approve" });
        var printed = await SendAsync(client, $"voucher-batches/{VoucherExamples.ToFetch}/print", new { id = Guid.NewGuid(), form = "data" });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await client.GetFromJsonAsync<JsonElement>(printed.GetProperty("job").GetProperty("url").GetString(), limit.Token)).GetProperty("file").ValueKind == JsonValueKind.Null)
            await Task.Delay(50, limit.Token);
        await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
        var done = await db.Jobs.SingleAsync(j => j.Uid == Guid.Parse(VoucherExamples.ToFetch));
        db.Add(new Job { Uid = Guid.Parse(VoucherExamples.ToCancel), Kind = done.Kind, Title = done.Title, State = JobState.Running, UserId = done.UserId, CreatedAt = done.CreatedAt, Holder = "elsewhere:1:x", HeldUntil = done.CreatedAt.AddHours(1) });
        await db.SaveChangesAsync();
    }

    private static async Task<List<(string Serial, string Token)>> PrintAsync(HttpClient client, HttpClient approver, string kind, int count)
    {
        var id = Guid.NewGuid().ToString();
        await SubmitAsync(client, id, kind, count);
        await SendAsync(approver, $"voucher-batches/{id}/approvals", new { decision = "approve" });
        var printed = await SendAsync(client, $"voucher-batches/{id}/print", new { id = Guid.NewGuid() });
        return [.. printed.GetProperty("vouchers").EnumerateArray().Select(v => (v.GetProperty("serial").GetString()!, v.GetProperty("token").GetString()!))];
    }

    private static Task<JsonElement> SubmitAsync(HttpClient client, string id, string kind, int count) =>
        SendAsync(client, "voucher-batches", new { id, programme = DemoVouchers.Programme, kind, items = new[] { new { faceValue = new { currency = "KRW", value = 10_000 }, count } } });

    private static Task<JsonElement> SellAsync(HttpClient client, IEnumerable<string> serials, string? wallet = null) => SendAsync(
        client, "voucher-sales",
        new { id = Guid.NewGuid(), programme = DemoVouchers.Programme, buyer = new { type = "person", reference = "M-100" }, items = serials.Select(serial => new { serial }), payment = new { type = "cash" }, wallet });

    private static async Task<JsonElement> SendAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/" + path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
