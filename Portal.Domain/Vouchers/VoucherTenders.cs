using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>A voucher that is to be spent, with what decides whether it can be.</summary>
/// <param name="Left">What was left of it when it was read; minor units. The ledger looks again.</param>
internal sealed record VoucherAtTill(Voucher Voucher, VoucherProgramme Programme, VendorEnrolment? Enrolment, long Left);

/// <summary>Payments by vouchers: by the token, or by serial number and PIN.</summary>
public sealed class VoucherTenders(IDbContextFactory<PortalDbContext> contexts, RuleBook rules, AccountBook accounts, PersonalData personal) : ITenderSource
{
    private readonly VouchersAtTills tills = new(contexts);

    public TenderKind Kind => TenderKind.Voucher;

    public async Task<SpentInstrument> FindAsync(PortalDbContext db, StallAtPayment stall, TenderRequest tender, DateOnly day, DateTime now, CancellationToken cancellation)
    {
        var proof = tender.Token is { } token ? await ByTokenAsync(token, stall.VendorId, cancellation) : await ByPinAsync(db, tender.Serial!, tender.Pin!, stall.VendorId, cancellation);
        if (proof.Decline is { } unproven)
            return new SpentInstrument(0, unproven);
        var found = proof.Found!;
        var terms = found.Voucher.RuleId is { } rule ? await rules.TermsAsync(rule, cancellation) : null;
        var spending = new Spending(db, stall, tender.Amount.Value, day, terms);
        var (decline, values) = await DeclineAsync(spending, found, cancellation);
        var change = terms is { Whole: true } && decline is null ? found.Voucher.FaceMinor - tender.Amount.Value : 0;
        return new SpentInstrument(found.Voucher.AccountId ?? 0, decline)
        {
            VoucherId = found.Voucher.Id,
            Books = found.Programme.OperatorId,
            Change = change,
            Values = values,
            Counted = decline is null && terms is { Whole: true } ? await CountAsync(db, found, day, cancellation) : [],
        };
    }

    private async Task<IReadOnlyList<CountedUse>> CountAsync(PortalDbContext db, VoucherAtTill found, DateOnly day, CancellationToken cancellation) =>
        await VendorCaps.CountAsync(accounts, found.Programme, found.Enrolment!, await rules.DailyCapAsync(db, found.Programme.Id, day, cancellation), found.Voucher.FaceMinor, day, cancellation);

    private async Task<(VoucherAtTill? Found, string? Decline)> ByTokenAsync(string token, long? vendor, CancellationToken cancellation) =>
        await tills.FindAsync(token, vendor ?? 0, cancellation) is { } found ? (found, null) : (null, VoucherDeclines.Unknown);

    private async Task<(VoucherAtTill? Found, string? Decline)> ByPinAsync(PortalDbContext db, string serial, string pin, long? vendor, CancellationToken cancellation)
    {
        var found = !SerialNumbers.TryParse(serial, out var prefix, out var number) ? null
            : await Joined(db, db.Vouchers.Where(v => v.Number == number && db.VoucherProgrammes.Any(p => p.Id == v.ProgrammeId && p.Prefix == prefix)), vendor).SingleOrDefaultAsync(cancellation);
        if (found?.Voucher is not { PinSalt: { } salt, PinHash: { } hash } voucher)
            return (null, VoucherDeclines.Unknown);
        if (voucher.PinTries >= Voucher.MostPinTries)
            return (null, VoucherDeclines.PinLocked);
        var right = CryptographicOperations.FixedTimeEquals(VoucherPins.HashOf(personal, salt, pin), hash);
        if (!right || voucher.PinTries > 0)
            await TriedAsync(voucher.Id, right, cancellation);
        return right ? (found, null) : (null, VoucherDeclines.PinWrong);
    }

    /// <summary>Counts a wrong PIN, or forgets those before a right one. Counted in the row, so that five at once are five.</summary>
    private async Task TriedAsync(long id, bool right, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        await db.Vouchers.Where(v => v.Id == id).ExecuteUpdateAsync(set => set.SetProperty(v => v.PinTries, v => right ? 0 : v.PinTries + 1).SetProperty(v => v.Version, v => v.Version + 1), cancellation);
        await scope.CommitAsync(cancellation);
    }

