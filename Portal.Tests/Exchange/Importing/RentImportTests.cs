using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;
using Portal.Tests.Vendors;

namespace Portal.Tests.Exchange.Importing;

/// <summary>Tenancies and arrears from files.</summary>
public sealed class RentImportTests
{
    private const string Owed = "점포 코드,납부 기한,금액,비고\nSB-A-001,2026-09-30,\"300,000원\",9월\nSB-A-001,2026-10-31,300000,10월\nSB-A-001,2026-10-31,50000,관리비\n";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Arrears_SameFileTwice_MakesNoDuplicates_AndUndoTakesThemBack(DatabaseProvider provider)
    {
        await using var registry = await HeldAsync(provider);
        var importer = new Importer(registry.Database);
        var (import, first) = await importer.RunAsync(ImportKind.Arrears, Owed);
        var (_, second) = await importer.RunAsync(ImportKind.Arrears, Owed);
        Assert.Equal((3, 0), (first.Created, first.Refused));
        Assert.Equal((0, 0, 3), (second.Created, second.Updated, second.Unchanged));
        var lists = new ArrearLists(registry.Database.Factory);
        var sum = Assert.Single((await lists.SumsAsync(Make.Actor(), new())).Value);
        Assert.Equal((3, 650_000), (sum.Count, sum.Owed.Value));
        Assert.Equal((3, 0), await importer.UndoAsync(import) is var undone ? (undone.Archived, undone.Left) : default);
        Assert.Empty((await lists.SumsAsync(Make.Actor(), new())).Value);
        Assert.Equal(0, (await registry.VendorQueries.GetAsync(Make.Actor(), "V000001")).Value.Tenancies[0].Arrears);
    }

    [Fact]
    public async Task Arrears_ByVendorOrNumber_FindTheTenancyOfTheDueDate()
    {
        await using var registry = await HeldAsync();
        var actor = Make.Actor();
        var tenancy = (await registry.VendorQueries.GetAsync(actor, "V000001")).Value.Tenancies[0].Uid;
        Assert.True((await registry.Tenancies.EndAsync(actor, tenancy, new DateOnly(2026, 10, 15), "이전")).Ok);
        Assert.True((await registry.Tenancies.AssignAsync(actor, "SB-A-002", "V000001", new TenancyTerms(new DateOnly(2026, 10, 16)))).Ok);
        var (_, tally) = await new Importer(registry.Database).RunAsync(
            ImportKind.Arrears, "상인 코드,납부 기한,금액\nV000001,2026-10-01,1000\n220-88-69974,2026-10-31,2000\nV000001,2020-01-31,3000\nV999999,2026-10-31,4000\n");
        Assert.Equal(["4 vendor tenancy_not_found", "5 vendor vendor_not_found"], tally.Refusals.Select(r => $"{r.Row} {r.Refusal.Field} {r.Refusal.Code}"));
        var rows = (await new ArrearLists(registry.Database.Factory).PageAsync(actor, new())).Value.Items;
        Assert.Equal([("SB-A-001", 1000), ("SB-A-002", 2000)], rows.Select(r => (r.Stall, r.Amount)));
    }

    [Fact]
    public async Task Arrears_BadRows_AreRefusedAtTheirField()
    {
        await using var registry = await HeldAsync();
        var (_, tally) = await new Importer(registry.Database).RunAsync(
            ImportKind.Arrears, "체납 번호,점포 코드,납부 기한,금액,비고\n,SB-A-001,2026-10-31,-5,가\n,SB-A-001,2026-10-31,12.5,나\n,SB-A-009,2026-10-31,10,다\n,SB-A-001,,10,라\nA000099,SB-A-001,2026-10-31,10,마\n,SB-A-001,2026-10-31,,바\n");
        Assert.Equal(
            ["2 amount amount_not_positive", "3 amount cell_too_many_digits", "4 stall stall_not_found", "5 dueDate text_missing", "6 code arrear_not_found", "7 amount text_missing"],
            tally.Refusals.Select(r => $"{r.Row} {r.Refusal.Field} {r.Refusal.Code}"));
    }

