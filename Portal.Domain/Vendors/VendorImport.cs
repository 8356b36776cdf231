using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>Several vendors of the market have this name; the file has to give code or business number.</summary>
public sealed record VendorAmbiguous(string Name) : Refusal;

/// <summary>An earlier row of the file has the same business number in the same market; one of the two is wrong, or they are one vendor.</summary>
public sealed record BusinessNumberRepeated(int FirstRow) : Refusal;

/// <summary>A file does not suspend, reinstate or close a vendor: that needs a reason, on the vendor's record.</summary>
public sealed record StatusNotByImport : Refusal;

/// <summary>
/// Vendors from files. A row is about the vendor of its code; without a code, of its business number in the market; without either, about the only
/// vendor of the market with that name. Otherwise it makes a new one. A file without a column of business numbers is a directory: its vendors
/// are taken without number, with that as the reason.
/// </summary>
public sealed class VendorImport(PersonalData personal) : ImportTarget
{
    private const string NextNumber = "next";

    public override ImportKind Kind => ImportKind.Vendors;

    public override string Subject => "vendor";

    public override IReadOnlyList<ExchangeColumn> Columns { get; } = [.. VendorColumns.All, .. VendorColumns.ReadOnlyExtras];

    public override async Task<IReadOnlyList<RowDecision>> DecideAsync(PortalDbContext db, ImportRun run, IReadOnlyList<ImportedRow> rows, CancellationToken cancellation)
    {
        var finder = await MarketFinder.OfAsync(db, run, Right.EditVendors, cancellation);
        var named = rows.Select(row => VendorRowKeys.Of(row, finder)).ToList();
        var known = await VendorMatches.LoadAsync(db, named, cancellation);
        var stalls = await VendorStalls.LoadAsync(db, named, known, run, cancellation);
        var codes = new NewCodes(run.Memory.TryGetValue(NextNumber, out var kept) ? (long)kept : await VendorCodes.NextNumberAsync(db, cancellation), known);
        var decisions = named.Select(keys => keys.Refusals.Count > 0 ? RowDecision.Refuse(keys.Row, keys.Refusals, keys.Code) : Decide(db, run, keys, known, stalls, codes)).ToList();
        run.Memory[NextNumber] = codes.Next;
        return decisions;
    }

    public override bool InsertsInBulk => true;

    /// <summary>The persons' keys, the vendors, and the tenancies of those that are given a stall.</summary>
    public override async Task InsertAsync(PortalDbContext db, BulkInsert bulk, IReadOnlyList<RowDecision> fresh, CancellationToken cancellation)
    {
        var vendors = fresh.Select(d => (Vendor)d.Record!).ToList();
        await bulk.InsertAsync(db, vendors.ConvertAll(v => v.PersonKey!), cancellation);
        foreach (var vendor in vendors)
            vendor.PersonKeyId = vendor.PersonKey!.Id;
        await bulk.InsertAsync(db, vendors, cancellation);
        var tenancies = fresh.SelectMany(d => d.Extra).Cast<Tenancy>().ToList();
        foreach (var tenancy in tenancies)
            tenancy.VendorId = tenancy.Vendor!.Id;
        await bulk.InsertAsync(db, tenancies, cancellation);
    }

