using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;

namespace Portal.Domain.Payments;

/// <summary>A stall and one of its tenancies; what belongs to the tenancy is null when it has none.</summary>
internal sealed record HeldStall(long Id, string Code, long MarketId, string Market, string Region, string Currency, string TimeZone, int DayTurnHour, long? OperatorId)
{
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public long? VendorId { get; init; }

    public TradingVerdict? Verdict { get; init; }

    public VendorStatus? Status { get; init; }

    public AcceptedTenders? Tenders { get; init; }
}

/// <summary>
/// The stalls that payments name, and who held them about that day. Every payment asks it, so those of one moment ask together, by one prepared query.
/// </summary>
internal sealed class PayableStalls
{
    /// <summary>How far a market's business day may lie from the date in UTC: its time zone, and the hour at which its day turns.</summary>
    private const int DaysBefore = 2;

    private const int DaysAfter = 1;

    /// <summary>Compiled by each instance, because a compiled query belongs to one model.</summary>
    private readonly Func<PortalDbContext, string[], DateOnly, DateOnly, IAsyncEnumerable<HeldStall>> stallsNear = EF.CompileAsyncQuery((PortalDbContext db, string[] codes, DateOnly since, DateOnly until) =>
        from stall in db.Stalls.TagWith(PreparedQueries.Tag)
        where codes.Contains(stall.Code) && stall.ArchivedAt == null
        join market in db.Markets on stall.MarketId equals market.Id
        from tenancy in db.Tenancies.Where(t => t.StallId == stall.Id && t.ArchivedAt == null && t.FromDate <= until && (t.ToDate == null || t.ToDate >= since)).DefaultIfEmpty()
        select new HeldStall(stall.Id, stall.Code, stall.MarketId, market.Code, market.Region, market.Currency, market.TimeZone, market.DayTurnHour, market.OperatorId)
        {
            From = (DateOnly?)tenancy!.FromDate,
            To = tenancy.ToDate,
            VendorId = (long?)tenancy.VendorId,
            Verdict = (TradingVerdict?)tenancy.Vendor!.Verdict,
            Status = (VendorStatus?)tenancy.Vendor.Status,
            Tenders = (AcceptedTenders?)tenancy.Vendor.Tenders,
        });

    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly Gathered<(string Code, DateOnly Date), List<HeldStall>> gathered;

    public PayableStalls(IDbContextFactory<PortalDbContext> contexts)
    {
        this.contexts = contexts;
        gathered = new(FindAsync);
    }

    /// <summary>The stall of a code with its tenancies near a day, a row each; null when there is no such stall.</summary>
    /// <param name="date">In UTC.</param>
    public Task<List<HeldStall>?> FindAsync(string code, DateOnly date, CancellationToken cancellation) => gathered.AskAsync((code, date), cancellation);

    private async Task<IReadOnlyDictionary<(string Code, DateOnly Date), List<HeldStall>>> FindAsync(IReadOnlyList<(string Code, DateOnly Date)> asked)
    {
        var found = new Dictionary<(string, DateOnly), List<HeldStall>>(asked.Count);
        await using var db = contexts.CreateDbContext();
        foreach (var day in asked.GroupBy(a => a.Date, a => a.Code))
        {
            await foreach (var row in stallsNear(db, [.. day], day.Key.AddDays(-DaysBefore), day.Key.AddDays(DaysAfter)))
            {
                if (!found.TryGetValue((row.Code, day.Key), out var rows))
                    found[(row.Code, day.Key)] = rows = new List<HeldStall>(1);
                rows.Add(row);
            }
        }

        return found;
    }
}
