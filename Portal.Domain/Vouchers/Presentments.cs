using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Vouchers;

/// <summary>A bundle that a vendor brings.</summary>
/// <param name="Id">Made by the client: repeated, it goes on with the same bundle.</param>
/// <param name="Vendor">The vendor's code.</param>
/// <param name="SlipCount">What the vendor's slip says; null when there is none.</param>
public sealed record NewPresentment(Guid Id, string? Programme, string? Vendor, int? SlipCount = null, long? SlipMinor = null, string? Office = null);

/// <summary>A piece as it was scanned or typed: a token, or a serial number.</summary>
/// <param name="Damaged">True when it is torn, and its serial number can be read.</param>
/// <param name="LeftPercent">How much of a torn one is left; null for enough (<see cref="PresentedVoucher.LeastPercent"/>).</param>
public sealed record PieceScan(string Text, bool Damaged = false, int? LeftPercent = null)
{
    /// <summary>True when so little is left that only the issuer decides about it.</summary>
    public bool TooLittle => Damaged && LeftPercent < PresentedVoucher.LeastPercent;
}

/// <summary>What became of a piece. Minor units.</summary>
/// <param name="Reason">Why it was refused, by stable code; null when it was taken.</param>
/// <param name="Again">True when this bundle had it already.</param>
public sealed record PieceAnswer(string? Serial, long Amount, string? Reason, bool Again)
{
    /// <summary>The figures of the sentence that says why.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }
}

/// <summary>A bundle as it stands. Minor units.</summary>
public sealed record PresentmentState(Presentment Presentment, string Vendor, string VendorName, string Currency, int Count, long Sum, int Refused);

/// <summary>
/// Takes in the paper vouchers that a vendor brings to a counter. Each piece is a posting of its own under an id made of the bundle's and the voucher's, so a piece that is scanned twice, or sent again after
/// a broken connection, is taken once; a piece that is refused leaves the others alone.
/// </summary>
public sealed partial class Presentments(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, RuleBook rules, VoucherOffices offices, TimeProvider time)
{
    /// <summary>The most pieces of one call.</summary>
    public const int MostAtOnce = 1_000;

    private const int AtOnce = 64;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens a bundle, or finds the one of this id.</summary>
    public async Task<Outcome<Presentment>> OpenAsync(Actor actor, NewPresentment wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        await using var db = contexts.CreateDbContext();
        var programme = wanted.Programme is null ? await OnlyOneAsync(db, cancellation) : await ProgrammeService.FindAsync(db, wanted.Programme, cancellation);
        if (programme is null)
            return new ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        var vendor = await db.Vendors.AsNoTracking().SingleOrDefaultAsync(v => v.Code == wanted.Vendor && v.ArchivedAt == null, cancellation);
        if (vendor is null)
            return new VendorNotEnrolled(wanted.Vendor ?? "") { Field = "vendor" };
        if (await db.Presentments.AsNoTracking().SingleOrDefaultAsync(p => p.Uid == wanted.Id, cancellation) is { } known)
            return known.VendorId == vendor.Id && known.ByUserId == actor.OwnerId ? known : new IdReused { Field = "vendor" };
        var enrolment = await db.VendorEnrolments.AsNoTracking().SingleOrDefaultAsync(e => e.VendorId == vendor.Id && e.ProgrammeId == programme.Id, cancellation);
        if (EnrolmentRules.Decline(enrolment, programme.DayAt(Now)) is not null)
            return new VendorNotEnrolled(wanted.Vendor!) { Field = "vendor" };
        if (wanted.SlipCount is < 0 || wanted.SlipMinor is < 0 or > Payment.MostAmount)
            return new NumberOutOfRange(0, Payment.MostAmount) { Field = "slip" };
        if (await offices.FindAsync(wanted.Office, cancellation) is not { } office)
            return new OfficeNotFound(wanted.Office ?? "") { Field = "office" };
        var presentment = new Presentment
        {
            Uid = wanted.Id,
            Code = "P" + Convert.ToHexString(wanted.Id.ToByteArray().AsSpan(8, 6)),
            ProgrammeId = programme.Id,
            VendorId = vendor.Id,
            MarketId = vendor.MarketId,
            OfficeId = office.Id,
            SlipCount = wanted.SlipCount,
            SlipMinor = wanted.SlipMinor,
            ByUserId = actor.OwnerId,
            ByName = RuleService.NameOf(actor),
            OpenedAt = Now,
        };
        db.Add(presentment);
        db.Audit(actor, Now, "presentment.opened", presentment);
        var saved = await db.SaveOrConflictAsync(presentment, cancellation);
        return saved.Ok ? presentment : saved.Refusal is TakenMeanwhile ? await OpenAsync(actor, wanted, cancellation) : saved.Refusals.ToList();
    }

