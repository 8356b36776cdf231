using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Tests.Hosting;

namespace Portal.Tests.Access;

public sealed class ApiKeyTests
{
    private const string Me = "/api/v1/me";

    [Fact]
    public async Task Api_WithoutKey_Answers401AsProblem()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = host.NewClient();
        foreach (var path in (string[])[Me, "/api/v1/nowhere"])
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("unauthorized", await CodeAsync(answer));
        }
    }

    [Fact]
    public async Task Api_CookieOfAPerson_OpensNothing()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = await host.SignInAsync(Role.Administrator);
        using var answer = await client.GetAsync(Me);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Api_Forbidden_Answers403AsProblem()
    {
        await using var host = await PortalHost.StartAsync();
        var context = new DefaultHttpContext { RequestServices = host.Services, Request = { Path = "/api/v1/users" }, Response = { Body = new MemoryStream() } };
        await context.ForbidAsync();
        Assert.Equal(StatusCodes.Status403Forbidden, context.Response.StatusCode);
        Assert.Equal("application/problem+json", context.Response.ContentType);
    }

    [Fact]
    public async Task Api_Key_WorksUntilRevoked()
    {
        await using var host = await PortalHost.StartAsync();
        var keys = host.Services.GetRequiredService<ApiKeys>();
        var made = (await keys.CreateAsync(Make.Actor(), new NewApiKey("단말기 1", new Grant(Role.Terminal, ScopeKind.All)))).Value;
        Assert.Matches("^pk_[A-Za-z0-9_-]{43}$", made.Key);
        using var client = host.NewClient(apiKey: made.Key);
        using (var answer = await client.GetAsync(Me))
            Assert.Contains("\"role\":\"terminal\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var missing = await client.GetAsync("/api/v1/nowhere"))
            Assert.Equal("not_found", await CodeAsync(missing));
        await keys.FlushAsync();
        await using (var db = host.Database.Open())
        {
            var row = await db.ApiKeys.SingleAsync();
            Assert.NotNull(row.LastUsedAt);
            Assert.True((await db.Users.SingleAsync(u => u.Id == row.OwnerId)).IsService);
            Assert.DoesNotContain(await db.AuditEntries.Select(a => a.Changes).ToListAsync(), c => c.Contains(Convert.ToBase64String(row.Hash), StringComparison.Ordinal));
        }

        Assert.True((await keys.RevokeAsync(Make.Actor(), made.Row.Id)).Ok);
        using var refused = await client.GetAsync(Me);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Api_KeyOfAPersonWhoLostTheRole_IsRefused()
    {
        await using var host = await PortalHost.StartAsync();
        var user = await host.AddUserAsync(Role.MarketManager);
        var keys = host.Services.GetRequiredService<ApiKeys>();
        Assert.IsType<OwnerLacksRole>((await keys.CreateAsync(Make.Actor(), new NewApiKey("k", new Grant(Role.Auditor, ScopeKind.All), user.Id))).Refusal);
        var key = (await keys.CreateAsync(Make.Actor(), new NewApiKey("k", new Grant(Role.MarketManager, ScopeKind.All), user.Id))).Value.Key;
        Assert.NotNull(await keys.UseAsync(key));
        await host.Services.GetRequiredService<Users>().SetRolesAsync(Make.Actor(), user.Id, [new Grant(Role.Auditor, ScopeKind.All)]);
        Assert.Null(await keys.UseAsync(key));
    }

    [Fact]
    public async Task Api_FasterThanItsRate_Answers429()
    {
        await using var host = await PortalHost.StartAsync(settings: ("Api:RatePerSecond", "3"));
        using var slow = host.NewClient(apiKey: await host.AddKeyAsync(Role.Terminal));
        using var fast = host.NewClient(apiKey: await host.AddKeyAsync(Role.Terminal, rate: 1000));
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => slow.GetAsync(Me)));
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        Assert.Equal("rate_exceeded", await CodeAsync(refused));
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => fast.GetAsync(Me))), a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
    }

    [Fact]
    public async Task Api_ManyWrongKeys_AreLimitedApart()
    {
        await using var host = await PortalHost.StartAsync();
        using var good = host.NewClient(apiKey: await host.AddKeyAsync(Role.Terminal));
        using (var known = await good.GetAsync(Me))
            Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            using var guesser = host.NewClient(apiKey: "pk_" + OneTimeSecret.New());
            using var answer = await guesser.GetAsync(Me);
            codes.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, codes[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
        using var still = await good.GetAsync(Me);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory]
    [InlineData(Role.MarketManager)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.FinanceApprover)]
    public async Task Create_WithoutTheRight_IsRefused(Role role)
    {
        await using var host = await PortalHost.StartAsync();
        var made = await host.Services.GetRequiredService<ApiKeys>().CreateAsync(Make.Actor(role), new NewApiKey("k", new Grant(Role.Terminal, ScopeKind.All)));
        Assert.IsType<NotAllowed>(made.Refusal);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }
}
