using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Lists;
using static Portal.Tests.Lists.Booths;

namespace Portal.Tests.Lists;

public sealed class ListQueriesTests
{
    [Theory]
    [InlineData("f.name=%25", "C")]
    [InlineData("f.name=_", "D")]
    [InlineData("f.name=[x", "E")]
    [InlineData("f.name=BEAN", "A")]
    [InlineData("f.name=%5C", "F")]
    [InlineData("f.state=Taken", "B")]
    [InlineData("f.state=Taken,Closed", "B,C")]
    [InlineData("f.before=Closed", "A")]
    [InlineData("f.zone=N,S", "A,B")]
    [InlineData("f.opened=2026-02-01..2026-02-28", "B")]
    [InlineData("f.opened=2026-02-02..", "C")]
    [InlineData("f.opened=2026-02-01", "B")]
    [InlineData("f.area=..9", "D")]
    [InlineData("f.sales=-500..0", "A,C,D,E,F")]
    [InlineData("f.card=yes", "A")]
    [InlineData("f.card=no&f.zone=S", "B")]
    [InlineData("q=bean red", "A")]
    [InlineData("sort=-code&f.zone=N,S", "B,A")]
    [InlineData("sort=-state,-code&f.state=Free,Taken", "B,F,E,D,A")]
    [InlineData("sort=area&f.area=0..10", "D,A,B,C,E,F")]
    public async Task ToPage_Conditions_FindExactly(string query, string codes)
    {
        await using var booths = await SixAsync();

        var page = (await booths.All.ToPageAsync(ListQuery.Parse(query).Value, List)).Value;

        Assert.Equal(codes, string.Join(',', page.Items.Select(r => r.Code)));
        Assert.Equal(page.Items.Count, page.Total);
    }

    [Theory]
    [InlineData("f.nothing=1", "unknown_column")]
    [InlineData("f.twice=1", "unknown_column")]
    [InlineData("sort=nothing", "unknown_column")]
    [InlineData("sort=twice", "unknown_column")]
    [InlineData("f.state=1", "malformed_filter")]
    [InlineData("f.state=Gone", "malformed_filter")]
    [InlineData("f.state=,", "malformed_filter")]
    [InlineData("f.opened=soon", "malformed_filter")]
    [InlineData("f.changed=9999-12-31..", "malformed_filter")]
    [InlineData("f.area=1.5", "malformed_filter")]
    [InlineData("f.area=99999999999999999999", "malformed_filter")]
    [InlineData("f.card=maybe", "malformed_filter")]
    public async Task ToPage_WhatTheListDoesNotHave_Refused(string query, string code)
    {
        await using var booths = await SixAsync();

        Assert.Equal(code, (await booths.All.ToPageAsync(ListQuery.Parse(query).Value, List)).Refusal?.Code);
    }

    [Fact]
    public async Task ToPage_EqualSortValues_EveryRowOnExactlyOnePage()
    {
        await using var booths = await WithAsync([.. Enumerable.Range(1, 120).Select(i => Make($"X{i:000}", "same"))]);
        var query = ListQuery.Parse("sort=name&size=25").Value;
        var codes = new List<string>();
        for (var page = 1; page <= 5; page++)
        {
            var result = (await booths.All.ToPageAsync(query with { Page = page }, List)).Value;
            Assert.Equal(120, result.Total);
            codes.AddRange(result.Items.Select(r => r.Code));
        }

        Assert.Equal(120, codes.Distinct().Count());
    }

    [Fact]
    public async Task ToPage_BeyondTheEnd_EmptyWithTheTotal()
    {
        await using var booths = await SixAsync();

        var page = (await booths.All.ToPageAsync(ListQuery.Everything with { Page = 9 }, List)).Value;

        Assert.Empty(page.Items);
        Assert.Equal(6, page.Total);
    }

