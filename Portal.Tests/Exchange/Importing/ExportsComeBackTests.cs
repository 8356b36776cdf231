using System.Globalization;
using ClosedXML.Excel;
using Portal.Api;
using Portal.Domain;
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

        return registry;
    }

    private static async Task<byte[]> ExportAsync(Registry registry, ImportKind kind, string format, string? reason, ListQuery? query = null)
    {
        var export = new RegistryExport(registry.MarketQueries, registry.StallQueries, registry.VendorQueries, registry.Database.Factory, registry.Database.Time);
        var write = (await export.PrepareAsync(Make.Actor(), EnumChoices.CodeOf(kind), query ?? new ListQuery(), format, CultureInfo.GetCultureInfo("ko"), reason, default)).Value;
        using var stream = new MemoryStream();
        await write(stream, default);
        return stream.ToArray();
    }
}
