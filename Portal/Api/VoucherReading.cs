using System.Globalization;
using System.Text.Json;
using Portal.Domain;
using Portal.Domain.Payments;
using Portal.Domain.Vouchers;

namespace Portal.Api;

/// <summary>A bundle as a counter sends it whole.</summary>
internal sealed record PresentmentReading(NewPresentment Bundle, IReadOnlyList<PieceScan> Pieces);

/// <summary>Reads the bodies of vouchers.</summary>
internal sealed class VoucherReading : BodyReading
{
    private const int MostItems = 1_000;

    private static readonly string[] ProgrammeFields = ["code", "name", "issuer", "operator", "currency", "prefix", "timeZone"];
    private static readonly string[] RuleFields = ["subject", "from", "terms"];
    private static readonly string[] BatchFields = ["id", "programme", "kind", "items", "purpose", "office"];
    private static readonly string[] VerdictFields = ["decision", "comment", "contentHash"];
    private static readonly string[] SaleFields = ["id", "programme", "buyer", "items", "payment", "office", "wallet"];
    private static readonly string[] PresentmentFields = ["id", "programme", "vendor", "tokens", "serials", "slip", "office"];

    public static string CodeOf(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static Outcome<NewProgramme> ReadProgramme(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", ProgrammeFields);
        var name = reading.ObjectOf(body, "name", required: true);
        string? Of(string language) => name is { } n ? reading.TextOf(n, language, "name." + language) : null;
        var programme = new NewProgramme(
            reading.TextOf(body, "code", "code"), Of("ko"), Of("en"), Of("zh"), reading.TextOf(body, "issuer", "issuer"), reading.TextOf(body, "operator", "operator"), reading.TextOf(body, "currency", "currency"), reading.TextOf(body, "prefix", "prefix"),
            reading.TextOf(body, "timeZone", "timeZone"));
        return reading.Refusals.Count > 0 ? reading.Refusals : programme;
    }

    public static Outcome<ProposedRule> ReadRule(JsonElement body, string programme)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", RuleFields);
        var subject = reading.ChoiceOf<RuleSubject>(body, "subject");
        var from = reading.DateOf(body, "from");
        var terms = reading.ObjectOf(body, "terms", required: true);
        return reading.Refusals.Count > 0 ? reading.Refusals : new ProposedRule(programme, subject, from, terms!.Value.GetRawText());
    }

    public static Outcome<NewBatch> ReadBatch(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", BatchFields);
        var id = reading.IdOf(body);
        var programme = reading.TextOf(body, "programme", "programme", required: true);
        var kind = reading.ChoiceOf<VoucherKind>(body, "kind");
        var items = reading.ItemsOf(body, "items", reading.BatchItemOf);
        var batch = new NewBatch(id, programme, kind, items, reading.TextOf(body, "purpose", "purpose"), reading.TextOf(body, "office", "office"));
        return reading.Refusals.Count > 0 ? reading.Refusals : batch;
    }

