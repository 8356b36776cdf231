using Portal.Domain.Ledger;
using Portal.Domain.Terminals;
using Portal.Domain.Vendors;

namespace Portal.Domain.Payments;

/// <summary>A stall, and who stands behind it, on the day of a payment.</summary>
/// <param name="VendorId">Who holds it; null when nobody does.</param>
public sealed record StallAtPayment(long StallId, long MarketId, string Market, string Region, string Currency, string TimeZone, int DayTurnHour, long? OperatorId, long? VendorId, TradingVerdict? Verdict, VendorStatus? Status, AcceptedTenders Accepted)
{
    /// <summary>The acquirers that pay the operator for this vendor.</summary>
    public IReadOnlyCollection<string> Contracts { get; init; } = [];
}

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

    public const string TerminalUnknown = "terminal_unknown";
    public const string TerminalSuspended = "terminal_suspended";
    public const string TokenUnknown = "token_unknown";
    public const string TokenExpired = "token_expired";
    public const string TokenUsed = "token_used";

    /// <summary>It was reversed before it came.</summary>
    public const string Reversed = "reversed";

    /// <summary>Who approves did not, without saying why.</summary>
    public const string NotApproved = "not_approved";

    public const string AccountHeld = "account_held";
    public const string AccountClosed = "account_closed";
    public const string AmountOverflows = "amount_overflows";

    /// <summary>All codes; each has a sentence in every language.</summary>
    public static IReadOnlyList<string> All { get; } = [.. VoucherDeclines.All, StallVacant, VendorSuspended, VendorMayNotTrade, TenderNotAccepted, InsufficientFunds, LimitExceeded, ApprovalMissing, TerminalUnknown, TerminalSuspended, TokenUnknown, TokenExpired, TokenUsed, Reversed, NotApproved, AccountHeld, AccountClosed, AmountOverflows];
}

/// <summary>Why a voucher does not pay, by stable code.</summary>
public static class VoucherDeclines
{
    public const string Unknown = "voucher_unknown";
    public const string NotSold = "voucher_not_sold";
    public const string Void = "voucher_void";
    public const string Frozen = "voucher_frozen";
    public const string Expired = "voucher_expired";
    public const string MarketExcluded = "voucher_market_excluded";
    public const string CategoryExcluded = "voucher_category_excluded";
    public const string VendorNotEnrolled = "voucher_vendor_not_enrolled";
    public const string VendorProvisional = "voucher_vendor_provisional";
    public const string VendorSuspended = "voucher_vendor_suspended";
    public const string CapExceeded = "voucher_cap_exceeded";

    /// <summary>The vendor would bring in more than in a day is let.</summary>
    public const string DailyCapExceeded = "voucher_daily_cap_exceeded";
    public const string Insufficient = "voucher_insufficient";
    public const string Redeemed = "voucher_redeemed";
    public const string PinWrong = "voucher_pin_wrong";
    public const string PinLocked = "voucher_pin_locked";
    public const string WholeOnly = "voucher_whole_only";

    /// <summary>By the clock it is not sold yet: the clock was set back.</summary>
    public const string SoldLater = "voucher_sold_later";

    /// <summary>Its paper was presented before and lies in a box.</summary>
    public const string Boxed = "voucher_boxed";

    /// <summary>Its paper was presented before and destroyed.</summary>
    public const string Destroyed = "voucher_destroyed";

    /// <summary>Less than three quarters of its paper are left: it is exchanged by its issuer, not taken in.</summary>
    public const string Damaged = "voucher_damaged";

    public static IReadOnlyList<string> All { get; } =
    [
        Unknown, NotSold, Void, Frozen, Expired, MarketExcluded, CategoryExcluded, VendorNotEnrolled, VendorProvisional, VendorSuspended, CapExceeded, DailyCapExceeded, Insufficient, Redeemed, PinWrong, PinLocked, WholeOnly, SoldLater, Boxed,
        Destroyed, Damaged,
    ];
}

/// <summary>What holds for every payment before any money moves.</summary>
public static class PaymentRules
{
    public const int MostTenders = 10;

    public const int MostLines = 500;

    private const int ClockHours = 48;

    /// <summary>How long a device keeps what it took offline.</summary>
    private const int ForwardedDays = 30;

