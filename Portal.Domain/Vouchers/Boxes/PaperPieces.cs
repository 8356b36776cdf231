using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.Boxes.ListedPaper, Portal.Domain.Vouchers.Boxes.PaperRow>;

namespace Portal.Domain.Vouchers.Boxes;

/// <summary>Where a presented piece of paper is.</summary>
public enum PaperPlace
{
    /// <summary>Presented, and in no box yet.</summary>
    Unboxed,
    Boxed,
    Destroyed,
}

/// <summary>One line of the list of presented paper. Minor units.</summary>
public sealed record PaperRow(long Id, string Prefix, long Number, string Programme, string Currency, long Amount, DateOnly Day, string Bundle, Guid BundleUid, string Vendor, string VendorName, PaperPlace Place, string? Box, bool Damaged)
{
    public string Serial => SerialNumbers.Of(Prefix, Number);

    public Money Money => new(Currency, Amount);
}

/// <summary>A presented piece with what its list shows beside it.</summary>
public sealed class ListedPaper
{
    public required PresentedVoucher Piece { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public long Number { get; init; }

    public required string Bundle { get; init; }

    public Guid BundleUid { get; init; }

    public required string Vendor { get; init; }

    public required string VendorName { get; init; }

    public PaperPlace Place { get; init; }

    public string? Box { get; init; }
}

/// <summary>Where a voucher's paper went, and who brought it again.</summary>
/// <param name="Bundle">The bundle that it was taken in with.</param>
/// <param name="Again">The bundles in which it was refused since.</param>
public sealed record PaperTrace(string Box, BoxState State, DateOnly? DestroyedOn, string? Destruction, string Bundle, Guid BundleUid, IReadOnlyList<PaperAgain> Again);

/// <summary>Paper that was put away and came again: the bundle, or the payment, in which it was refused.</summary>
public sealed record PaperAgain(string Code, Guid Uid, string Vendor, DateTime At, bool AtTill);

/// <summary>Reads presented paper piece by piece, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches.</summary>
public sealed class PaperPieces(IDbContextFactory<PortalDbContext> contexts)
{
    private static readonly Expression<Func<ListedPaper, long>> Sequence = l => l.Number;