    public static Outcome<BatchVerdict> ReadVerdict(JsonElement body, Guid batch)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", VerdictFields);
        var verdict = new BatchVerdict(batch, reading.ChoiceOf<BatchDecision>(body, "decision"), reading.TextOf(body, "comment", "comment"), reading.TextOf(body, "contentHash", "contentHash"));
        return reading.Refusals.Count > 0 ? reading.Refusals : verdict;
    }

    public static Outcome<Guid> ReadId(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", ["id"]);
        var id = reading.IdOf(body);
        return reading.Refusals.Count > 0 ? reading.Refusals : id;
    }

    /// <summary>The id of a print run, and in what form it is wanted; null for the usual one.</summary>
    public static Outcome<(Guid Id, PrintForm? Form)> ReadPrint(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", ["id", "form"]);
        var id = reading.IdOf(body);
        var form = body.TryGetProperty("form", out var asked) && asked.ValueKind != JsonValueKind.Null ? reading.ChoiceOf<PrintForm>(body, "form") : (PrintForm?)null;
        return reading.Refusals.Count > 0 ? reading.Refusals : (id, form);
    }

    public static Outcome<SaleRequest> ReadSale(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", SaleFields);
        var id = reading.IdOf(body);
        var programme = reading.TextOf(body, "programme", "programme", required: true);
        var (buyer, payment) = (reading.ObjectOf(body, "buyer", required: true), reading.ObjectOf(body, "payment", required: true));
        var kind = buyer is { } b ? reading.ChoiceOf<BuyerKind>(b, "type", "buyer.type") : default;
        var reference = buyer is { } who ? reading.TextOf(who, "reference", "buyer.reference", required: true) : null;
        var means = payment is { } p ? reading.ChoiceOf<PurchaseMeans>(p, "type", "payment.type") : default;
        var contact = buyer is { } told ? reading.TextOf(told, "contact", "buyer.contact") : null;
        var items = reading.ItemsOf(body, "items", reading.RangeOf);
        var sale = new SaleRequest(id, programme, kind, reference, items, means, reading.TextOf(body, "office", "office"), reading.TextOf(body, "wallet", "wallet"), contact);
        return reading.Refusals.Count > 0 ? reading.Refusals : sale;
    }

    public static Outcome<(Guid Id, string? Wallet)> ReadGift(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", ["id", "wallet"]);
        var gift = (reading.IdOf(body), reading.TextOf(body, "wallet", "wallet", required: true));
        return reading.Refusals.Count > 0 ? reading.Refusals : gift;
    }

    public static Outcome<(Guid Id, string? Reason)> ReadReplacement(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", ["id", "reason"]);
        var replacement = (reading.IdOf(body), reading.TextOf(body, "reason", "reason", required: true));
        return reading.Refusals.Count > 0 ? reading.Refusals : replacement;
    }

    public static Outcome<RefundPayout> ReadQuote(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", ["payout"]);
        var payout = body.TryGetProperty("payout", out _) ? reading.ChoiceOf<RefundPayout>(body, "payout") : RefundPayout.Cash;
        return reading.Refusals.Count > 0 ? reading.Refusals : payout;
    }

    public static Outcome<RefundConfirmation> ReadRefund(JsonElement body, string serial)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", ["id", "quote"]);
        var refund = new RefundConfirmation(reading.IdOf(body), serial, reading.IdOf(body, "quote"));
        return reading.Refusals.Count > 0 ? reading.Refusals : refund;
    }

    public static Outcome<string> ReadReason(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", ["reason"]);
        var reason = reading.TextOf(body, "reason", "reason", required: true);
        return reading.Refusals.Count > 0 ? reading.Refusals : reason!;
    }

    public static Outcome<PresentmentReading> ReadPresentment(JsonElement body)
    {
        var reading = new VoucherReading();
        reading.RefuseOthers(body, "", PresentmentFields);
        var id = reading.IdOf(body);
        var slip = reading.ObjectOf(body, "slip", required: false);
        var count = slip is { } s && s.TryGetProperty("count", out var number) && number.TryGetInt32(out var whole) ? whole : (int?)null;
        var sum = slip is { } of && of.TryGetProperty("amount", out _) ? reading.MoneyOf(of, "slip.amount")?.Value : null;
        var bundle = new NewPresentment(id, reading.TextOf(body, "programme", "programme"), reading.TextOf(body, "vendor", "vendor", required: true), count, sum, reading.TextOf(body, "office", "office"));
        var tokens = body.TryGetProperty("tokens", out _);
        if (tokens == body.TryGetProperty("serials", out _))
            reading.Refusals.Add(new FieldMalformed { Field = "tokens" });
        var pieces = reading.Refusals.Count > 0 ? [] : reading.ItemsOf(body, tokens ? "tokens" : "serials", (item, field) => reading.PieceOf(item, field));
        return reading.Refusals.Count > 0 ? reading.Refusals : new PresentmentReading(bundle, pieces);
    }

    private PieceScan? PieceOf(JsonElement item, string field)
    {
        if (item.ValueKind == JsonValueKind.String && JsonFields.StringOf(item) is { Length: > 0 and <= 200 } text)
            return new PieceScan(text);
        Refusals.Add(new FieldMalformed { Field = field });
        return null;
    }

    private BatchItem? BatchItemOf(JsonElement item, string field)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("faceValue", out var face) || face.ValueKind != JsonValueKind.Object)
        {
            Refusals.Add(new FieldMalformed { Field = field });
            return null;
        }

        RefuseOthers(item, field + ".", ["faceValue", "count"]);
        var money = FaceOf(face, field + ".faceValue");
        if (item.TryGetProperty("count", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var count) && money is { } value)
            return new BatchItem(value, count);
        if (money is not null)
            Refusals.Add(new BatchSizeOutOfRange(VoucherBatch.MostVouchers) { Field = field + ".count" });
        return null;
    }

    private Money? FaceOf(JsonElement face, string field)
    {
        var currency = TextOf(face, "currency", field + ".currency", required: true);
        if (currency is not null && !Iso4217.IsKnown(currency))
            Refusals.Add(new PaymentCurrencyUnknown { Field = field + ".currency" });
        if (face.TryGetProperty("value", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value))
            return Iso4217.IsKnown(currency) ? new Money(currency!, value) : null;
        Refusals.Add(new PaymentAmountOutOfRange(Payment.MostAmount) { Field = field + ".value" });
        return null;
    }

    private SerialRange? RangeOf(JsonElement item, string field)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            Refusals.Add(new FieldMalformed { Field = field });
            return null;
        }

        RefuseOthers(item, field + ".", ["serial", "from", "to"]);
        if (item.TryGetProperty("serial", out _))
            return new SerialRange(field, TextOf(item, "serial", field + ".serial", required: true));
        return new SerialRange(field, TextOf(item, "from", field + ".from", required: true), TextOf(item, "to", field + ".to", required: true));
    }

    private TEnum ChoiceOf<TEnum>(JsonElement owner, string name, string? field = null)
        where TEnum : struct, Enum
    {
        if (TextOf(owner, name, field ?? name, required: true) is { } text)
        {
            foreach (var value in Enum.GetValues<TEnum>().Where(v => CodeOf(v) == text))
                return value;
            Refusals.Add(new FieldMalformed { Field = field ?? name });
        }

        return default;
    }

    private DateOnly DateOf(JsonElement body, string field)
    {
        if (TextOf(body, field, field, required: true) is not { } text)
            return default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Refusals.Add(new FieldMalformed { Field = field });
        return date;
    }

    private JsonElement? ObjectOf(JsonElement body, string name, bool required)
    {
        if (body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object)
            return value;
        if (required || (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)))
            Refusals.Add(new FieldMalformed { Field = name });
        return null;
    }

    private List<T> ItemsOf<T>(JsonElement body, string name, Func<JsonElement, string, T?> read)
        where T : class
    {
        var items = new List<T>();
        if (!body.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostItems)
        {
            Refusals.Add(new FieldMalformed { Field = name });
            return items;
        }

        foreach (var (place, item) in list.EnumerateArray().Index())
        {
            if (read(item, $"{name}[{place}]") is { } value)
                items.Add(value);
        }

        return items;
    }
}
