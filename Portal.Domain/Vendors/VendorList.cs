using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;
using Portal.Domain.Privacy;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vendors.Vendor, Portal.Domain.Vendors.VendorRow>;

namespace Portal.Domain.Vendors;

/// <summary>A vendor as lists show it.</summary>
public sealed record VendorRow
{
    public required string Code { get; init; }

    public required string Market { get; init; }

    public required string TradeName { get; init; }

    /// <summary>The first stall that the vendor holds today; null when none.</summary>
    public string? Stall { get; init; }

    /// <summary>How many stalls it holds today.</summary>
    public int Stalls { get; init; }

    /// <summary>Masked, unless a reason was given.</summary>
    public string? Owner { get; init; }

    /// <summary>Masked, unless a reason was given.</summary>
    public string? Phone { get; init; }

    /// <summary>As people write it; masked, unless a reason was given.</summary>
    public string? BusinessNumber { get; init; }

    public BusinessNumberKind NumberKind { get; init; }

    public string? NoNumberReason { get; init; }

    public string? TradeNameEn { get; init; }

    public string? TradeNameZh { get; init; }

    public string Categories { get; init; } = "";

    public AcceptedTenders Tenders { get; init; }

    public string? Address { get; init; }

    public string? Notes { get; init; }

    public VendorStatus Status { get; init; }

    public TradingVerdict Verdict { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>What opens the sealed fields; gone once the row has been opened or masked.</summary>
    internal SealedPerson? Sealed { get; init; }
}

/// <summary>The sealed fields of a row on their way to being masked or opened.</summary>
internal sealed record SealedPerson(byte[]? Key, byte[]? Owner, byte[]? Phone);

/// <summary>The list of vendors: columns, order, quick search.</summary>
internal static class VendorList
{
    /// <param name="mayContain">What an index knows of a part of the search texts; null: nothing.</param>
    public static ListDefinition<Vendor, VendorRow> Define(DateOnly today, PersonalData personal, Func<string, Expression<Func<Vendor, bool>>?> mayContain) => new()
    {
        Key = v => v.Id,
        Code = v => v.Code,
        CodeOf = r => r.Code,
        Row = ToRow(today),
        Order = [new ListSort("tradeName")],
        Search = word => Finds(word, personal, mayContain),
        Columns =
        [
            Column.Text("stall", "vendors.stall", StallOf(today), r => r.Stall) with { Important = 2 },
            Column.Text("tradeName", "vendors.tradeName", v => v.TradeName, r => r.TradeName) with { Important = 1 },
            Column.Text("code", "vendors.code", v => v.Code, r => r.Code),
            Column.Code("market", "vendors.market", v => v.Market!.Code, r => r.Market) with { Offered = true },
            CategoriesColumn(),
            Column.Shown("owner", "vendors.owner", ListKind.Text, r => r.Owner) with { Personal = true },
            Column.Shown("phone", "vendors.phone", ListKind.Text, r => r.Phone) with { Personal = true },
            Column.Choice("verdict", "vendors.verdict", v => v.Verdict, r => r.Verdict) with { Important = 3, Offered = true },
            Column.Choice("status", "vendors.status", v => v.Status, r => r.Status) with { Offered = true },
            Column.Choice("numberKind", "vendors.numberKind", v => v.NumberKind, r => r.NumberKind) with { Hidden = true },
            Column.Text("businessNumber", "vendors.businessNumber", v => v.BusinessNumber, r => r.BusinessNumber) with { Hidden = true, Personal = true, Filter = null },
            Column.Text("address", "vendors.address", v => v.Address, r => r.Address) with { Hidden = true },
            Column.Instant("createdAt", "vendors.createdAt", v => v.CreatedAt, r => r.CreatedAt) with { Hidden = true },
        ],
    };

    public static Expression<Func<Vendor, VendorRow>> ToRow(DateOnly today) => v => new VendorRow
    {
        Code = v.Code,
        Market = v.Market!.Code,
        TradeName = v.TradeName,
        TradeNameEn = v.TradeNameEn,
        TradeNameZh = v.TradeNameZh,
        Stall = v.Tenancies.Where(t => t.ArchivedAt == null && t.FromDate <= today && (t.ToDate == null || t.ToDate >= today)).OrderBy(t => t.Stall!.Code).Select(t => t.Stall!.Code).FirstOrDefault(),
        Stalls = v.Tenancies.Count(t => t.ArchivedAt == null && t.FromDate <= today && (t.ToDate == null || t.ToDate >= today)),
        BusinessNumber = v.BusinessNumber,
        NumberKind = v.NumberKind,
        NoNumberReason = v.NoNumberReason,
        Categories = v.Categories,
        Tenders = v.Tenders,
        Address = v.Address,
        Notes = v.Notes,
        Status = v.Status,
        Verdict = v.Verdict,
        CreatedAt = v.CreatedAt,
        Sealed = new SealedPerson(v.PersonKey!.Wrapped, v.OwnerName, v.Phone),
    };

