using Microsoft.EntityFrameworkCore;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>By what a row of a file names its vendor.</summary>
internal sealed record VendorRowKeys(ImportedRow Row, MarketName? Market, string? Code, string? Number, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>What tells two rows about one new vendor: code, else number, else name, owner and address.</summary>
    public string Identity => Code ?? (Number is null ? null : NumberKey) ?? $"{Market?.Id}|{Row.Text("tradeName")}|{Row.Text("owner")}|{Row.Text("address")}|{Row.Text("phone")}";

    /// <summary>One business may have a record in each market, but only one in a market.</summary>
    public string NumberKey => $"number {Market?.Id} {Number}";

    public static VendorRowKeys Of(ImportedRow row, MarketFinder finder)
    {
        var refusals = new List<Refusal>();
        var market = finder.Find(row.Text("market"), row.Text("address"), refusals);
        var code = Codes.OfRecord(row.Text("code"), "code", Vendor.CodeLength, refusals);
        var number = row.Text("businessNumber") is { } text ? BusinessNumbers.Parse(text, "businessNumber", refusals)?.Number : null;
        return new VendorRowKeys(row, market, code, number, refusals);
    }
}

/// <summary>The vendors that a batch of rows may be about, loaded at once.</summary>
internal sealed class VendorMatches
{
    private readonly Dictionary<string, Vendor> byCode;
    private readonly Dictionary<(long Market, string Number), Vendor> byNumber = [];
    private readonly ILookup<(long Market, string Name), Vendor> byName;

    private VendorMatches(List<Vendor> vendors)
    {
        byCode = vendors.ToDictionary(v => v.Code, StringComparer.Ordinal);
        var live = vendors.Where(v => v.ArchivedAt is null).ToList();
        foreach (var vendor in live.Where(v => v.BusinessNumber is not null))
            byNumber.TryAdd((vendor.MarketId, vendor.BusinessNumber!), vendor);
        byName = live.ToLookup(v => (v.MarketId, v.TradeName));
    }

    public IEnumerable<Vendor> All => byCode.Values;

    public static async Task<VendorMatches> LoadAsync(PortalDbContext db, IReadOnlyList<VendorRowKeys> rows, CancellationToken cancellation)
    {
        var codes = rows.Select(r => r.Code).OfType<string>().Distinct().ToList();
        var numbers = rows.Select(r => r.Number).OfType<string>().Distinct().ToList();
        var names = rows.Where(r => r.Code is null && r.Number is null).Select(r => r.Row.Text("tradeName")).OfType<string>().Distinct().ToList();
        var markets = rows.Where(r => r.Market is not null).Select(r => r.Market!.Id).Distinct().ToList();
        var vendors = new Dictionary<long, Vendor>();
        if (codes.Count > 0)
            Add(await db.Vendors.Include(v => v.PersonKey).Where(v => codes.Contains(v.Code)).ToListAsync(cancellation));
        if (numbers.Count > 0)
            Add(await db.Vendors.Include(v => v.PersonKey).Where(v => numbers.Contains(v.BusinessNumber!) && v.ArchivedAt == null).ToListAsync(cancellation));
        if (names.Count > 0)
            Add(await db.Vendors.Include(v => v.PersonKey).Where(v => markets.Contains(v.MarketId) && names.Contains(v.TradeName) && v.ArchivedAt == null).ToListAsync(cancellation));
        return new VendorMatches([.. vendors.Values]);

        void Add(List<Vendor> found)
        {
            foreach (var vendor in found)
                vendors.TryAdd(vendor.Id, vendor);
        }
    }

    public bool HasCode(string code) => byCode.ContainsKey(code);

    /// <summary>The vendor that the row is about; null for a new one. Several of the same name are a refusal, unless owner or address tell them apart.</summary>
    public Vendor? Find(VendorRowKeys keys, PersonalData personal, List<Refusal> refusals)
    {
        if (keys.Code is not null)
            return byCode.GetValueOrDefault(keys.Code);
        if (keys.Number is not null)
            return byNumber.GetValueOrDefault((keys.Market!.Id, keys.Number));
        var (row, name) = (keys.Row, keys.Row.Text("tradeName"));
        if (name is null)
            return null;
        var same = byName[(keys.Market!.Id, name)].Where(v => !Differs(v.Address, row.Text("address")) && !DiffersOwner(v, row.Text("owner"), personal)).ToList();
        if (same.Count > 1)
            refusals.Add(new VendorAmbiguous(name) { Field = "tradeName" });
        return same is [var only] ? only : null;
    }

    /// <summary>The code of another vendor of the market with the same business number.</summary>
    public string? OtherWithNumber(Vendor vendor) =>
        vendor.BusinessNumber is { } number && byNumber.TryGetValue((vendor.MarketId, number), out var other) && !ReferenceEquals(other, vendor) ? other.Code : null;

    /// <summary>A vendor that an earlier row of the batch made or numbered.</summary>
    public void Remember(Vendor vendor)
    {
        if (vendor.BusinessNumber is { } number)
            byNumber.TryAdd((vendor.MarketId, number), vendor);
    }

    private static bool Differs(string? known, string? given) => known is not null && given is not null && known != given;

    private static bool DiffersOwner(Vendor vendor, string? given, PersonalData personal) =>
        given is not null && vendor.PersonKey is { ErasedAt: null } key && personal.Open(key, vendor.OwnerName) is { } known && known != given;
}
