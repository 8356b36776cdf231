using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>Reading vendors: lists, one record, totals. Personal fields come masked; revealing one is a command of its own.</summary>
public sealed class VendorQueries(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, TimeProvider time)
{
    /// <summary>The vendors that a right of the actor reaches and that are not archived.</summary>
    public static IQueryable<Vendor> Visible(PortalDbContext db, Actor actor, Right right = Right.ViewVendors)
    {
        var vendors = db.Vendors.AsNoTracking().Where(v => v.ArchivedAt == null);
        var reach = actor.ReachOf(right);
        return reach.All ? vendors : vendors.Where(v => reach.Regions.Contains(v.Market!.Region) || reach.MarketIds.Contains(v.MarketId));
    }

    /// <summary>What the list of vendors knows, with the stalls of this day.</summary>
    public ListDefinition<Vendor, VendorRow> Definition() => VendorList.Define(Today(), personal, _ => null);

    private ListDefinition<Vendor, VendorRow> Definition(PortalDbContext db) => VendorList.Define(Today(), personal, db.MayContain);

    /// <summary>One page of the list.</summary>
    public async Task<Outcome<Page<VendorRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var page = await Visible(db, actor).ToPageAsync(query, Definition(db), cancel: cancellation);
        return page.TryGet(out var rows) ? rows with { Items = [.. rows.Items.Select(r => VendorList.Masked(r, personal))] } : page;
    }

    /// <summary>How many of the matching vendors may trade, may with a warning, and may not.</summary>
    public async Task<Outcome<IReadOnlyDictionary<TradingVerdict, int>>> VerdictsAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var rows = Visible(db, actor).Matching(query, Definition(db));
        if (!rows.TryGet(out var matching))
            return rows.Refusals.ToList();
        return await matching.GroupBy(v => v.Verdict).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
    }

    /// <summary>The codes before and after a record in the list that the query describes.</summary>
    public async Task<Outcome<ListNeighbours>> NeighboursAsync(Actor actor, ListQuery query, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        return await Visible(db, actor).NeighboursAsync(query, Definition(db), code, cancel: cancellation);
    }

    /// <summary>The record with its tenancies, suspensions and numbers; personal fields masked.</summary>
    public async Task<Outcome<VendorDetail>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var vendor = await Visible(db, actor).Include(v => v.Market).Include(v => v.PersonKey).FirstOrDefaultAsync(v => v.Code == code, cancellation);
        if (vendor is null)
            return new VendorNotFound(code);
        var today = BusinessDay.Of(vendor.Market!, time.GetUtcNow().UtcDateTime);
        var tenancies = await db.Tenancies.AsNoTracking().Where(t => t.VendorId == vendor.Id && t.ArchivedAt == null).OrderByDescending(t => t.FromDate)
            .Select(t => new TenancyRow(
                t.Uid,
                t.Stall!.Code,
                t.Stall.Zone!.Code,
                t.FromDate,
                t.ToDate,
                t.Rent,
                t.RentPeriod,
                t.Deposit,
                t.Currency,
                t.EndReason,
                db.Arrears.Where(a => a.TenancyId == t.Id && a.SettledDate == null && a.ArchivedAt == null).Sum(a => (long?)a.Amount) ?? 0,
                t.FromDate <= today && (t.ToDate == null || t.ToDate >= today)))
            .ToListAsync(cancellation);
        var suspensions = await db.Suspensions.AsNoTracking().Where(s => s.VendorId == vendor.Id).OrderByDescending(s => s.FromAt).ToListAsync(cancellation);
        var row = VendorList.Masked(await Visible(db, actor).Where(v => v.Id == vendor.Id).Select(VendorList.ToRow(today)).FirstAsync(cancellation), personal);
        var payout = personal.Open(vendor.PersonKey!, vendor.PayoutAccount, vendor.PayoutHolder);
        return new VendorDetail(
            row,
            vendor.Market!.NameKo,
            vendor.TradeNameEn,
            vendor.TradeNameZh,
            vendor.NoNumberReason,
            vendor.Address,
            vendor.Notes,
            vendor.PayoutBank,
            Mask.Number(payout[0]),
            Mask.Name(payout[1]),
            vendor.PhotoHash,
            vendor.PersonKey!.ErasedAt,
            vendor.BarredFromPayout,
            tenancies,
            suspensions,
            vendor.Version)
        {
            MarketId = vendor.MarketId,
            Region = vendor.Market.Region,
            TimeZone = vendor.Market.TimeZone,
            Currency = vendor.Market.Currency,
        };
    }

    /// <summary>The same business in other markets, as far as the actor may see them: code and the market's name.</summary>
    public async Task<IReadOnlyList<(string Code, string MarketKo)>> SameBusinessAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var seen = Visible(db, actor);
        var own = seen.Where(v => v.Code == code && v.BusinessNumber != null);
        var others = await seen.Where(v => v.Code != code && own.Any(o => o.BusinessNumber == v.BusinessNumber)).OrderBy(v => v.Code).Take(20)
            .Select(v => new { v.Code, v.Market!.NameKo }).ToListAsync(cancellation);
        return others.ConvertAll(o => (o.Code, o.NameKo));
    }

    /// <summary>The codes of ticked rows, at most <paramref name="take"/>, in the order of codes.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> CodesAsync(Actor actor, ListSelection selection, int take, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var rows = Visible(db, actor).Selected(selection, Definition(db));
        return rows.TryGet(out var selected) ? await selected.Select(v => v.Code).OrderBy(c => c).Take(take).ToListAsync(cancellation) : rows.Refusals.ToList();
    }

    /// <summary>What the vendor owes and owed, unpaid first.</summary>
    public async Task<IReadOnlyList<ArrearRow>> ArrearsAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var vendors = Visible(db, actor).Where(v => v.Code == code).Select(v => v.Id);
        return await (from arrear in db.Arrears.AsNoTracking()
                      join tenancy in db.Tenancies on arrear.TenancyId equals tenancy.Id
                      where vendors.Contains(tenancy.VendorId) && arrear.ArchivedAt == null
                      orderby arrear.SettledDate != null, arrear.DueDate descending, arrear.Id
                      select new ArrearRow(arrear.Id, tenancy.Stall!.Code, arrear.DueDate, arrear.Amount, tenancy.Currency, arrear.SettledDate, arrear.Note))
            .Take(200).ToListAsync(cancellation);
    }

    /// <summary>Up to <paramref name="take"/> vendors whose name, code, number or end of phone fits, for the palette and pickers.</summary>
    public async Task<IReadOnlyList<VendorRow>> FindAsync(Actor actor, string words, string? market = null, int take = 8, CancellationToken cancellation = default)
    {
        var query = new ListQuery { Search = words.Length > ListQuery.MaxSearch ? words[..ListQuery.MaxSearch] : words, Size = take };
        await using var db = contexts.CreateDbContext();
        var source = Visible(db, actor);
        if (market is not null)
            source = source.Where(v => v.Market!.Code == market);
        var definition = Definition(db);
        var rows = source.Apply(query, definition);
        return rows.Ok ? [.. (await rows.Value.Take(take).Select(definition.Row).ToListAsync(cancellation)).Select(r => VendorList.Masked(r, personal))] : [];
    }

    /// <summary>The rows in the order of the list, streamed, for exports. Personal fields masked unless <paramref name="plain"/>, which the caller has checked and audited.</summary>
    public async IAsyncEnumerable<VendorRow> StreamAsync(
        Actor actor, ListQuery query, bool plain = false, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var definition = Definition(db);
        var rows = Visible(db, actor, plain ? Right.ExportPersonalData : Right.ViewVendors).Apply(query, definition);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return plain ? VendorList.Opened(row, personal) : VendorList.Masked(row, personal);
    }

    /// <summary>Rows in the order of their codes, from the one behind <paramref name="after"/> on: the paging of the API.</summary>
    public async Task<Outcome<IReadOnlyList<VendorRow>>> AfterAsync(Actor actor, ListQuery query, string? after, int limit, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var definition = Definition(db);
        var matching = Visible(db, actor).Matching(query, definition);
        if (!matching.TryGet(out var vendors))
            return matching.Refusals.ToList();
        if (!string.IsNullOrEmpty(after))
            vendors = vendors.Where(v => v.Code.CompareTo(after) > 0);
        var rows = await vendors.OrderBy(v => v.Code).Take(limit).Select(definition.Row).ToListAsync(cancellation);
        return rows.ConvertAll(r => VendorList.Masked(r, personal));
    }

    /// <summary>The trades that the actor's vendors have, most frequent first.</summary>
    public async Task<IReadOnlyList<string>> CategoriesAsync(Actor actor, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var sets = await Visible(db, actor).Where(v => v.Categories != "").GroupBy(v => v.Categories).Select(g => new { g.Key, Count = g.Count() })
            .OrderByDescending(g => g.Count).Take(500).ToListAsync(cancellation);
        return [.. sets.SelectMany(s => VendorRules.SplitCategories(s.Key)).Distinct().Take(100)];
    }

    /// <summary>The day on which tenancies are asked for in lists over several markets: Korea's date.</summary>
    private DateOnly Today() => BusinessDay.Of("Asia/Seoul", 0, time.GetUtcNow().UtcDateTime);
}
