using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Counts;

/// <summary>Whether the drawers of offices are counted on a day: what a daily close asks for.</summary>
internal static class DrawerStandings
{
    /// <summary>The drawers of the offices that hold paper or cards, or were counted, on a day.</summary>
    /// <param name="day">Null for the day that it is in each office. Of a day that is over, a book that moved since says nothing: what was sold after it is not part of it.</param>
    public static async Task<List<DrawerStanding>> ReadAsync(PortalDbContext db, IQueryable<VoucherOffice> offices, DateOnly? day, DateTime now, CancellationToken cancellation)
    {
        var standings = new List<DrawerStanding>();
        foreach (var office in await offices.AsNoTracking().OrderBy(o => o.NameKo).ToListAsync(cancellation))
        {
            var today = await DrawerBook.TodayAsync(db, office.Id, now, cancellation);
            var of = day ?? today;
            var drawers = await db.VoucherDrawers.AsNoTracking().Where(d => d.OfficeId == office.Id).OrderBy(d => d.OwnerName).ThenBy(d => d.Id).ToListAsync(cancellation);
            var book = (await DrawerBook.ReadAsync(db, db.VoucherDrawers.Where(d => d.OfficeId == office.Id), of, cancellation)).ToLookup(l => l.DrawerId);
            var counts = await db.DrawerCounts.AsNoTracking().Where(c => c.OfficeId == office.Id && c.BusinessDate == of).ToDictionaryAsync(c => c.DrawerId, cancellation);
            var counted = counts.Values.Select(c => c.Id).ToList();
            var lines = (await db.DrawerCountLines.AsNoTracking().Where(l => counted.Contains(l.CountId)).ToListAsync(cancellation)).ToLookup(l => l.CountId);
            foreach (var drawer in drawers)
            {
                var count = counts.GetValueOrDefault(drawer.Id);
                if (count is null && !book[drawer.Id].Any())
                    continue;
                var moved = count is not null && of == today && !book[drawer.Id].Where(b => b.Pieces > 0).Select(b => (b.ProgrammeId, b.Kind, b.FaceMinor, b.Pieces)).ToHashSet()
                    .SetEquals(lines[count.Id].Where(l => l.Book > 0).Select(l => (l.ProgrammeId, l.Kind, l.FaceMinor, l.Book)));
                standings.Add(new DrawerStanding(drawer.Id, drawer.OwnerId, drawer.OwnerName, office.Code, office.NameKo, office.NameEn, office.NameZh, of, count?.State, moved, count?.Code));
            }
        }

        return standings;
    }
}
