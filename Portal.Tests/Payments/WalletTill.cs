using System.Net;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>What an issuer's system sends about wallets, and a till that takes them.</summary>
internal static class WalletTill
{
    public const string Wallets = "/api/v1/wallets";

    public static string New(Guid id) => $$"""{"id":"{{id}}","market":"SB","identified":false}""";

    public static string Pay(long value, string token, Guid? id = null) => Body(id ?? Guid.NewGuid(), value, "wallet", $"\"token\":\"{token}\"");

    public static long Balance(TillAnswer wallet) => wallet.Body.GetProperty("balance").GetProperty("value").GetInt64();

    public static async Task<Guid> OpenAsync(HttpClient issuer, long value)
    {
        var id = Guid.NewGuid();
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(issuer, New(id), Wallets)).Status);
        if (value > 0)
            Assert.Equal(HttpStatusCode.Created, (await TopUpAsync(issuer, id, value, Guid.NewGuid())).Status);
        return id;
    }

    public static Task<TillAnswer> TopUpAsync(HttpClient issuer, Guid wallet, long value, Guid id) =>
        SendAsync(issuer, $$"""{"id":"{{id}}","amount":{{Won(value)}},"source":"cash"}""", $"{Wallets}/{wallet}/top-ups");

    public static async Task<string> TokenAsync(HttpClient issuer, Guid wallet) => (await SendAsync(issuer, "{}", $"{Wallets}/{wallet}/tokens")).Text("token")!;
}
