using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Counts;

/// <summary>What the book says lies in a drawer: paper and cards that are unsold and not on their way to another. Mobile vouchers cannot be counted.</summary>
/// <param name="Pieces">0 for what was sold out of it on the day.</param>
internal sealed record BookLine(long DrawerId, long ProgrammeId, string Programme, string Currency, VoucherKind Kind, long FaceMinor, int Pieces);

/// <summary>Reads the books of drawers, and the day that they are in.</summary>
internal static class DrawerBook
{
    /// <summary>The book now, in a fixed order, with the sorts that were sold out on a day.</summary>
    public static async Task<List<BookLine>> ReadAsync(PortalDbContext db, IQueryable<VoucherDrawer> drawers, DateOnly day, CancellationToken cancellation)
    {
        var lines = await (from v in db.Vouchers.AsNoTracking()
                           where v.DrawerId != null && v.Kind != VoucherKind.Mobile && drawers.Any(d => d.Id == v.DrawerId) && (v.State == VoucherState.Stock || (v.State == VoucherState.Sold && v.SoldOn == day))
                           join p in db.VoucherProgrammes on v.ProgrammeId equals p.Id
                           group v by new { v.DrawerId, p.Id, p.Code, p.Currency, v.Kind, v.FaceMinor } into g
                           select new { g.Key, Pieces = g.Count(v => v.State == VoucherState.Stock && v.HandOverId == null) }).ToListAsync(cancellation);
        return [.. lines.Select(l => new BookLine(l.Key.DrawerId!.Value, l.Key.Id, l.Key.Code, l.Key.Currency, l.Key.Kind, l.Key.FaceMinor, l.Pieces)).OrderBy(l => l.DrawerId).ThenBy(l => l.Programme, StringComparer.Ordinal).ThenBy(l => l.Kind).ThenBy(l => l.FaceMinor)];
    }

    /// <summary>The day that it is in an office: that of its market, else that of the programmes.</summary>
    public static async Task<DateOnly> TodayAsync(PortalDbContext db, long officeId, DateTime now, CancellationToken cancellation)
    {
        var zone = await db.VoucherOffices.Where(o => o.Id == officeId && o.MarketId != null).Join(db.Markets, o => o.MarketId, m => m.Id, (_, m) => m.TimeZone).SingleOrDefaultAsync(cancellation)
            ?? await db.VoucherProgrammes.OrderBy(p => p.Id).Select(p => p.TimeZone).FirstOrDefaultAsync(cancellation);
        return DateOnly.FromDateTime(zone is null ? now : TimeZoneInfo.ConvertTimeFromUtc(now, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }
}
