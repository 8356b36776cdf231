using System.Text.Json;
using Portal.Domain.Webhooks;

namespace Portal.Domain.Payments;

/// <summary>What partners are told of payments: ids, amounts and states; nothing about people.</summary>
internal static class PaymentNews
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>That a payment was captured, authorised, declined or voided.</summary>
    /// <param name="order">The ledger order of what happened.</param>
    public static WebhookEvent Of(Payment payment, long order, DateTime at) => new()
    {
        Id = order,
        MarketId = payment.MarketId,
        Topic = WebhookTopics.Payments,
        Type = "payment." + payment.Status.ToString().ToLowerInvariant(),
        Body = Body("payment." + payment.Status.ToString().ToLowerInvariant(), payment, order, payment.Amount, null, at),
        At = at,
    };

    /// <summary>That money was given back.</summary>
    public static WebhookEvent OfRefund(Payment payment, Guid refund, long amount, long order, DateTime at) => new()
    {
        Id = order,
        MarketId = payment.MarketId,
        Topic = WebhookTopics.Refunds,
        Type = "refund.done",
        Body = Body("refund.done", payment, order, amount, refund, at),
        At = at,
    };

    private static string Body(string type, Payment payment, long order, long amount, Guid? refund, DateTime at) => JsonSerializer.Serialize(
        new
        {
            id = order,
            type,
            at,
            payment = payment.Uid,
            refund,
            status = payment.Status.ToString().ToLowerInvariant(),
            reason = payment.Reason,
            amount = new { currency = payment.Currency, value = amount },
            captured = payment.Captured,
            refunded = payment.Refunded,
            businessDate = payment.BusinessDate,
        },
        Json);
}
