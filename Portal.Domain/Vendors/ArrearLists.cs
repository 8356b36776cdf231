using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using ArrearColumn = Portal.Domain.Lists.ListColumn<Portal.Domain.Vendors.Arrear, Portal.Domain.Vendors.ArrearListRow>;

namespace Portal.Domain.Vendors;

// CA1305: the id as text stands in an expression that becomes SQL.
#pragma warning disable CA1305

/// <summary>Rent that was not paid when due, as the list over all stalls shows it.</summary>
/// <param name="Amount">Minor units of <paramref name="Currency"/>.</param>
public sealed record ArrearListRow(long Id, string Market, string Stall, string Vendor, string VendorName, DateOnly DueDate, long Amount, string Currency, string? Note, DateOnly? SettledDate)
{
    public string Code => Arrear.CodeOf(Id);

    public Money Money => new(Currency, Amount);
}

/// <summary>What is owed in one currency over all matching rows.</summary>
public sealed record ArrearSum(Money Owed, int Count);

/// <summary>Reading arrears over all stalls.</summary>
public sealed class ArrearLists(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What the list of arrears knows.</summary>
    public static ListDefinition<Arrear, ArrearListRow> Definition { get; } = new()
    {
        Key = a => a.Id,
        Code = a => a.Id.ToString(),
        CodeOf = r => r.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Row = ToRow,
        Order = [new ListSort("dueDate")],
        Search = Finds,
        Columns =
        [
            ArrearColumn.Shown("code", "vendors.arrearCode", ListKind.Text, r => r.Code) with { Hidden = true },
            ArrearColumn.Date("dueDate", "vendors.dueDate", a => a.DueDate, r => r.DueDate) with { Important = 2, Offered = true },
            ArrearColumn.Text("stall", "vendors.stall", a => a.Tenancy!.Stall!.Code, r => r.Stall),
            ArrearColumn.Text("vendorName", "vendors.tradeName", a => a.Tenancy!.Vendor!.TradeName, r => r.VendorName) with { Important = 1 },
            ArrearColumn.Text("vendor", "vendors.code", a => a.Tenancy!.Vendor!.Code, r => r.Vendor) with { Hidden = true },
            ArrearColumn.Code("market", "vendors.market", a => a.Tenancy!.Stall!.Market!.Code, r => r.Market) with { Offered = true },
            ArrearColumn.Money("amount", "vendors.amount", a => a.Amount, r => r.Money) with { Important = 3 },
            ArrearColumn.YesNo("settled", "vendors.isSettled", a => a.SettledDate != null, r => r.SettledDate is not null) with { Offered = true },
            ArrearColumn.Date("settledDate", "vendors.settledDate", a => a.SettledDate, r => r.SettledDate) with { Hidden = true },
            ArrearColumn.Text("note", "vendors.note", a => a.Note, r => r.Note),
        ],
    };

    private static Expression<Func<Arrear, ArrearListRow>> ToRow => a => new ArrearListRow(
        a.Id, a.Tenancy!.Stall!.Market!.Code, a.Tenancy.Stall.Code, a.Tenancy.Vendor!.Code, a.Tenancy.Vendor.TradeName, a.DueDate, a.Amount, a.Tenancy.Currency, a.Note, a.SettledDate);

    public async Task<Outcome<Page<ArrearListRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).ToPageAsync(query, Definition, cancel: cancellation);
    }

    /// <summary>The figures below the list, over all matching rows that are not settled; one for each currency.</summary>
    public async Task<Outcome<IReadOnlyList<ArrearSum>>> SumsAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var matching = Visible(db, actor).Matching(query, Definition);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        var sums = await rows.Where(a => a.SettledDate == null).GroupBy(a => a.Tenancy!.Currency).Select(g => new { g.Key, Sum = g.Sum(a => a.Amount), Count = g.Count() })
            .OrderBy(g => g.Key).ToListAsync(cancellation);
        return sums.ConvertAll(s => new ArrearSum(new Money(s.Key, s.Sum), s.Count));
    }

    /// <summary>Rows in the order of their ids, from the one behind <paramref name="after"/> on: the paging of the API.</summary>
    public async Task<Outcome<IReadOnlyList<ArrearListRow>>> AfterAsync(Actor actor, ListQuery query, long after, int limit, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var matching = Visible(db, actor).Matching(query, Definition);
        return matching.TryGet(out var rows)
            ? await rows.Where(a => a.Id > after).OrderBy(a => a.Id).Take(limit).Select(ToRow).ToListAsync(cancellation) : matching.Refusals.ToList();
    }

    /// <summary>The rows in the order of the list, streamed, for exports.</summary>
    public async IAsyncEnumerable<ArrearListRow> StreamAsync(Actor actor, ListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var rows = Visible(db, actor).Apply(query, Definition);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(ToRow).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    private static IQueryable<Arrear> Visible(PortalDbContext db, Actor actor)
    {
        var tenancies = TenancyLists.Visible(db, actor).Select(t => t.Id);
        return db.Arrears.AsNoTracking().Where(a => a.ArchivedAt == null && tenancies.Contains(a.TenancyId));
    }

    private static Expression<Func<Arrear, bool>> Finds(SearchWord word)
    {
        var (code, vendor, id) = (LikePattern.Contains(word.Folded.ToUpperInvariant()), word.Anywhere, Arrear.IdOf(word.Folded));
        return a => a.Id == id || EF.Functions.Like(a.Tenancy!.Stall!.Code.Replace("-", ""), code, LikePattern.Escape) || EF.Functions.Like(a.Tenancy.Vendor!.SearchText, vendor, LikePattern.Escape);
    }
}
