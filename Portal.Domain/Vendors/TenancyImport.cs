using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>
/// Tenancies from files. A row is about the tenancy of its stall and first day; otherwise it makes a new one, by the rules of giving a stall. An empty last
/// day leaves the tenancy's own: a file does not reopen what has ended. Ending one earlier needs the reason for the end.
/// </summary>
public sealed class TenancyImport : ImportTarget
{
    private const string Key = "tenancies";

    public override ImportKind Kind => ImportKind.Tenancies;

    public override string Subject => "tenancy";

    public override IReadOnlyList<ExchangeColumn> Columns => TenancyColumns.All;

    public override async Task<IReadOnlyList<RowDecision>> DecideAsync(PortalDbContext db, ImportRun run, IReadOnlyList<ImportedRow> rows, CancellationToken cancellation)
    {
        var finder = await MarketFinder.OfAsync(db, run, Right.EditTenancies, cancellation);
        var named = rows.Select(row => HolderKeys.Of(row, finder)).ToList();
        var book = await TenancyBook.LoadAsync(db, finder, named, cancellation);
        return [.. named.Select(keys => keys.Refusals.Count > 0 ? RowDecision.Refuse(keys.Row, keys.Refusals) : Decide(db, run, keys, book))];
    }

    public override async Task<IReadOnlySet<long>> InUseAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        (await db.Arrears.Where(a => ids.Contains(a.TenancyId) && a.ArchivedAt == null).Select(a => a.TenancyId)
            .Union(db.Attachments.Where(a => ids.Contains(a.TenancyId!.Value) && a.ArchivedAt == null).Select(a => a.TenancyId!.Value)).ToListAsync(cancellation)).ToHashSet();

