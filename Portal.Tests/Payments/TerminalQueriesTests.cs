using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Terminals;

namespace Portal.Tests.Payments;

/// <summary>The list of terminals.</summary>
public sealed class TerminalQueriesTests
{
    [Fact]
    public async Task List_TerminalsOfTwoMarkets_ShowsThoseWithinReachWithTheirStalls()
    {
        await using var host = await PayingHost.StartAsync();
        var (terminals, queries) = (host.Services.GetRequiredService<TerminalService>(), host.Services.GetRequiredService<TerminalQueries>());
        await terminals.RegisterAsync(Make.Actor(), new NewTerminal("SB", PayingHost.Stall, "SN-1", "M1"));
        await terminals.RegisterAsync(Make.Actor(), new NewTerminal("SB", null, "SN-2", null));
        await terminals.RegisterAsync(Make.Actor(), new NewTerminal("SY", null, "SN-3", null));
        await using var db = host.Database.Open();
        var manager = Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: await db.Markets.Where(m => m.Code == "SB").Select(m => m.Id).SingleAsync());

        Assert.Equal(["SB-T001:SB-A-001", "SB-T002:", "SY-T001:"], await RowsAsync(Make.Actor(), ""));
        Assert.Equal(["SB-T001:SB-A-001", "SB-T002:"], await RowsAsync(manager, ""));
        Assert.Equal(["SB-T001:SB-A-001"], await RowsAsync(manager, "q=SN-1"));
        Assert.Equal(["SB-T002:"], await RowsAsync(manager, "q=sn-2"));
        Assert.Equal(["SY-T001:"], await RowsAsync(Make.Actor(), "f.market=SY&f.state=unpaired"));
        Assert.Equal(new NotAllowed(Right.ViewPayments), (await queries.PageAsync(Make.Actor(Role.Inspector), new ListQuery())).Refusal);

        async Task<List<string>> RowsAsync(Actor actor, string query)
        {
            var wanted = ListQuery.Parse(query).Value;
            var page = (await queries.PageAsync(actor, wanted)).Value.Items.Select(Short).ToList();
            var streamed = new List<string>();
            await foreach (var row in queries.StreamAsync(actor, wanted))
                streamed.Add(Short(row));
            Assert.Equal(page, streamed);
            return page;
        }
    }

    [Fact]
    public async Task IsSilent_OnlyATerminalInUseThatWasNotHeardOfForADay()
    {
        await using var host = await PayingHost.StartAsync();
        var (terminals, queries) = (host.Services.GetRequiredService<TerminalService>(), host.Services.GetRequiredService<TerminalQueries>());
        var pairing = (await terminals.RegisterAsync(Make.Actor(), new NewTerminal("SB", null, "SN-1", null))).Value;
        Assert.False(await IsSilentAsync(TimeSpan.FromDays(7)));
        Assert.True((await terminals.PairAsync(pairing.Code, "1.0", "test")).Ok);

        Assert.False(await IsSilentAsync(TerminalRow.Silence - TimeSpan.FromMinutes(1)));
        Assert.True(await IsSilentAsync(TerminalRow.Silence + TimeSpan.FromMinutes(1)));
        await terminals.SuspendAsync(Make.Actor(), pairing.Terminal, "lost");
        Assert.False(await IsSilentAsync(TimeSpan.FromDays(7)));

        async Task<bool> IsSilentAsync(TimeSpan later) => (await queries.PageAsync(Make.Actor(), new ListQuery())).Value.Items.Single().IsSilent(host.Time.GetUtcNow().UtcDateTime + later);
    }

    private static string Short(TerminalRow row) => $"{row.Code}:{row.Stall}";
}
