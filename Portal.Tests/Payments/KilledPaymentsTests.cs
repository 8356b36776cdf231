using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;
using Portal.Tests.Commands;
using Portal.Tests.Storage;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>
/// The executable is killed while 16 tills pay. What was acknowledged is there as it was acknowledged; nothing is there by half; what a till sends again is not paid twice.
/// How many rounds is said by <c>PORTAL_KILL_ROUNDS</c>, see <c>eng/kill.sh</c>.
/// </summary>
public sealed class KilledPaymentsTests
{
    private const int Tills = 16;

    /// <summary>As many are acknowledged before the process is killed, and up to as many more.</summary>
    private const int FewestBeforeKill = 20;

    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("PORTAL_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 5;

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Payments_ProcessKilledUnderLoad_LosesDoublesAndHalvesNone(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Template.Demo);
        await using var portal = new PortalProcess(database);
        var key = (await portal.DoAsync("api-key", "create", "--name", "till", "--role", "terminal")).TrimEnd().Split('\n')[^1];
        List<SentPayment> all = [], last = [];
        for (var round = 0; round <= Rounds; round++)
        {
            await ServeAsync(portal, key);
            await Parallel.ForEachAsync(last, new ParallelOptions { MaxDegreeOfParallelism = Tills }, async (payment, _) => await AssertSentAgainAsync(portal.Http, payment));
            last = round == Rounds ? [] : [.. await PayUntilKilledAsync(portal)];
            all.AddRange(last);
        }

        await portal.KillAsync();
        Assert.True(all.Count(p => p.Acknowledged is not null) >= Rounds * FewestBeforeKill);
        await using (var db = database.Open())
            await AssertWholeAsync(db, all);
        await portal.DoAsync("verify");
    }

    private static async Task ServeAsync(PortalProcess portal, string key)
    {
        await portal.ServeAsync();
        portal.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Tills pay until the process, killed after a number of acknowledged payments that differs from round to round, answers no more.</summary>
    private static async Task<IReadOnlyCollection<SentPayment>> PayUntilKilledAsync(PortalProcess portal)
    {
        var (sent, enough, goal) = (new ConcurrentBag<SentPayment>(), new TaskCompletionSource(), FewestBeforeKill + Random.Shared.Next(FewestBeforeKill));
        var acknowledged = 0;
        var tills = Enumerable.Range(0, Tills).Select(_ => Task.Run(async () =>
        {
            while (await PayAsync(portal.Http) is var payment)
            {
                sent.Add(payment);
                if (payment.Acknowledged is null)
                    return;
                if (Interlocked.Increment(ref acknowledged) == goal)
                    enough.SetResult();
            }
        })).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await portal.KillAsync();
        await Task.WhenAll(tills);
        return sent;
    }

    private static async Task<SentPayment> PayAsync(HttpClient http)
    {
        var id = Guid.NewGuid();
        var body = Body(id, Random.Shared.Next(1, 10_000));
        try
        {
            var answer = await SendAsync(http, body);
            Assert.Equal(HttpStatusCode.Created, answer.Status);
            return new SentPayment(id, body, answer.Body.ToString());
        }
        catch (HttpRequestException ended)
        {
            Assert.NotNull(ended.Message);
            return new SentPayment(id, body, null);
        }
    }

    /// <summary>What was acknowledged is answered as it was the first time; what was not is now, once.</summary>
    private static async Task AssertSentAgainAsync(HttpClient http, SentPayment payment)
    {
        var again = await SendAsync(http, payment.Body);
        Assert.Contains(again.Status, payment.Acknowledged is null ? [HttpStatusCode.Created, HttpStatusCode.OK] : (HttpStatusCode[])[HttpStatusCode.OK]);
        Assert.Equal(payment.Acknowledged ?? again.Body.ToString(), again.Body.ToString());
        Assert.Equal("captured", again.Text("status"));
    }

    /// <summary>Every payment that was sent is there once, with its posting, its tender and the transfer of the same amount; and there is nothing else.</summary>
    private static async Task AssertWholeAsync(PortalDbContext db, List<SentPayment> sent)
    {
        var ids = sent.Select(p => p.Id).ToHashSet();
        var payments = await db.Payments.AsNoTracking().Select(p => new { p.Id, p.Uid, p.Amount, p.ApiKeyId }).ToListAsync();
        var ours = payments.Where(p => ids.Contains(p.Uid)).ToList();
        Assert.Equal(ids.Order(), ours.Select(p => p.Uid).Order());
        Assert.Equal(ours.Count, payments.Count(p => p.ApiKeyId == ours[0].ApiKeyId));
        var postings = await db.LedgerPostings.AsNoTracking().ToDictionaryAsync(p => p.Id, p => (p.Uid, p.Lines));
        var tenders = (await db.PaymentTenders.AsNoTracking().Select(t => new { t.PaymentId, t.Amount, t.TransferId }).ToListAsync()).ToLookup(t => t.PaymentId);
        var transfers = await db.Transfers.AsNoTracking().ToDictionaryAsync(t => t.Id, t => (t.PostingId, t.Amount));
        Assert.All(ours, p =>
        {
            Assert.Equal((p.Uid, 1), postings[p.Id]);
            var tender = Assert.Single(tenders[p.Id]);
            Assert.Equal(p.Amount, tender.Amount);
            Assert.Equal((p.Id, p.Amount), transfers[tender.TransferId!.Value]);
        });
        Assert.Equal(postings.Sum(p => p.Value.Lines), transfers.Count);
    }

    /// <summary>A payment as a till sent it.</summary>
    /// <param name="Acknowledged">What was answered; null when the connection ended first.</param>
    private sealed record SentPayment(Guid Id, string Body, string? Acknowledged);
}