    /// <summary>A tenancy that the import ended earlier cannot have its old end again when somebody else holds the stall by then.</summary>
    public override async Task<IReadOnlySet<long>> InTheWayAsync(PortalDbContext db, IReadOnlyList<ImportChange> changed, IReadOnlySet<long> going, CancellationToken cancellation)
    {
        var ids = changed.Select(c => c.SubjectId).ToList();
        var own = await db.Tenancies.AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellation);
        var stalls = own.Values.Select(t => t.StallId).Distinct().ToList();
        var others = (await db.Tenancies.AsNoTracking().Where(t => stalls.Contains(t.StallId) && t.ArchivedAt == null).ToListAsync(cancellation)).ToLookup(t => t.StallId);
        return changed.Where(c => OldEnd(c.Before, out var to) && own[c.SubjectId] is var tenancy
            && others[tenancy.StallId].Any(o => o.Id != tenancy.Id && !going.Contains(o.Id) && Tenancy.Overlap(tenancy.FromDate, to, o.FromDate, o.ToDate))).Select(c => c.SubjectId).ToHashSet();
    }

    public override async Task<IReadOnlyDictionary<long, IImported>> LoadAsync(PortalDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        await db.Tenancies.Include(t => t.Stall).Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => (IImported)t, cancellation);

    /// <summary>Raises the versions of the stalls, as giving and ending do, so that of two who change who holds a stall one is told.</summary>
    public override Task ArchiveExtraAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, DateTime now, CancellationToken cancellation)
    {
        foreach (var stall in db.Tenancies.Local.Where(t => ids.Contains(t.Id)).Select(t => t.Stall!).Distinct().ToList())
            stall.Version++;
        return Task.CompletedTask;
    }

    private static RowDecision Decide(PortalDbContext db, ImportRun run, HolderKeys keys, TenancyBook book)
    {
        var row = keys.Row;
        var refusals = new List<Refusal>();
        var (stall, vendor) = (book.StallOf(keys, refusals), book.VendorOf(keys, refusals));
        foreach (var missing in new[] { stall is null && keys.Stall is null ? "stall" : null, vendor is null && keys.Vendor is null ? "vendor" : null, row.Date("from") is null ? "from" : null }.OfType<string>())
            refusals.Add(new TextMissing { Field = missing });
        if (refusals.Count > 0)
            return RowDecision.Refuse(row, refusals);
        var from = row.Date("from")!.Value;
        var code = Tenancy.CodeOf(stall!.Code, from);
        if (run.EarlierRow(code, row.Number) is { } earlier)
            return RowDecision.Refuse(row, [new RowRepeated(earlier)], code);
        var planned = Planned(run, stall.Id);
        var others = book.Tenancies.Where(t => t.StallId == stall.Id && t.FromDate != from && !planned.ContainsKey(t.FromDate)).Concat(planned.Values.Where(t => t.FromDate != from)).ToList();
        var today = BusinessDay.Of(vendor!.Market!, run.Now);
        var found = book.Tenancies.FirstOrDefault(t => t.StallId == stall.Id && t.FromDate == from);
        var tenancy = found is null ? Make(run, row, vendor, stall, others, today, refusals) : Change(row, found, vendor, others, refusals);
        if (refusals.Count > 0)
        {
            if (found is not null)
                db.Revert(found);
            return RowDecision.Refuse(row, refusals, code);
        }

        planned[from] = tenancy!;
        var verdict = found is null ? RowVerdict.Created : db.Entry(found).State == EntityState.Modified ? RowVerdict.Updated : RowVerdict.Unchanged;
        if (verdict != RowVerdict.Unchanged)
            stall.Version++;
        return new RowDecision(row, verdict, code, tenancy, [], []);
    }

    private static Tenancy? Make(ImportRun run, ImportedRow row, Vendor vendor, Stall stall, IReadOnlyList<Tenancy> others, DateOnly today, List<Refusal> refusals)
    {
        var currency = vendor.Market!.Currency;
        var period = row.Text("rentPeriod") is { } code ? EnumChoices.Parse<RentPeriod>(code) : RentPeriod.Month;
        var terms = new TenancyTerms(row.Date("from"), row.Date("to"), row.Amount("rent", currency, refusals), period, row.Amount("deposit", currency, refusals));
        var decided = TenancyService.Decide(vendor, stall, terms, others, today);
        if (!decided.TryGet(out var tenancy))
        {
            refusals.AddRange(decided.Refusals);
            return null;
        }

        (tenancy.Stall, tenancy.Vendor, tenancy.ImportId, tenancy.EndReason) = (stall, vendor, run.ImportId, row.Text("endReason"));
        return tenancy;
    }

    private static Tenancy Change(ImportedRow row, Tenancy tenancy, Vendor vendor, IReadOnlyList<Tenancy> others, List<Refusal> refusals)
    {
        if (tenancy.VendorId != vendor.Id)
            refusals.Add(new StallOccupied(tenancy.Stall!.Code, tenancy.Vendor!.TradeName, tenancy.FromDate, tenancy.ToDate) { Field = "vendor" });
        if (row.Text("endReason") is { } reason)
            tenancy.EndReason = reason;
        if (row.Date("to") is { } to && to != tenancy.ToDate)
            End(tenancy, to, others, refusals);
        if (row.Has("rent"))
            tenancy.Rent = NotNegative(row.Amount("rent", tenancy.Currency, refusals), "rent", refusals);
        if (row.Has("deposit"))
            tenancy.Deposit = NotNegative(row.Amount("deposit", tenancy.Currency, refusals), "deposit", refusals);
        if (row.Text("rentPeriod") is { } period)
            tenancy.RentPeriod = EnumChoices.Parse<RentPeriod>(period);
        return tenancy;
    }

    private static void End(Tenancy tenancy, DateOnly to, IReadOnlyList<Tenancy> others, List<Refusal> refusals)
    {
        if (to < tenancy.FromDate)
            refusals.Add(new DatesReversed { Field = "to" });
        else if (others.FirstOrDefault(o => Tenancy.Overlap(tenancy.FromDate, to, o.FromDate, o.ToDate)) is { } other)
            refusals.Add(new StallOccupied(tenancy.Stall!.Code, other.Vendor?.TradeName ?? "", other.FromDate, other.ToDate) { Field = "to" });
        if (tenancy.EndReason is null && !(to > tenancy.ToDate))
            refusals.Add(new TextMissing { Field = "endReason" });
        tenancy.ToDate = to;
    }

    private static long? NotNegative(long? amount, string field, List<Refusal> refusals)
    {
        if (amount < 0)
            refusals.Add(new AmountNotPositive { Field = field });
        return amount;
    }

    /// <summary>What earlier rows of the file said about the stall, saved or only tried, by first day.</summary>
    private static Dictionary<DateOnly, Tenancy> Planned(ImportRun run, long stallId)
    {
        if (!run.Memory.TryGetValue(Key, out var kept))
            run.Memory[Key] = kept = new Dictionary<long, Dictionary<DateOnly, Tenancy>>();
        var all = (Dictionary<long, Dictionary<DateOnly, Tenancy>>)kept;
        if (!all.TryGetValue(stallId, out var planned))
            all[stallId] = planned = [];
        return planned;
    }

    private static bool OldEnd(string? before, out DateOnly? to)
    {
        to = null;
        if (before is null || !JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(before)!.TryGetValue(nameof(Tenancy.ToDate), out var value))
            return false;
        to = value.Deserialize<DateOnly?>();
        return true;
    }
}