    private const long MostQuantity = 1_000_000_000;

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
        CheckClock(request, now, refusals);
        CheckLines(request, refusals);
        CheckCashReceipt(request, refusals);
        return refusals;
    }

    private static void CheckClock(PaymentRequest request, DateTime now, List<Refusal> refusals)
    {
        if (request.TerminalTime is not { } time)
            return;
        if (request.Forwarded && now - time > TimeSpan.FromDays(ForwardedDays))
            refusals.Add(new ForwardedTooLate(ForwardedDays) { Field = "terminalTime" });
        else if (time - now > TimeSpan.FromHours(ClockHours) || (!request.Forwarded && now - time > TimeSpan.FromHours(ClockHours)))
            refusals.Add(new ClockTooFar(ClockHours) { Field = "terminalTime" });
    }

    private static void CheckLines(PaymentRequest request, List<Refusal> refusals)
    {
        if (request.Lines.Count == 0)
            return;
        if (request.Lines.Count > MostLines)
        {
            refusals.Add(new TooManyLines(MostLines) { Field = "lines" });
            return;
        }

        foreach (var line in request.Lines)
        {
            _ = Text.Require(line.Item, line.Field + ".item", PaymentLine.ItemLength, refusals);
            _ = Text.Clean(line.Unit, line.Field + ".unit", PaymentLine.UnitLength, refusals);
            _ = Text.Clean(line.Lot, line.Field + ".lot", PaymentLine.LotLength, refusals);
            if (CardNumbers.IsIn(line.Item))
                refusals.Add(new CardNumberRefused { Field = line.Field + ".item" });
            if (line.Quantity is <= 0 or >= MostQuantity || line.Amount is < 0 or > Payment.MostAmount || line.UnitPrice is < 0 or > Payment.MostAmount)
                refusals.Add(new LineFigureOutOfRange { Field = line.Field });
        }

        if (refusals.Count == 0 && request.Lines.Sum(l => l.Amount) is var sum && sum != request.Amount.Value)
            refusals.Add(new LinesDoNotAddUp(request.Amount.Value, sum) { Field = "lines" });
    }

    private static void CheckCashReceipt(PaymentRequest request, List<Refusal> refusals)
    {
        if (request.CashReceipt is not { } receipt)
            return;
        if (receipt.Number.Length is < 10 or > 19 || !receipt.Number.All(char.IsAsciiDigit))
            refusals.Add(new CashReceiptNumberMalformed { Field = "cashReceipt.number" });
        if (!request.Tenders.Any(t => t.Kind is TenderKind.Cash or TenderKind.AccountTransfer))
            refusals.Add(new CashReceiptWithoutCash { Field = "cashReceipt" });
    }

    /// <summary>Why the payment is declined whatever the ledger says; null when the ledger decides.</summary>
    /// <param name="asked">By their places, the tenders that a connector has yet to approve.</param>
    internal static string? Decline(PaymentPlace place, IReadOnlyList<TenderRequest> tenders, IReadOnlyDictionary<int, ITenderConnector> asked)
    {
        var (stall, terminal) = (place.Stall, place.Terminal);
        return terminal?.State == TerminalState.Suspended ? Declines.TerminalSuspended
            : terminal is { StallId: { } own } && own != stall.StallId ? Declines.TerminalUnknown
            : stall.VendorId is null ? Declines.StallVacant
            : stall.Status == VendorStatus.Suspended ? Declines.VendorSuspended
            : stall.Verdict == TradingVerdict.MayNotTrade || stall.Status != VendorStatus.Active ? Declines.VendorMayNotTrade
            : tenders.Any(t => !stall.Accepted.HasFlag(AcceptanceOf(t.Kind))) ? Declines.TenderNotAccepted
            : tenders.Index().Any(t => NeedsApproval(t.Item) && !asked.ContainsKey(t.Index)) ? Declines.ApprovalMissing
            : place.Spent.Values.Select(s => s.Decline).FirstOrDefault(d => d is not null);
    }

    private static bool NeedsApproval(TenderRequest tender) => tender.Kind is TenderKind.Card or TenderKind.Transit or TenderKind.PartnerWallet && tender.ApprovalNumber is null;

    /// <summary>True when the money of a tender reaches the operator first. Cash, cards and transfers go straight to the vendor: the Korean default.</summary>
    /// <param name="contracts">The acquirers that pay the operator, by the vendor's contracts with them.</param>
    public static bool IsCollected(TenderRequest tender, IReadOnlyCollection<string> contracts) =>
        tender.Kind is TenderKind.Wallet or TenderKind.Voucher or TenderKind.PartnerWallet || (tender.Kind is TenderKind.Card or TenderKind.Transit && tender.Acquirer is { } acquirer && contracts.Contains(acquirer, StringComparer.OrdinalIgnoreCase));

    /// <summary>The accounts that a tender debits and credits; null for a wallet or a voucher, whose own account is debited by whoever found it.</summary>
    public static (string? Debit, string Credit) AccountsOf(TenderRequest tender, bool collected, long vendorId) => tender.Kind switch
    {
        TenderKind.Wallet or TenderKind.Voucher => (null, Chart.Payable(vendorId)),
        TenderKind.PartnerWallet => (Chart.Partner(tender.Acquirer!), Chart.Payable(vendorId)),
        TenderKind.Card or TenderKind.Transit when collected => (Chart.Acquirer(tender.Acquirer!.ToLowerInvariant()), Chart.Payable(vendorId)),
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
        TenderKind.Voucher => "voucher",
        _ => "wallet",
    };

    private static AcceptedTenders AcceptanceOf(TenderKind kind) => kind switch
    {
        TenderKind.Cash => AcceptedTenders.Cash,
        TenderKind.Card => AcceptedTenders.Card,
        TenderKind.Transit => AcceptedTenders.Transit,
        TenderKind.PartnerWallet => AcceptedTenders.PartnerWallet,
        TenderKind.AccountTransfer => AcceptedTenders.AccountTransfer,
        // Whoever takes part in the programme takes its vouchers.
        TenderKind.Voucher => AcceptedTenders.None,
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
        CheckProof(tender, refusals);
        if (tender.Kind == TenderKind.PartnerWallet && string.IsNullOrWhiteSpace(tender.Acquirer))
            refusals.Add(new TextMissing { Field = tender.Field + ".acquirer" });
    }

    /// <summary>A wallet is spent by its token or its card, a voucher by its token or by serial number and PIN; others have none of them.</summary>
    private static void CheckProof(TenderRequest tender, List<Refusal> refusals)
    {
        var (token, card, serial) = (tender.Token is not null, tender.Card is not null, tender.Serial is not null || tender.Pin is not null);
        if (tender.Kind == TenderKind.Voucher ? token == serial || card || (serial && (tender.Serial is null || tender.Pin is null)) : serial)
            refusals.Add(new VoucherProofUnfit { Field = tender.Field + ".token" });
        else if (tender.Kind != TenderKind.Voucher && (tender.Kind == TenderKind.Wallet ? token == card : token || card))
            refusals.Add(new WalletProofUnfit { Field = tender.Field + ".token" });
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