    [Fact]
    public async Task Instant_DaysOfSeoul_AreNotDaysOfUtc()
    {
        // 15:30 UTC on 1 March is half past midnight on 2 March in Seoul.
        await using var booths = await WithAsync(Make("A"));
        var query = ListQuery.Parse("f.changed=2026-03-02").Value;

        Assert.Empty((await booths.All.ToPageAsync(query, List)).Value.Items);
        Assert.Single((await booths.All.ToPageAsync(query, List, TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul"))).Value.Items);
    }

    [Fact]
    public async Task Selected_AllMatchingMinusSome_FindsTheRest()
    {
        await using var booths = await SixAsync();
        var all = ListSelection.All(ListQuery.Parse("f.state=Free").Value).With(["D"], false);
        var some = ListSelection.None.With(["A", "C"], true);

        Assert.Equal(["A", "E", "F"], await CodesAsync(booths.All.Selected(all, List).Value));
        Assert.Equal(["A", "C"], await CodesAsync(booths.All.Selected(some, List).Value));
        Assert.Empty(await CodesAsync(booths.All.Selected(ListSelection.None, List).Value));
    }

    [Theory]
    [InlineData("X001", 1, null, "X002", 1)]
    [InlineData("X025", 1, "X024", "X026", 25)]
    [InlineData("X026", 2, "X025", "X027", 26)]
    [InlineData("X060", 3, "X059", null, 60)]
    [InlineData("X055", 1, "X054", "X056", 55)]
    [InlineData("gone", 1, null, null, 0)]
    public async Task Neighbours_OverPageBorders_AreTheListsOwn(string code, int page, string? previous, string? next, int position)
    {
        await using var booths = await WithAsync([.. Enumerable.Range(1, 60).Select(i => Make($"X{i:000}"))]);
        var query = new ListQuery { Size = 25, Page = page };

        Assert.Equal(new ListNeighbours(previous, next, position), (await booths.All.NeighboursAsync(query, List, code)).Value);
    }

    [Theory]
    [InlineData("sqlserver")]
    [InlineData("postgres")]
    public void Apply_EveryKindOfColumn_TranslatesForServers(string provider)
    {
        var options = new DbContextOptionsBuilder<Booths>();
        _ = provider == "sqlserver" ? options.UseSqlServer("Server=none") : options.UseNpgsql("Host=none");
        using var booths = new Booths(options.Options);
        var query = ListQuery.Parse("q=red bean&f.name=a&f.state=Free,Taken&f.before=Closed&f.zone=N&f.opened=2026-01-01..2026-02-01&f.changed=2026-01-01.."
            + "&f.area=1..2&f.sales=..5&f.card=no&sort=-name,opened,changed,area,sales").Value;

        var rows = booths.All.Apply(query, List).Value;

        Assert.Contains("ESCAPE", rows.Skip(50).Take(25).Select(List.Row).ToQueryString(), StringComparison.Ordinal);
        Assert.NotEmpty(booths.All.Selected(ListSelection.All(query).With(["x"], false), List).Value.ToQueryString());
        Assert.DoesNotContain("CAST", rows.ToQueryString().Split("ORDER BY")[1], StringComparison.Ordinal);
    }

    private static async Task<List<string>> CodesAsync(IQueryable<Booth> rows) => await rows.OrderBy(b => b.Code).Select(b => b.Code).ToListAsync();

    private static async Task<Booths> SixAsync()
    {
        var first = Make("A", "Red bean", zone: "N", opened: new DateOnly(2026, 1, 1));
        (first.Card, first.Before) = (true, BoothState.Closed);
        return await WithAsync(
            first,
            Make("B", "rice", BoothState.Taken, "S", new DateOnly(2026, 2, 1), sales: 700),
            Make("C", "100%", BoothState.Closed, opened: new DateOnly(2026, 3, 1)),
            Make("D", "a_b", area: 9),
            Make("E", "a[x]"),
            Make("F", @"a\b", area: 10, sales: -500));
    }
}