    /// <summary>The row with its personal fields masked.</summary>
    public static VendorRow Masked(VendorRow row, PersonalData personal)
    {
        var open = Opened(row, personal);
        return open with { Owner = Mask.Name(open.Owner), Phone = Mask.Phone(open.Phone), BusinessNumber = Mask.Number(open.BusinessNumber) };
    }

    /// <summary>The row with its personal fields in plain text.</summary>
    public static VendorRow Opened(VendorRow row, PersonalData personal)
    {
        if (row.Sealed is not { } person)
            return row;
        var texts = personal.Open(new PersonKey { Wrapped = person.Key }, person.Owner, person.Phone);
        return row with { Owner = texts[0], Phone = texts[1], BusinessNumber = BusinessNumbers.Display(row.BusinessNumber), Sealed = null };
    }

    private static Expression<Func<Vendor, string?>> StallOf(DateOnly today) => v =>
        v.Tenancies.Where(t => t.ArchivedAt == null && t.FromDate <= today && (t.ToDate == null || t.ToDate >= today)).OrderBy(t => t.Stall!.Code).Select(t => t.Stall!.Code).FirstOrDefault();

    /// <summary>Four digits are the end of a phone number; anything else is looked for in names, code and business number, and as an owner's whole name.</summary>
    private static Expression<Func<Vendor, bool>> Finds(SearchWord word, PersonalData personal, Func<string, Expression<Func<Vendor, bool>>?> mayContain)
    {
        // Both sides are folded, so that the comparison need not be: that halves the time of a walk over all texts.
        var (text, digits) = (word.Folded, word.Digits);
        var whole = Whole(word.Raw, digits, personal);
        var found = whole.Or(v => v.SearchText.Contains(text));
        // Said beside the condition and not within it: the index then answers it, and no text is taken apart again.
        return mayContain(text) is { } may ? whole.Or(may).And(found) : found;
    }

    private static Expression<Func<Vendor, bool>> Whole(string word, string digits, PersonalData personal)
    {
        if (digits.Length == 4 || (digits.Length >= 9 && digits[0] == '0'))
        {
            var tail = digits[^4..];
            return v => v.PhoneTail == tail;
        }

        var owner = personal.Index(word);
        return v => v.OwnerIndex == owner;
    }

    private static Column CategoriesColumn()
    {
        var column = Column.Code("categories", "vendors.categories", v => v.Categories, r => string.Join(" · ", VendorRules.SplitCategories(r.Categories)));
        return column with
        {
            Offered = true,
            Filter = (value, _) =>
            {
                var wanted = ListValues.Split(value).Select(c => (Expression<Func<Vendor, bool>>)(v => v.Categories.Contains($"|{c}|"))).ToList();
                return wanted.Count is 0 or > ListValues.MaxChoices ? new MalformedFilter("categories") { Field = "f.categories" } : wanted.Aggregate((any, one) => any.Or(one));
            },
        };
    }
}

/// <summary>A tenancy as the vendor's record shows it.</summary>
/// <param name="Arrears">Unpaid rent in minor units.</param>
public sealed record TenancyRow(
    Guid Uid, string Stall, string Zone, DateOnly From, DateOnly? To, long? Rent, RentPeriod RentPeriod, long? Deposit, string Currency, string? EndReason, long Arrears, bool IsCurrent);

/// <summary>Rent that was not paid when due, with the day on which it was.</summary>
public sealed record ArrearRow(long Id, string Stall, DateOnly DueDate, long Amount, string Currency, DateOnly? SettledDate, string? Note);

/// <summary>A vendor with everything the record page and the API show. Personal fields are masked.</summary>
public sealed record VendorDetail(
    VendorRow Row,
    string MarketName,
    string? TradeNameEn,
    string? TradeNameZh,
    string? NoNumberReason,
    string? Address,
    string? Notes,
    string? PayoutBank,
    string? PayoutAccount,
    string? PayoutHolder,
    string? PhotoHash,
    DateTime? PersonalDataErasedAt,
    bool BarredFromPayout,
    IReadOnlyList<TenancyRow> Tenancies,
    IReadOnlyList<Suspension> Suspensions,
    long Version)
{
    public required long MarketId { get; init; }

    public required string Region { get; init; }

    /// <summary>The market's time zone and the currency of its rents.</summary>
    public required string TimeZone { get; init; }

    public required string Currency { get; init; }

    /// <summary>The suspension that holds now; null when there is none.</summary>
    public Suspension? Suspended => Suspensions.FirstOrDefault(s => s.ToAt is null);
}
