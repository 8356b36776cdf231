namespace Portal.Domain.Payments;

/// <summary>A tender as the device sends it.</summary>
/// <param name="Field">Where in the request it stands, for refusals.</param>
/// <param name="Acquirer">The acquirer of a card, or the partner of a partner wallet.</param>
/// <param name="MaskedPan">At most the first six and last four digits.</param>
public sealed record TenderRequest(string Field, TenderKind Kind, Money Amount, string? Acquirer = null, string? ApprovalNumber = null, string? MaskedPan = null);

/// <summary>A payment as the device sends it.</summary>
/// <param name="Id">Made by the device: repeated, it gets the first answer again.</param>
/// <param name="Canonical">The request in canonical JSON, as the ledger keeps it with the id.</param>
/// <param name="Capture">False to reserve only.</param>
public sealed record PaymentRequest(Guid Id, string Stall, Money Amount, IReadOnlyList<TenderRequest> Tenders, bool Capture, DateTime? TerminalTime, string Canonical);

/// <summary>What a device is told of a payment, the same each time it asks with the same id.</summary>
/// <param name="Reason">The stable code of why it was declined.</param>
/// <param name="Repeated">True when the id had been answered before.</param>
public sealed record PaymentAnswer(Guid Id, PaymentStatus Status, string? Reason, long LedgerOrder, DateOnly BusinessDate, string Receipt, bool Repeated);

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

/// <summary>There is no such payment within reach.</summary>
public sealed record PaymentNotFound : Refusal;
