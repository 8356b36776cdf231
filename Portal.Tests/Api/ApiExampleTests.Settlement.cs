using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api;
using Portal.Domain.Settlement;
using Portal.Domain.Storage;

namespace Portal.Tests.Api;

/// <summary>What the examples about settlement speak of.</summary>
public sealed partial class ApiExampleTests
{
    /// <summary>A run with a line, and one without that waits for its approval.</summary>
    private static async Task FillSettlementAsync(IServiceProvider services)
    {
        await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
        var market = await db.Markets.SingleAsync(m => m.Code == "SB");
        SettlementRun Run(string uid, int vendors) => new()
        {
            Uid = Guid.Parse(uid),
            OperatorId = market.OperatorId!.Value,
            MarketId = market.Id,
            Currency = "KRW",
            On = new DateOnly(2026, 11, 20),
            State = SettlementRunState.Waiting,
            Vendors = vendors,
            Payouts = vendors,
            Movements = vendors,
            Sales = 12_000 * vendors,
            Payout = 12_000 * vendors,
            MakerId = 9_071,
            MakerName = "시험 담당",
            MadeAt = DateTime.UnixEpoch,
        };
        var known = Run(SettlementExamples.Known, 1);
        db.AddRange(known, Run(SettlementExamples.Waiting, 0));
        await db.SaveChangesAsync();
        db.Add(new SettlementLine { RunId = known.Id, Number = 1, VendorId = await db.Vendors.Where(v => v.Code == "V000001").Select(v => v.Id).SingleAsync(), Movements = 1, Sales = 12_000, Payout = 12_000 });
        await db.SaveChangesAsync();
    }
}