    /// <summary>Takes pieces in, each by itself, in the order in which they were scanned.</summary>
    public async Task<Outcome<IReadOnlyList<PieceAnswer>>> TakeAsync(Actor actor, Guid uid, IReadOnlyList<PieceScan> pieces, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        if (pieces.Count is 0 or > MostAtOnce)
            return new BundleOutOfRange(MostAtOnce) { Field = "tokens" };
        await using var db = contexts.CreateDbContext();
        if (await db.Presentments.AsNoTracking().SingleOrDefaultAsync(p => p.Uid == uid && p.ByUserId == actor.OwnerId, cancellation) is not { } presentment)
            return new PresentmentNotFound();
        var bundle = await BundleAsync(db, presentment, cancellation);
        var answers = new PieceAnswer[pieces.Count];
        await Parallel.ForEachAsync(pieces.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (piece, _) => answers[piece.Index] = await TakeAsync(actor, bundle, piece.Item));
        return answers;
    }

    /// <summary>Ends a bundle: what it holds stands on the receipt, and nothing is added.</summary>
    public async Task<Outcome<PresentmentState>> CloseAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.PresentVouchers))
            return new NotAllowed(Right.PresentVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.Presentments.SingleOrDefaultAsync(p => p.Uid == uid && p.ByUserId == actor.OwnerId, cancellation) is not { } presentment)
            return new PresentmentNotFound();
        if (presentment.ClosedAt is null)
        {
            presentment.ClosedAt = Now;
            db.Audit(actor, Now, "presentment.closed", presentment);
            var saved = await db.SaveOrConflictAsync(presentment, cancellation);
            if (!saved.Ok)
                return saved.Refusals.ToList();
        }

        return await StateAsync(db, presentment, cancellation);
    }

    /// <summary>A bundle as it stands.</summary>
    public async Task<Outcome<PresentmentState>> FindAsync(Actor actor, Guid uid, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await db.Presentments.AsNoTracking().SingleOrDefaultAsync(p => p.Uid == uid, cancellation) is { } presentment ? await StateAsync(db, presentment, cancellation) : new PresentmentNotFound();
    }

    private static async Task<PresentmentState> StateAsync(PortalDbContext db, Presentment presentment, CancellationToken cancellation)
    {
        var taken = await db.PresentedVouchers.Where(v => v.PresentmentId == presentment.Id).GroupBy(_ => 1).Select(g => new { Count = g.Count(), Sum = g.Sum(v => v.AmountMinor) }).SingleOrDefaultAsync(cancellation);
        var vendor = await db.Vendors.Where(v => v.Id == presentment.VendorId).Select(v => new { v.Code, v.TradeName }).SingleAsync(cancellation);
        var currency = await db.VoucherProgrammes.Where(p => p.Id == presentment.ProgrammeId).Select(p => p.Currency).SingleAsync(cancellation);
        return new PresentmentState(presentment, vendor.Code, vendor.TradeName, currency, taken?.Count ?? 0, taken?.Sum ?? 0, await db.RefusedPieces.CountAsync(r => r.PresentmentId == presentment.Id, cancellation));
    }

    private async Task<PieceAnswer> TakeAsync(Actor actor, Bundle bundle, PieceScan piece)
    {
        await using var db = contexts.CreateDbContext();
        var found = await FindAsync(db, bundle, piece.Text);
        if (found is null)
            return await RefuseAsync(db, bundle, SerialNumbers.TryParse(piece.Text, out var prefix, out var number) ? SerialNumbers.Of(prefix, number) : null, VoucherDeclines.Unknown, null);
        var serial = SerialNumbers.Of(bundle.Programme.Prefix, found.Voucher.Number);
        if (await db.PresentedVouchers.AsNoTracking().SingleOrDefaultAsync(v => v.VoucherId == found.Voucher.Id && v.PresentmentId == bundle.Presentment.Id) is { } taken)
            return new PieceAnswer(serial, taken.AmountMinor, null, Again: true);
        if (bundle.Presentment.ClosedAt is not null)
            return new PieceAnswer(serial, 0, new PresentmentClosed().Code, Again: false);
        var (decline, values) = await DeclineAsync(db, bundle, found);
        if (decline is not null)
            return await RefuseAsync(db, bundle, serial, decline, values, again: decline is VoucherDeclines.Boxed or VoucherDeclines.Destroyed ? found.Voucher.Id : null);
        if (piece.TooLittle)
            return await RefuseAsync(db, bundle, serial, VoucherDeclines.Damaged, VoucherTenders.Values(("left", VoucherTenders.Of(piece.LeftPercent!.Value)), ("needed", VoucherTenders.Of(PresentedVoucher.LeastPercent))));
        var refusedBefore = await db.RefusedPieces.CountAsync(r => r.PresentmentId == bundle.Presentment.Id && r.Serial == serial);
        var day = bundle.Programme.DayAt(Now);
        var daily = await rules.DailyCapAsync(db, bundle.Programme.Id, day, CancellationToken.None);
        var counted = await VendorCaps.CountAsync(accounts, bundle.Programme, bundle.Enrolment, daily, found.Voucher.FaceMinor, day, CancellationToken.None);
        var outcome = await ledger.PostAsync(await PostingAsync(actor, bundle, found.Voucher, serial, piece.Damaged, IdOf(bundle.Presentment.Uid, found.Voucher.Id, refusedBefore), day, counted, null));
        if (outcome.Refusal is null)
            return new PieceAnswer(serial, found.Voucher.FaceMinor, null, outcome.Repeated);
        // The caps stand behind the line that moves the voucher, that of the month first.
        var (reason, figures) = outcome.Refusal switch
        {
            LimitExceeded passed when Math.Min(passed.Field == "transfers[2]" ? 1 : 0, counted.Count - 1) is var cap => (counted[cap].Decline, CountedUse.Figures(counted, cap, passed, bundle.Programme.Currency)),
            InsufficientFunds => (VoucherDeclines.Redeemed, await VoucherHistory.LastSpentAsync(db, found.Voucher.Id, CancellationToken.None)),
            AccountHeld => (VoucherDeclines.Frozen, null),
            var other => (other.Code, null),
        };
        return await RefuseAsync(db, bundle, serial, reason, figures, always: true);
    }

    private static async Task<Bundle> BundleAsync(PortalDbContext db, Presentment presentment, CancellationToken cancellation) => new(
        presentment, await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == presentment.ProgrammeId, cancellation),
        await db.VendorEnrolments.AsNoTracking().SingleAsync(e => e.VendorId == presentment.VendorId && e.ProgrammeId == presentment.ProgrammeId, cancellation),
        await db.Markets.AsNoTracking().Where(m => m.Id == presentment.MarketId).Select(m => new Place(m.Code, m.Region, m.Currency)).SingleAsync(cancellation),
        await db.Vendors.Where(v => v.Id == presentment.VendorId).Select(v => v.Categories).SingleAsync(cancellation));

    private static async Task<VoucherAtTill?> FindAsync(PortalDbContext db, Bundle bundle, string text)
    {
        var vouchers = db.Vouchers.Where(v => v.ProgrammeId == bundle.Programme.Id);
        if (SerialNumbers.TryParse(text, out var prefix, out var number))
            vouchers = vouchers.Where(v => v.Number == number && prefix == bundle.Programme.Prefix);
        else
            vouchers = vouchers.Where(v => v.TokenHash == OneTimeSecret.Hash(text));
        return await VoucherTenders.Joined(db, vouchers, bundle.Presentment.VendorId).SingleOrDefaultAsync();
    }

    private async Task<(string? Decline, IReadOnlyDictionary<string, string>? Values)> DeclineAsync(PortalDbContext db, Bundle bundle, VoucherAtTill found)
    {
        var (voucher, day) = (found.Voucher, bundle.Programme.DayAt(Now));
        if (voucher.State != VoucherState.Sold)
            return (voucher.State == VoucherState.Void ? VoucherDeclines.Void : VoucherDeclines.NotSold, null);
        if (found.Left < voucher.FaceMinor && await VoucherHistory.PutAwayAsync(db, voucher.Id, CancellationToken.None) is var (gone, about))
            return (gone, about);
        if (voucher.Frozen)
            return (VoucherDeclines.Frozen, null);
        var terms = await rules.TermsAsync(voucher.RuleId!.Value, CancellationToken.None);
        if (!terms.Whole)
            return (VoucherDeclines.WholeOnly, null);
        if (voucher.IsSoldAfter(day))
            return (VoucherDeclines.SoldLater, VoucherTenders.Values(("date", VoucherTenders.Of(voucher.SoldOn!.Value))));
        if (await ExpiredPaper.DeclineAsync(db, found, day, CancellationToken.None) is { } expired)
            return expired;
        if (EnrolmentRules.Decline(found.Enrolment, day) is { } enrolment)
            return (enrolment, null);
        var places = terms.Places;
        if ((places.Regions.Count > 0 && !places.Regions.Contains(bundle.Place.Region)) || (places.Markets.Count > 0 && !places.Markets.Contains(bundle.Place.Market)))
            return (VoucherDeclines.MarketExcluded, null);
        if (!EnrolmentRules.Admits(bundle.Categories, places.Categories, places.ExcludedCategories))
            return (VoucherDeclines.CategoryExcluded, null);
        return found.Left < voucher.FaceMinor ? (VoucherDeclines.Redeemed, await VoucherHistory.LastSpentAsync(db, voucher.Id, CancellationToken.None)) : (null, null);
    }

    private async Task<PostingRequest> PostingAsync(Actor actor, Bundle bundle, Voucher voucher, string serial, bool damaged, Guid id, DateOnly day, IReadOnlyList<CountedUse> counted, PaidInCase? inCase)
    {
        var (programme, presentment) = (bundle.Programme, bundle.Presentment);
        var payable = await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, Chart.Payable(presentment.VendorId)));
        await accounts.OpenMarketAsync(presentment.MarketId);
        return new PostingRequest
        {
            Id = id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = JsonSerializer.Serialize(new { presentment = presentment.Uid, serial }),
            OperatorId = programme.OperatorId,
            MarketId = presentment.MarketId,
            BusinessDate = day,
            Document = "presentment " + presentment.Code,
            Transfers = [TransferRequest.Move(TransferCode.Presentment, voucher.AccountId!.Value, payable, voucher.FaceMinor), .. counted.Select(c => c.Transfer)],
            States = inCase is null ? [] : [new StateChange(voucher.AccountId.Value, AccountState.Open) { First = true }],
            Guards = inCase?.Guards ?? [],
            Rows = outcome => outcome.Posted ? new PostingRows(
                [
                    new PresentedVoucher
                    {
                        Id = outcome.LedgerOrder, PresentmentId = presentment.Id, VoucherId = voucher.Id, ProgrammeId = programme.Id, VendorId = presentment.VendorId, MarketId = presentment.MarketId,
                        AmountMinor = voucher.FaceMinor, Damaged = damaged, BusinessDate = outcome.BusinessDate, At = Now,
                    },
                    .. inCase?.Audits ?? [],
                ],
                inCase?.Updates ?? [],
                "{}") : PostingRows.None,
        };
    }

    /// <param name="always">True for what the ledger refused: its posting's id is used up, and the next one counts the refusals.</param>
    /// <param name="again">The voucher whose paper was put away and came again.</param>
    private async Task<PieceAnswer> RefuseAsync(PortalDbContext db, Bundle bundle, string? serial, string reason, IReadOnlyDictionary<string, string>? values, bool always = false, long? again = null)
    {
        if (always || serial is null || !await db.RefusedPieces.AnyAsync(r => r.PresentmentId == bundle.Presentment.Id && r.Serial == serial && r.Reason == reason))
        {
            db.Add(new RefusedPiece { PresentmentId = bundle.Presentment.Id, Serial = serial, Reason = reason, VoucherId = again, At = Now });
            await db.SaveChangesAsync();
        }

        return new PieceAnswer(serial, 0, reason, Again: false) { Values = values };
    }

    private static async Task<VoucherProgramme?> OnlyOneAsync(PortalDbContext db, CancellationToken cancellation) =>
        await db.VoucherProgrammes.AsNoTracking().Take(2).ToListAsync(cancellation) is [var only] ? only : null;

    /// <summary>The id of a piece's posting: the same whenever the piece comes in this bundle, and another once it was refused, for what was refused may be mended.</summary>
    private static Guid IdOf(Guid bundle, long voucher, int refusedBefore) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"presentment {bundle} {voucher} {refusedBefore}")).AsSpan(0, 16));

    private sealed record Place(string Market, string Region, string Currency);

    private sealed record Bundle(Presentment Presentment, VoucherProgramme Programme, VendorEnrolment Enrolment, Place Place, string Categories);
}
