using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Webhooks;
using Portal.Tests.Hosting;
using static Portal.Tests.Payments.Till;

namespace Portal.Tests.Payments;

/// <summary>Partners are told of payments, signed, until they have taken it.</summary>
public sealed class WebhookTests
{
    private static readonly Actor Actor = Make.Actor();

    [Fact]
    public async Task Payment_OfAnEndpointsMarket_IsToldSignedUntilItIsTaken()
    {
        await using var host = await PayingHost.StartAsync();
        await using var partner = await Partner.StartAsync(refusals: 2);
        var created = (await host.Services.GetRequiredService<WebhookService>().CreateAsync(Actor, new NewWebhook("회계", partner.Address, "SB", WebhookTopics.Payments | WebhookTopics.Refunds))).Value;
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        var (id, refund) = (Guid.NewGuid(), Guid.NewGuid());

        await SendAsync(terminal, Body(id, 5_000));
        await SendAsync(terminal, $$"""{"id":"{{refund}}","amount":{{Won(1_000)}}}""", $"{PaymentsPath}/{id}/refunds");
        await UntilAsync(host, () => partner.Taken.Count >= 2);

        var bodies = partner.Taken.Select(t => t.Body).ToList();
        Assert.Contains(bodies, b => b.Contains("\"payment.captured\"", StringComparison.Ordinal) && b.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.Contains(bodies, b => b.Contains("\"refund.done\"", StringComparison.Ordinal) && b.Contains(refund.ToString(), StringComparison.Ordinal));
        Assert.All(partner.Taken, t => Assert.Equal(t.Signature, WebhookDispatch.Sign(created.Secret, long.Parse(t.Signature[2..t.Signature.IndexOf(',', StringComparison.Ordinal)], null), t.Body)));
        await using var db = host.Database.Open();
        await UntilAsync(host, () => !db.WebhookDeliveries.Any(d => d.State != DeliveryState.Delivered));
        Assert.Contains(await db.WebhookDeliveries.ToListAsync(), d => d.Tries > 1);
    }

    [Fact]
    public async Task Endpoint_OfAnotherMarketOrDisabled_IsToldNothing()
    {
        await using var host = await PayingHost.StartAsync();
        var service = host.Services.GetRequiredService<WebhookService>();
        _ = (await service.CreateAsync(Actor, new NewWebhook("다른 시장", "https://partner.invalid/a", "SC", WebhookTopics.Payments))).Value;
        var off = (await service.CreateAsync(Actor, new NewWebhook("꺼짐", "https://partner.invalid/b", null, WebhookTopics.Payments))).Value;
        Assert.True((await service.SetEnabledAsync(Actor, off.Id, enabled: false)).Ok);
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));

        await SendAsync(terminal, Body(Guid.NewGuid(), 5_000));
        await host.Services.GetRequiredService<WebhookDispatch>().RunAsync();

        await using var db = host.Database.Open();
        Assert.Equal((0, 0), (await db.WebhookEvents.CountAsync(), await db.WebhookDeliveries.CountAsync()));
    }

    [Fact]
    public async Task Delivery_NotTakenForADay_IsGivenUpAndCanBeSentAgain()
    {
        await using var host = await PayingHost.StartAsync();
        await using var partner = await Partner.StartAsync(refusals: int.MaxValue);
        var service = host.Services.GetRequiredService<WebhookService>();
        var endpoint = (await service.CreateAsync(Actor, new NewWebhook("회계", partner.Address, null, WebhookTopics.Payments))).Value;
        using var terminal = host.NewClient("ko", await host.AddKeyAsync(Role.Terminal));
        await SendAsync(terminal, Body(Guid.NewGuid(), 5_000));
        await using var db = host.Database.Open();
        await UntilAsync(host, () => db.WebhookDeliveries.Any(d => d.Tries > 0));

        host.Time.Advance(WebhookDispatch.GivesUp);
        await UntilAsync(host, () => db.WebhookDeliveries.Any(d => d.State == DeliveryState.Failed));
        partner.Refusals = 0;
        var failed = (await service.DeliveriesAsync(Actor, endpoint.Id)).Value.Single();
        Assert.True((await service.ReplayAsync(Actor, failed.Id)).Ok);
        await UntilAsync(host, () => partner.Taken.Count == 1);

        Assert.Equal(503, failed.LastStatus);
    }

    [Theory]
    [InlineData("http://partner.example/hook")]
    [InlineData("ftp://partner.example")]
    [InlineData("https://user:pw@partner.example")]
    [InlineData("partner")]
    public async Task Create_AddressThatIsNotSafe_IsRefused(string url)
    {
        await using var host = await PayingHost.StartAsync();
        var made = await host.Services.GetRequiredService<WebhookService>().CreateAsync(Actor, new NewWebhook("회계", url, null, WebhookTopics.Payments));
        Assert.Equal(("webhook_url_malformed", "url"), (made.Refusal!.Code, made.Refusal.Field));
    }

    /// <summary>Lets the portal's clock run, and its sending with it, until a condition holds.</summary>
    private static async Task UntilAsync(PortalHost host, Func<bool> holds)
    {
        var dispatch = host.Services.GetRequiredService<WebhookDispatch>();
        for (var i = 0; i < 600 && !holds(); i++)
        {
            await dispatch.RunAsync();
            host.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.True(holds());
    }

    /// <summary>A partner's system, which refuses the first messages.</summary>
    private sealed class Partner(WebApplication app) : IAsyncDisposable
    {
        private int refused;

        public ConcurrentQueue<(string Body, string Signature)> Taken { get; } = new();

        public int Refusals { get; set; }

        public string Address => app.Urls.Single() + "/hook";

        public static async Task<Partner> StartAsync(int refusals)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var partner = new Partner(builder.Build()) { Refusals = refusals };
            partner.Map();
            await partner.StartAsync();
            return partner;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task StartAsync() => app.StartAsync();

        private void Map() => app.MapPost("/hook", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            if (Interlocked.Increment(ref refused) <= Refusals)
                return Results.StatusCode((int)HttpStatusCode.ServiceUnavailable);
            Taken.Enqueue((body, context.Request.Headers[WebhookDispatch.SignatureHeader].ToString()));
            return Results.Ok();
        });
    }
}
