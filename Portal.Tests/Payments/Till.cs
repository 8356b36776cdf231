using System.Net;
using System.Text;
using System.Text.Json;

namespace Portal.Tests.Payments;

/// <summary>An answer of the API. The code and the field are those of its first error.</summary>
internal sealed record TillAnswer(HttpStatusCode Status, JsonElement Body, string? Code, string? Field)
{
    /// <summary>A text of the body.</summary>
    public string? Text(string property) => (int)Status < 300 ? Body.GetProperty(property).GetString() : throw new InvalidOperationException(Body.ToString());

    /// <summary>Why a payment was declined.</summary>
    public string? Reason => Body.GetProperty("reason") is { ValueKind: JsonValueKind.Object } reason ? reason.GetProperty("code").GetString() : null;
}

/// <summary>What a till sends.</summary>
internal static class Till
{
    public const string PaymentsPath = "/api/v1/payments";

    /// <summary>An amount of won.</summary>
    public static string Won(long value) => $$"""{"currency":"KRW","value":{{value}}}""";

    /// <summary>A payment by one tender.</summary>
    /// <param name="tender">What the tender has beside its type and amount, as JSON properties.</param>
    /// <param name="more">What the payment has beside the usual, likewise.</param>
    public static string Body(Guid id, long value, string type = "cash", string tender = "", string more = "") =>
        $$"""{"id":"{{id}}","stall":"{{PayingHost.Stall}}","amount":{{Won(value)}},"tenders":[{"type":"{{type}}","amount":{{Won(value)}}{{Comma(tender)}}}]{{Comma(more)}},"capture":true}""";

    public static async Task<TillAnswer> SendAsync(HttpClient client, string body, string path = PaymentsPath)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content);
        return await ReadAsync(answer);
    }

    public static async Task<TillAnswer> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await ReadAsync(answer);
    }

    private static async Task<TillAnswer> ReadAsync(HttpResponseMessage answer)
    {
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var code = json.TryGetProperty("code", out var value) && !answer.IsSuccessStatusCode ? value.GetString() : null;
        var field = json.TryGetProperty("errors", out var errors) && errors[0].GetProperty("field") is { ValueKind: JsonValueKind.String } first ? first.GetString() : null;
        return new TillAnswer(answer.StatusCode, json, code, field);
    }

    private static string Comma(string properties) => properties.Length == 0 ? "" : "," + properties;
}