    public override async Task<IReadOnlySet<long>> InUseAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var held = await db.Tenancies.Where(t => ids.Contains(t.VendorId) && t.ArchivedAt == null && t.ImportId != importId).Select(t => t.VendorId).ToListAsync(cancellation);
        var workers = await db.Workers.Where(w => ids.Contains(w.VendorId)).Select(w => w.VendorId).ToListAsync(cancellation);
        var documents = await db.Attachments.Where(a => ids.Contains(a.VendorId!.Value) && a.ArchivedAt == null).Select(a => a.VendorId!.Value).ToListAsync(cancellation);
        return held.Concat(workers).Concat(documents).ToHashSet();
    }

    public override async Task<IReadOnlyDictionary<long, IImported>> LoadAsync(PortalDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        await db.Vendors.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => (IImported)v, cancellation);

    public override async Task ArchiveExtraAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, DateTime now, CancellationToken cancellation)
    {
        foreach (var tenancy in await db.Tenancies.Where(t => t.ImportId == importId && ids.Contains(t.VendorId) && t.ArchivedAt == null).ToListAsync(cancellation))
            tenancy.ArchivedAt = now;
    }

    private RowDecision Decide(PortalDbContext db, ImportRun run, VendorRowKeys keys, VendorMatches known, VendorStalls stalls, NewCodes codes)
    {
        var (row, market) = (keys.Row, keys.Market!);
        var refusals = new List<Refusal>();
        var found = known.Find(keys, personal, refusals);
        if (found is not null && found.MarketId != market.Id)
            refusals.Add(new FieldIsFixed { Field = "market" });
        if (keys.Number is not null && run.EarlierRow(keys.NumberKey, row.Number) is { } numbered)
            refusals.Add(new BusinessNumberRepeated(numbered) { Field = "businessNumber" });
        else if (run.EarlierRow(found?.Code ?? keys.Identity, row.Number) is { } earlier)
            refusals.Add(new RowRepeated(earlier));
        if (found is { MergedIntoId: not null })
            refusals.Add(new VendorCodeTaken(found.Code) { Field = "code" });
        if (refusals.Count > 0)
            return RowDecision.Refuse(row, refusals, keys.Code);

        var isNew = found is null || found.ArchivedAt is not null;
        var vendor = found ?? new Vendor { MarketId = market.Id, PersonKey = personal.NewKey(RetentionClass.Vendor), CreatedAt = run.Now, Code = keys.Code ?? codes.Take() };
        VendorRules.Apply(vendor, ReadEdit(row, vendor, run, found is null), personal, refusals);
        if (row.Text("status") is { } status && EnumChoices.Parse<VendorStatus>(status) != vendor.Status)
            refusals.Add(new StatusNotByImport { Field = "status" });
        if (known.OtherWithNumber(vendor) is { } other)
            refusals.Add(new BusinessNumberTaken(other) { Field = "businessNumber" });
        var tenancy = stalls.Decide(run, row, vendor, market, refusals);
        if (refusals.Count > 0)
        {
            db.Revert(vendor);
            return RowDecision.Refuse(row, refusals, keys.Code);
        }

        known.Remember(vendor);
        if (isNew)
            vendor.ArchivedAt = null;
        var verdict = isNew ? RowVerdict.Created : db.Entry(vendor).State == EntityState.Modified || tenancy is not null ? RowVerdict.Updated : RowVerdict.Unchanged;
        return new RowDecision(row, verdict, vendor.Code, vendor, tenancy is null ? [] : [tenancy], []);
    }

    private static VendorEdit ReadEdit(ImportedRow row, Vendor vendor, ImportRun run, bool isNew) => new()
    {
        TradeName = row.TextChange("tradeName"),
        TradeNameEn = row.TextChange("tradeNameEn"),
        TradeNameZh = row.TextChange("tradeNameZh"),
        Owner = row.TextChange("owner"),
        BusinessNumber = row.TextChange("businessNumber"),
        NoNumberReason = isNew && !row.Has("businessNumber") && row.Text("noNumberReason") is null ? new(DirectoryReason(run.FileName)) : row.TextChange("noNumberReason"),
        Phone = row.TextChange("phone"),
        Categories = row.Has("categories") ? new Change<IReadOnlyList<string>>(SplitCategories(row.Text("categories"))) : default,
        Tenders = ReadTenders(row, vendor.Tenders),
        Address = row.TextChange("address"),
        Notes = row.TextChange("notes"),
    };

    private static string[] SplitCategories(string? text) =>
        text?.Split(['+', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string DirectoryReason(string fileName)
    {
        var reason = "명부 가져오기: " + fileName;
        return reason.Length > Vendor.NoNumberReasonLength ? reason[..Vendor.NoNumberReasonLength] : reason;
    }

    private static Change<AcceptedTenders> ReadTenders(ImportedRow row, AcceptedTenders present)
    {
        const AcceptedTenders Vouchers = AcceptedTenders.VoucherPaper | AcceptedTenders.VoucherCard | AcceptedTenders.VoucherQr;
        var set = row.Has("tenders") ? EnumChoices.ParseSet<AcceptedTenders>(row.Choices("tenders")) : present;
        if (row.Has("voucherTypes"))
            set = (set & ~Vouchers) | EnumChoices.ParseSet<AcceptedTenders>(row.Choices("voucherTypes"));
        foreach (var (field, flag) in ((string, AcceptedTenders)[])[("voucherPaper", AcceptedTenders.VoucherPaper), ("voucherCard", AcceptedTenders.VoucherCard), ("voucherQr", AcceptedTenders.VoucherQr)])
        {
            if (row.YesNo(field) is { } takes)
                set = takes ? set | flag : set & ~flag;
        }

        return set;
    }

    /// <summary>Codes for new vendors, from the first free number on.</summary>
    private sealed class NewCodes(long next, VendorMatches known)
    {
        public long Next { get; private set; } = next;

        public string Take()
        {
            string code;
            do
                code = VendorCodes.Of(Next++);
            while (known.HasCode(code));
            return code;
        }
    }
}
