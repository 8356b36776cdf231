using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Tests.Settlement;

/// <summary>Bank days, fees and nets, as rules.</summary>
public sealed class SettlementRulesTests
{
    private static readonly DateOnly Thursday = new(2026, 9, 24);
    private static readonly BankDays Chuseok = new([Thursday, Thursday.AddDays(1)]);

    [Theory]
    [InlineData("2026-09-23", 0, "2026-09-23")]
    [InlineData("2026-09-23", 1, "2026-09-28")]
    [InlineData("2026-09-24", 0, "2026-09-28")]
    [InlineData("2026-09-26", 2, "2026-09-30")]
    [InlineData("2026-09-18", 3, "2026-09-23")]
    public void TPlusN_RollsOverWeekendsAndHolidays(string sold, int days, string due) => Assert.Equal(DateOnly.Parse(due, null), Chuseok.Add(DateOnly.Parse(sold, null), days));

    [Theory]
    [InlineData("2026-09-28", 1, "2026-09-23")]
    [InlineData("2026-09-28", 0, "2026-09-28")]
    [InlineData("2026-09-29", 1, "2026-09-28")]
    [InlineData("2026-09-23", 2, "2026-09-21")]
    public void LastDue_IsTheLastSaleThatADayPays(string on, int days, string sold)
    {
        var last = Chuseok.LastDue(DateOnly.Parse(on, null), days);
        Assert.Equal(DateOnly.Parse(sold, null), last);
        Assert.True(Chuseok.Add(last.AddDays(1), days) > DateOnly.Parse(on, null));
    }

    [Theory]
    [InlineData(10_000, 150)]
    [InlineData(10_033, 150)]
    [InlineData(10_034, 151)]
    [InlineData(1_000, 50)]
    [InlineData(1_000_000, 5_000)]
    public void Fee_IsRoundedHalfUp_AndStaysWithinItsBounds(long amount, long fee) => Assert.Equal(fee, Rule(r => (r.MinMinor, r.MaxMinor) = (50, 5_000)).FeeOf(amount));

    [Fact]
    public void Rule_MostParticularAndLatest_Holds()
    {
        var rules = new[] { Rule(r => r.Id = 1), Rule(r => (r.Id, r.From) = (2, Day(10))), Rule(r => (r.Id, r.Acquirer) = (3, "bc")), Rule(r => (r.Id, r.Class) = (4, FeeClass.Micro)), Rule(r => (r.Id, r.MarketId) = (5, 8)) };
        var book = new FeeBook(7, rules, [new VendorFeeClass { VendorId = 2, From = Day(5), Class = FeeClass.Micro }]);
        Assert.Equal([1, 2, 3, 1, 4, 3, null], new[]
        {
            book.RuleOf(1, SettledTender.Card, "kb", Day(9)), book.RuleOf(1, SettledTender.Card, "kb", Day(10)), book.RuleOf(1, SettledTender.Card, "bc", Day(10)),
            book.RuleOf(2, SettledTender.Card, "kb", Day(4)), book.RuleOf(2, SettledTender.Card, "kb", Day(10)), book.RuleOf(2, SettledTender.Card, "bc", Day(9)), book.RuleOf(1, SettledTender.Wallet, null, Day(9)),
        }.Select(r => r?.Id));
    }

    [Fact]
    public void Line_SaysHowItsNetComesAbout()
    {
        var reckoning = Reckoning(t => t.FeeUnit = 10, Rule(_ => { }));
        reckoning.Add(new PayableMovement(1, SettledTender.Card, "bc", TransferCode.Payment, Day(1), 10_034));
        reckoning.Add(new PayableMovement(1, SettledTender.Card, "bc", TransferCode.Payment, Day(1), 20_000));
        reckoning.Add(new PayableMovement(1, SettledTender.Card, "bc", TransferCode.Refund, Day(1), -10_000));
        reckoning.Add(new PayableMovement(1, SettledTender.Other, null, TransferCode.Hold, Day(1), -500));
        var (line, items) = reckoning.Line(new SettledVendor(1, false, false, true, -100, 0))!.Value;
        // 151 + 300 - 150 of fees; 45.1 - 15 of tax: 331 is cut to 330.
        Assert.Equal((-100, 30_034, 10_000, -500, 301, 30, 1), (line.Opening, line.Sales, line.Refunds, line.Others, line.Fees, line.Tax, line.Rounding));
        Assert.Equal((19_104, 19_104, 0, 0, 4), (line.Net, line.Payout, line.Held, line.Carried, line.Movements));
        Assert.Equal([(2, 30_034), (1, -10_000), (1, -500)], items.Select(i => (i.Count, i.Amount)));
        Assert.Null(reckoning.Line(new SettledVendor(1, false, false, true, 0, 0)));
    }

    [Theory]
    [InlineData(false, false, true, 900, NotPaidReason.BelowMinimum, 0, 0, 900)]
    [InlineData(false, false, true, 1_000, null, 1_000, 0, 0)]
    [InlineData(false, false, true, -5, NotPaidReason.Negative, 0, 0, -5)]
    [InlineData(false, true, true, 5_000, NotPaidReason.Barred, 0, 0, 5_000)]
    [InlineData(false, false, false, 5_000, NotPaidReason.NoAccount, 0, 0, 5_000)]
    [InlineData(true, false, true, 5_000, NotPaidReason.Suspended, 0, 5_000, 0)]
    [InlineData(true, false, true, -5, NotPaidReason.Negative, 0, 0, -5)]
    [InlineData(false, false, true, 0, null, 0, 0, 0)]
    public void Net_IsPaid_KeptBack_OrCarriedForward_Whole(bool suspended, bool barred, bool account, long opening, NotPaidReason? why, long payout, long held, long carried)
    {
        var line = Reckoning(t => t.MinPayout = 1_000).Line(new SettledVendor(1, suspended, barred, account, opening, 0))?.Line ?? new SettlementLine();
        Assert.Equal((why, payout, held, carried), (line.NotPaid, line.Payout, line.Held, line.Carried));
        Assert.Equal(line.Net, line.Payout + line.Held + line.Carried);
    }

    [Fact]
    public void AmountKeptBack_IsLetGo_OnceTheVendorTradesAgain()
    {
        var reckoning = Reckoning(_ => { });
        var kept = reckoning.Line(new SettledVendor(1, true, false, true, 700, 300))!.Value.Line;
        Assert.Equal((700, 1_000, 0), (kept.Held, kept.HeldSoFar, kept.Released));
        var free = reckoning.Line(new SettledVendor(1, false, false, true, 0, 1_000))!.Value.Line;
        Assert.Equal((1_000, 0, 1_000), (free.Released, free.HeldSoFar, free.Payout));
    }

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static FeeRule Rule(Action<FeeRule> change)
    {
        var rule = new FeeRule { Tender = SettledTender.Card, Currency = "KRW", From = new DateOnly(2026, 1, 1), RatePpm = 15_000, VatPpm = 100_000 };
        change(rule);
        return rule;
    }

    private static SettlementReckoning Reckoning(Action<SettlementTerms> change, params FeeRule[] rules)
    {
        var terms = new SettlementTerms();
        change(terms);
        return new SettlementReckoning(terms, new FeeBook(7, rules, []));
    }
}
