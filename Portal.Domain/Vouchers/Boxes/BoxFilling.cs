using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Boxes;

/// <summary>A box that is opened.</summary>
/// <param name="Id">Made by the client: repeated, it finds the box that was opened.</param>
/// <param name="Office">The office's code; null for the head office.</param>
public sealed record NewBox(Guid Id, string? Programme, string? Office = null);

/// <summary>What became of a scan. Minor units.</summary>
/// <param name="Again">True when it lay in this box already.</param>
public sealed record BoxedAnswer(string Serial, long Amount, bool Again);

/// <summary>Fills boxes with paper that was presented, piece by piece or bundle by bundle, and seals them.</summary>
public sealed class BoxFilling(IDbContextFactory<PortalDbContext> contexts, VoucherOffices offices, TimeProvider time)
{
    /// <summary>How often a scan is tried again when somebody else put something into the box at the same moment.</summary>
    private const int Tries = 8;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens a box at an office.</summary>
    public async Task<Outcome<PaperBox>> OpenAsync(Actor actor, NewBox wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        await using var db = contexts.CreateDbContext();
        if (await ProgrammeService.FindAsync(db, wanted.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        if (await db.PaperBoxes.AsNoTracking().SingleOrDefaultAsync(b => b.Uid == wanted.Id, cancellation) is { } known)
            return known.ProgrammeId == programme.Id && known.OpenerId == actor.OwnerId ? known : new IdReused { Field = "programme" };
        if (await offices.FindAsync(wanted.Office, cancellation) is not { } office)
            return new OfficeNotFound(wanted.Office ?? "") { Field = "office" };
        var box = new PaperBox
        {
            Uid = wanted.Id,
            Code = "B" + Convert.ToHexString(wanted.Id.ToByteArray().AsSpan(10, 5)),
            ProgrammeId = programme.Id,
            OfficeId = office.Id,
            OpenerId = actor.OwnerId,
            OpenerName = RuleService.NameOf(actor),
            OpenedAt = Now,
        };
        db.Add(box);
        db.Audit(actor, Now, "paper_box.opened", box);
        var saved = await db.SaveOrConflictAsync(box, cancellation);
        return saved.Ok ? box : saved.Refusal is TakenMeanwhile ? await OpenAsync(actor, wanted, cancellation) : saved.Refusals.ToList();
    }

    /// <summary>Puts one presented voucher in, by its serial number or token.</summary>
    public async Task<Outcome<BoxedAnswer>> PutAsync(Actor actor, string code, string text, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        for (var tries = 1; ; tries++)
        {
            var put = await TryPutAsync(actor, code, text, cancellation);
            if (put.Ok || tries == Tries || put.Refusal is not (TakenMeanwhile or ChangedMeanwhile))
                return put;
        }
    }

    /// <summary>Puts in what is left of a closed bundle. Answers how many pieces.</summary>
    public async Task<Outcome<int>> PutBundleAsync(Actor actor, string code, string? bundle, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        await using var db = contexts.CreateDbContext();
        var opened = await OpenOneAsync(db, code, cancellation);
        if (!opened.TryGet(out var box))
            return opened.Refusals.ToList();
        var wanted = bundle?.Trim().ToUpperInvariant();
        if (await db.Presentments.AsNoTracking().SingleOrDefaultAsync(p => p.Code == wanted && p.ProgrammeId == box.ProgrammeId, cancellation) is not { } found)
            return new PresentmentNotFound { Field = "bundle" };
        if (found.ClosedAt is null)
            return new PieceBundleOpen(found.Code) { Field = "bundle" };
        var pieces = await db.PresentedVouchers.AsNoTracking().Where(p => p.PresentmentId == found.Id && !db.BoxedPieces.Any(b => b.PieceId == p.Id)).ToListAsync(cancellation);
        if (pieces.Count == 0)
            return new NothingToBox { Field = "bundle" };
        if (box.Count + pieces.Count > PaperBox.MostPieces)
            return new BoxFull(PaperBox.MostPieces) { Field = "bundle" };
        db.AddRange(pieces.Select(p => PieceOf(box, p)));
        (box.Count, box.SumMinor) = (box.Count + pieces.Count, checked(box.SumMinor + pieces.Sum(p => p.AmountMinor)));
        db.Audit(actor, Now, "paper_box.bundle_put", box, found.Code);
        var saved = await db.SaveOrConflictAsync(box, cancellation);
        return saved.Ok ? pieces.Count : saved.Refusals.ToList();
    }

    /// <summary>Takes a piece out of a box that is open.</summary>
    public async Task<Outcome<Done>> TakeOutAsync(Actor actor, string code, string serial, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        await using var db = contexts.CreateDbContext();
        var opened = await OpenOneAsync(db, code, cancellation);
        if (!opened.TryGet(out var box))
            return opened.Refusals.ToList();
        if (await VoucherFinder.BySerialAsync(db, serial, cancellation) is not var (voucher, programme) || await db.BoxedPieces.SingleOrDefaultAsync(p => p.VoucherId == voucher.Id && p.BoxId == box.Id, cancellation) is not { } piece)
            return new VoucherNotFound();
        db.Remove(piece);
        (box.Count, box.SumMinor) = (box.Count - 1, box.SumMinor - piece.AmountMinor);
        db.Audit(actor, Now, "paper_box.taken_out", box, SerialNumbers.Of(programme.Prefix, voucher.Number));
        return await db.SaveOrConflictAsync(box, cancellation);
    }

    /// <summary>Seals a box: from then on its list, count, sum and the hash of the list are fixed.</summary>
    public async Task<Outcome<PaperBox>> SealAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        await using var db = contexts.CreateDbContext();
        var opened = await OpenOneAsync(db, code, cancellation);
        if (!opened.TryGet(out var box))
            return opened.Refusals.ToList();
        if (box.Count == 0)
            return new BoxEmpty();
        (box.State, box.ListHash, box.SealerId, box.SealerName, box.SealedAt) = (BoxState.Sealed, await HashAsync(db, box.Id, cancellation), actor.OwnerId, RuleService.NameOf(actor), Now);
        db.Audit(actor, Now, "paper_box.sealed", box);
        var saved = await db.SaveOrConflictAsync(box, cancellation);
        return saved.Ok ? box : saved.Refusals.ToList();
    }

    /// <summary>The hash of a box's list as it stands: serial number and face value of each piece on a line, by serial number.</summary>
    internal static async Task<string> HashAsync(PortalDbContext db, long box, CancellationToken cancellation)
    {
        var lines = await (from p in db.BoxedPieces
                           where p.BoxId == box
                           join v in db.Vouchers on p.VoucherId equals v.Id
                           join g in db.VoucherProgrammes on v.ProgrammeId equals g.Id
                           orderby v.Number
                           select new { g.Prefix, v.Number, p.AmountMinor }).ToListAsync(cancellation);
        var text = string.Concat(lines.Select(l => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{SerialNumbers.Of(l.Prefix, l.Number)} {l.AmountMinor}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private async Task<Outcome<BoxedAnswer>> TryPutAsync(Actor actor, string code, string text, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var opened = await OpenOneAsync(db, code, cancellation);
        if (!opened.TryGet(out var box))
            return opened.Refusals.ToList();
        var vouchers = db.Vouchers.AsNoTracking().Where(v => v.ProgrammeId == box.ProgrammeId);
        var prefix = await db.VoucherProgrammes.Where(p => p.Id == box.ProgrammeId).Select(p => p.Prefix).SingleAsync(cancellation);
        vouchers = SerialNumbers.TryParse(text, out var read, out var number) ? vouchers.Where(v => v.Number == number && prefix == read) : vouchers.Where(v => v.TokenHash == OneTimeSecret.Hash(text));
        if (await vouchers.SingleOrDefaultAsync(cancellation) is not { } voucher)
            return new VoucherNotFound();
        var serial = SerialNumbers.Of(prefix, voucher.Number);
        if (await db.PresentedVouchers.AsNoTracking().Where(p => p.VoucherId == voucher.Id).OrderByDescending(p => p.Id).FirstOrDefaultAsync(cancellation) is not { } piece)
            return new PieceNotPresented();
        if (await db.BoxedPieces.AsNoTracking().SingleOrDefaultAsync(b => b.VoucherId == voucher.Id, cancellation) is { } lies)
            return lies.BoxId == box.Id ? new BoxedAnswer(serial, lies.AmountMinor, Again: true) : new PieceBoxedElsewhere(await db.PaperBoxes.Where(b => b.Id == lies.BoxId).Select(b => b.Code).SingleAsync(cancellation));
        if (await db.Presentments.Where(p => p.Id == piece.PresentmentId && p.ClosedAt == null).Select(p => p.Code).SingleOrDefaultAsync(cancellation) is { } bundle)
            return new PieceBundleOpen(bundle);
        if (box.Count >= PaperBox.MostPieces)
            return new BoxFull(PaperBox.MostPieces);
        db.Add(PieceOf(box, piece));
        (box.Count, box.SumMinor) = (box.Count + 1, checked(box.SumMinor + piece.AmountMinor));
        var saved = await db.SaveOrConflictAsync(box, cancellation);
        return saved.Ok ? new BoxedAnswer(serial, piece.AmountMinor, Again: false) : saved.Refusals.ToList();
    }

    private static BoxedPiece PieceOf(PaperBox box, PresentedVoucher piece) => new() { PieceId = piece.Id, BoxId = box.Id, VoucherId = piece.VoucherId, AmountMinor = piece.AmountMinor };

    private static async Task<Outcome<PaperBox>> OpenOneAsync(PortalDbContext db, string code, CancellationToken cancellation) =>
        await db.PaperBoxes.SingleOrDefaultAsync(b => b.Code == code, cancellation) is not { } box ? new BoxNotFound() : box.State != BoxState.Open ? new BoxStateUnfit(box.State) : box;
}
