using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Reports;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>Vouchers that are made anew, because nothing is printed twice.</summary>
public sealed class VoucherReplacementTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Replace_SoldVoucherManyTimesAtOnce_MovesItsValueOnce(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var sold = (await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 1))[0];
        var replacements = desk.Get<VoucherReplacements>();
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => replacements.ReplaceAsync(desk.Officer, Guid.NewGuid(), sold.Serial, "토큰 분실")));
        var made = Assert.Single(tries, t => t.Ok).Value.Made;
        Assert.Equal(VoucherDeclines.Void, (await desk.PayAsync(sold, 10_000)).Reason);
        Assert.Equal(PaymentStatus.Captured, (await desk.PayAsync(made, 4_000)).Status);
        var (old, now) = (VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, sold.Serial)), VoucherDesk.Done(await desk.Get<VoucherRecords>().GetAsync(desk.Officer, made.Serial)));
        Assert.Equal((VoucherStanding.Void, made.Serial, sold.Serial), (old.Row.Standing, old.ReplacedBy, now.Replaces));
        Assert.Equal((6_000L, 9_000L, old.Row.SoldOn, old.Row.ExpiresOn), (now.Row.Left, now.Row.Paid, now.Row.SoldOn, now.Row.ExpiresOn));
        Assert.Equal([700L, 300L], now.Parts.Select(p => p.Amount));
        // The numbers that the other tries took have no gap, and nothing is in them.
        await using var db = desk.Database.Open();
        var numbers = await db.Vouchers.OrderBy(v => v.Number).Select(v => v.Number).ToListAsync();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        Assert.DoesNotContain(await desk.Get<Verifier>().RunAsync(Verifier.OfLedger, null, CancellationToken.None), r => !r.Ok);
        var day = now.Row.SoldOn!.Value;
        Assert.Equal(1_000, VoucherDesk.Done(await desk.Get<VoucherReports>().ReadAsync(desk.Officer, new ReportAsk(ReportName.FunderStatement, VoucherDesk.Programme, day, day, ReportBy.Voucher))).Totals[6]);
    }

    [Fact]
    public async Task Replace_VoucherInStock_LiesInTheSameDrawer_AndRepeatedIsToldNoMore()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var stock = (await desk.PrintAsync(VoucherKind.Paper, 10_000, 1))[0];
        var (replacements, id) = (desk.Get<VoucherReplacements>(), Guid.NewGuid());
        var made = VoucherDesk.Done(await replacements.ReplaceAsync(desk.Officer, id, stock.Serial, "인쇄 불량")).Made;
        Assert.IsType<AlreadyPrinted>((await replacements.ReplaceAsync(desk.Officer, id, stock.Serial, "인쇄 불량")).Refusal);
        Assert.IsType<VoucherNotSellable>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf([stock]))).Refusal);
        Assert.Equal(9_500, (await desk.SellAsync([made])).Paid);
    }

    [Fact]
    public async Task Replace_WhatWasSpentOrFrozenOrByAnother_IsRefusedAndNothingChanges()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var sold = await desk.PrintAndSellAsync(VoucherKind.Mobile, 10_000, 2);
        var replacements = desk.Get<VoucherReplacements>();
        await desk.PayAsync(sold[0], 1_000);
        Assert.IsType<VoucherNotReplaceable>((await replacements.ReplaceAsync(desk.Officer, Guid.NewGuid(), sold[0].Serial, "분실")).Refusal);
        VoucherDesk.Done(await desk.Get<VoucherHolds>().ActAsync(desk.Officer, sold[1].Serial, VoucherAct.Freeze, "신고"));
        Assert.IsType<VoucherNotReplaceable>((await replacements.ReplaceAsync(desk.Officer, Guid.NewGuid(), sold[1].Serial, "분실")).Refusal);
        Assert.IsType<NotAllowed>((await replacements.ReplaceAsync(desk.Approver, Guid.NewGuid(), sold[1].Serial, "분실")).Refusal);
        Assert.IsType<Domain.TextMissing>((await replacements.ReplaceAsync(desk.Officer, Guid.NewGuid(), sold[1].Serial, " ")).Refusal);
        await using var db = desk.Database.Open();
        Assert.Equal(2, await db.Vouchers.CountAsync());
    }
}
