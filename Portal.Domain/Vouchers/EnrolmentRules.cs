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

    /// <summary>True when one of the vendor's categories is among those that are wanted, or none is named, and none is excluded.</summary>
    /// <param name="own">As vendors carry them, separated by bars.</param>
    public static bool Admits(string own, IReadOnlyList<string> wanted, IReadOnlyList<string> excluded)
    {
        var categories = own.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return !categories.Any(c => excluded.Contains(c)) && (wanted.Count == 0 || categories.Any(c => wanted.Contains(c)));
    }
}

/// <summary>
/// What a vendor brings in of whole vouchers in a month, counted on a memo account of the ledger, <c>memo:cap:vouchers:&lt;programme&gt;:&lt;vendor&gt;:&lt;month&gt;</c>: the cap of the day is the most that
/// it may hold, so that a new cap changes no row.
/// </summary>
internal static class VendorCaps
{
    private const string Source = "memo:caps";

    public static async Task<TransferRequest> CountAsync(AccountBook accounts, VoucherProgramme programme, VendorEnrolment enrolment, long amount, DateOnly day, CancellationToken cancellation)
    {
        var from = await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, Source), cancellation);
        var to = await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, CodeOf(programme, enrolment.VendorId, day)), cancellation);
        return TransferRequest.Move(TransferCode.Payment, from, to, amount) with { CreditCeiling = enrolment.CapMinor };
    }

    public static string CodeOf(VoucherProgramme programme, long vendor, DateOnly day) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"memo:cap:vouchers:{programme.Code}:{vendor}:{day:yyyy-MM}");
}
