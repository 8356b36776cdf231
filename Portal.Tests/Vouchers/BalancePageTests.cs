using System.Net;
using System.Text.RegularExpressions;
using Portal.Access;
using Portal.Domain.Vouchers;
using Portal.Tests.Hosting;

namespace Portal.Tests.Vouchers;

/// <summary>The balance of a voucher for whoever holds it: the same answer to every guess, and not many of them.</summary>
public sealed partial class BalancePageTests
{
    [Fact]
    public async Task Balance_OfGuesses_IsOneAnswerUntilThereAreTooMany()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (sold, stock) = ((await desk.PrintAndSellAsync(VoucherKind.Card, 10_000, 1))[0], (await desk.PrintAsync(VoucherKind.Card, 10_000, 1))[0]);
        await desk.PayAsync(sold, 4_000);
        var balances = desk.Get<VoucherBalances>();
        var balance = VoucherDesk.Done(await balances.FindAsync(sold.Token));
        Assert.Equal((10_000L, 6_000L, VoucherStanding.Partial), (balance.Face, balance.Left, balance.Standing));
        Assert.IsType<VoucherNotFound>((await balances.FindAsync(stock.Token)).Refusal);
        Assert.IsType<VoucherNotFound>((await balances.FindAsync(sold.Serial)).Refusal);
    }

    [Fact]
    public async Task Page_AskedTooOften_Answers429AndSaysTheSameOfEveryUnknownToken()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        var (answers, bodies) = (new List<HttpStatusCode>(), new HashSet<string>());
        // The first page gives the browser its cookies.
        using var first = await client.GetAsync(PortalUrls.Balance("first"));
        foreach (var guess in Enumerable.Range(0, ApiLimits.Looks + 1).Select(i => i switch { 0 => "short-guess", 1 => new string('A', 22), 2 => "DM-000000001-0", _ => Guid.NewGuid().ToString("N") }))
        {
            using var answer = await client.GetAsync(PortalUrls.Balance(guess));
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                bodies.Add(Changing().Replace((await answer.Content.ReadAsStringAsync()).Replace(guess, "", StringComparison.Ordinal), ""));
            else
                Assert.Equal(ApiLimits.GuessWindowSeconds, answer.Headers.RetryAfter?.ToString());
        }

        Assert.Equal(HttpStatusCode.NotFound, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Single(bodies);
    }

    /// <summary>What changes with every page: nonces and tokens against forged forms.</summary>
    [GeneratedRegex("nonce=\"[^\"]*\"|value=\"[^\"]{40,}\"|<!--.*?-->")]
    private static partial Regex Changing();
}