    [Fact]
    public async Task Arrears_SettledOne_KeepsItsAmount()
    {
        await using var registry = await HeldAsync();
        var importer = new Importer(registry.Database);
        await importer.RunAsync(ImportKind.Arrears, Owed);
        Assert.True((await registry.Tenancies.SettleArrearAsync(Make.Actor(), 1, new DateOnly(2026, 10, 5))).Ok);
        var (_, tally) = await importer.RunAsync(ImportKind.Arrears, "체납 번호,금액\nA000001,1\n");
        Assert.Equal(new ArrearSettled(new DateOnly(2026, 10, 5)) { Field = "amount" }, Assert.Single(tally.Refusals).Refusal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Tenancies_NewChangedOverlapping_AreToldApart(DatabaseProvider provider)
    {
        await using var registry = await HeldAsync(provider);
        var second = await registry.VendorAsync("나루청과");
        var importer = new Importer(registry.Database);
        var file = $"점포 코드,상인 코드,시작일,종료일,임대료,보증금,종료 사유\nA-001,V000001,2026-01-01,2026-10-31,350000,,이전\nSB-A-001,{second},2026-11-01,,400000,1000000,\nSB-A-001,V000001,2026-12-01,,,,\nSB-B-001,{second},2026-01-01,2025-01-01,,,\n";
        var tried = await importer.TryAsync(ImportKind.Tenancies, System.Text.Encoding.UTF8.GetBytes(file));
        var (import, tally) = await importer.RunAsync(ImportKind.Tenancies, file);
        Assert.Equal((1, 1, 0, 2), (tally.Created, tally.Updated, tally.Unchanged, tally.Refused));
        Assert.Equal((1, 1, 0, 2), (tried.Created, tried.Updated, tried.Unchanged, tried.Refused));
        Assert.Equal(["4 stall stall_occupied", "5 to dates_reversed"], tally.Refusals.Select(r => $"{r.Row} {r.Refusal.Field} {r.Refusal.Code}"));
        await using (var db = registry.Database.Open())
        {
            var ended = await db.Tenancies.SingleAsync(t => t.VendorId == 1);
            Assert.Equal((new DateOnly(2026, 10, 31), 350_000, "이전"), (ended.ToDate, ended.Rent, ended.EndReason));
            Assert.Equal("SB-A-001 2026-11-01", await db.ImportChanges.Where(c => c.ImportId == import.Id && c.IsNew).Select(c => c.SubjectCode).SingleAsync());
        }

        // The new tenancy goes first, so the old one may have its old end again.
        var undone = await importer.UndoAsync(import);
        Assert.Equal((1, 1, 0), (undone.Archived, undone.Restored, undone.Left));
        Assert.Null((await registry.VendorQueries.GetAsync(Make.Actor(), "V000001")).Value.Tenancies[0].To);
    }

    [Fact]
    public async Task Tenancies_UndoOfAnEnd_IsLeftWhenSomebodyElseHoldsTheStall()
    {
        await using var registry = await HeldAsync();
        var second = await registry.VendorAsync("나루청과");
        var importer = new Importer(registry.Database);
        var (import, tally) = await importer.RunAsync(ImportKind.Tenancies, "점포 코드,상인 코드,시작일,종료일,종료 사유\nSB-A-001,V000001,2026-01-01,2026-10-31,이전\n");
        Assert.Equal(1, tally.Updated);
        Assert.True((await registry.Tenancies.AssignAsync(Make.Actor(), "SB-A-001", second, new TenancyTerms(new DateOnly(2026, 11, 1)))).Ok);
        var undone = await importer.UndoAsync(import);
        Assert.Equal((0, "SB-A-001 2026-01-01"), (undone.Restored, Assert.Single(undone.Refused).Record));
    }

    [Fact]
    public async Task Tenancies_EndWithoutReason_OrAnotherVendor_IsRefused()
    {
        await using var registry = await HeldAsync();
        var second = await registry.VendorAsync("나루청과");
        var (_, tally) = await new Importer(registry.Database).RunAsync(ImportKind.Tenancies, "점포 코드,상인 코드,시작일,종료일\nSB-A-001,V000001,2026-01-01,2026-10-31\n");
        Assert.Equal("endReason text_missing", Assert.Single(tally.Refusals).Refusal is var r ? $"{r.Field} {r.Code}" : "");
        var (_, other) = await new Importer(registry.Database).RunAsync(ImportKind.Tenancies, $"점포 코드,상인 코드,시작일\nSB-A-001,{second},2026-01-01\n");
        Assert.IsType<StallOccupied>(Assert.Single(other.Refusals).Refusal);
    }

    [Fact]
    public async Task Rent_OfAnotherMarket_IsUnknown()
    {
        await using var registry = await HeldAsync();
        var stranger = Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 999, id: 9);
        var (_, arrears) = await new Importer(registry.Database).RunAsync(ImportKind.Arrears, "체납 번호,점포 코드,납부 기한,금액\n,SB-A-001,2026-10-31,10\n", stranger);
        Assert.Equal("text_missing", Assert.Single(arrears.Refusals).Refusal.Code);
        var (_, tenancies) = await new Importer(registry.Database).RunAsync(ImportKind.Tenancies, "시장,점포 코드,상인 코드,시작일\nSB,SB-A-002,V000001,2026-10-31\n", stranger);
        Assert.Equal("market_not_found", Assert.Single(tenancies.Refusals).Refusal.Code);
    }

    /// <summary>V000001, with a business number, holds SB-A-001 since 2026.</summary>
    private static async Task<Registry> HeldAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var registry = await Registry.CreateAsync(provider);
        var code = await registry.VendorAsync(number: "220-88-69974");
        Assert.Equal("V000001", code);
        Assert.True((await registry.Tenancies.AssignAsync(Make.Actor(), "SB-A-001", code, new TenancyTerms(new DateOnly(2026, 1, 1), null, 300_000))).Ok);
        return registry;
    }
}
