using Microsoft.EntityFrameworkCore;
using Portal.Domain.Exchange;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Tests.Vendors;

namespace Portal.Tests.Exchange.Importing;

/// <summary>The official files as they are published, through the automatic mapping.</summary>
public sealed class RealFilesTests
{
    [SharedDataFact]
    public async Task Markets_NationalStandardData_AllCome()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        var file = await File.ReadAllBytesAsync(Directory.GetFiles(SharedData.File("05_markets", "korea"), "*전국전통시장표준데이터.csv").Single());
        var (_, first) = await importer.RunAsync(ImportKind.Markets, file);
        Assert.Equal((1388, 0), (first.Created, first.Refused));
        var (_, second) = await importer.RunAsync(ImportKind.Markets, file);
        Assert.Equal((0, 0, 1388), (second.Created, second.Updated, second.Unchanged));
    }

    [SharedDataFact]
    public async Task Vendors_OnnuriMerchants_ComeWithTendersWhereTheirMarketIsKnown()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        await importer.RunAsync(ImportKind.Markets, await File.ReadAllBytesAsync(Directory.GetFiles(SharedData.File("05_markets", "korea"), "*전국전통시장표준데이터.csv").Single()));
        var (_, tally) = await importer.RunAsync(ImportKind.Vendors, await File.ReadAllBytesAsync(SharedData.File("05_markets", "korea", "onnuri_merchants_busan_3000.json")));
        Assert.Equal(2200, tally.Rows);
        Assert.Equal(2200, tally.Created + tally.Refused + tally.Unchanged + tally.Updated);
        Assert.True(tally.Created > 500, $"{tally.Created} created; {string.Join(", ", tally.Refusals.GroupBy(r => r.Refusal.Code + " " + r.Refusal.Field).Select(g => $"{g.Key} {g.Count()}"))}");
        Assert.Contains(tally.Refusals, r => r.Refusal is MarketNotFound);
        await using var db = registry.Database.Open();
        Assert.True(await db.Vendors.AnyAsync(v => (v.Tenders & AcceptedTenders.VoucherPaper) != 0));
    }
}
