using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain;
using Portal.Domain.Payments;
using Portal.Domain.Storage;

namespace Portal.Api;

/// <summary>Reads a JSON body property by property, each by its place, so that a refusal names it.</summary>
internal abstract class BodyReading
{
    protected static readonly JsonSerializerOptions Canonical = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected List<Refusal> Refusals { get; } = [];

    /// <summary>The client-made id; a UUID in its usual form of 36 characters.</summary>
    protected Guid IdOf(JsonElement body, string field = "id")
    {
        var id = Guid.Empty;
        if (TextOf(body, field, field, required: true) is { } text && !(text.Length == 36 && Guid.TryParseExact(text, "D", out id)))
            Refusals.Add(new IdMalformed { Field = field });
        return id;
    }

    protected Money? MoneyOf(JsonElement owner, string field)
    {
        if (!owner.TryGetProperty("amount", out var money) || money.ValueKind != JsonValueKind.Object)
        {
            Refusals.Add(new FieldMalformed { Field = field });
            return null;
        }

        var currency = TextOf(money, "currency", field + ".currency", required: true);
        if (currency is not null && !Iso4217.IsKnown(currency))
            Refusals.Add(new PaymentCurrencyUnknown { Field = field + ".currency" });
        var value = 0L;
        var whole = money.TryGetProperty("value", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out value);
        if (!whole)
            Refusals.Add(new PaymentAmountOutOfRange(Payment.MostAmount) { Field = field + ".value" });
        return whole && currency is not null && Iso4217.IsKnown(currency) ? new Money(currency, value) : null;
    }

    protected DateTime? TimeOf(JsonElement body, string field)
    {
        if (TextOf(body, field, field) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return UtcMicroseconds.Cut(time.UtcDateTime);
        Refusals.Add(new FieldMalformed { Field = field });
        return null;
    }

    /// <summary>True or false; what stands for an absent one otherwise.</summary>
    protected bool FlagOf(JsonElement body, string field, bool absent)
    {
        if (!body.TryGetProperty(field, out var flag) || flag.ValueKind == JsonValueKind.Null)
            return absent;
        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Refusals.Add(new FieldMalformed { Field = field });
        return flag.ValueKind == JsonValueKind.True;
    }

    protected string? TextOf(JsonElement owner, string name, string field, bool required = false)
    {
        if (!owner.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required)
                Refusals.Add(new TextMissing { Field = field });
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? JsonFields.StringOf(value) : null;
        if (text is null || text.Contains('\0', StringComparison.Ordinal))
            Refusals.Add(value.ValueKind == JsonValueKind.String ? new TextNotAllowed { Field = field } : (Refusal)new FieldMalformed { Field = field });
        return text;
    }

    protected void RefuseOthers(JsonElement owner, string path, string[] known) =>
        Refusals.AddRange(owner.EnumerateObject().Where(p => !known.Contains(p.Name)).Take(5).Select(p => new FieldUnknown(p.Name) { Field = path + p.Name }));
}
