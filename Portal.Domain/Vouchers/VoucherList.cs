using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.ListedVoucher, Portal.Domain.Vouchers.VoucherLine>;

namespace Portal.Domain.Vouchers;

/// <summary>One line of the list of vouchers. Minor units.</summary>
public sealed record VoucherLine(
    long Id, string Prefix, long Number, string Programme, string Currency, VoucherKind Kind, long Face, long Left, VoucherStanding Standing, string Batch, DateOnly? SoldOn, DateOnly? ExpiresOn)
{
    public string Serial => SerialNumbers.Of(Prefix, Number);

    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>What all matching vouchers come to in one currency.</summary>
public sealed record VoucherSum(Money Face, Money Left);

/// <summary>A voucher with what its list shows beside it.</summary>
public sealed class ListedVoucher
{
    public required Voucher Voucher { get; init; }

    public required string Programme { get; init; }

    public required string Currency { get; init; }

    public required string Prefix { get; init; }

    public required string Batch { get; init; }

    /// <summary>Minor units.</summary>
    public long Left { get; init; }

    /// <summary>What it is on the programme's day; <see cref="VoucherQueries.StandingOf"/> says the same of one.</summary>
    public VoucherStanding Standing { get; init; }
}

/// <summary>What the list of vouchers knows; the newest first, which is the highest number.</summary>
internal static class VoucherList
{
    private static readonly Expression<Func<ListedVoucher, long>> Place = l => l.Voucher.Id;

    public static ListDefinition<ListedVoucher, VoucherLine> Definition { get; } = new()
    {
        Key = l => l.Voucher.Id,
        Code = l => l.Batch,
        CodeOf = r => r.Serial,
        Row = l => new VoucherLine(l.Voucher.Id, l.Prefix, l.Voucher.Number, l.Programme, l.Currency, l.Voucher.Kind, l.Voucher.FaceMinor, l.Left, l.Standing, l.Batch, l.Voucher.SoldOn, l.Voucher.ExpiresOn),
        Order = [new ListSort("serial", Descending: true)],
        Columns =
        [
            Column.Shown("serial", "vouchers.serial", ListKind.Text, r => r.Serial) with { Important = 1, Sort = Place },
            Column.Choice("standing", "vouchers.standing", l => l.Standing, r => r.Standing) with { Important = 2, Offered = true, Sort = null },
            Column.Choice("kind", "vouchers.kind", l => l.Voucher.Kind, r => r.Kind) with { Offered = true },
            Column.Money("face", "vouchers.face", l => l.Voucher.FaceMinor, r => r.Money(r.Face)),
            Column.Money("left", "vouchers.left", l => l.Left, r => r.Money(r.Left)) with { Important = 3 },
            Column.Code("batch", "vouchers.batch", l => l.Batch, r => r.Batch) with { Offered = true },
            Column.Date("soldOn", "vouchers.soldOn", l => l.Voucher.SoldOn, r => r.SoldOn) with { Offered = true },
            Column.Date("expiresOn", "vouchers.expiresOn", l => l.Voucher.ExpiresOn, r => r.ExpiresOn),
            Column.Code("programme", "vouchers.programme", l => l.Programme, r => r.Programme) with { Hidden = true },
        ],
    };

    /// <summary>
    /// All vouchers that the quick search finds: by serial number, by its number alone, or by the code of a batch; each word is looked up in its index. What is beside a voucher is joined so that a
    /// database leaves out what a count or a sum does not need.
    /// </summary>
    /// <param name="day">The day that tells what is expired.</param>
    public static async Task<IQueryable<ListedVoucher>> FoundAsync(PortalDbContext db, string search, DateOnly day, CancellationToken cancellation)
    {
        var vouchers = db.Vouchers.AsNoTracking();
        foreach (var word in SearchWord.Of(search))
            vouchers = await WithAsync(db, vouchers, VoucherScan.Read(word.Raw), cancellation);
        return from v in vouchers
               from p in db.VoucherProgrammes.Where(p => p.Id == v.ProgrammeId).DefaultIfEmpty()
               from b in db.VoucherBatches.Where(b => b.Id == v.BatchId).DefaultIfEmpty()
               from a in db.LedgerAccounts.Where(a => a.Id == v.AccountId).DefaultIfEmpty()
               let left = a == null ? 0 : a.Credits - a.Debits - a.DebitsReserved
               select new ListedVoucher
               {
                   Voucher = v,
                   Programme = p.Code,
                   Currency = p.Currency,
                   Prefix = p.Prefix,
                   Batch = b.Code,
                   Left = left,
                   Standing = v.State == VoucherState.Void ? VoucherStanding.Void
                       : v.Frozen ? VoucherStanding.Frozen
                       : v.State == VoucherState.Stock ? VoucherStanding.Stock
                       : left == 0 ? VoucherStanding.Empty
                       : v.ExpiresOn < day ? VoucherStanding.Expired
                       : left == v.FaceMinor ? VoucherStanding.Unused : VoucherStanding.Partial,
               };
    }

    private static async Task<IQueryable<Voucher>> WithAsync(PortalDbContext db, IQueryable<Voucher> vouchers, string word, CancellationToken cancellation)
    {
        if (SerialNumbers.TryParse(word, out var prefix, out var number))
        {
            var id = await db.VoucherProgrammes.Where(p => p.Prefix == prefix).Select(p => (long?)p.Id).SingleOrDefaultAsync(cancellation);
            return vouchers.Where(v => v.ProgrammeId == id && v.Number == number);
        }

        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            var ids = await db.VoucherProgrammes.Select(p => p.Id).ToListAsync(cancellation);
            return vouchers.Where(v => ids.Contains(v.ProgrammeId) && v.Number == number);
        }

        var code = word.ToUpperInvariant();
        var batches = await db.VoucherBatches.Where(b => b.Code.Contains(code)).Select(b => b.Id).ToListAsync(cancellation);
        return vouchers.Where(v => batches.Contains(v.BatchId));
    }
}
