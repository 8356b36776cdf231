using System.Globalization;
using ClosedXML.Excel;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Tests.Vendors;

namespace Portal.Tests.Exchange.Importing;

/// <summary>Every export comes back unchanged, whatever stands in its cells.</summary>
public sealed class ExportsComeBackTests
{
    private static readonly string[] Nasty = ["=1+1", "'인용", "007", "1e3", "-5", "＝x", "@SUM(A1)", "+82", "''=2", "\"큰, 따옴표\"", "줄\n바꿈"];

    [Theory]
    [InlineData(ImportKind.Markets, "xlsx")]
    [InlineData(ImportKind.Markets, "csv")]
    [InlineData(ImportKind.Stalls, "xlsx")]
    [InlineData(ImportKind.Stalls, "csv")]
    [InlineData(ImportKind.Vendors, "xlsx")]
    [InlineData(ImportKind.Vendors, "csv")]
    [InlineData(ImportKind.Tenancies, "xlsx")]
    [InlineData(ImportKind.Tenancies, "csv")]
    [InlineData(ImportKind.Arrears, "xlsx")]
    [InlineData(ImportKind.Arrears, "csv")]
    public async Task Export_NastyTexts_ImportsAsUnchanged(ImportKind kind, string format)
    {
        await using var registry = await FilledAsync();
        var file = await ExportAsync(registry, kind, format, null);
        var tally = await new Importer(registry.Database).TryAsync(kind, file);
        Assert.Equal(
            (0, 0, 0),
            (tally.Created, tally.Updated, tally.Refused));
        Assert.Equal(tally.Rows, tally.Unchanged);
        Assert.True(tally.Rows > 0);
    }

    [Fact]
    public async Task Export_WithReason_GivesPersonalDataThatComesBackUnchanged()
    {
        await using var registry = await FilledAsync();
        var tally = await new Importer(registry.Database).TryAsync(ImportKind.Vendors, await ExportAsync(registry, ImportKind.Vendors, "xlsx", "점검"));
        Assert.Equal((0, 0), (tally.Updated, tally.Refused));
    }

    [Fact]
    public async Task Export_WithReasonOfASearch_IsAuditedWithoutWhatWasSearchedFor()
    {
        await using var registry = await FilledAsync();
        await ExportAsync(registry, ImportKind.Vendors, "xlsx", "점검", new ListQuery { Search = "051-123-4800" });
        await using var db = registry.Database.Open();
        var row = Assert.Single(db.AuditEntries.Where(e => e.Action == "vendors.exported").AsEnumerable());
        Assert.Equal("점검", row.Reason);
        Assert.DoesNotContain("4800", row.SubjectCode, StringComparison.Ordinal);
    }

    /// <summary>What the screen shows beside the fields goes out as well, and is passed over when it comes back.</summary>
    [Fact]
    public async Task Export_EveryColumnOfTheList_ComesBackUnchanged()
    {
        await using var registry = await FilledAsync();
        foreach (var (kind, keys) in new[] { (ImportKind.Stalls, StallQueries.Definition.Columns.Select(c => c.Key)), (ImportKind.Vendors, registry.VendorQueries.Definition().Columns.Select(c => c.Key)) })
        {
            var file = await ExportAsync(registry, kind, "xlsx", null, new ListQuery { Columns = [.. keys.Select(k => new ListColumnView(k, null))] });
            using var workbook = new XLWorkbook(new MemoryStream(file));
            Assert.Equal(keys.Count(), workbook.Worksheet(1).Row(1).CellsUsed().Count());
            var tally = await new Importer(registry.Database).TryAsync(kind, file);
            Assert.Equal((0, 0, 0), (tally.Created, tally.Updated, tally.Refused));
        }
    }

    private static async Task<Registry> FilledAsync()
    {
        var registry = await Registry.CreateAsync();
        var actor = Make.Actor();
        for (var i = 0; i < Nasty.Length; i++)
        {
            var text = Nasty[i];
            var line = text.Replace('\n', ' ');
            Assert.True((await registry.Vendors.CreateAsync(actor, new VendorEdit
            {
                Market = "SB",
                TradeName = line,
                NoNumberReason = line,
                Owner = line,
                Address = line,
                Notes = text,
                Phone = $"051-123-48{i:00}",
                Categories = new Change<IReadOnlyList<string>>(["수산물"]),
            })).Ok, text);
            Assert.True((await registry.Markets.CreateAsync(actor, new MarketEdit { Code = $"N{i:00}", NameKo = line, AddressRoad = "부산광역시 중구 시험로 " + i, Goods = line })).Ok, text);
        }

        await RentAsync(registry, actor);
        return registry;
    }

    /// <summary>Tenancies one after another, one of them over, and arrears: two of one day, one of them settled.</summary>
    private static async Task RentAsync(Registry registry, Actor actor)
    {
        var (first, second) = (await registry.VendorAsync("먼저"), await registry.VendorAsync("나중"));
        var ended = (await registry.Tenancies.AssignAsync(actor, "SB-A-001", first, new TenancyTerms(new DateOnly(2024, 1, 1), null, 300_000, RentPeriod.Month, 5_000_000))).Value;
        Assert.True((await registry.Tenancies.EndAsync(actor, ended, new DateOnly(2025, 6, 30), "=폐업")).Ok);
        Assert.True((await registry.Tenancies.AssignAsync(actor, "SB-A-001", second, new TenancyTerms(new DateOnly(2025, 7, 1), new DateOnly(2027, 6, 30)))).Ok);
        Assert.True((await registry.Tenancies.AssignAsync(actor, "SB-A-002", second, new TenancyTerms(new DateOnly(2025, 7, 1), Rent: 0, RentPeriod: RentPeriod.Year))).Ok);
        foreach (var note in Nasty.Append(null).Append(null))
            Assert.True((await registry.Tenancies.AddArrearAsync(actor, ended, new DateOnly(2025, 5, 31), 300_000, note?.Replace('\n', ' '))).Ok);
        Assert.True((await registry.Tenancies.SettleArrearAsync(actor, 1, new DateOnly(2025, 6, 15))).Ok);
    }

    private static async Task<byte[]> ExportAsync(Registry registry, ImportKind kind, string format, string? reason, ListQuery? query = null)
    {
        var export = new RegistryExport(registry.MarketQueries, registry.StallQueries, registry.VendorQueries, new TenancyLists(registry.Database.Factory), new ArrearLists(registry.Database.Factory), new AuditQueries(registry.Database.Factory, registry.Database.Personal, []), [], registry.Database.Factory, registry.Database.Time);
        var write = (await export.PrepareAsync(Make.Actor(), EnumChoices.CodeOf(kind), query ?? new ListQuery(), format, CultureInfo.GetCultureInfo("ko"), reason, default)).Value;
        using var stream = new MemoryStream();
        await write(stream, default);
        return stream.ToArray();
    }
}
