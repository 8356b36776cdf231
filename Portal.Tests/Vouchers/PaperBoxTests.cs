using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.Lists;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>Redeemed paper: boxed, sealed, handed over, counted blind, destroyed; and paper that comes again.</summary>
public sealed class PaperBoxTests
{
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly Actor Receiver = Make.Actor(Role.VoucherOfficer, id: 31, name: "시험 인수"), Counter = Make.Actor(Role.FinanceOfficer, id: 32, name: "시험 계수"), Settler = Make.Actor(Role.VoucherApprover, id: 33, name: "시험 결재");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Box_FromPresentmentToDestruction_KeepsTheEquation(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (bundle, paper) = await PresentedAsync(desk, 5);
        var box = await BoxAsync(desk);
        var one = VoucherDesk.Done(await desk.Get<BoxFilling>().PutAsync(desk.Officer, box.Code, paper[0].Serial));
        var again = VoucherDesk.Done(await desk.Get<BoxFilling>().PutAsync(desk.Officer, box.Code, paper[0].Token));
        Assert.Equal((paper[0].Serial, 10_000L, false, true), (one.Serial, one.Amount, one.Again, again.Again));
        await ExpectAsync(desk, unboxed: 4, boxed: 1, destroyed: 0, missing: 0);
        Assert.Equal(4, VoucherDesk.Done(await desk.Get<BoxFilling>().PutBundleAsync(desk.Officer, box.Code, bundle.Code)));
        VoucherDesk.Done(await desk.Get<BoxFilling>().TakeOutAsync(desk.Officer, box.Code, paper[4].Serial));
        var closed = VoucherDesk.Done(await desk.Get<BoxFilling>().SealAsync(desk.Officer, box.Code));
        Assert.Equal((4, 40_000L, 64), (closed.Count, closed.SumMinor, closed.ListHash!.Length));
        Assert.IsType<BoxStateUnfit>((await desk.Get<BoxFilling>().PutAsync(desk.Officer, box.Code, paper[4].Serial)).Refusal);
        Assert.IsType<BoxStateUnfit>((await desk.Get<BoxFilling>().TakeOutAsync(desk.Officer, box.Code, paper[0].Serial)).Refusal);
        Assert.IsType<BoxStateUnfit>((await desk.Get<BoxKeeping>().DestroyAsync(desk.Officer, Destruction(desk, box.Code), new MemoryStream(Photo))).Refusal);

        await HandOverAsync(desk, box.Code);
        Assert.Equal(BoxState.Counted, VoucherDesk.Done(await desk.Get<BoxKeeping>().CountAsync(Counter, box.Code, 4, 40_000)).State);
        var wanted = Destruction(desk, box.Code);
        var record = VoucherDesk.Done(await desk.Get<BoxKeeping>().DestroyAsync(desk.Officer, wanted, new MemoryStream(Photo)));
        Assert.Equal(record.Code, VoucherDesk.Done(await desk.Get<BoxKeeping>().DestroyAsync(desk.Officer, wanted, new MemoryStream(Photo))).Code);
        await ExpectAsync(desk, unboxed: 1, boxed: 0, destroyed: 4, missing: 0);
        var read = VoucherDesk.Done(await desk.Get<BoxQueries>().DestructionAsync(desk.Officer, record.Code));
        Assert.Equal((4, 40_000L, "김증인 (구청)\n이증인 (감사실)"), (read.Count, read.Sum, read.Destruction.Witnesses));
        var rows = VoucherDesk.Done(await desk.Get<PaperPieces>().PageAsync(desk.Officer, ListQuery.Everything.WithFilter("place", nameof(PaperPlace.Destroyed))));
        Assert.Equal(paper.Take(4).Select(p => p.Serial).Order(), rows.Items.Select(r => r.Serial).Order());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Count_ThatDiffers_IsToldNoMore_AndLeavesTheEquationOpen(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var box = await SealedAsync(desk, 3);
        var keeping = desk.Get<BoxKeeping>();
        VoucherDesk.Done(await keeping.GiveAsync(desk.Officer, box.Code, "본부 금고"));
        Assert.IsType<GiverMayNotReceive>((await keeping.ReceiveAsync(desk.Officer, box.Code)).Refusal);
        VoucherDesk.Done(await keeping.ReceiveAsync(Receiver, box.Code));
        Assert.IsType<MayNotCount>((await keeping.CountAsync(desk.Officer, box.Code, 3, 30_000)).Refusal);
        var blind = VoucherDesk.Done(await desk.Get<BoxQueries>().GetAsync(Counter, box.Code));
        Assert.True(blind is { Blind: true, MayCount: true, Box: { Count: 0, SumMinor: 0, ListHash: null }, Row: { Count: null, Sum: null }, Pieces.Count: 0 });
        Assert.Null(Assert.Single(VoucherDesk.Done(await desk.Get<BoxQueries>().PageAsync(Counter, ListQuery.Everything)).Items).Count);
        Assert.False(VoucherDesk.Done(await desk.Get<BoxQueries>().GetAsync(desk.Officer, box.Code)).Blind);

        Assert.Equal(BoxState.Received, VoucherDesk.Done(await keeping.CountAsync(Counter, box.Code, 2, 20_000)).State);
        Assert.Equal(BoxState.Received, VoucherDesk.Done(await keeping.CountAsync(Counter, box.Code, 2, 20_000)).State);
        Assert.IsType<MayNotCount>((await keeping.CountAsync(Counter, box.Code, 3, 30_000)).Refusal);
        await ExpectAsync(desk, unboxed: 0, boxed: 2, destroyed: 0, missing: 1);
        Assert.Equal((1, true), await desk.Get<BoxQueries>().WaitingAsync(desk.Officer));
        Assert.IsType<NotAllowed>((await keeping.SettleAsync(Receiver, box.Code, "한 장 분실")).Refusal);
        Assert.IsType<TextMissing>((await keeping.SettleAsync(Settler, box.Code, " ")).Refusal);
        Assert.Equal(BoxState.Counted, VoucherDesk.Done(await keeping.SettleAsync(Settler, box.Code, "한 장 분실")).State);
        VoucherDesk.Done(await keeping.DestroyAsync(desk.Officer, Destruction(desk, box.Code), new MemoryStream(Photo)));
        await ExpectAsync(desk, unboxed: 0, boxed: 0, destroyed: 2, missing: 1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Boxes_WorkedOnBySeveralAtOnce_TakeEachPieceOnce(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (_, paper) = await PresentedAsync(desk, 6);
        var (first, second, id) = (await BoxAsync(desk), await BoxAsync(desk), Guid.NewGuid());
        var filling = desk.Get<BoxFilling>();
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => filling.OpenAsync(desk.Officer, new NewBox(id, VoucherDesk.Programme))));
        Assert.Single(opened.Select(o => VoucherDesk.Done(o).Id).Distinct());
        // Two boxes, each piece scanned into both at the same moment.
        var scans = await Task.WhenAll(paper.SelectMany(p => new[] { first, second }.Select(box => filling.PutAsync(desk.Officer, box.Code, p.Serial))));
        Assert.Equal(6, scans.Count(s => s is { Ok: true, Value.Again: false }));
        Assert.All(scans.Where(s => !s.Ok), s => Assert.IsType<PieceBoxedElsewhere>(s.Refusal));
        await using (var db = desk.Database.Open())
        {
            Assert.Equal(6, await db.BoxedPieces.CountAsync());
            foreach (var box in await db.PaperBoxes.ToListAsync())
                Assert.Equal((await db.BoxedPieces.CountAsync(p => p.BoxId == box.Id), await db.BoxedPieces.Where(p => p.BoxId == box.Id).SumAsync(p => p.AmountMinor)), (box.Count, box.SumMinor));
        }

        // Sealed by two at once, and destroyed by two records at once: one each.
        var box3 = await SealedAsync(desk, 2, twice: true);
        await HandOverAsync(desk, box3.Code);
        VoucherDesk.Done(await desk.Get<BoxKeeping>().CountAsync(Counter, box3.Code, 2, 20_000));
        var destroyed = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => desk.Get<BoxKeeping>().DestroyAsync(desk.Officer, Destruction(desk, box3.Code), new MemoryStream(Photo))));
        Assert.Single(destroyed, d => d.Ok);
        await using var after = desk.Database.Open();
        Assert.Equal(1, await after.PaperDestructions.CountAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Paper_PresentedAgain_IsRefusedWithItsBox_AndOpensOneCase(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var box = await SealedAsync(desk, 2);
        await using var db = desk.Database.Open();
        var serials = VoucherDesk.Done(await desk.Get<BoxQueries>().GetAsync(desk.Officer, box.Code)).Pieces.Select(p => p.Serial).Order().ToList();
        var other = await desk.OpenBundleAsync();
        var boxed = (await desk.PresentAsync(other, serials[0]))[0];
        Assert.Equal((VoucherDeclines.Boxed, box.Code), (boxed.Reason, boxed.Values!["box"]));
        await HandOverAsync(desk, box.Code);
        VoucherDesk.Done(await desk.Get<BoxKeeping>().CountAsync(Counter, box.Code, 2, 20_000));
        VoucherDesk.Done(await desk.Get<BoxKeeping>().DestroyAsync(desk.Officer, Destruction(desk, box.Code), new MemoryStream(Photo)));
        var gone = (await desk.PresentAsync(other, serials[0]))[0];
        Assert.Equal((VoucherDeclines.Destroyed, VoucherTenders.Of(Today(desk))), (gone.Reason, gone.Values!["date"]));

        var looks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Get<PresentedAgain>().LookAsync(0)));
        Assert.Equal(1, looks.Sum());
        await desk.PresentAsync(await desk.OpenBundleAsync(), serials[0]);
        Assert.Equal(0, await desk.Get<PresentedAgain>().LookAsync(0));
        var found = await db.FraudCases.SingleAsync();
        Assert.Equal((FraudSubject.Voucher, serials[0], 0L), (found.Subject, found.SubjectCode, found.OpenerId));
        var trace = VoucherDesk.Done(await desk.Get<PaperPieces>().TraceAsync(desk.Officer, serials[0]))!;
        Assert.Equal((box.Code, BoxState.Destroyed, 3), (trace.Box, trace.State, trace.Again.Count));
        Assert.Equal(other.Uid, trace.Again[0].Uid);
        // Again after the case was closed: another one.
        await db.FraudCases.ExecuteUpdateAsync(s => s.SetProperty(c => c.ClosedAt, desk.Database.Time.GetUtcNow().UtcDateTime).SetProperty(c => c.State, FraudCaseState.Closed));
        desk.Database.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.PresentAsync(await desk.OpenBundleAsync(), serials[0]);
        Assert.Equal(1, await desk.Get<PresentedAgain>().LookAsync(0));
    }

    [Fact]
    public async Task Paper_SpentAgainAtATill_IsRefusedWithItsBox_AndOpensOneCase()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 2);
        var box = await BoxAsync(desk);
        var bundle = await desk.OpenBundleAsync();
        await desk.PresentAsync(bundle, [.. paper.Select(p => p.Serial)]);
        VoucherDesk.Done(await desk.Get<Presentments>().CloseAsync(desk.Officer, bundle.Uid));
        VoucherDesk.Done(await desk.Get<BoxFilling>().PutBundleAsync(desk.Officer, box.Code, bundle.Code));
        VoucherDesk.Done(await desk.Get<BoxFilling>().SealAsync(desk.Officer, box.Code));
        Assert.Equal(VoucherDeclines.Boxed, (await desk.PayAsync(paper[1], 10_000)).Reason);
        Assert.Equal(VoucherDeclines.Boxed, (await desk.PayAsync(paper[1], 10_000)).Reason);

        var watch = desk.Get<FraudWatch>();
        await watch.LookAsync();
        await watch.LookAsync();

        await using var db = desk.Database.Open();
        Assert.Equal(paper[1].Serial, (await db.FraudCases.SingleAsync()).SubjectCode);
        var trace = VoucherDesk.Done(await desk.Get<PaperPieces>().TraceAsync(desk.Officer, paper[1].Serial))!;
        Assert.Equal([true, true], trace.Again.Select(a => a.AtTill));
    }

    [Fact]
    public async Task Box_WhatDoesNotBelongInIt_IsRefusedWithItsReason()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var sold = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 2);
        var box = await BoxAsync(desk);
        var filling = desk.Get<BoxFilling>();
        Assert.IsType<BoxEmpty>((await filling.SealAsync(desk.Officer, box.Code)).Refusal);
        Assert.IsType<VoucherNotFound>((await filling.PutAsync(desk.Officer, box.Code, "nothing")).Refusal);
        Assert.IsType<PieceNotPresented>((await filling.PutAsync(desk.Officer, box.Code, sold[0].Serial)).Refusal);
        var bundle = await desk.OpenBundleAsync();
        await desk.PresentAsync(bundle, sold[0].Serial);
        Assert.IsType<PieceBundleOpen>((await filling.PutAsync(desk.Officer, box.Code, sold[0].Serial)).Refusal);
        Assert.IsType<PieceBundleOpen>((await filling.PutBundleAsync(desk.Officer, box.Code, bundle.Code)).Refusal);
        Assert.IsType<PresentmentNotFound>((await filling.PutBundleAsync(desk.Officer, box.Code, "P0")).Refusal);
        Assert.IsType<NotAllowed>((await filling.PutAsync(Make.Actor(Role.Auditor), box.Code, sold[0].Serial)).Refusal);
        Assert.IsType<NotAllowed>((await filling.OpenAsync(Settler, new NewBox(Guid.NewGuid(), VoucherDesk.Programme))).Refusal);
    }

    [Fact]
    public async Task Destroy_WithoutWitnessesPhotoOrAPossibleDay_Refused()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var box = await SealedAsync(desk, 1);
        await HandOverAsync(desk, box.Code);
        VoucherDesk.Done(await desk.Get<BoxKeeping>().CountAsync(Counter, box.Code, 1, 10_000));
        var (good, keeping) = (Destruction(desk, box.Code), desk.Get<BoxKeeping>());
        async Task<Refusal?> Try(NewDestruction wanted, byte[]? photo) => (await keeping.DestroyAsync(desk.Officer, wanted with { Id = Guid.NewGuid() }, photo is null ? null : new MemoryStream(photo))).Refusal;
        Assert.IsType<WitnessesMissing>(await Try(good with { Witnesses = ["김증인", "김증인 "] }, Photo));
        Assert.IsType<WitnessesMissing>(await Try(good with { Witnesses = ["김증인", desk.Officer.Name] }, Photo));
        Assert.IsType<DestructionPhotoMissing>(await Try(good, null));
        Assert.Equal("photo", (await Try(good, Encoding.UTF8.GetBytes("no picture")))!.Field);
        Assert.IsType<DestructionDayWrong>(await Try(good with { On = Today(desk).AddDays(1) }, Photo));
        Assert.IsType<DestructionDayWrong>(await Try(good with { On = Today(desk).AddDays(-1) }, Photo));
        Assert.IsType<TextMissing>(await Try(good with { Method = "" }, Photo));
        Assert.IsType<BoxNotFound>(await Try(good with { Boxes = [box.Code, "B0"] }, Photo));
        Assert.IsType<NotAllowed>((await keeping.DestroyAsync(Settler, good, new MemoryStream(Photo))).Refusal);
    }

    [Fact]
    public async Task SealedList_ChangedBehindThePortal_NoLongerHolds()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var box = await SealedAsync(desk, 2);
        Assert.True(VoucherDesk.Done(await desk.Get<BoxQueries>().GetAsync(desk.Officer, box.Code)).ListHolds);
        await using var db = desk.Database.Open();
        await db.BoxedPieces.Where(p => p.PieceId == db.BoxedPieces.Max(x => x.PieceId)).ExecuteDeleteAsync();
        Assert.False(VoucherDesk.Done(await desk.Get<BoxQueries>().GetAsync(desk.Officer, box.Code)).ListHolds);
        await ExpectAsync(desk, unboxed: 1, boxed: 2, destroyed: 0, missing: -1);
    }

    /// <summary>A closed bundle of paper of 10,000 won.</summary>
    internal static async Task<(Presentment Bundle, IReadOnlyList<MadeVoucher> Paper)> PresentedAsync(VoucherDesk desk, int count)
    {
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, count);
        var bundle = await desk.OpenBundleAsync();
        Assert.All(await desk.PresentAsync(bundle, [.. paper.Select(p => p.Serial)]), a => Assert.Null(a.Reason));
        VoucherDesk.Done(await desk.Get<Presentments>().CloseAsync(desk.Officer, bundle.Uid));
        return (bundle, paper);
    }

    private static async Task<PaperBox> BoxAsync(VoucherDesk desk) => VoucherDesk.Done(await desk.Get<BoxFilling>().OpenAsync(desk.Officer, new NewBox(Guid.NewGuid(), VoucherDesk.Programme)));

    private static async Task<PaperBox> SealedAsync(VoucherDesk desk, int count, bool twice = false)
    {
        var (bundle, _) = await PresentedAsync(desk, count);
        var box = await BoxAsync(desk);
        VoucherDesk.Done(await desk.Get<BoxFilling>().PutBundleAsync(desk.Officer, box.Code, bundle.Code));
        var tries = await Task.WhenAll(Enumerable.Range(0, twice ? 2 : 1).Select(_ => desk.Get<BoxFilling>().SealAsync(desk.Officer, box.Code)));
        return Assert.Single(tries, t => t.Ok).Value;
    }

    private static async Task HandOverAsync(VoucherDesk desk, string code)
    {
        VoucherDesk.Done(await desk.Get<BoxKeeping>().GiveAsync(desk.Officer, code, "본부 금고"));
        VoucherDesk.Done(await desk.Get<BoxKeeping>().ReceiveAsync(Receiver, code));
    }

    private static DateOnly Today(VoucherDesk desk) => DateOnly.FromDateTime(desk.Database.Time.GetUtcNow().UtcDateTime.AddHours(9));

    private static NewDestruction Destruction(VoucherDesk desk, string box) => new(Guid.NewGuid(), [box], Today(desk), "자원순환센터", "파쇄", ["김증인 (구청)", "이증인 (감사실)"]);

    private static async Task ExpectAsync(VoucherDesk desk, int unboxed, int boxed, int destroyed, int missing)
    {
        var balance = Assert.Single(VoucherDesk.Done(await desk.Get<PaperBalances>().ReadAsync(desk.Officer)));
        Assert.Equal((unboxed, boxed, destroyed, missing), ((int)balance.Unboxed.Count, (int)balance.Boxed.Count, (int)balance.Destroyed.Count, (int)balance.Missing.Count));
        Assert.Equal((missing * 10_000L, missing == 0), (balance.Missing.Sum, balance.Holds));
    }
}
