using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Institutions.ListedInstitution, Portal.Domain.Institutions.InstitutionRow>;

namespace Portal.Domain.Institutions;

/// <summary>One line of the list of institutions. Minor units of won.</summary>
/// <param name="Pledged">For the year of today; null without a pledge.</param>
/// <param name="Bought">Face value delivered in the year.</param>
public sealed record InstitutionRow(long Id, string Code, string NameKo, string? NameEn, string? NameZh, string? BusinessNumber, string? Market, string? MarketKo, bool Archived, long? Pledged, long Bought, int Open)
{
    /// <summary>How much of the pledge is bought, in percent; null without a pledge.</summary>
    public int? Percent => Pledged is not > 0 ? null : (int)Int128.Min(999, (Int128)Bought * 100 / Pledged.Value);
}

/// <summary>A year of an institution: what it pledged and what it bought in face value. Minor units.</summary>
public sealed record PledgeYear(int Year, string Currency, long? Pledged, long Bought);

/// <summary>An institution in full. Contact data are masked.</summary>
public sealed record InstitutionRecord(InstitutionRow Row, string? ContactName, string? ContactPhone, string? ContactEmail, long Version, IReadOnlyList<PledgeYear> Years);

/// <summary>An institution with what its list shows beside it.</summary>
public sealed class ListedInstitution
{
    public required Institution Institution { get; init; }

    public string? Market { get; init; }

    public string? MarketKo { get; init; }

    public bool Archived { get; init; }

    public long? Pledged { get; init; }

    public long Bought { get; init; }

    public int Open { get; init; }
}

/// <summary>Reads institutions, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class InstitutionQueries(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, TimeProvider time)
{
    private const string Won = "KRW";

    public static ListDefinition<ListedInstitution, InstitutionRow> Definition { get; } = new()
    {
        Key = l => l.Institution.Id,
        Code = l => l.Institution.Code,
        CodeOf = r => r.Code,
        Row = l => new InstitutionRow(
            l.Institution.Id, l.Institution.Code, l.Institution.NameKo, l.Institution.NameEn, l.Institution.NameZh, l.Institution.BusinessNumber, l.Market, l.MarketKo, l.Archived, l.Pledged, l.Bought, l.Open),
        Order = [new ListSort("name")],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Institution.Code.Contains(upper) || l.Institution.NameKo.Contains(raw) || l.Institution.NameEn!.Contains(raw);
        },
        Columns =
        [
            Column.Text("name", "institutions.name", l => l.Institution.NameKo, r => r.NameKo) with { Important = 1 },
            Column.Code("code", "institutions.code", l => l.Institution.Code, r => r.Code),
            Column.Code("businessNumber", "institutions.business_number", l => l.Institution.BusinessNumber!, r => r.BusinessNumber),
            Column.Text("market", "institutions.market", l => l.MarketKo, r => r.MarketKo),
            Column.Money("pledged", "institutions.pledged", l => l.Pledged, r => r.Pledged is { } value ? new Money(Won, value) : null),
            Column.Money("bought", "institutions.bought", l => l.Bought, r => new Money(Won, r.Bought)) with { Important = 2 },
            Column.Shown("percent", "institutions.percent", ListKind.Number, r => r.Percent) with { Important = 3 },
            Column.Number("open", "institutions.open_orders", l => l.Open, r => r.Open),
            Column.YesNo("archived", "institutions.archived", l => l.Archived, r => r.Archived) with { Offered = true, Hidden = true },
        ],
    };

    private int Year => Markets.BusinessDay.Of("Asia/Seoul", 0, time.GetUtcNow().UtcDateTime).Year;

    /// <summary>One page of the list.</summary>
    public async Task<Outcome<Page<InstitutionRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, Year).ToPageAsync(query, Definition, null, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    public async IAsyncEnumerable<InstitutionRow> StreamAsync(Actor actor, ListQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db, Year).Apply(query, Definition).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>An institution by its code, with its years.</summary>
    public async Task<Outcome<InstitutionRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db, Year).Where(l => l.Institution.Code == code).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is not { } row)
            return new InstitutionNotFound(code);
        var institution = await db.Institutions.AsNoTracking().SingleAsync(i => i.Id == row.Id, cancellation);
        var pledges = await db.InstitutionPledges.AsNoTracking().Where(p => p.InstitutionId == row.Id && p.AmountMinor > 0).ToListAsync(cancellation);
        var bought = await db.InstitutionDeliveries.Where(d => db.InstitutionOrders.Any(o => o.Id == d.OrderId && o.InstitutionId == row.Id)).Join(db.VoucherSales, d => d.Id, s => s.Id, (_, s) => s)
            .Join(db.VoucherProgrammes, s => s.ProgrammeId, p => p.Id, (s, p) => new { s.BusinessDate.Year, p.Currency, s.FaceMinor }).GroupBy(s => new { s.Year, s.Currency }).Select(g => new { g.Key.Year, g.Key.Currency, Sum = g.Sum(s => s.FaceMinor) })
            .ToListAsync(cancellation);
        var years = pledges.Select(p => (p.Year, p.Currency)).Concat(bought.Select(b => (b.Year, b.Currency))).Distinct().OrderByDescending(y => y.Year)
            .Select(y => new PledgeYear(y.Year, y.Currency, pledges.Find(p => (p.Year, p.Currency) == y)?.AmountMinor, bought.Find(b => (b.Year, b.Currency) == y)?.Sum ?? 0));
        return new InstitutionRecord(row, Masked(institution.ContactName), Masked(institution.ContactPhone), Masked(institution.ContactEmail), institution.Version, [.. years]);
    }

    /// <summary>The institutions that get quotes: code and name, by name.</summary>
    public async Task<IReadOnlyList<(string Code, string Name)>> OfferedAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return [];
        await using var db = contexts.CreateDbContext();
        var found = await db.Institutions.Where(i => i.ArchivedAt == null).OrderBy(i => i.NameKo).Select(i => new { i.Code, i.NameKo }).ToListAsync(cancellation);
        return found.ConvertAll(i => (i.Code, i.NameKo));
    }

    /// <summary>The first letter and the length, no more: who has to know calls the institution.</summary>
    private string? Masked(byte[]? field) => field is null ? null : personal.OpenAlone(field) is { Length: > 0 } text ? text[0] + new string('*', Math.Min(text.Length - 1, 8)) : null;

    private static IQueryable<ListedInstitution> Listed(PortalDbContext db, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return from i in db.Institutions.AsNoTracking()
               from m in db.Markets.Where(m => m.Id == i.MarketId).DefaultIfEmpty()
               select new ListedInstitution
               {
                   Institution = i,
                   Market = m.Code,
                   MarketKo = m.NameKo,
                   Archived = i.ArchivedAt != null,
                   Pledged = db.InstitutionPledges.Where(p => p.InstitutionId == i.Id && p.Year == year && p.Currency == Won && p.AmountMinor > 0).Select(p => (long?)p.AmountMinor).FirstOrDefault(),
                   Bought = (from o in db.InstitutionOrders
                             where o.InstitutionId == i.Id && db.VoucherProgrammes.Any(p => p.Id == o.ProgrammeId && p.Currency == Won)
                             join d in db.InstitutionDeliveries on o.Id equals d.OrderId
                             join s in db.VoucherSales on d.Id equals s.Id
                             where s.BusinessDate >= first && s.BusinessDate <= last
                             select s.FaceMinor).Sum(),
                   Open = db.InstitutionOrders.Count(o => o.InstitutionId == i.Id && o.State != OrderState.Done && o.State != OrderState.Withdrawn),
               };
    }
}
