using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>There is no arrear of this code, or none that the reader may change.</summary>
public sealed record ArrearNotFound(string Wanted) : Refusal;

/// <summary>On that day the vendor held several stalls; the file has to name the stall.</summary>
public sealed record TenancyAmbiguous(string Vendor) : Refusal;

/// <summary>The arrear was settled; its amount and its due date stay as they were.</summary>
public sealed record ArrearSettled(DateOnly Settled) : Refusal;

/// <summary>
/// Arrears from files. A row with a code is about that arrear. Without, it names a stall, a vendor or both, and belongs to the tenancy that held on the due date,
/// or to the last one before it; it is about the arrear of that tenancy with the same due date and note, otherwise it makes a new one. An empty date of payment
/// leaves the arrear as it is.
/// </summary>
public sealed class ArrearImport : ImportTarget
{
    public override ImportKind Kind => ImportKind.Arrears;

    public override string Subject => "arrear";

    public override IReadOnlyList<ExchangeColumn> Columns => ArrearColumns.All;

    public override async Task<IReadOnlyList<RowDecision>> DecideAsync(PortalDbContext db, ImportRun run, IReadOnlyList<ImportedRow> rows, CancellationToken cancellation)
    {
        var finder = await MarketFinder.OfAsync(db, run, Right.EditTenancies, cancellation);
        var named = rows.Select(row => HolderKeys.Of(row, finder)).ToList();
        var book = await TenancyBook.LoadAsync(db, finder, named, cancellation);
        var ids = rows.Select(r => r.Text("code")).OfType<string>().Select(Arrear.IdOf).OfType<long>().Distinct().ToList();
        var tenancies = book.Tenancies.Select(t => t.Id).ToList();
        var arrears = await db.Arrears.Include(a => a.Tenancy!.Stall).Where(a => ids.Contains(a.Id) || (tenancies.Contains(a.TenancyId) && a.ArchivedAt == null)).ToListAsync(cancellation);
        return [.. named.Select(keys => keys.Refusals.Count > 0 ? RowDecision.Refuse(keys.Row, keys.Refusals) : Decide(db, run, keys, book, arrears))];
    }

    public override Task<IReadOnlySet<long>> InUseAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlySet<long>>(new HashSet<long>());

    public override async Task<IReadOnlyDictionary<long, IImported>> LoadAsync(PortalDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        await db.Arrears.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => (IImported)a, cancellation);

    private static RowDecision Decide(PortalDbContext db, ImportRun run, HolderKeys keys, TenancyBook book, List<Arrear> arrears)
    {
        var row = keys.Row;
        var refusals = new List<Refusal>();
        var found = row.Text("code") is { } code ? OfCode(code, book, arrears, refusals) : null;
        var tenancy = found?.Tenancy ?? (refusals.Count > 0 ? null : TenancyOf(keys, book, refusals));
        if (tenancy is null)
            return RowDecision.Refuse(row, refusals, row.Text("code"));
        found ??= Same(row, tenancy, arrears);
        var identity = found is null ? $"{tenancy.Id}|{row.Date("dueDate"):O}|{row.Text("note")}" : Arrear.CodeOf(found.Id);
        if (run.EarlierRow(identity, row.Number) is { } earlier)
            return RowDecision.Refuse(row, [new RowRepeated(earlier)], row.Text("code"));
        var isNew = found is null || found.ArchivedAt is not null;
        var arrear = found ?? new Arrear { MarketId = tenancy.MarketId, TenancyId = tenancy.Id };
        Apply(arrear, row, tenancy, isNew, refusals);
        if (refusals.Count > 0)
        {
            db.Revert(arrear);
            return RowDecision.Refuse(row, refusals, row.Text("code"));
        }

        if (isNew)
            arrear.ArchivedAt = null;
        var verdict = isNew ? RowVerdict.Created : db.Entry(arrear).State == EntityState.Modified ? RowVerdict.Updated : RowVerdict.Unchanged;
        return new RowDecision(row, verdict, found is null ? tenancy.Stall!.Code : Arrear.CodeOf(arrear.Id), arrear, [], []);
    }

    private static Arrear? OfCode(string code, TenancyBook book, List<Arrear> arrears, List<Refusal> refusals)
    {
        var id = Arrear.IdOf(code);
        var found = arrears.Find(a => a.Id == id);
        if (found is not null && book.Reaches(found.MarketId))
            return found;
        refusals.Add(new ArrearNotFound(code) { Field = "code" });
        return null;
    }

    /// <summary>The tenancy that owes: the one that held on the due date, else the last that began before it.</summary>
    private static Tenancy? TenancyOf(HolderKeys keys, TenancyBook book, List<Refusal> refusals)
    {
        var (stall, vendor) = (book.StallOf(keys, refusals), book.VendorOf(keys, refusals));
        if (keys.Stall is null && keys.Vendor is null)
            refusals.Add(new TextMissing { Field = "stall" });
        if (keys.Row.Date("dueDate") is not { } due)
        {
            refusals.Add(new TextMissing { Field = "dueDate" });
            return null;
        }

        if (refusals.Count > 0)
            return null;
        var theirs = book.Tenancies.Where(t => book.Reaches(t.MarketId) && (stall is null || t.StallId == stall.Id) && (vendor is null || t.VendorId == vendor.Id)).ToList();
        var held = theirs.FindAll(t => t.Covers(due));
        if (held.Count > 1)
            refusals.Add(new TenancyAmbiguous(vendor!.TradeName) { Field = "stall" });
        var tenancy = held is [var only] ? only : theirs.Where(t => t.FromDate <= due).MaxBy(t => t.FromDate);
        if (tenancy is null)
            refusals.Add(new TenancyNotFound { Field = stall is null ? "vendor" : "stall" });
        return refusals.Count > 0 ? null : tenancy;
    }

    /// <summary>The arrear that a row without code means; of several the one of the same amount.</summary>
    private static Arrear? Same(ImportedRow row, Tenancy tenancy, List<Arrear> arrears)
    {
        var same = arrears.FindAll(a => a.TenancyId == tenancy.Id && a.ArchivedAt is null && a.DueDate == row.Date("dueDate") && (!row.Has("note") || a.Note == row.Text("note")));
        var amount = row.Amount("amount", tenancy.Currency, []);
        return same.Find(a => a.Amount == amount) ?? same.FirstOrDefault();
    }

    private static void Apply(Arrear arrear, ImportedRow row, Tenancy tenancy, bool isNew, List<Refusal> refusals)
    {
        var amount = row.Amount("amount", tenancy.Currency, refusals);
        var (due, owed) = (row.Date("dueDate") ?? arrear.DueDate, amount ?? arrear.Amount);
        if (isNew && amount is null && arrear.Amount == 0 && refusals.Count == 0)
            refusals.Add(new TextMissing { Field = "amount" });
        else if (amount <= 0)
            refusals.Add(new AmountNotPositive { Field = "amount" });
        if (!isNew && arrear.SettledDate is { } settled && (due, owed) != (arrear.DueDate, arrear.Amount))
            refusals.Add(new ArrearSettled(settled) { Field = owed != arrear.Amount ? "amount" : "dueDate" });
        (arrear.DueDate, arrear.Amount) = (due, owed);
        if (row.Has("note"))
            arrear.Note = row.Text("note");
        arrear.SettledDate = row.Date("settledDate") ?? arrear.SettledDate;
    }
}
