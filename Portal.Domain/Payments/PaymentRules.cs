using Portal.Domain.Ledger;
using Portal.Domain.Vendors;

namespace Portal.Domain.Payments;

/// <summary>A stall, and who stands behind it, on the day of a payment.</summary>
/// <param name="VendorId">Who holds it; null when nobody does.</param>
internal sealed record StallAtPayment(long StallId, long MarketId, string Market, string Region, string Currency, string TimeZone, int DayTurnHour, long? OperatorId, long? VendorId, TradingVerdict? Verdict, VendorStatus? Status, AcceptedTenders Accepted);

/// <summary>Why a payment is declined, by stable code. A declined payment is an outcome, not an error of the device.</summary>
public static class Declines
{
    public const string StallVacant = "stall_vacant";
    public const string VendorSuspended = "vendor_suspended";
    public const string VendorMayNotTrade = "vendor_may_not_trade";
    public const string TenderNotAccepted = "tender_not_accepted";
    public const string InsufficientFunds = "insufficient_funds";
    public const string LimitExceeded = "limit_exceeded";
    public const string ApprovalMissing = "approval_missing";

    public const string AccountHeld = "account_held";
    public const string AccountClosed = "account_closed";
    public const string AmountOverflows = "amount_overflows";

    /// <summary>All codes; each has a sentence in every language.</summary>
    public static IReadOnlyList<string> All { get; } = [StallVacant, VendorSuspended, VendorMayNotTrade, TenderNotAccepted, InsufficientFunds, LimitExceeded, ApprovalMissing, AccountHeld, AccountClosed, AmountOverflows];
}

/// <summary>What holds for every payment before any money moves.</summary>
public static class PaymentRules
{
    public const int MostTenders = 10;

    private const int ClockHours = 48;

    /// <summary>What is wrong with the request itself; empty when nothing is.</summary>
    public static List<Refusal> Check(PaymentRequest request, DateTime now)
    {
        var refusals = new List<Refusal>();
        CheckAmount(request.Amount, "amount", refusals);
        if (request.Tenders.Count is 0 or > MostTenders)
            refusals.Add(new TendersOutOfRange(MostTenders) { Field = "tenders" });
        foreach (var tender in request.Tenders.Take(MostTenders))
            Check(tender, request.Amount.Currency, refusals);
        if (refusals.Count == 0 && request.Tenders.Sum(t => t.Amount.Value) is var sum && sum != request.Amount.Value)
            refusals.Add(new TendersDoNotAddUp(request.Amount.Value, sum) { Field = "tenders" });
        if (request.TerminalTime is { } time && (time - now).Duration() > TimeSpan.FromHours(ClockHours))
            refusals.Add(new ClockTooFar(ClockHours) { Field = "terminalTime" });
        return refusals;
    }

    /// <summary>Why the stall's vendor does not get this payment; null when it does.</summary>
    internal static string? Decline(StallAtPayment stall, IReadOnlyList<TenderRequest> tenders) =>
        stall.VendorId is null ? Declines.StallVacant
        : stall.Status == VendorStatus.Suspended ? Declines.VendorSuspended
        : stall.Verdict == TradingVerdict.MayNotTrade || stall.Status != VendorStatus.Active ? Declines.VendorMayNotTrade
        : tenders.Any(t => !stall.Accepted.HasFlag(AcceptanceOf(t.Kind))) ? Declines.TenderNotAccepted
        : tenders.Any(t => t.Kind is TenderKind.Card or TenderKind.Transit or TenderKind.PartnerWallet && t.ApprovalNumber is null) ? Declines.ApprovalMissing
        : null;

    /// <summary>True when the money of a tender reaches the operator first. Cash, cards and transfers go straight to the vendor: the Korean default.</summary>
    public static bool IsCollected(TenderKind kind) => kind is TenderKind.Wallet or TenderKind.PartnerWallet;

    /// <summary>The accounts that a tender debits and credits.</summary>
    public static (string Debit, string Credit) AccountsOf(TenderRequest tender, long vendorId) => tender.Kind switch
    {
        TenderKind.PartnerWallet => (Chart.Partner(tender.Acquirer!), Chart.Payable(vendorId)),
        _ => (Chart.DirectSales(CodeOf(tender.Kind)), Chart.DirectVendor(vendorId)),
    };

    /// <summary>The tender as the chart of accounts and the API name it.</summary>
    public static string CodeOf(TenderKind kind) => kind switch
    {
        TenderKind.Cash => "cash",
        TenderKind.Card => "card",
        TenderKind.Transit => "transit",
        TenderKind.PartnerWallet => "partner-wallet",
        TenderKind.AccountTransfer => "account-transfer",
        _ => "wallet",
    };

    private static AcceptedTenders AcceptanceOf(TenderKind kind) => kind switch
    {
        TenderKind.Cash => AcceptedTenders.Cash,
        TenderKind.Card => AcceptedTenders.Card,
        TenderKind.Transit => AcceptedTenders.Transit,
        TenderKind.PartnerWallet => AcceptedTenders.PartnerWallet,
        TenderKind.AccountTransfer => AcceptedTenders.AccountTransfer,
        _ => AcceptedTenders.Wallet,
    };

    private static void CheckAmount(Money amount, string field, List<Refusal> refusals)
    {
        if (amount.Value is <= 0 or > Payment.MostAmount)
            refusals.Add(new PaymentAmountOutOfRange(Payment.MostAmount) { Field = field });
    }

    private static void Check(TenderRequest tender, string currency, List<Refusal> refusals)
    {
        CheckAmount(tender.Amount, tender.Field + ".amount", refusals);
        if (tender.Amount.Currency != currency)
            refusals.Add(new CurrencyNotTheMarkets(currency) { Field = tender.Field + ".amount" });
        CheckText(tender.Acquirer, PaymentTender.AcquirerLength, tender.Field + ".acquirer", refusals);
        CheckText(tender.ApprovalNumber, PaymentTender.ApprovalLength, tender.Field + ".approvalNumber", refusals);
        CheckText(tender.MaskedPan, PaymentTender.PanLength, tender.Field + ".maskedPan", refusals);
        if (tender.Kind == TenderKind.PartnerWallet && string.IsNullOrWhiteSpace(tender.Acquirer))
            refusals.Add(new TextMissing { Field = tender.Field + ".acquirer" });
    }

    private static void CheckText(string? text, int most, string field, List<Refusal> refusals)
    {
        if (text is null)
            return;
        if (CardNumbers.IsIn(text))
            refusals.Add(new CardNumberRefused { Field = field });
        else if (text.Length is 0 || text.Length > most || text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '*' or '.' or '_')))
            refusals.Add(new TenderTextMalformed(most) { Field = field });
    }
}
