using Portal.Domain;
using Portal.Domain.Payments;

namespace Portal.Api;

/// <summary>The currency is none of ISO 4217, or none that the portal keeps books in.</summary>
public sealed record PaymentCurrencyUnknown : Refusal;

/// <summary>The id is no UUID.</summary>
public sealed record IdMalformed : Refusal;

/// <summary>A batch has at least one payment, and not more than it may.</summary>
public sealed record BatchOutOfRange(int Most) : Refusal;

/// <summary>A payment as answered, the same each time the same id comes.</summary>
/// <param name="Receipt">Where the customer finds the receipt; null for a payment that was reversed before it came.</param>
public sealed record PaymentBody(Guid Id, string Status, PaymentReason? Reason, long LedgerOrder, DateOnly BusinessDate, string? Receipt);

/// <summary>What became of one payment of a batch: the payment, or the error that it would have been answered alone.</summary>
/// <param name="Late">True when it stands on a later business date than the one it was taken on, which was closed.</param>
public sealed record BatchedPaymentBody(Guid? Id, PaymentBody? Payment, bool Late, IReadOnlyList<ApiReason>? Errors);

/// <summary>The answers to a batch, in its order.</summary>
public sealed record PaymentBatchBody(int Taken, int Refused, IReadOnlyList<BatchedPaymentBody> Results);

/// <summary>A reversal as answered.</summary>
/// <param name="Status">The payment's; "reversed" for one that had not come and is declined should it come.</param>
public sealed record ReversalBody(Guid Id, Guid Payment, string Status, long LedgerOrder, DateOnly BusinessDate)
{
    internal static ReversalBody Of(ReversalAnswer a) => new(a.Id, a.Payment, a.Status is { } status ? PaymentReading.CodeOf(status) : Declines.Reversed, a.LedgerOrder, a.BusinessDate);
}

/// <summary>Why a payment was declined.</summary>
public sealed record PaymentReason(string Code, string Message);

/// <summary>A payment as it stands now. Amounts in minor units.</summary>
public sealed record PaymentStateBody(
    Guid Id, string Status, string? Reason, MoneyBody Amount, MoneyBody Captured, MoneyBody Refunded, long LedgerOrder, DateOnly BusinessDate, DateTime At, string Receipt)
{
    internal static PaymentStateBody Of(Payment p) => new(
        p.Uid, PaymentReading.CodeOf(p.Status), p.Reason, new(p.Currency, p.Amount), new(p.Currency, p.Captured), new(p.Currency, p.Refunded), p.Id, p.BusinessDate, p.At, PortalUrls.Receipt(p.Receipt));
}

/// <summary>A capture, void or refund as answered, the same each time the same id comes. Amounts in minor units; status, captured and refunded are the payment's after it.</summary>
public sealed record PaymentChangeBody(Guid Id, Guid Payment, string Kind, MoneyBody Amount, string Status, MoneyBody Captured, MoneyBody Refunded, long LedgerOrder, DateOnly BusinessDate)
{
    internal static PaymentChangeBody Of(PaymentChangeAnswer a) => new(
        a.Id, a.Payment, a.Kind.ToString().ToLowerInvariant(), new(a.Currency, a.Amount), PaymentReading.CodeOf(a.Status), new(a.Currency, a.Captured), new(a.Currency, a.Refunded), a.LedgerOrder, a.BusinessDate);
}
