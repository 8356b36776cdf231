namespace Portal.Domain.Payments;

/// <summary>A tender as the device sends it.</summary>
/// <param name="Field">Where in the request it stands, for refusals.</param>
/// <param name="Acquirer">The acquirer of a card, or the partner of a partner wallet.</param>
/// <param name="MaskedPan">At most the first six and last four digits.</param>
/// <param name="Token">The one-time token of a wallet, or the token of a voucher.</param>
/// <param name="Card">What a wallet's card says: its secret, or the acquirer's token for it.</param>
public sealed record TenderRequest(string Field, TenderKind Kind, Money Amount, string? Acquirer = null, string? ApprovalNumber = null, string? MaskedPan = null, string? Token = null, string? Card = null)
{
    /// <summary>The serial number of a voucher, with its PIN.</summary>
    public string? Serial { get; init; }

    public string? Pin { get; init; }
}

/// <summary>What was bought, as the device sends it.</summary>
/// <param name="Quantity">Thousandths of the unit.</param>
/// <param name="UnitPrice">Minor units.</param>
/// <param name="Amount">Minor units.</param>
public sealed record LineRequest(string Field, string Item, long Quantity, string? Unit, long? UnitPrice, long Amount, string? Lot);

/// <summary>The cash receipt that the customer asked for.</summary>
public sealed record CashReceiptRequest(string Number, CashReceiptPurpose Purpose);

/// <summary>A payment as the device sends it.</summary>
/// <param name="Id">Made by the device: repeated, it gets the first answer again.</param>
/// <param name="Canonical">The request in canonical JSON, as the ledger keeps it with the id.</param>
/// <param name="Capture">False to reserve only.</param>
public sealed record PaymentRequest(Guid Id, string Stall, Money Amount, IReadOnlyList<TenderRequest> Tenders, bool Capture, DateTime? TerminalTime, string Canonical)
{
    public IReadOnlyList<LineRequest> Lines { get; init; } = [];

    public CashReceiptRequest? CashReceipt { get; init; }

    /// <summary>True for a payment that the device took while it was offline: it may be old, and stands on the date it was taken while that is open.</summary>
    public bool Forwarded { get; init; }
}

/// <summary>What a device is told of a payment, the same each time it asks with the same id.</summary>
/// <param name="Reason">The stable code of why it was declined.</param>
/// <param name="Receipt">The end of its receipt's address; null when it was reversed before it came.</param>
/// <param name="Repeated">True when the id had been answered before.</param>
public sealed record PaymentAnswer(Guid Id, PaymentStatus Status, string? Reason, long LedgerOrder, DateOnly BusinessDate, string? Receipt, bool Repeated)
{
    /// <summary>The figures of the sentence that says why it was declined.</summary>
    public IReadOnlyDictionary<string, string>? ReasonValues { get; init; }

    /// <summary>True when it stands on a later business date than the one it was taken on, which was closed.</summary>
    public bool Late { get; init; }
}

/// <summary>The market's books belong to nobody yet: an operator is entered on the market's page.</summary>
public sealed record MarketWithoutOperator : Refusal;

/// <summary>Amounts are in the market's currency.</summary>
public sealed record CurrencyNotTheMarkets(string Currency) : Refusal;

/// <summary>An amount is a positive whole number of minor units, up to what a till can take.</summary>
public sealed record PaymentAmountOutOfRange(long Most) : Refusal;

/// <summary>The tenders come to another sum than the payment. Minor units.</summary>
public sealed record TendersDoNotAddUp(long Amount, long Tenders) : Refusal;

/// <summary>A payment has between one and a few tenders.</summary>
public sealed record TendersOutOfRange(int Most) : Refusal;

/// <summary>There is a whole card number in the request. It is neither kept nor written to any log; send the first six and last four digits.</summary>
public sealed record CardNumberRefused : Refusal;

/// <summary>The text is too long or has characters that it cannot have.</summary>
public sealed record TenderTextMalformed(int Most) : Refusal;

/// <summary>The device's clock is more than two days from the portal's.</summary>
public sealed record ClockTooFar(int Hours) : Refusal;

/// <summary>The device took the payment too long ago to be sent on.</summary>
public sealed record ForwardedTooLate(int Days) : Refusal;

/// <summary>A payment has at most so many lines.</summary>
public sealed record TooManyLines(int Most) : Refusal;

/// <summary>The lines come to another sum than the payment. Minor units.</summary>
public sealed record LinesDoNotAddUp(long Amount, long Lines) : Refusal;

/// <summary>A quantity is above nothing and below a million, with at most three decimals; prices and amounts are whole minor units, not below nothing.</summary>
public sealed record LineFigureOutOfRange : Refusal;

/// <summary>A number for a cash receipt is a mobile phone, a business number, or a cash receipt card of the tax office: 10 to 19 digits.</summary>
public sealed record CashReceiptNumberMalformed : Refusal;

/// <summary>A cash receipt is given for cash and account transfers.</summary>
public sealed record CashReceiptWithoutCash : Refusal;

/// <summary>A wallet pays by its token or its card: one of them, and only with the tender wallet.</summary>
public sealed record WalletProofUnfit : Refusal;

/// <summary>A voucher pays by its token, or by its serial number and its PIN: one of the two, and only with the tender voucher.</summary>
public sealed record VoucherProofUnfit : Refusal;

/// <summary>There is no such payment within reach.</summary>
public sealed record PaymentNotFound : Refusal;
