using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;

namespace Portal.Domain.Vouchers;

/// <summary>Whether a vendor takes vouchers: no database, no clock.</summary>
public static class EnrolmentRules
{
    /// <summary>Why the vendor takes none on a day; null when he does.</summary>
    public static string? Decline(VendorEnrolment? enrolment, DateOnly day) => enrolment switch
    {
        null or { State: EnrolmentState.Applied or EnrolmentState.Rejected or EnrolmentState.Withdrawn } => VoucherDeclines.VendorNotEnrolled,
        { State: EnrolmentState.Provisional } => VoucherDeclines.VendorProvisional,
        { State: EnrolmentState.Banned } => VoucherDeclines.VendorSuspended,
        { Frozen: true } => VoucherDeclines.VendorSuspended,
        _ when enrolment.From > day || enrolment.Until < day => VoucherDeclines.VendorNotEnrolled,
        _ => null,
    };

    /// <summary>What it takes to admit, reject or renew: somebody else than who handed the application in.</summary>
    internal static Approval ApprovalOf(VendorEnrolment enrolment, DateOnly day) => new(Right.ApproveVouchers, enrolment.MakerId, 0, "", null, day);

    /// <summary>What it takes to decide on another cap: somebody else than who asked for it, for as much.</summary>
    internal static Approval CapApprovalOf(VendorEnrolment enrolment, string currency, DateOnly day) =>
        new(Right.ApproveVouchers, enrolment.CapAskedById ?? 0, 0, "", new Money(currency, enrolment.CapAskedMinor ?? 0), day);

    /// <summary>True when one of the vendor's categories is among those that are wanted, or none is named, and none is excluded.</summary>
    /// <param name="own">As vendors carry them, separated by bars.</param>
    public static bool Admits(string own, IReadOnlyList<string> wanted, IReadOnlyList<string> excluded)
    {
        var categories = own.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return !categories.Any(c => excluded.Contains(c)) && (wanted.Count == 0 || categories.Any(c => wanted.Contains(c)));
    }
}

/// <summary>
/// What a vendor brings in of whole vouchers, counted on memo accounts of the ledger: one for the month, <c>memo:cap:vouchers:&lt;programme&gt;:&lt;vendor&gt;:&lt;month&gt;</c>, and where a
/// day has a cap too one for the day. The cap that holds at the moment is the most that the account may hold, so that a new cap changes no row, and two tills at once cannot pass it.
/// </summary>
internal static class VendorCaps
{
    private const string Source = "memo:caps";

    /// <param name="daily">The cap of the day; null where there is none.</param>
    public static async Task<IReadOnlyList<CountedUse>> CountAsync(AccountBook accounts, VoucherProgramme programme, VendorEnrolment enrolment, long? daily, long amount, DateOnly day, CancellationToken cancellation)
    {
        var from = await OpenAsync(Source);
        var month = new CountedUse(await CountAsync(MonthOf(programme, enrolment.VendorId, day), enrolment.CapMinor), VoucherDeclines.CapExceeded);
        return daily is { } most ? [month, new CountedUse(await CountAsync(DayOf(programme, enrolment.VendorId, day), most), VoucherDeclines.DailyCapExceeded)] : [month];

        async ValueTask<TransferRequest> CountAsync(string code, long ceiling) => TransferRequest.Move(TransferCode.Payment, from, await OpenAsync(code), amount) with { CreditCeiling = ceiling };
        ValueTask<long> OpenAsync(string code) => accounts.OpenAsync(new(programme.OperatorId, programme.Currency, code), cancellation);
    }

    /// <summary>The account of the month in which a day lies.</summary>
    public static string MonthOf(VoucherProgramme programme, long vendor, DateOnly day) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"memo:cap:vouchers:{programme.Code}:{vendor}:{day:yyyy-MM}");

    /// <summary>The account of a day.</summary>
    public static string DayOf(VoucherProgramme programme, long vendor, DateOnly day) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"memo:cap:vouchers:{programme.Code}:{vendor}:{day:yyyy-MM-dd}");
}