    public static ListDefinition<ListedPaper, PaperRow> Definition { get; } = new()
    {
        Key = l => l.Piece.Id,
        Code = l => l.Bundle,
        CodeOf = r => r.Serial,
        Row = l => new PaperRow(
            l.Piece.Id, l.Programme.Prefix, l.Number, l.Programme.Code, l.Programme.Currency, l.Piece.AmountMinor, l.Piece.BusinessDate, l.Bundle, l.BundleUid, l.Vendor, l.VendorName, l.Place, l.Box, l.Piece.Damaged),
        Order = [new ListSort("day", Descending: true)],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return SerialNumbers.TryParse(raw, out var prefix, out var number) ? l => l.Number == number && l.Programme.Prefix == prefix : l => l.Bundle.Contains(upper) || l.VendorName.Contains(raw) || (l.Box != null && l.Box.Contains(upper));
        },
        Columns =
        [
            Column.Shown("serial", "vouchers.serial", ListKind.Text, r => r.Serial) with { Important = 1, Sort = Sequence },
            Column.Choice("place", "boxes.paper_place", l => l.Place, r => r.Place) with { Important = 2, Offered = true, Sort = null },
            Column.Code("programme", "boxes.programme", l => l.Programme.Code, r => r.Programme),
            Column.Money("amount", "boxes.sum", l => l.Piece.AmountMinor, r => r.Money) with { Important = 3 },
            Column.Date("day", "boxes.presented_on", l => l.Piece.BusinessDate, r => r.Day),
            Column.Text("bundle", "vouchers.present_bundle", l => l.Bundle, r => r.Bundle),
            Column.Text("vendorName", "vouchers.present_vendor", l => l.VendorName, r => r.VendorName),
            Column.Text("box", "boxes.code", l => l.Box, r => r.Box),
            Column.YesNo("damaged", "boxes.damaged", l => l.Piece.Damaged, r => r.Damaged) with { Hidden = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    public async Task<Outcome<Page<PaperRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, null, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<PaperRow> StreamAsync(Actor actor, ListQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db).Apply(query, Definition).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>Where a voucher's paper went; null when it lies in no box.</summary>
    public async Task<Outcome<PaperTrace?>> TraceAsync(Actor actor, string serial, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await VoucherFinder.BySerialAsync(db, serial, cancellation) is not var (voucher, programme))
            return new VoucherNotFound();
        var lies = await (from b in db.BoxedPieces
                          where b.VoucherId == voucher.Id
                          join p in db.PresentedVouchers on b.PieceId equals p.Id
                          join t in db.Presentments on p.PresentmentId equals t.Id
                          join x in db.PaperBoxes on b.BoxId equals x.Id
                          from d in db.PaperDestructions.Where(d => d.Id == x.DestructionId).DefaultIfEmpty()
                          select new { x.Code, x.State, On = d == null ? (DateOnly?)null : d.On, Destruction = d == null ? null : d.Code, Bundle = t.Code, t.Uid }).SingleOrDefaultAsync(cancellation);
        if (lies is null)
            return (PaperTrace?)null;
        var written = SerialNumbers.Of(programme.Prefix, voucher.Number);
        var again = await (from r in db.RefusedPieces
                           where r.Serial == written && (r.Reason == Payments.VoucherDeclines.Boxed || r.Reason == Payments.VoucherDeclines.Destroyed)
                           join t in db.Presentments on r.PresentmentId equals t.Id
                           join v in db.Vendors on t.VendorId equals v.Id
                           orderby r.Id
                           select new { t.Code, t.Uid, v.TradeName, r.At }).ToListAsync(cancellation);
        var tills = await (from t in db.PaymentTenders
                           where t.VoucherId == voucher.Id
                           join p in db.Payments on t.PaymentId equals p.Id
                           where p.Reason == Payments.VoucherDeclines.Boxed || p.Reason == Payments.VoucherDeclines.Destroyed
                           join v in db.Vendors on p.VendorId equals v.Id
                           orderby p.Id
                           select new { p.Receipt, p.Uid, v.TradeName, p.At }).ToListAsync(cancellation);
        return new PaperTrace(lies.Code, lies.State, lies.On, lies.Destruction, lies.Bundle, lies.Uid, [
            .. again.Select(a => new PaperAgain(a.Code, a.Uid, a.TradeName, a.At, AtTill: false)).Concat(tills.Select(t => new PaperAgain(t.Receipt, t.Uid, t.TradeName, t.At, AtTill: true))).OrderBy(a => a.At)]);
    }

    private static IQueryable<ListedPaper> Listed(PortalDbContext db) =>
        from p in db.PresentedVouchers.AsNoTracking()
        join g in db.VoucherProgrammes on p.ProgrammeId equals g.Id
        join v in db.Vouchers on p.VoucherId equals v.Id
        join t in db.Presentments on p.PresentmentId equals t.Id
        join s in db.Vendors on p.VendorId equals s.Id
        from b in db.BoxedPieces.Where(b => b.PieceId == p.Id).DefaultIfEmpty()
        from x in db.PaperBoxes.Where(x => x.Id == b.BoxId).DefaultIfEmpty()
        select new ListedPaper
        {
            Piece = p,
            Programme = g,
            Number = v.Number,
            Bundle = t.Code,
            BundleUid = t.Uid,
            Vendor = s.Code,
            VendorName = s.TradeName,
            Place = x == null ? PaperPlace.Unboxed : x.State == BoxState.Destroyed ? PaperPlace.Destroyed : PaperPlace.Boxed,
            Box = x == null ? null : x.Code,
        };
}
