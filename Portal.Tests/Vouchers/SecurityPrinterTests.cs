using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Printers;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>Vouchers that a security printer prints: encrypted for it alone, sold by nobody until their bundle was counted.</summary>
public sealed class SecurityPrinterTests
{
    private const string Printer = "KOMSCO";

    private static readonly Actor Receiver = Make.Actor(Role.VoucherOfficer, id: 31, name: "시험 인수");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Order_OnlyTheKeyOfThePrinter_ReadsItsVouchers(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        using var key = await RegisterAsync(desk);
        var batch = await OrderAsync(desk, [(10_000, 25), (5_000, 7)], 10, 20);

        var fetched = VoucherDesk.Done(await desk.Get<PrinterRuns>().FetchAsync(desk.Officer, batch.Uid));
        var lines = key.Read(fetched.Content);
        await fetched.Content.DisposeAsync();
        Assert.Equal([(1, 1, 10), (1, 2, 10), (2, 1, 5), (3, 1, 7)], lines.GroupBy(l => (l.Box, l.Bundle)).Select(g => (g.Key.Box, g.Key.Bundle, g.Count())));
        Assert.Equal([(10_000L, 25), (5_000L, 7)], lines.GroupBy(l => l.Face).Select(g => (g.Key, g.Count())));
        foreach (var line in lines)
            Assert.Equal(line.Serial, VoucherDesk.Done(await desk.Get<VoucherQueries>().LookUpAsync(desk.Officer, line.Token)).Serial);
        await using var db = desk.Database.Open();
        var numbers = await db.Vouchers.Where(v => v.BatchId == batch.Id).OrderBy(v => v.Number).Select(v => v.Number).ToListAsync();
        Assert.Equal(numbers.Select(n => SerialNumbers.Of("DK", n)), lines.Select(l => l.Serial));
        var file = await File.ReadAllBytesAsync(Assert.Single(Files(desk)));
        Assert.DoesNotContain(lines[0].Token, Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        var order = VoucherDesk.Done(await desk.Get<PrintOrderQueries>().FindAsync(desk.Approver, batch.Code))!;
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(file)), (long)file.Length, key.GetCertHashString(HashAlgorithmName.SHA256)), (order.FileHash, order.FileLength, order.Fingerprint));
        using var other = TestCertificate.Make(desk.Database.Time.GetUtcNow());
        Assert.ThrowsAny<CryptographicException>(() => other.Read(new MemoryStream(file)));
        Assert.IsType<NotAllowed>((await desk.Get<PrinterRuns>().FetchAsync(desk.Approver, batch.Uid)).Refusal);
        Assert.Equal(["made", "fetched"], await db.AuditEntries.Where(e => e.SubjectKind == "print_order").OrderBy(e => e.Id).Select(e => e.Action.Substring("print_order.".Length)).ToListAsync());
        Assert.IsType<AlreadyPrinted>((await desk.Get<PrinterRuns>().RunAsync(desk.Officer, batch.Uid, new PrinterChoice(Printer))).Refusal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Vouchers_BeforeTheirBundleIsCounted_GoNowhere_AfterwardsAreSold(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        using var key = await RegisterAsync(desk);
        var batch = await OrderAsync(desk, [(10_000, 6)], 3, 6);
        var paper = await MadeAsync(desk, key, batch);
        var (receipts, queries) = (desk.Get<PrintReceipts>(), desk.Get<PrintOrderQueries>());
        await using var db = desk.Database.Open();
        var others = new VoucherDrawer { OfficeId = batch.OfficeId, OwnerId = 77, OwnerName = "다른 이" };
        db.Add(others);
        await db.SaveChangesAsync();

        Assert.IsType<VoucherNotReceived>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(paper.Take(1)))).Refusal);
        Assert.IsType<VoucherNotReceived>((await desk.Get<StockHandOvers>().OfferAsync(desk.Officer, new NewHandOver(Guid.NewGuid(), [new SerialRange("items[0]", paper[0].Serial)], others.Id))).Refusal);
        Assert.False((await desk.Get<VoucherReplacements>().ReplaceAsync(desk.Officer, Guid.NewGuid(), paper[0].Serial, "시험")).Ok);
        Assert.Equal(new OfficeHasStock(0), (await desk.Get<OfficeService>().CloseAsync(desk.Officer, PrinterDesk.Office, true)).Refusal);
        Assert.DoesNotContain(VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, paper[0].Serial)).Life, e => e.Kind == VoucherEventKind.Received);
        Assert.Equal(0, await db.Vouchers.CountAsync(v => v.DrawerId != null));

        var blind = VoucherDesk.Done(await queries.BundlesAsync(Receiver, batch.Code, 1));
        Assert.All(blind, b => Assert.Equal((null, null, null), (b.Count, b.From, b.To)));
        Assert.Null(Assert.Single(VoucherDesk.Done(await queries.BoxesAsync(Receiver, batch.Code, BoxesOf.All, 0)).Boxes).Pieces);
        Assert.Null(VoucherDesk.Done(await queries.FindAsync(Receiver, batch.Code))!.BundleSize);
        Assert.Equal([3, 3], VoucherDesk.Done(await queries.BundlesAsync(desk.Approver, batch.Code, 1)).Select(b => b.Count));

        desk.Database.Time.Advance(TimeSpan.FromDays(3));
        var received = VoucherDesk.Done(await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(1, 2, 3)]));
        Assert.Equal((BundleState.Received, 31L), (received[0].State, received[0].ReceiverId));
        Assert.Equal([(null, BundleState.Expected), (3, BundleState.Received)], VoucherDesk.Done(await queries.BundlesAsync(Receiver, batch.Code, 1)).Select(b => (b.Count, b.State)));
        Assert.IsType<VoucherNotReceived>((await desk.Get<VoucherSales>().SellAsync(Receiver, desk.SaleOf([paper[2]]))).Refusal);
        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(Receiver, desk.SaleOf([paper[3]])));
        var life = VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, paper[3].Serial)).Life;
        Assert.Equal([VoucherEventKind.Made, VoucherEventKind.Received, VoucherEventKind.Sold], life.Select(e => e.Kind));
        Assert.Equal(("시험 인수", $"{batch.Code}/1-2"), (life[1].By, life[1].Reason));
        Assert.IsType<BundleNotOpen>((await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(1, 2, 3)])).Refusal);
        Assert.IsType<NotAllowed>((await receipts.ReceiveAsync(desk.Approver, batch.Code, [new CountedBundle(1, 1, 3)])).Refusal);
        Assert.IsType<PrintOrderNotFound>((await receipts.ReceiveAsync(Receiver, "B0", [new CountedBundle(1, 1, 3)])).Refusal);
        Assert.Equal("counted[0]", Assert.IsType<TextMissing>((await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(1, 1, null)])).Refusal).Field);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Box_CountedWrongAsAWhole_IsCountedBundleByBundle(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        using var key = await RegisterAsync(desk);
        var batch = await OrderAsync(desk, [(10_000, 10)], 2, 4);
        var receipts = desk.Get<PrintReceipts>();
        VoucherDesk.Done(await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(1, null, 4)]));
        Assert.Equal(new BoxMiscounted(2) { Field = "counted[0]" }, (await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(2, null, 3), new CountedBundle(3, null, 2)])).Refusal);
        // The right sum comes too late: it could have been found by trying.
        Assert.Equal(new BoxMiscounted(2) { Field = "counted[0]" }, (await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(2, null, 4)])).Refusal);
        await using var db = desk.Database.Open();
        Assert.Equal(4, await db.Vouchers.CountAsync(v => v.DrawerId != null));
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "print_order.box_miscounted" && e.Reason == batch.Code + "/2"));
        VoucherDesk.Done(await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(2, 2, 1), new CountedBundle(2, 1, 2), new CountedBundle(3, null, 2)]));
        Assert.Equal(
            [BundleState.Received, BundleState.Received, BundleState.Received, BundleState.Miscounted, BundleState.Received],
            await db.PrintBundles.OrderBy(b => b.Box).ThenBy(b => b.Number).Select(b => b.State).ToListAsync());
        Assert.Equal(8, await db.Vouchers.CountAsync(v => v.DrawerId != null));
        var order = VoucherDesk.Done(await desk.Get<PrintOrderQueries>().FindAsync(Receiver, batch.Code))!;
        Assert.Equal((3, 5, 0, 4, 1, 0, (int?)2), (order.Boxes, order.Bundles, order.Expected, order.Received, order.Held, order.Voided, order.BundleSize));
        var (held, total) = VoucherDesk.Done(await desk.Get<PrintOrderQueries>().BoxesAsync(Receiver, batch.Code, BoxesOf.Held, 0));
        Assert.Equal((1, 2, 4L, true), (total, held[0].Box, held[0].Pieces, held[0].Alone));
        Assert.Equal((1, 0), (await desk.Get<PrintOrderQueries>().HeldAsync(desk.Approver), await desk.Get<PrintOrderQueries>().HeldAsync(Receiver)));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Bundle_CountedWrong_IsHeldUntilSomebodyElseSettlesIt(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        using var key = await RegisterAsync(desk);
        var batch = await OrderAsync(desk, [(10_000, 6)], 3, 6);
        var (paper, receipts) = (await MadeAsync(desk, key, batch), desk.Get<PrintReceipts>());
        VoucherDesk.Done(await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(1, 1, 2), new CountedBundle(1, 2, 4)]));
        Assert.IsType<VoucherNotReceived>((await desk.Get<VoucherSales>().SellAsync(Receiver, desk.SaleOf(paper.Take(1)))).Refusal);

        Task<Outcome<PrintBundle>> Settle(Actor actor, int bundle, params string[] missing) => receipts.SettleAsync(actor, batch.Code, 1, bundle, missing, "한 장 모자람");
        Assert.IsType<MakerMayNotApprove>((await Settle(desk.Approver with { Id = Receiver.Id, OwnerId = Receiver.OwnerId }, 1, paper[1].Serial)).Refusal);
        Assert.IsType<NotAllowed>((await Settle(Receiver, 1, paper[1].Serial)).Refusal);
        Assert.IsType<TextMissing>((await receipts.SettleAsync(desk.Approver, batch.Code, 1, 1, [paper[1].Serial], " ")).Refusal);
        foreach (var wrong in (string[][])[[paper[1].Serial, paper[2].Serial], [paper[4].Serial], ["아님"], [paper[1].Serial, paper[1].Serial]])
            Assert.Equal(new MissingSerialsUnfit(1) { Field = "missing" }, (await Settle(desk.Approver, 1, wrong)).Refusal);
        var settled = VoucherDesk.Done(await Settle(desk.Approver, 1, paper[1].Serial));
        Assert.Equal((BundleState.Settled, 1, "시험 승인"), (settled.State, settled.Voided, settled.SettlerName));
        // More than it should be: nothing is missing.
        Assert.IsType<MissingSerialsUnfit>((await Settle(desk.Approver, 2, paper[3].Serial)).Refusal);
        VoucherDesk.Done(await Settle(desk.Approver, 2));
        Assert.IsType<BundleNotOpen>((await Settle(desk.Approver, 2)).Refusal);

        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(Receiver, desk.SaleOf([paper[0], paper[2], paper[3]])));
        var lost = await desk.Get<VoucherSales>().SellAsync(Receiver, desk.SaleOf([paper[1]]));
        Assert.Equal(new VoucherNotSellable(paper[1].Serial, "void") { Field = "items" }, lost.Refusal);
        var life = VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, paper[1].Serial)).Life;
        Assert.Equal([(VoucherEventKind.Made, "시험 발행"), (VoucherEventKind.Voided, "시험 승인")], life.Select(e => (e.Kind, e.By)));
        await using var db = desk.Database.Open();
        Assert.Equal(["miscounted", "miscounted", "settled", "settled"], await db.AuditEntries.Where(e => e.SubjectKind == "print_bundle").OrderBy(e => e.Id).Select(e => e.Action.Substring("print_bundle.".Length)).ToListAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Bundles_ReceivedByTwoAtOnce_GoToOneEach(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        using var key = await RegisterAsync(desk);
        var batch = await OrderAsync(desk, [(10_000, 12)], 2, 6);
        var receipts = desk.Get<PrintReceipts>();
        var tries = await Task.WhenAll(Enumerable.Range(0, 6).SelectMany(_ => new[] { desk.Officer, Receiver }).Select((actor, i) => receipts.ReceiveAsync(
            actor, batch.Code, i % 3 == 0 ? [new CountedBundle(1, null, 6)] : [new CountedBundle(1, 3, 2), new CountedBundle(1, 1, 2), new CountedBundle(1, 2, 2)])));
        Assert.Single(tries, t => t.Ok);
        Assert.All(tries.Where(t => !t.Ok), t => Assert.True(t.Refusal is BundleNotOpen or ChangedMeanwhile, t.Refusal!.ToString()));
        await using var db = desk.Database.Open();
        var drawer = await db.PrintBundles.Where(b => b.Box == 1).Select(b => b.DrawerId).Distinct().SingleAsync();
        Assert.Equal((6, 6), (await db.Vouchers.CountAsync(v => v.DrawerId == drawer), await db.Vouchers.CountAsync(v => v.DrawerId != null)));
        Assert.Equal(3, await db.AuditEntries.CountAsync(e => e.Action == "print_bundle.received"));

        // Received by one and voided by another: they lock in the same order.
        var ends = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i => i % 2 == 0
            ? (await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(2, 1, 2)])).Ok : (await receipts.VoidAsync(desk.Approver, batch.Code, 2, 1, "안 옴")).Ok));
        Assert.Single(ends, ok => ok);
        Assert.Equal(8, await db.Vouchers.CountAsync(v => v.State == VoucherState.Void || v.DrawerId != null));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Bundle_ThatNeverCame_IsVoided(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        using var key = await RegisterAsync(desk);
        var batch = await OrderAsync(desk, [(10_000, 4)], 2, 4);
        var (paper, receipts) = (await MadeAsync(desk, key, batch), desk.Get<PrintReceipts>());
        VoucherDesk.Done(await desk.Get<VoucherHolds>().ActAsync(desk.Officer, paper[3].Serial, VoucherAct.Freeze, "시험"));
        Assert.IsType<NotAllowed>((await receipts.VoidAsync(desk.Officer, batch.Code, 1, 2, "안 옴")).Refusal);
        Assert.IsType<TextMissing>((await receipts.VoidAsync(desk.Approver, batch.Code, 1, 2, null)).Refusal);
        var gone = VoucherDesk.Done(await receipts.VoidAsync(desk.Approver, batch.Code, 1, 2, "운송 중 분실"));
        Assert.Equal((BundleState.Voided, 2), (gone.State, gone.Voided));
        Assert.IsType<BundleNotOpen>((await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(1, 2, 2)])).Refusal);
        await using var db = desk.Database.Open();
        Assert.Equal([VoucherState.Stock, VoucherState.Stock, VoucherState.Void, VoucherState.Void], await db.Vouchers.OrderBy(v => v.Number).Select(v => v.State).ToListAsync());
        // What is left of the box is still received as a box.
        VoucherDesk.Done(await receipts.ReceiveAsync(Receiver, batch.Code, [new CountedBundle(1, null, 2)]));
    }

    /// <summary>The vouchers as the printer reads them.</summary>
    private static async Task<List<MadeVoucher>> MadeAsync(VoucherDesk desk, X509Certificate2 key, VoucherBatch batch)
    {
        var fetched = VoucherDesk.Done(await desk.Get<PrinterRuns>().FetchAsync(desk.Officer, batch.Uid));
        await using var content = fetched.Content;
        return key.Read(content).ConvertAll(l => new MadeVoucher(l.Serial, l.Token, l.Face, null));
    }

    private static string[] Files(VoucherDesk desk) => PrinterDesk.Files(desk);

    private static Task<X509Certificate2> RegisterAsync(VoucherDesk desk) => PrinterDesk.RegisterAsync(desk, Printer);

    private static Task<VoucherBatch> OrderAsync(VoucherDesk desk, (long Face, int Count)[] items, int bundle, int box) => PrinterDesk.OrderAsync(desk, items, new PrinterChoice(Printer, bundle, box));
}
