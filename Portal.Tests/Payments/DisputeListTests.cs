using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;
using static Portal.Tests.Payments.DisputeTests;

namespace Portal.Tests.Payments;

/// <summary>The list of all disputes.</summary>
public sealed class DisputeListTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Page_ShowsWhatWantsEvidenceFirst_TheNearestDeadlineFirst(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        var payment = await FilledAsync(host);
        var queries = host.Services.GetRequiredService<DisputeQueries>();

        Assert.Equal(["CB-LATE", "CB-SOON", "CB-SENT", "CB-LOST"], await ReferencesAsync(queries, Officer, ""));
        Assert.Equal(["CB-LATE", "CB-SOON", "CB-SENT"], await ReferencesAsync(queries, Officer, "f.state=Open,Answered"));
        Assert.Equal(["CB-LOST"], await ReferencesAsync(queries, Officer, "f.bearer=Vendor"));
        Assert.Equal(["CB-SENT"], await ReferencesAsync(queries, Officer, "q=cb-sent"));
        Assert.Equal(["CB-SENT", "CB-SOON", "CB-LOST", "CB-LATE"], await ReferencesAsync(queries, Officer, "sort=-deadline"));
        var row = (await queries.PageAsync(Officer, new ListQuery())).Value.Items[1];
        Assert.Equal((payment, "SB", PayingHost.Stall, 1_000L, "KRW"), (row.Payment, row.Market.Code, row.Stall, row.Amount, row.Currency));
        Assert.Equal((payment, null), (DisputeRow.PaymentOf(row.Code), DisputeRow.PaymentOf("x")));
        Assert.Equal(3, row.Deadline.DayNumber - row.DayAt(host.Time.GetUtcNow().UtcDateTime).DayNumber);
        Assert.Equal((3_000, 3), ((await queries.SumsAsync(Officer, new ListQuery())).Value.Single().Amount.Value, (await queries.SumsAsync(Officer, new ListQuery())).Value.Single().Count));
    }

    [Fact]
    public async Task Page_WithoutTheRightOrOfAnotherMarket_HoldsNothing()
    {
        await using var host = await PayingHost.StartAsync();
        await FilledAsync(host);
        var queries = host.Services.GetRequiredService<DisputeQueries>();
        await using var db = host.Database.Open();
        var own = await db.Markets.Where(m => m.Code == "SB").Select(m => m.Id).SingleAsync();

        Assert.IsType<NotAllowed>((await queries.PageAsync(Make.Actor(Role.Laboratory), new ListQuery())).Refusal);
        Assert.IsType<NotAllowed>((await queries.SumsAsync(Make.Actor(Role.Laboratory), new ListQuery())).Refusal);
        Assert.Equal(4, (await ReferencesAsync(queries, Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: own), "")).Count);
        Assert.Empty(await ReferencesAsync(queries, Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: own + 1), ""));
    }

    [Fact]
    public async Task Export_HoldsTheRowsOfTheList()
    {
        await using var host = await PayingHost.StartAsync();
        await FilledAsync(host);
        var export = ActivatorUtilities.CreateInstance<RegistryExport>(host.Services);
        var query = ListQuery.Parse("f.state=Open").Value;
        var write = (await export.PrepareAsync(Officer, "disputes", query, "csv", CultureInfo.GetCultureInfo("ko"), null, default)).Value;
        using var stream = new MemoryStream();
        await write(stream, default);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(3, lines.Length);
        Assert.StartsWith("카드사 접수 번호,상태,소명 기한,이의 금액", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"CB-LATE\",소명 필요,", lines[1], StringComparison.Ordinal);
        Assert.IsType<NotAllowed>((await export.PrepareAsync(Make.Actor(Role.Laboratory), "disputes", query, "csv", CultureInfo.InvariantCulture, null, default)).Refusal);
    }

    /// <summary>One that is overdue, one that is due in three days, one that was answered and one that was lost to the vendor.</summary>
    private static async Task<Guid> FilledAsync(PortalHost host)
    {
        var (disputes, payment) = (host.Services.GetRequiredService<DisputeService>(), await PayAsync(host, "card", "\"acquirer\":\"bc\",\"approvalNumber\":\"1\""));
        var today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime.AddHours(9));
        async Task<Guid> AddAsync(string reference, int days) => (await disputes.OpenAsync(Officer, New(payment, 1_000) with { Reference = reference, Deadline = today.AddDays(days) })).Value;
        await AddAsync("CB-SOON", 3);
        var (lost, sent, _) = (await AddAsync("CB-LOST", 1), await AddAsync("CB-SENT", 9), await AddAsync("CB-LATE", -2));
        Assert.True((await disputes.AnswerAsync(Officer, sent, "보냄")).Ok);
        Assert.True((await disputes.DecideAsync(Decider, new DisputeDecision(Guid.NewGuid(), lost, false, LossBearer.Vendor, "발급사 결정"))).Ok);
        return payment;
    }

    private static async Task<IReadOnlyList<string>> ReferencesAsync(DisputeQueries queries, Actor actor, string query) =>
        [.. (await queries.PageAsync(actor, ListQuery.Parse(query).Value)).Value.Items.Select(r => r.Reference)];
}
