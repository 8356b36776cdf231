using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>Which part of the ledger's order was written at a time: batches are numbered as they come, and say when.</summary>
internal static class OrderWindow
{
    /// <summary>The time of a posting and its business date lie less than this apart, unless somebody posts into the past on purpose.</summary>
    private const int DaysApart = 3;

    /// <summary>Clocks of several processes may differ by less than this.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    /// <summary>With fewer batches all of them are looked at.</summary>
    private const int FewBatches = 1_000;

    /// <summary>Where the postings of these business dates lie in all likelihood: from an order, and before another.</summary>
    public static async Task<(long From, long Before)> OfAsync(PortalDbContext db, DateOnly? from, DateOnly? to, CancellationToken cancellation)
    {
        var last = await db.LedgerBatches.MaxAsync(b => (long?)b.Id, cancellation) ?? 0;
        if (last < FewBatches)
            return (0, long.MaxValue);
        return (
            from is { } first && first > DateOnly.MinValue.AddDays(DaysApart) ? await AtAsync(db, first.AddDays(-DaysApart).ToDateTime(TimeOnly.MinValue), last, cancellation) : 0,
            to is { } end && end < DateOnly.MaxValue.AddDays(-DaysApart) ? await AtAsync(db, end.AddDays(DaysApart).ToDateTime(TimeOnly.MinValue), last, cancellation) : long.MaxValue);
    }

    /// <summary>An order at or before which nothing was written since an instant, and little before it.</summary>
    public static async Task<long> SinceAsync(PortalDbContext db, DateTime utc, CancellationToken cancellation) =>
        await AtAsync(db, utc - Slack, await db.LedgerBatches.MaxAsync(b => (long?)b.Id, cancellation) ?? 0, cancellation);

    /// <summary>Halves the batches until one is left: each step is a look at the primary key.</summary>
    private static async Task<long> AtAsync(PortalDbContext db, DateTime utc, long last, CancellationToken cancellation)
    {
        var (low, high) = (0L, last);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            var at = await db.LedgerBatches.Where(b => b.Id <= middle).OrderByDescending(b => b.Id).Select(b => (DateTime?)b.At).FirstOrDefaultAsync(cancellation);
            if (at is null || at < utc)
                low = middle;
            else
                high = middle - 1;
        }

        // The batch at "low" is the last one before the instant; unless there is none after it, what follows begins here.
        return (low + 1) << LedgerRules.BatchBits;
    }
}