    internal static IQueryable<VoucherAtTill> Joined(PortalDbContext db, IQueryable<Voucher> vouchers, long? vendor) =>
        from v in vouchers.AsNoTracking()
        join p in db.VoucherProgrammes.AsNoTracking() on v.ProgrammeId equals p.Id
        from e in db.VendorEnrolments.AsNoTracking().Where(e => e.ProgrammeId == p.Id && e.VendorId == vendor).DefaultIfEmpty()
        from a in db.LedgerAccounts.AsNoTracking().Where(a => a.Id == v.AccountId).DefaultIfEmpty()
        select new VoucherAtTill(v, p, e, a == null ? 0 : a.Credits - a.Debits - a.DebitsReserved);

    private static async Task<(string? Decline, IReadOnlyDictionary<string, string>? Values)> DeclineAsync(Spending spending, VoucherAtTill found, CancellationToken cancellation)
    {
        var (voucher, stall) = (found.Voucher, spending.Stall);
        if (voucher.State != VoucherState.Sold)
            return (voucher.State == VoucherState.Void ? VoucherDeclines.Void : VoucherDeclines.NotSold, null);
        if (voucher.Frozen)
            return (VoucherDeclines.Frozen, null);
        if (voucher.IsSoldAfter(spending.Day))
            return (VoucherDeclines.SoldLater, Values(("date", Of(voucher.SoldOn!.Value))));
        if (spending.Day > voucher.ExpiresOn && !await RestoredAsync(spending, voucher, cancellation) && await ExpiredPaper.DeclineAsync(spending.Db, found, spending.Day, cancellation) is { } expired)
            return expired;
        if (EnrolmentRules.Decline(found.Enrolment, spending.Day) is { } enrolment)
            return (enrolment, null);
        if (await PlaceAsync(spending, found, cancellation) is { } place)
            return (place, null);
        if (found.Left == 0 && await VoucherHistory.PutAwayAsync(spending.Db, voucher.Id, cancellation) is var (gone, about))
            return (gone, about);
        if (found.Left == 0)
            return (VoucherDeclines.Redeemed, await VoucherHistory.LastSpentAsync(spending.Db, voucher.Id, cancellation));
        if (spending.Amount > found.Left)
            return (VoucherDeclines.Insufficient, Values(("left", Of(found.Left)), ("currency", stall.Currency)));
        if (spending.Terms is { Whole: true } terms && ((Int128)spending.Amount * 100 < (Int128)voucher.FaceMinor * terms.ChangePercent || found.Left < voucher.FaceMinor))
            return (VoucherDeclines.WholeOnly, Values(("percent", Of(terms.ChangePercent)), ("face", Of(voucher.FaceMinor)), ("currency", stall.Currency)));
        return (null, null);
    }

    /// <summary>Why the voucher is not good at the stall; null when it is.</summary>
    private static async Task<string?> PlaceAsync(Spending spending, VoucherAtTill found, CancellationToken cancellation)
    {
        var (stall, places) = (spending.Stall, spending.Terms!.Places);
        if (stall.Currency != found.Programme.Currency || (places.Regions.Count > 0 && !places.Regions.Contains(stall.Region)) || (places.Markets.Count > 0 && !places.Markets.Contains(stall.Market)))
            return VoucherDeclines.MarketExcluded;
        if (places.Categories.Count == 0 && places.ExcludedCategories.Count == 0)
            return null;
        var own = await spending.Db.Vendors.Where(v => v.Id == stall.VendorId).Select(v => v.Categories).SingleAsync(cancellation);
        return EnrolmentRules.Admits(own, places.Categories, places.ExcludedCategories) ? null : VoucherDeclines.CategoryExcluded;
    }

    /// <summary>True when a payment was given back to it so lately that the rule still lets it be spent.</summary>
    private static async Task<bool> RestoredAsync(Spending spending, Voucher voucher, CancellationToken cancellation)
    {
        var given = await spending.Db.Transfers.Where(t => t.CreditId == voucher.AccountId && (t.Code == TransferCode.Refund || t.Code == TransferCode.Void))
            .Join(spending.Db.LedgerPostings, t => t.PostingId, p => p.Id, (_, p) => (DateOnly?)p.BusinessDate).MaxAsync(cancellation);
        return given is { } day && spending.Day <= day.AddDays(spending.Terms!.GraceDays);
    }

    internal static IReadOnlyDictionary<string, string> Values(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);

    internal static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Spending(PortalDbContext Db, StallAtPayment Stall, long Amount, DateOnly Day, VoucherTerms? Terms);
}
