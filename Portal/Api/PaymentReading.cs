using System.Globalization;
using System.Text.Json;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Payments;

namespace Portal.Api;

/// <summary>Reads the bodies of payments and of what is done to them.</summary>
internal sealed class PaymentReading : BodyReading
{
    private const int QuantityDigits = 3;

    private static readonly Dictionary<string, TenderKind> Kinds = Enum.GetValues<TenderKind>().ToDictionary(PaymentRules.CodeOf);

    private static readonly Dictionary<string, CashReceiptPurpose> Purposes = Enum.GetValues<CashReceiptPurpose>().ToDictionary(p => JsonNamingPolicy.KebabCaseLower.ConvertName(p.ToString()));

    private static readonly string[] Fields = ["id", "stall", "amount", "tenders", "lines", "cashReceipt", "capture", "terminalTime"];

    private static readonly string[] RefundFields = ["id", "amount", "reason", "approvalNumber"];

    private static readonly string[] CaptureFields = ["id", "amount", "reason"];

    private static readonly string[] VoidFields = ["id", "reason"];

    private static readonly string[] TenderFields = ["type", "amount", "acquirer", "approvalNumber", "maskedPan", "token", "card", "serial", "pin"];

    private static readonly string[] LineFields = ["item", "quantity", "unit", "unitPrice", "amount", "lot"];

    private static readonly string[] ReceiptFields = ["number", "purpose"];

    public static string CodeOf(PaymentStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>The request of a JSON object, or each field that is not as it must be.</summary>
    public static Outcome<PaymentRequest> Read(JsonElement body) => new PaymentReading().ReadBody(body);

    /// <summary>A capture, void or refund of a payment.</summary>
    public static Outcome<PaymentChangeRequest> ReadChange(JsonElement body, Guid payment, PaymentEventKind kind) => new PaymentReading().ReadChangeBody(body, payment, kind);

    /// <summary>The id of a reversal.</summary>
    public static Outcome<Guid> ReadReversal(JsonElement body)
    {
        var reading = new PaymentReading();
        reading.RefuseOthers(body, "", VoidFields);
        var id = reading.IdOf(body);
        return reading.Refusals.Count > 0 ? reading.Refusals : id;
    }

    private Outcome<PaymentChangeRequest> ReadChangeBody(JsonElement body, Guid payment, PaymentEventKind kind)
    {
        RefuseOthers(body, "", kind switch { PaymentEventKind.Void => VoidFields, PaymentEventKind.Refund => RefundFields, _ => CaptureFields });
        var id = IdOf(body);
        var amount = kind != PaymentEventKind.Void && body.TryGetProperty("amount", out var given) && given.ValueKind != JsonValueKind.Null ? MoneyOf(body, "amount") : null;
        var reason = TextOf(body, "reason", "reason");
        var approval = TextOf(body, "approvalNumber", "approvalNumber");
        if (Refusals.Count > 0)
            return Refusals;
        var canonical = JsonSerializer.Serialize(new { payment, kind = kind.ToString(), amount = amount is { } m ? new { currency = m.Currency, value = m.Value } : null, reason, approvalNumber = approval }, Canonical);
        return new PaymentChangeRequest(id, payment, kind, amount, reason, canonical, approval);
    }

    private Outcome<PaymentRequest> ReadBody(JsonElement body)
    {
        RefuseOthers(body, "", Fields);
        var id = IdOf(body);
        var stall = TextOf(body, "stall", "stall", required: true);
        var amount = MoneyOf(body, "amount");
        var tenders = ListOf(body, "tenders", PaymentRules.MostTenders, required: true, TenderOf);
        var lines = ListOf(body, "lines", PaymentRules.MostLines, required: false, LineOf);
        var receipt = CashReceiptOf(body);
        var capture = FlagOf(body, "capture", absent: true);
        var time = TimeOf(body, "terminalTime");
        if (Refusals.Count > 0)
            return Refusals;
        var canonical = JsonSerializer.Serialize(
            new
            {
                stall,
                amount = new { currency = amount!.Value.Currency, value = amount.Value.Value },
                tenders = tenders.Select(t => new { type = PaymentRules.CodeOf(t.Kind), currency = t.Amount.Currency, value = t.Amount.Value, t.Acquirer, t.ApprovalNumber, t.MaskedPan, token = Trace(t.Token), card = Trace(t.Card), t.Serial, pin = Trace(t.Pin) }),
                lines = lines.Count == 0 ? null : lines.Select(l => new { l.Item, l.Quantity, l.Unit, l.UnitPrice, l.Amount, l.Lot }),
                cashReceipt = receipt is null ? null : new { number = Trace(receipt.Number), purpose = receipt.Purpose.ToString() },
                capture,
                terminalTime = time?.ToString("O", CultureInfo.InvariantCulture),
            },
            Canonical);
        return new PaymentRequest(id, stall!, amount.Value, tenders, capture, time, canonical) { Lines = lines, CashReceipt = receipt };
    }

    /// <summary>Enough of a secret to tell it from another when the request comes again; the secret itself is never kept.</summary>
    private static string? Trace(string? secret) => secret is null ? null : Convert.ToHexStringLower(OneTimeSecret.Hash(secret).AsSpan(0, 8));

    private List<T> ListOf<T>(JsonElement body, string name, int most, bool required, Func<JsonElement, string, T?> read)
        where T : class
    {
        var items = new List<T>();
        if (!body.TryGetProperty(name, out var list) || (!required && list.ValueKind == JsonValueKind.Null))
        {
            if (required)
                Refusals.Add(new FieldMalformed { Field = name });
            return items;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Refusals.Add(new FieldMalformed { Field = name });
            return items;
        }

        foreach (var (place, item) in list.EnumerateArray().Take(most + 1).Index())
        {
            var field = $"{name}[{place}]";
            if (item.ValueKind != JsonValueKind.Object)
                Refusals.Add(new FieldMalformed { Field = field });
            else if (read(item, field) is { } value)
                items.Add(value);
        }

        return items;
    }

    private TenderRequest? TenderOf(JsonElement tender, string field)
    {
        RefuseOthers(tender, field + ".", TenderFields);
        var kind = TenderKind.Cash;
        if (TextOf(tender, "type", field + ".type", required: true) is { } type && !Kinds.TryGetValue(type, out kind))
            Refusals.Add(new FieldMalformed { Field = field + ".type" });
        return MoneyOf(tender, field + ".amount") is { } money
            ? new TenderRequest(
                field, kind, money, TextOf(tender, "acquirer", field + ".acquirer"), TextOf(tender, "approvalNumber", field + ".approvalNumber"), TextOf(tender, "maskedPan", field + ".maskedPan"),
                TextOf(tender, "token", field + ".token"), TextOf(tender, "card", field + ".card"))
            {
                Serial = TextOf(tender, "serial", field + ".serial"),
                Pin = TextOf(tender, "pin", field + ".pin"),
            }
            : null;
    }

    private LineRequest? LineOf(JsonElement line, string field)
    {
        RefuseOthers(line, field + ".", LineFields);
        var item = TextOf(line, "item", field + ".item", required: true);
        var (quantity, amount) = (ThousandthsOf(line, field), WholeOf(line, "amount", field, required: true));
        var price = WholeOf(line, "unitPrice", field, required: false);
        return item is null || quantity is null || amount is null ? null
            : new LineRequest(field, item, quantity.Value, TextOf(line, "unit", field + ".unit"), price, amount.Value, TextOf(line, "lot", field + ".lot"));
    }

    /// <summary>A quantity with at most three decimals, in thousandths; 1 when there is none.</summary>
    private long? ThousandthsOf(JsonElement line, string field)
    {
        if (!line.TryGetProperty("quantity", out var number) || number.ValueKind == JsonValueKind.Null)
            return 1_000;
        if (number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out var value) && Math.Abs(value) < 1_000_000 && decimal.Round(value, QuantityDigits) == value)
            return (long)(value * 1_000);
        Refusals.Add(new LineFigureOutOfRange { Field = field + ".quantity" });
        return null;
    }

