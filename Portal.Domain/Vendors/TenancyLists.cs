using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using TenancyColumn = Portal.Domain.Lists.ListColumn<Portal.Domain.Vendors.Tenancy, Portal.Domain.Vendors.TenancyListRow>;

namespace Portal.Domain.Vendors;

// CA1305: the id as text stands in an expression that becomes SQL.
#pragma warning disable CA1305

/// <summary>A tenancy as the list over all stalls shows it.</summary>
/// <param name="Rent">Minor units of <paramref name="Currency"/> per <paramref name="RentPeriod"/>.</param>
/// <param name="Arrears">Unpaid rent in minor units.</param>
public sealed record TenancyListRow(
    long Id, Guid Uid, string Market, string Stall, string Vendor, string VendorName, DateOnly From, DateOnly? To, long? Rent, RentPeriod RentPeriod, long? Deposit, string Currency,
    string? EndReason, long Arrears)
{
    /// <summary>What people call it.</summary>
    public string Code => Tenancy.CodeOf(Stall, From);

    public Money? RentMoney => Rent is { } rent ? new Money(Currency, rent) : null;

    public Money? DepositMoney => Deposit is { } deposit ? new Money(Currency, deposit) : null;

    public Money? ArrearsMoney => Arrears > 0 ? new Money(Currency, Arrears) : null;
}

/// <summary>Reading tenancies over all stalls.</summary>
public sealed class TenancyLists(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What the list of tenancies knows.</summary>
    public static ListDefinition<Tenancy, TenancyListRow> Definition { get; } = new()
    {
        Key = t => t.Id,
        Code = t => t.Id.ToString(),
        CodeOf = r => r.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Row = ToRow,
        Order = [new ListSort("stall"), new ListSort("from", Descending: true)],
        Search = Finds,
        Columns =
        [
            TenancyColumn.Text("stall", "vendors.stall", t => t.Stall!.Code, r => r.Stall) with { Important = 1 },
            TenancyColumn.Text("vendorName", "vendors.tradeName", t => t.Vendor!.TradeName, r => r.VendorName) with { Important = 2 },
            TenancyColumn.Text("vendor", "vendors.code", t => t.Vendor!.Code, r => r.Vendor) with { Hidden = true },
            TenancyColumn.Code("market", "vendors.market", t => t.Stall!.Market!.Code, r => r.Market) with { Offered = true },
            TenancyColumn.Date("from", "vendors.from", t => t.FromDate, r => r.From),
            TenancyColumn.Date("to", "vendors.to", t => t.ToDate, r => r.To) with { Offered = true, Important = 3 },
            TenancyColumn.Money("rent", "vendors.rent", t => t.Rent, r => r.RentMoney),
            TenancyColumn.Choice("rentPeriod", "vendors.rentPeriod", t => t.RentPeriod, r => r.RentPeriod),
            TenancyColumn.Money("deposit", "vendors.deposit", t => t.Deposit, r => r.DepositMoney),
            TenancyColumn.Money("arrears", "vendors.arrears", t => t.Arrears.Where(a => a.SettledDate == null && a.ArchivedAt == null).Sum(a => (long?)a.Amount), r => r.ArrearsMoney),
            TenancyColumn.Text("endReason", "vendors.endReason", t => t.EndReason, r => r.EndReason) with { Hidden = true },
        ],
    };

    private static Expression<Func<Tenancy, TenancyListRow>> ToRow => t => new TenancyListRow(
        t.Id, t.Uid, t.Stall!.Market!.Code, t.Stall.Code, t.Vendor!.Code, t.Vendor.TradeName, t.FromDate, t.ToDate, t.Rent, t.RentPeriod, t.Deposit, t.Currency, t.EndReason,
        t.Arrears.Where(a => a.SettledDate == null && a.ArchivedAt == null).Sum(a => (long?)a.Amount) ?? 0);

    public async Task<Outcome<Page<TenancyListRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).ToPageAsync(query, Definition, cancel: cancellation);
    }

    /// <summary>Rows in the order of their ids, from the one behind <paramref name="after"/> on: the paging of the API.</summary>
    public async Task<Outcome<IReadOnlyList<TenancyListRow>>> AfterAsync(Actor actor, ListQuery query, long after, int limit, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var matching = Visible(db, actor).Matching(query, Definition);
        return matching.TryGet(out var rows)
            ? await rows.Where(t => t.Id > after).OrderBy(t => t.Id).Take(limit).Select(ToRow).ToListAsync(cancellation) : matching.Refusals.ToList();
    }

    /// <summary>The rows in the order of the list, streamed, for exports.</summary>
    public async IAsyncEnumerable<TenancyListRow> StreamAsync(Actor actor, ListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var rows = Visible(db, actor).Apply(query, Definition);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(ToRow).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>The tenancies that the actor may see.</summary>
    internal static IQueryable<Tenancy> Visible(PortalDbContext db, Actor actor)
    {
        var reach = actor.ReachOf(Right.ViewVendors);
        var tenancies = db.Tenancies.AsNoTracking().Where(t => t.ArchivedAt == null);
        return reach.All ? tenancies : tenancies.Where(t => reach.Regions.Contains(t.Stall!.Market!.Region) || reach.MarketIds.Contains(t.MarketId));
    }

    private static Expression<Func<Tenancy, bool>> Finds(SearchWord word)
    {
        var (code, vendor) = (LikePattern.Contains(word.Folded.ToUpperInvariant()), word.Anywhere);
        return t => EF.Functions.Like(t.Stall!.Code.Replace("-", ""), code, LikePattern.Escape) || EF.Functions.Like(t.Vendor!.SearchText, vendor, LikePattern.Escape);
    }
}
