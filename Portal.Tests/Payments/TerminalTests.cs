using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Terminals;
using Portal.Tests.Hosting;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>Terminals: pairing, what their keys may, and what they bring from offline.</summary>
public sealed class TerminalTests
{
    private static readonly Actor Actor = Make.Actor();

    [Fact]
    public async Task Pair_CodeTypedAnyWay_GivesAKeyOnceAndTakesTheOldOneAway()
    {
        await using var host = await PayingHost.StartAsync();
        var terminals = host.Services.GetRequiredService<TerminalService>();
        using var nobody = host.NewClient("ko");
        var pairing = (await terminals.RegisterAsync(Actor, new NewTerminal("SB", PayingHost.Stall, "SN-1", "M1"))).Value;

        var paired = await PairAsync(nobody, pairing.Code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal));
        var again = await PairAsync(nobody, pairing.Code);
        using var terminal = host.NewClient("ko", paired.Text("key"));
        var paid = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));
        var renewed = (await terminals.RenewCodeAsync(Actor, pairing.Terminal)).Value;
        await PairAsync(nobody, renewed.Code);
        var old = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));

        Assert.Equal((HttpStatusCode.Created, "SB-T001", PayingHost.Stall), (paired.Status, paired.Text("terminal"), paired.Text("stall")));
        Assert.Equal("pairing_code_wrong", again.Code);
        Assert.Equal("captured", paid.Text("status"));
        Assert.Equal(HttpStatusCode.Unauthorized, old.Status);
        await using var db = host.Database.Open();
        Assert.Equal(1, await db.Payments.CountAsync(p => p.TerminalId != null));
    }

    [Fact]
    public async Task Pair_CodeOlderThanAQuarterOfAnHour_IsRefused()
    {
        await using var host = await PayingHost.StartAsync();
        using var nobody = host.NewClient("ko");
        var pairing = (await host.Services.GetRequiredService<TerminalService>().RegisterAsync(Actor, new NewTerminal("SB", null, "SN-1", null))).Value;

        host.Time.Advance(TerminalService.PairingLife);

        Assert.Equal("pairing_code_wrong", (await PairAsync(nobody, pairing.Code)).Code);
    }

    [Fact]
    public async Task Pair_Guessed_IsStoppedWithRetryAfter()
    {
        await using var host = await PayingHost.StartAsync();
        using var nobody = host.NewClient("ko");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 32; i++)
            statuses.Add((await PairAsync(nobody, $"aaaa-bbbb-c{i:000}")).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Fact]
    public async Task Payment_OfASuspendedTerminalOrAtAnotherStall_IsDeclined()
    {
        await using var host = await PayingHost.StartAsync();
        var terminals = host.Services.GetRequiredService<TerminalService>();
        using var nobody = host.NewClient("ko");
        var pairing = (await terminals.RegisterAsync(Actor, new NewTerminal("SB", "SB-A-002", "SN-1", null))).Value;
        using var terminal = host.NewClient("ko", (await PairAsync(nobody, pairing.Code)).Text("key"));

        var elsewhere = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));
        await terminals.MoveAsync(Actor, pairing.Terminal, PayingHost.Stall);
        var here = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));
        await terminals.SuspendAsync(Actor, pairing.Terminal, "분실");
        var suspended = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));
        await terminals.ResumeAsync(Actor, pairing.Terminal);
        var resumed = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));
        await terminals.RetireAsync(Actor, pairing.Terminal, "폐기");
        var retired = await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));

        Assert.Equal(("terminal_unknown", null, "terminal_suspended", null), (elsewhere.Reason, here.Reason, suspended.Reason, resumed.Reason));
        Assert.Equal(HttpStatusCode.Unauthorized, retired.Status);
    }

    [Fact]
    public async Task Batch_OfWhatWasTakenOffline_AnswersEachAndSaysWhichIsLate()
    {
        await using var host = await PayingHost.StartAsync();
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        await SendAsync(terminal, Body(Guid.NewGuid(), 1_000));
        var taken = host.Time.GetUtcNow().UtcDateTime.AddDays(-5);
        await using (var db = host.Database.Open())
            await db.MarketBooks.ExecuteUpdateAsync(s => s.SetProperty(m => m.ClosedThrough, DateOnly.FromDateTime(taken.AddDays(2))));
        var (old, recent) = (Guid.NewGuid(), Guid.NewGuid());
        string At(Guid id, DateTime time) => Body(id, 1_000, more: $"\"terminalTime\":\"{time:O}\"");
        var batch = $$"""{"payments":[{{At(old, taken)}},{{At(recent, taken.AddDays(4))}},{{At(Guid.NewGuid(), taken.AddDays(-40))}},{{Body(Guid.NewGuid(), -1)}},{"id":7}]}""";

        var first = await SendAsync(terminal, batch, PaymentsPath + "/batch");
        var again = await SendAsync(terminal, batch, PaymentsPath + "/batch");
        var alone = await SendAsync(terminal, At(Guid.NewGuid(), taken));

        var results = first.Body.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal((2, 3), (first.Body.GetProperty("taken").GetInt32(), first.Body.GetProperty("refused").GetInt32()));
        Assert.Equal([true, false], results.Take(2).Select(r => r.GetProperty("late").GetBoolean()));
        Assert.Equal(taken.AddDays(3).ToString("yyyy-MM-dd", null), results[0].GetProperty("payment").GetProperty("businessDate").GetString());
        Assert.Equal(["forwarded_too_late", "payment_amount_out_of_range", "field_malformed"], results.Skip(2).Select(r => r.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Equal(first.Body.GetProperty("results")[0].ToString(), again.Body.GetProperty("results")[0].ToString());
        Assert.Equal("clock_too_far", alone.Code);
        Assert.Equal("batch_out_of_range", (await SendAsync(terminal, """{"payments":[]}""", PaymentsPath + "/batch")).Code);
    }

    [Fact]
    public async Task Refund_OfACard_IsAskedOfTheTerminalAndStandsOnceItReports()
    {
        await using var host = await PayingHost.StartAsync();
        var (terminals, refunds) = (host.Services.GetRequiredService<TerminalService>(), host.Services.GetRequiredService<RefundRequests>());
        using var nobody = host.NewClient("ko");
        var pairing = (await terminals.RegisterAsync(Actor, new NewTerminal("SB", PayingHost.Stall, "SN-1", null))).Value;
        using var terminal = host.NewClient("ko", (await PairAsync(nobody, pairing.Code)).Text("key"));
        var (payment, refund) = (Guid.NewGuid(), Guid.NewGuid());
        await SendAsync(terminal, Body(payment, 10_000, "card", "\"acquirer\":\"bc\",\"approvalNumber\":\"30012345\",\"maskedPan\":\"943012******1234\""));
        var officer = Make.Actor(Role.FinanceOfficer);

        var byHand = await host.Services.GetRequiredService<PaymentChangeService>().ChangeAsync(officer, new PaymentChangeRequest(Guid.NewGuid(), payment, PaymentEventKind.Refund, null, "반품", "{}"));
        Assert.True((await refunds.RequestAsync(officer, refund, payment, 4_000, "반품")).Ok);
        var tooMuch = await refunds.RequestAsync(officer, Guid.NewGuid(), payment, 6_001, "반품");
        var wanted = (await SendAsync(terminal, "{}", "/api/v1/terminals/heartbeat")).Body.GetProperty("refunds").EnumerateArray().Single();
        var done = await SendAsync(terminal, $$"""{"id":"{{refund}}","amount":{{Won(4_000)}},"approvalNumber":"30012399"}""", $"{PaymentsPath}/{payment}/refunds");
        var left = (await SendAsync(terminal, "{}", "/api/v1/terminals/heartbeat")).Body.GetProperty("refunds").GetArrayLength();

        Assert.Equal("refund_is_the_terminals", byHand.Refusal!.Code);
        Assert.Equal("amount_above_rest", tooMuch.Refusal!.Code);
        Assert.Equal((refund, "30012345"), (wanted.GetProperty("id").GetGuid(), wanted.GetProperty("approvalNumber").GetString()));
        Assert.Equal((HttpStatusCode.Created, 0), (done.Status, left));
        await using var db = host.Database.Open();
        Assert.Equal(("30012399", "반품"), await db.PaymentEvents.Select(e => ValueTuple.Create(e.ApprovalNumber, e.Reason)).SingleAsync());
    }

    private static Task<TillAnswer> PairAsync(HttpClient client, string code) => SendAsync(client, $$"""{"code":"{{code}}"}""", "/api/v1/terminals/pair");
}
