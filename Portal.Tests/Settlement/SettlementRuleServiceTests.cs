using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

/// <summary>Fees and terms are proposed by one person and approved by another.</summary>
public sealed class SettlementRuleServiceTests
{
    private static readonly Actor Officer = Make.Actor(Role.FinanceOfficer), Approver = Make.Actor(Role.FinanceApprover, id: 12) with { Kind = ActorKind.ApiKey };

    [Fact]
    public async Task Fee_CountsOnceAnotherApprovedIt()
    {
        await using var host = await PayingHost.OnSundayAsync();
        var today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
        var rules = host.Services.GetRequiredService<SettlementRules>();
        var wanted = new NewFeeRule(Guid.NewGuid(), "SB", SettledTender.Card, today, 15_000, VatPpm: 100_000) { Acquirer = "BC" };
        Assert.Equal("not_allowed", (await rules.ProposeAsync(Make.Actor(Role.Auditor), wanted)).Refusal!.Code);
        var proposed = (await rules.ProposeAsync(Officer, wanted)).Value;
        Assert.Equal(("bc", null), (proposed.Acquirer, proposed.ApprovedAt));
        Assert.Equal(proposed.Id, (await rules.ProposeAsync(Officer, wanted)).Value.Id);
        Assert.Equal("maker_may_not_approve", (await rules.DecideAsync(Officer, wanted.Id, true)).Refusal!.Code);
        Assert.True(Assert.Single((await rules.AllAsync(Approver, 10)).Value).May);
        Assert.True((await rules.DecideAsync(Approver, wanted.Id, true)).Ok);
        Assert.Equal("settlement_rule_decided", (await rules.DecideAsync(Approver, wanted.Id, false)).Refusal!.Code);
        var row = Assert.Single((await rules.AllAsync(Officer, 10)).Value);
        Assert.Equal((false, true), (row.May, row.Rule.ApprovedAt is not null));
        Assert.Equal("settlement_rule_not_found", (await rules.DecideAsync(Make.Actor(Role.FinanceApprover, ScopeKind.Region, region: "다른광역시", id: 13), wanted.Id, true)).Refusal!.Code);
    }

    [Theory]
    [InlineData("ratePpm", 1_000_001, 0, 0, null, SettledTender.Card, null, 0)]
    [InlineData("vatPpm", 0, -1, 0, null, SettledTender.Card, null, 0)]
    [InlineData("fixedMinor", 0, 0, -1, null, SettledTender.Card, null, 0)]
    [InlineData("minMinor", 0, 0, 0, 5L, SettledTender.Card, null, 0)]
    [InlineData("acquirer", 0, 0, 0, null, SettledTender.Voucher, "bc", 0)]
    [InlineData("tender", 0, 0, 0, null, SettledTender.Other, null, 0)]
    [InlineData("from", 0, 0, 0, null, SettledTender.Card, null, -1)]
    public async Task Fee_ThatCannotBeMeant_IsRefusedAtItsField(string field, long rate, long vat, long each, long? most, SettledTender tender, string? acquirer, int day)
    {
        await using var host = await PayingHost.OnSundayAsync();
        var today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
        var wanted = new NewFeeRule(Guid.NewGuid(), "SB", tender, today.AddDays(day), rate, each, most is null ? null : 6, most, vat) { Acquirer = acquirer };
        Assert.Equal(field, Assert.Single((await host.Services.GetRequiredService<SettlementRules>().ProposeAsync(Officer, wanted)).Refusals).Field);
    }

    [Fact]
    public async Task Terms_HaveBounds_AndAreTurnedDownByAnother()
    {
        await using var host = await PayingHost.OnSundayAsync();
        var today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
        var rules = host.Services.GetRequiredService<SettlementRules>();
        var wanted = new NewSettlementTerms(Guid.NewGuid(), "SB", today, new Dictionary<SettledTender, long> { [SettledTender.Card] = 61 }, -1, 0);
        Assert.Equal(["card", "minPayout", "feeUnit"], (await rules.ProposeAsync(Officer, wanted)).Refusals.Select(r => r.Field));
        var terms = (await rules.ProposeAsync(Officer, wanted with { Days = new Dictionary<SettledTender, long> { [SettledTender.Card] = 3 }, MinPayout = 1_000, FeeUnit = 10 })).Value;
        Assert.Equal((3, 3, 1, "KR"), (terms.CardDays, terms.PartnerDays, terms.VoucherDays, terms.Country));
        Assert.True((await rules.DecideAsync(Approver, wanted.Id, false)).Ok);
        Assert.NotNull(Assert.Single((await rules.AllAsync(Officer, 10)).Value).Rule.RejectedAt);
    }
}
