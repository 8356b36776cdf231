using System.Text.Json;
using Portal.Domain;
using Portal.Domain.Wallets;

namespace Portal.Api;

/// <summary>Reads the bodies of wallets, top-ups and pay-outs.</summary>
internal sealed class WalletReading : BodyReading
{
    private static readonly string[] NewFields = ["id", "market", "identified", "reference"];
    private static readonly string[] TopUpFields = ["id", "amount", "source", "reference"];
    private static readonly string[] PayOutFields = ["id", "amount", "way", "reference", "close", "reason"];
    private static readonly Dictionary<string, TopUpSource> Sources = Enum.GetValues<TopUpSource>().ToDictionary(s => CodeOf(s));
    private static readonly Dictionary<string, PayOutWay> Ways = Enum.GetValues<PayOutWay>().ToDictionary(w => CodeOf(w));

    public static string CodeOf(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static Outcome<NewWallet> ReadNew(JsonElement body)
    {
        var reading = new WalletReading();
        reading.RefuseOthers(body, "", NewFields);
        var id = reading.IdOf(body);
        var market = reading.TextOf(body, "market", "market", required: true);
        var identified = reading.FlagOf(body, "identified", absent: false);
        var reference = reading.TextOf(body, "reference", "reference");
        return reading.Refusals.Count > 0 ? reading.Refusals : new NewWallet(id, market!, identified, reference);
    }

    public static Outcome<TopUpRequest> ReadTopUp(JsonElement body, Guid wallet)
    {
        var reading = new WalletReading();
        reading.RefuseOthers(body, "", TopUpFields);
        var id = reading.IdOf(body);
        var amount = reading.MoneyOf(body, "amount");
        var source = TopUpSource.Cash;
        if (reading.TextOf(body, "source", "source", required: true) is { } text && !Sources.TryGetValue(text, out source))
            reading.Refusals.Add(new FieldMalformed { Field = "source" });
        var reference = reading.TextOf(body, "reference", "reference");
        return reading.Refusals.Count > 0 ? reading.Refusals : new TopUpRequest(id, wallet, amount!.Value, source, reference);
    }

    /// <summary>A part that is paid out, or the closing: an amount with <c>close</c>, and a reason or a reference where none belongs, are refused.</summary>
    public static Outcome<PayOutReading> ReadPayOut(JsonElement body, Guid wallet)
    {
        var reading = new WalletReading();
        reading.RefuseOthers(body, "", PayOutFields);
        var id = reading.IdOf(body);
        var closes = reading.FlagOf(body, "close", absent: false);
        var unfit = closes ? ["amount", "reference"] : (string[])["reason"];
        reading.Refusals.AddRange(unfit.Where(field => body.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null).Select(field => new FieldMalformed { Field = field }));
        Money? amount = closes ? null : reading.MoneyOf(body, "amount");
        var way = PayOutWay.Cash;
        if (reading.TextOf(body, "way", "way", required: true) is { } text && !Ways.TryGetValue(text, out way))
            reading.Refusals.Add(new FieldMalformed { Field = "way" });
        var (reference, reason) = (reading.TextOf(body, "reference", "reference"), reading.TextOf(body, "reason", "reason", required: closes));
        if (reading.Refusals.Count > 0)
            return reading.Refusals;
        return closes ? new PayOutReading(null, new ClosingRequest(id, wallet, way, reason)) : new PayOutReading(new PayOutRequest(id, wallet, amount!.Value, way, reference), null);
    }
}

/// <summary>A body that asks for a pay-out: one of the two.</summary>
internal sealed record PayOutReading(PayOutRequest? Part, ClosingRequest? Closing);
