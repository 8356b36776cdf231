using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain;
using Portal.Domain.Payments;
using Portal.Domain.Storage;

namespace Portal.Api;

/// <summary>The currency is none of ISO 4217, or none that the portal keeps books in.</summary>
public sealed record PaymentCurrencyUnknown : Refusal;

/// <summary>The id is no UUID.</summary>
public sealed record IdMalformed : Refusal;

/// <summary>A payment as answered, the same each time the same id comes.</summary>
public sealed record PaymentBody(Guid Id, string Status, PaymentReason? Reason, long LedgerOrder, DateOnly BusinessDate, string Receipt);

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

/// <summary>Reads the body of a payment: every property by its place, so that a refusal names it.</summary>
internal sealed class PaymentReading
{
    private static readonly JsonSerializerOptions Canonical = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, TenderKind> Kinds = Enum.GetValues<TenderKind>().ToDictionary(PaymentRules.CodeOf);

    private static readonly string[] Fields = ["id", "stall", "amount", "tenders", "capture", "terminalTime"];

    private static readonly string[] ChangeFields = ["id", "amount", "reason"];

    private static readonly string[] VoidFields = ["id", "reason"];

    private static readonly string[] TenderFields = ["type", "amount", "acquirer", "approvalNumber", "maskedPan"];

    private readonly List<Refusal> refusals = [];

    public static string CodeOf(PaymentStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>The request of a JSON object, or each field that is not as it must be.</summary>
    public static Outcome<PaymentRequest> Read(JsonElement body) => new PaymentReading().ReadBody(body);

    /// <summary>A capture, void or refund of a payment.</summary>
    public static Outcome<PaymentChangeRequest> ReadChange(JsonElement body, Guid payment, PaymentEventKind kind) => new PaymentReading().ReadChangeBody(body, payment, kind);

    private Outcome<PaymentChangeRequest> ReadChangeBody(JsonElement body, Guid payment, PaymentEventKind kind)
    {
        RefuseOthers(body, "", kind == PaymentEventKind.Void ? VoidFields : ChangeFields);
        var id = IdOf(body);
        var amount = kind != PaymentEventKind.Void && body.TryGetProperty("amount", out var given) && given.ValueKind != JsonValueKind.Null ? MoneyOf(body, "amount") : null;
        var reason = TextOf(body, "reason", "reason");
        if (refusals.Count > 0)
            return refusals;
        var canonical = JsonSerializer.Serialize(new { payment, kind = kind.ToString(), amount = amount is { } m ? new { currency = m.Currency, value = m.Value } : null, reason }, Canonical);
        return new PaymentChangeRequest(id, payment, kind, amount, reason, canonical);
    }

    private Guid IdOf(JsonElement body)
    {
        var id = Guid.Empty;
        if (TextOf(body, "id", "id", required: true) is { } text && !(text.Length == 36 && Guid.TryParseExact(text, "D", out id)))
            refusals.Add(new IdMalformed { Field = "id" });
        return id;
    }

    private Outcome<PaymentRequest> ReadBody(JsonElement body)
    {
        RefuseOthers(body, "", Fields);
        var id = IdOf(body);
        var stall = TextOf(body, "stall", "stall", required: true);
        var amount = MoneyOf(body, "amount");
        var tenders = TendersOf(body);
        var capture = !body.TryGetProperty("capture", out var flag) || FlagOf(flag);
        var time = TimeOf(body);
        if (refusals.Count > 0)
            return refusals;
        var canonical = JsonSerializer.Serialize(
            new
            {
                stall,
                amount = new { currency = amount!.Value.Currency, value = amount.Value.Value },
                tenders = tenders.Select(t => new { type = PaymentRules.CodeOf(t.Kind), currency = t.Amount.Currency, value = t.Amount.Value, t.Acquirer, t.ApprovalNumber, t.MaskedPan }),
                capture,
                terminalTime = time?.ToString("O", CultureInfo.InvariantCulture),
            },
            Canonical);
        return new PaymentRequest(id, stall!, amount.Value, tenders, capture, time, canonical);
    }

    private List<TenderRequest> TendersOf(JsonElement body)
    {
        var tenders = new List<TenderRequest>();
        if (!body.TryGetProperty("tenders", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            refusals.Add(new FieldMalformed { Field = "tenders" });
            return tenders;
        }

        foreach (var (place, tender) in list.EnumerateArray().Take(PaymentRules.MostTenders + 1).Index())
        {
            var field = $"tenders[{place}]";
            if (tender.ValueKind != JsonValueKind.Object)
            {
                refusals.Add(new FieldMalformed { Field = field });
                continue;
            }

            RefuseOthers(tender, field + ".", TenderFields);
            var kind = TenderKind.Cash;
            if (TextOf(tender, "type", field + ".type", required: true) is { } type && !Kinds.TryGetValue(type, out kind))
                refusals.Add(new FieldMalformed { Field = field + ".type" });
            if (MoneyOf(tender, field + ".amount") is { } money)
                tenders.Add(new TenderRequest(field, kind, money, TextOf(tender, "acquirer", field + ".acquirer"), TextOf(tender, "approvalNumber", field + ".approvalNumber"), TextOf(tender, "maskedPan", field + ".maskedPan")));
        }

        return tenders;
    }

    private Money? MoneyOf(JsonElement owner, string field)
    {
        if (!owner.TryGetProperty("amount", out var money) || money.ValueKind != JsonValueKind.Object)
        {
            refusals.Add(new FieldMalformed { Field = field });
            return null;
        }

        var currency = TextOf(money, "currency", field + ".currency", required: true);
        if (currency is not null && !Iso4217.IsKnown(currency))
            refusals.Add(new PaymentCurrencyUnknown { Field = field + ".currency" });
        var value = 0L;
        var whole = money.TryGetProperty("value", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out value);
        if (!whole)
            refusals.Add(new PaymentAmountOutOfRange(Payment.MostAmount) { Field = field + ".value" });
        return whole && currency is not null && Iso4217.IsKnown(currency) ? new Money(currency, value) : null;
    }

    private DateTime? TimeOf(JsonElement body)
    {
        if (TextOf(body, "terminalTime", "terminalTime") is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return UtcMicroseconds.Cut(time.UtcDateTime);
        refusals.Add(new FieldMalformed { Field = "terminalTime" });
        return null;
    }

    private bool FlagOf(JsonElement flag)
    {
        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            refusals.Add(new FieldMalformed { Field = "capture" });
        return flag.ValueKind != JsonValueKind.False;
    }

    private string? TextOf(JsonElement owner, string name, string field, bool required = false)
    {
        if (!owner.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required)
                refusals.Add(new TextMissing { Field = field });
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? JsonFields.StringOf(value) : null;
        if (text is null || text.Contains('\0', StringComparison.Ordinal))
            refusals.Add(value.ValueKind == JsonValueKind.String ? new TextNotAllowed { Field = field } : (Refusal)new FieldMalformed { Field = field });
        return text;
    }

    private void RefuseOthers(JsonElement owner, string path, string[] known) =>
        refusals.AddRange(owner.EnumerateObject().Where(p => !known.Contains(p.Name)).Take(5).Select(p => new FieldUnknown(p.Name) { Field = path + p.Name }));
}