    private long? WholeOf(JsonElement line, string name, string field, bool required)
    {
        if (!line.TryGetProperty(name, out var number) || number.ValueKind == JsonValueKind.Null)
        {
            if (required)
                Refusals.Add(new TextMissing { Field = field + "." + name });
            return null;
        }

        if (number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value))
            return value;
        Refusals.Add(new LineFigureOutOfRange { Field = field + "." + name });
        return null;
    }

    private CashReceiptRequest? CashReceiptOf(JsonElement body)
    {
        if (!body.TryGetProperty("cashReceipt", out var receipt) || receipt.ValueKind == JsonValueKind.Null)
            return null;
        if (receipt.ValueKind != JsonValueKind.Object)
        {
            Refusals.Add(new FieldMalformed { Field = "cashReceipt" });
            return null;
        }

        RefuseOthers(receipt, "cashReceipt.", ReceiptFields);
        var purpose = CashReceiptPurpose.IncomeDeduction;
        if (TextOf(receipt, "purpose", "cashReceipt.purpose", required: true) is { } text && !Purposes.TryGetValue(text, out purpose))
            Refusals.Add(new FieldMalformed { Field = "cashReceipt.purpose" });
        return TextOf(receipt, "number", "cashReceipt.number", required: true) is { } number
            ? new CashReceiptRequest(string.Concat(number.Where(c => c is not ('-' or ' '))), purpose) : null;
    }
}
