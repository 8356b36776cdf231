using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;
using Portal.Tests.Vendors;

namespace Portal.Tests.Exchange.Importing;

/// <summary>What an import does to the registries, and how it is taken back.</summary>
public sealed class ImportTests
{
    private const string Three = "시장,상호,번호 없는 사유,비고\nSB,가람수산,노점,하나\nSB,나루청과,노점,둘\nSB,다온식품,노점,셋\n";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_FirstThenAgain_CreatesThenChangesNothing(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var importer = new Importer(registry.Database);
        var (import, first) = await importer.RunAsync(ImportKind.Vendors, Three);
        var (_, second) = await importer.RunAsync(ImportKind.Vendors, Three);
        Assert.Equal((3, 0, 0, 0), (first.Created, first.Updated, first.Unchanged, first.Refused));
        Assert.Equal((0, 0, 3, 0), (second.Created, second.Updated, second.Unchanged, second.Refused));
        Assert.Equal((ImportState.Done, 3, 3), (import.State, import.Rows, import.Created));
    }

    [Fact]
    public async Task Try_OneCellChanged_ShowsOldAndNewAndWritesNothing()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        await importer.RunAsync(ImportKind.Vendors, Three);
        var tally = await importer.TryAsync(ImportKind.Vendors, System.Text.Encoding.UTF8.GetBytes(Three.Replace("둘", "둘둘", StringComparison.Ordinal)));
        Assert.Equal((0, 1, 2, 0), (tally.Created, tally.Updated, tally.Unchanged, tally.Refused));
        var (row, verdict, _, changes) = Assert.Single(tally.Preview);
        Assert.Equal((3, RowVerdict.Updated), (row, verdict));
        Assert.Equal(new FieldChange("notes", "둘", "둘둘"), Assert.Single(changes));
        await using var db = registry.Database.Open();
        Assert.Equal("둘", await db.Vendors.Where(v => v.TradeName == "나루청과").Select(v => v.Notes).SingleAsync());
    }

    [Fact]
    public async Task Undo_Untouched_ArchivesNewAndPutsChangedBack()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        await importer.RunAsync(ImportKind.Vendors, Three);
        var (import, _) = await importer.RunAsync(ImportKind.Vendors, Three.Replace("둘", "둘둘", StringComparison.Ordinal) + "SB,라온정육,노점,넷\n");
        var undone = await importer.UndoAsync(import);
        Assert.Equal((1, 1, 0), (undone.Archived, undone.Restored, undone.Refused.Count));
        await using var db = registry.Database.Open();
        Assert.Equal("둘", await db.Vendors.Where(v => v.TradeName == "나루청과").Select(v => v.Notes).SingleAsync());
        Assert.NotNull(await db.Vendors.Where(v => v.TradeName == "라온정육").Select(v => v.ArchivedAt).SingleAsync());
        Assert.IsType<ImportNotUndoable>((await importer.Undoing.UndoAsync(Make.Actor(), import.Uid)).Refusal);
    }

    [Fact]
    public async Task Undo_RecordUsedSince_IsNamedAndLeft()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        var (import, _) = await importer.RunAsync(ImportKind.Stalls, "점포 코드,구역\nSB-C-001,C\nSB-C-002,C\n");
        var vendor = await registry.VendorAsync();
        await using (var db = registry.Database.Open())
        {
            var stall = await db.Stalls.SingleAsync(s => s.Code == "SB-C-001");
            db.Add(new Tenancy { MarketId = stall.MarketId, StallId = stall.Id, VendorId = await db.Vendors.Where(v => v.Code == vendor).Select(v => v.Id).SingleAsync(), FromDate = new DateOnly(2026, 1, 1) });
            await db.SaveChangesAsync();
        }

        var undone = await importer.UndoAsync(import);
        Assert.Equal((1, "SB-C-001"), (undone.Archived, Assert.Single(undone.Refused).Record));
    }

    [Fact]
    public async Task Run_AfterUndo_BringsTheSameRecordsBack()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        const string File = "점포 코드,구역,면적(㎡)\nSB-C-001,C,12.5\n";
        var (import, _) = await importer.RunAsync(ImportKind.Stalls, File);
        await importer.UndoAsync(import);
        var (_, again) = await importer.RunAsync(ImportKind.Stalls, File);
        Assert.Equal((1, 0), (again.Created, again.Refused));
        await using var db = registry.Database.Open();
        Assert.Null((await db.Stalls.SingleAsync(s => s.Code == "SB-C-001")).ArchivedAt);
    }

    [Fact]
    public async Task Run_BadRows_RefusesThemWithColumnAndReason()
    {
        await using var registry = await Registry.CreateAsync();
        var (import, tally) = await new Importer(registry.Database).RunAsync(
            ImportKind.Vendors, "시장,상호,사업자등록번호,번호 없는 사유\nSB,가람수산,,노점\nSB,가람수산,,노점\nSB,,,노점\nSB,나루청과,123-45-67890,\nXX,다온식품,,노점\n");
        Assert.Equal((1, 4), (tally.Created, tally.Refused));
        Assert.Equal(["3  row_repeated", "4 tradeName text_missing", "5 businessNumber", "6 market market_not_found"],
            tally.Refusals.Select(r => $"{r.Row} {r.Refusal.Field}" + (r.Row == 5 ? "" : " " + r.Refusal.Code)));
        Assert.Equal(4, import.Refused);
    }

    [Fact]
    public async Task Run_MarketOfAnother_IsRefusedRowByRow()
    {
        await using var registry = await Registry.CreateAsync();
        var other = (await registry.Markets.CreateAsync(Make.Actor(), new MarketEdit { Code = "NB", NameKo = "나범시장", AddressRoad = "부산광역시 동구 시험로 2" })).Value;
        await using var db = registry.Database.Open();
        var own = await db.Markets.SingleAsync(m => m.Code == "SB");
        var actor = Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: own.Id, id: 9);
        var (_, tally) = await new Importer(registry.Database).RunAsync(ImportKind.Vendors, $"시장,상호,번호 없는 사유\n{other},가람수산,노점\nSB,나루청과,노점\n", actor);
        Assert.Equal((1, 1, "market_not_found"), (tally.Created, tally.Refused, Assert.Single(tally.Refusals).Refusal.Code));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Undo_BrokenOff_GoesOnWhereItStopped(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var importer = new Importer(registry.Database);
        var (import, _) = await importer.RunAsync(ImportKind.Stalls, "점포 코드,구역\n" + string.Concat(Enumerable.Range(1, 600).Select(i => $"SB-C-{i:000},C\n")));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => importer.Undoing.UndoAsync(Make.Actor(), import.Uid, _ => stop.Cancel(), stop.Token));
        Assert.Equal(ImportState.UndoStopped, (await importer.Drafts.FindAsync(Make.Actor(), import.Uid)).Value.State);
        Assert.Equal(250, (await importer.Undoing.ResultAsync(Make.Actor(), import.Uid))!.Archived);
        var undone = await importer.UndoAsync(import);
        Assert.Equal((600, 0, 0), (undone.Archived, undone.Restored, undone.Left));
        Assert.Equal(ImportState.Undone, (await importer.Drafts.FindAsync(Make.Actor(), import.Uid)).Value.State);
    }

    [Theory]
    [InlineData("시장,상호,사업자등록번호\nSB,가람수산,220-88-69974\nSB,나루청과,2208869974\n", 1)]
    [InlineData("시장,상호,상인 코드,사업자등록번호\nSB,가람수산,V900001,220-88-69974\nSB,나루청과,V900002,220-88-69974\n", 1)]
    [InlineData("시장,상호,사업자등록번호\nSB,가람수산,220-88-69974\nNB,나루청과,220-88-69974\n", 2)]
    public async Task Run_BusinessNumberTwiceInOneFile_IsToldAtTheNumberUnlessInAnotherMarket(string file, int created)
    {
        await using var registry = await Registry.CreateAsync();
        Assert.True((await registry.Markets.CreateAsync(Make.Actor(), new MarketEdit { Code = "NB", NameKo = "나범시장", AddressRoad = "부산광역시 동구 시험로 2" })).Ok);
        var importer = new Importer(registry.Database);
        var tried = await importer.TryAsync(ImportKind.Vendors, System.Text.Encoding.UTF8.GetBytes(file));
        var (_, tally) = await importer.RunAsync(ImportKind.Vendors, file);
        Assert.Equal((created, 2 - created), (tally.Created, tally.Refused));
        Assert.Equal((tally.Created, tally.Refused), (tried.Created, tried.Refused));
        Assert.All(tally.Refusals, r => Assert.Equal((3, new BusinessNumberRepeated(2) { Field = "businessNumber" }), r));
    }

    [Fact]
    public async Task Find_ImportOfAnotherPerson_IsNotFound()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        var (import, _) = await importer.RunAsync(ImportKind.Vendors, Three);
        var stranger = Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 1, id: 9);
        Assert.IsType<ImportNotFound>((await importer.Drafts.FindAsync(stranger, import.Uid)).Refusal);
        Assert.IsType<ImportNotFound>((await importer.Undoing.UndoAsync(stranger, import.Uid)).Refusal);
    }

    [Fact]
    public async Task Run_Cancelled_KeepsWhatCameInAndCanBeUndone()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        var rows = string.Concat(Enumerable.Range(1, 600).Select(i => $"SB-C-{i:000},C\n"));
        var (draft, mapping, plan) = await importer.PrepareAsync(ImportKind.Stalls, System.Text.Encoding.UTF8.GetBytes("점포 코드,구역\n" + rows));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => importer.Service.RunAsync(Make.Actor(), draft, mapping, plan.Reading, _ => stop.Cancel(), stop.Token));
        var import = (await importer.Drafts.FindAsync(Make.Actor(), draft.Uid)).Value;
        Assert.Equal((ImportState.Failed, 250), (import.State, import.Created));
        Assert.Equal(250, (await importer.UndoAsync(import)).Archived);
    }

    [Fact]
    public async Task Mapping_ChosenOnce_IsRememberedForTheSameHeader()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        var file = System.Text.Encoding.UTF8.GetBytes("가게,메모장,구역표\n가람수산,노점,SB\n");
        var (import, automatic, _) = await importer.PrepareAsync(ImportKind.Vendors, file);
        Assert.Empty(automatic.Fields);
        var chosen = ColumnMapping.Of(automatic.Headers, new Dictionary<string, int> { ["tradeName"] = 0, ["noNumberReason"] = 1, ["market"] = 2 }, importer.Service.Columns(ImportKind.Vendors));
        Assert.True((await importer.Drafts.SaveColumnsAsync(Make.Actor(), import.Uid, chosen, null)).Ok);
        var (_, remembered, _) = await importer.PrepareAsync(ImportKind.Vendors, file);
        Assert.Equal((0, 1, 2), (remembered.ColumnOf("tradeName"), remembered.ColumnOf("noNumberReason"), remembered.ColumnOf("market")));
    }
}
