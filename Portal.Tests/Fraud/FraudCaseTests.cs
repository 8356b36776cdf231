using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Verification;
using Portal.Domain.Vouchers;
using Portal.Seeding.FraudSimulation;

namespace Portal.Tests.Fraud;

/// <summary>A small simulated market whose vendors, vouchers and programme the cases are about.</summary>
public sealed class FraudMarketFixture : IAsyncLifetime
{
    public FraudFixture Market { get; private set; } = null!;

    public async Task InitializeAsync() => Market = await FraudFixture.CreateAsync(new SimulationSize(1, 14, 0));

    public async Task DisposeAsync() => await Market.DisposeAsync();
}

public sealed class FraudCaseTests(FraudMarketFixture fixture) : IClassFixture<FraudMarketFixture>
{
    private const string Programme = "FS1";

    private static readonly Actor Officer = FraudFixture.Key(Role.VoucherOfficer, 21);
    private static readonly Actor Second = FraudFixture.Key(Role.VoucherOfficer, 22);
    private static readonly Actor Decider = FraudFixture.Key(Role.CaseDecider, 23);
    private static readonly Actor Other = FraudFixture.Key(Role.VoucherApprover, 24);

    private FraudCases Cases => fixture.Market.Get<FraudCases>();

    private FraudFreezes Freezes => fixture.Market.Get<FraudFreezes>();

    [Fact]
    public async Task Open_Again_FindsTheSameAndNoSecond()
    {
        var wanted = new NewFraudCase(Guid.NewGuid(), FraudSubject.Vendor, "FS0100000", "신고 접수");
        var first = (await Cases.OpenAsync(Officer, wanted)).Value;
        Assert.Equal(first.Code, (await Cases.OpenAsync(Officer, wanted)).Value.Code);
        Assert.IsType<FraudCaseOpen>((await Cases.OpenAsync(Second, wanted with { Id = Guid.NewGuid() })).Refusal);
        Assert.IsType<FraudSubjectNotFound>((await Cases.OpenAsync(Second, wanted with { Id = Guid.NewGuid(), Subject = "none" })).Refusal);
        Assert.IsType<NotAllowed>((await Cases.OpenAsync(FraudFixture.Key(Role.Auditor, 9), wanted)).Refusal);
        Assert.True((await Cases.NoteAsync(Officer, first.Code, "현장 확인\n사진 있음")).Ok);
        Assert.Single((await fixture.Market.Get<FraudQueries>().GetAsync(Officer, first.Code)).Value.Notes);
    }

    [Fact]
    public async Task Decide_ByWhoIsHeldToTheRegion_IsKept()
    {
        var row = await OpenAsync("FS0100007");
        await using var db = fixture.Market.Database.Open();
        var region = await db.Markets.Where(m => m.Id == row.MarketId).Select(m => m.Region).SingleAsync();
        var (near, helper) = (Decider with { Grants = [new Grant(Role.CaseDecider, ScopeKind.Region, region)] }, Second with { Grants = [new Grant(Role.VoucherOfficer, ScopeKind.Region, region)] });
        var freeze = (await Freezes.AskAsync(Officer, row.Code, new NewFreeze(Guid.NewGuid(), FreezeKind.Vendor, "FS0100007", "확인 중", Programme))).Value;
        if (freeze.State == FreezeState.Asked)
            Assert.True((await Freezes.ConfirmAsync(helper, freeze.Uid, agree: true)).Ok);
        Assert.True((await Cases.DecideAsync(near, row.Code, FraudDecision.Dismissed, "이유 없음")).Ok);
        Assert.True((await Freezes.LiftAsync(helper, freeze.Uid, "결정에 따름")).Ok);
        var kept = await db.FraudCases.AsNoTracking().SingleAsync(c => c.Id == row.Id);
        Assert.Equal((FraudCaseState.Decided, FraudDecision.Dismissed), (kept.State, kept.Decision!.Value));
        Assert.Equal(FreezeState.Lifted, await db.FraudFreezes.Where(f => f.Uid == freeze.Uid).Select(f => f.State).SingleAsync());
    }

    [Fact]
    public async Task Get_CaseOfAnotherRegion_IsNotFoundAndNothingIsDone()
    {
        var row = await OpenAsync("FS0100005");
        await using var db = fixture.Market.Database.Open();
        var region = await db.Markets.Where(m => m.Id == row.MarketId).Select(m => m.Region).SingleAsync();
        var (near, far) = (Decider with { Grants = [new Grant(Role.CaseDecider, ScopeKind.Region, region)] }, Decider with { Grants = [new Grant(Role.CaseDecider, ScopeKind.Region, "elsewhere")] });
        var queries = fixture.Market.Get<FraudQueries>();
        Assert.True((await queries.GetAsync(near, row.Code)).Ok);
        Assert.Contains((await queries.PageAsync(near, ListQuery.Everything)).Value.Items, c => c.Code == row.Code);
        Assert.IsType<FraudCaseNotFound>((await queries.GetAsync(far, row.Code)).Refusal);
        Assert.Empty((await queries.PageAsync(far, ListQuery.Everything)).Value.Items);
        Assert.IsType<FraudCaseNotFound>((await Cases.DecideAsync(far, row.Code, FraudDecision.Dismissed, "이유")).Refusal);
        Assert.IsType<FraudCaseNotFound>((await Freezes.AskAsync(far, row.Code, new NewFreeze(Guid.NewGuid(), FreezeKind.Vendor, "FS0100005", "확인 중", Programme))).Refusal);
        Assert.IsType<FraudSubjectNotFound>((await Cases.OpenAsync(far, new NewFraudCase(Guid.NewGuid(), FraudSubject.Vendor, "FS0100006", "신고 접수"))).Refusal);
        var freeze = (await Freezes.AskAsync(Officer, row.Code, new NewFreeze(Guid.NewGuid(), FreezeKind.Vendor, "FS0100005", "확인 중", Programme))).Value;
        Assert.IsType<FreezeNotFound>((await Freezes.LiftAsync(far, freeze.Uid, "이유")).Refusal);
        Assert.True((await Freezes.LiftAsync(near, freeze.Uid, "이유")).Ok || freeze.State == FreezeState.Asked);
        var payment = await db.Payments.Where(p => p.MarketId == row.MarketId).Select(p => p.Id).FirstAsync();
        var kept = db.Add(new FraudSignal { SubjectId = row.SubjectId, MarketId = row.MarketId!.Value, Day = fixture.Market.Last, Code = FraudCode.RoundSums, Values = "{}", Rows = $$"""{"Payment":[{{payment}}]}""" }).Entity;
        await db.SaveChangesAsync();
        var signal = kept.Id;
        var evidence = fixture.Market.Get<FraudEvidence>();
        Assert.Equal(FraudRowKind.Payment, Assert.Single((await evidence.RowsAsync(near, signal)).Value).Kind);
        Assert.IsType<FraudCaseNotFound>((await evidence.RowsAsync(far, signal)).Refusal);
    }

    [Fact]
    public async Task Freeze_VendorAboveTheThreshold_TakesTwo()
    {
        var vendor = await RichestAsync();
        var row = await OpenAsync(vendor);
        var asked = (await Freezes.AskAsync(Officer, row.Code, new NewFreeze(Guid.NewGuid(), FreezeKind.Vendor, vendor, "확인 중", Programme))).Value;
        Assert.True(asked.AmountMinor >= new EnrolmentTerms().FreezeThreshold);
        Assert.Equal(FreezeState.Asked, asked.State);
        Assert.False(await FrozenAsync(vendor));
        Assert.IsType<MakerMayNotApprove>((await Freezes.ConfirmAsync(Officer, asked.Uid, agree: true)).Refusal);
        Assert.Equal(FreezeState.Frozen, (await Freezes.ConfirmAsync(Second, asked.Uid, agree: true)).Value.State);
        Assert.True(await FrozenAsync(vendor));
        Assert.IsType<FreezeStateUnfit>((await Freezes.ConfirmAsync(Decider, asked.Uid, agree: false)).Refusal);
        Assert.Equal(FraudCaseState.Frozen, (await fixture.Market.Get<FraudQueries>().GetAsync(Officer, row.Code)).Value.Case.State);
        Assert.Equal(FreezeState.Lifted, (await Freezes.LiftAsync(Decider, asked.Uid, "해명됨")).Value.State);
        Assert.False(await FrozenAsync(vendor));
    }

    [Fact]
    public async Task Freeze_SmallVoucher_TakesOne()
    {
        await using var db = fixture.Market.Database.Open();
        var voucher = await db.Vouchers.AsNoTracking().OrderBy(v => v.Id).FirstAsync();
        var prefix = await db.VoucherProgrammes.Where(p => p.Id == voucher.ProgrammeId).Select(p => p.Prefix).SingleAsync();
        var serial = SerialNumbers.Of(prefix, voucher.Number);
        var row = (await Cases.OpenAsync(Officer, new NewFraudCase(Guid.NewGuid(), FraudSubject.Voucher, serial, "분실 신고"))).Value;
        var frozen = (await Freezes.AskAsync(Officer, row.Code, new NewFreeze(Guid.NewGuid(), FreezeKind.Voucher, serial, "확인 중"))).Value;
        Assert.Equal(FreezeState.Frozen, frozen.State);
        Assert.Null(frozen.CheckerId);
        Assert.True(await db.Vouchers.AsNoTracking().Where(v => v.Id == voucher.Id).Select(v => v.Frozen).SingleAsync());
        Assert.IsType<FraudWorkerMayNotDecide>((await Cases.DecideAsync(Decider with { OwnerId = Officer.OwnerId }, row.Code, FraudDecision.Dismissed, "이유")).Refusal);
    }

    [Fact]
    public async Task Decide_ThenAppealAndClaim_ByOthersAndBalanced()
    {
        var row = await OpenAsync("FS0100003");
        var recoveries = fixture.Market.Get<FraudRecoveries>();
        var claim = new NewRecovery(Guid.NewGuid(), Programme, new Money("KRW", 240_000), "부정 환전분");
        Assert.IsType<ClaimWithoutDecision>((await recoveries.ClaimAsync(Decider, row.Code, claim)).Refusal);
        Assert.IsType<NotAllowed>((await Cases.DecideAsync(Officer, row.Code, FraudDecision.Confirmed, "증빙")).Refusal);
        Assert.Equal(FraudCaseState.Decided, (await Cases.DecideAsync(Decider, row.Code, FraudDecision.Confirmed, "증빙")).Value.State);
        Assert.IsType<FraudWorkerMayNotDecide>((await recoveries.ClaimAsync(Decider with { OwnerId = Officer.OwnerId }, row.Code, claim)).Refusal);
        Assert.Equal(240_000, (await recoveries.ClaimAsync(Decider, row.Code, claim)).Value.AmountMinor);
        Assert.Equal(240_000, (await recoveries.ClaimAsync(Decider, row.Code, claim)).Value.AmountMinor);
        Assert.Equal((240_000, 240_000), await ClaimedAsync());
        Assert.Equal(FraudCaseState.Appealed, (await Cases.AppealAsync(Second, row.Code, "이의 있음")).Value.State);
        Assert.IsType<FraudWorkerMayNotDecide>((await Cases.DecideAsync(Decider, row.Code, FraudDecision.Confirmed, "유지")).Refusal);
        Assert.True((await Cases.DecideAsync(Other, row.Code, FraudDecision.Dismissed, "이유 있음")).Ok);
        Assert.IsType<FraudCaseStateUnfit>((await Cases.AppealAsync(Second, row.Code, "다시")).Refusal);
        Assert.IsType<ClaimWithoutDecision>((await Cases.CloseAsync(Second, row.Code)).Refusal);
        Assert.IsType<ClaimOutOfRange>((await recoveries.WithdrawAsync(Other, row.Code, claim with { Id = Guid.NewGuid(), Amount = new Money("KRW", 240_001) })).Refusal);
        Assert.True((await recoveries.WithdrawAsync(Other, row.Code, claim with { Id = Guid.NewGuid() })).Ok);
        Assert.Equal((0, 0), await ClaimedAsync());
        Assert.Equal(FraudCaseState.Closed, (await Cases.CloseAsync(Second, row.Code)).Value.State);
        Assert.DoesNotContain(await fixture.Market.Get<Verifier>().RunAsync(Verifier.OfLedger, null, CancellationToken.None), r => !r.Ok);
    }

    private async Task<FraudCase> OpenAsync(string vendor) => (await Cases.OpenAsync(Officer, new NewFraudCase(Guid.NewGuid(), FraudSubject.Vendor, vendor, "신고 접수"))).Value;

    /// <summary>What is claimed, on both sides of the books.</summary>
    private async Task<(long Claims, long Owed)> ClaimedAsync()
    {
        await using var db = fixture.Market.Database.Open();
        var totals = await db.LedgerAccounts.Where(a => a.Code == "recovery" || a.Code == "unidentified").Join(db.AccountTotals, a => a.Id, t => t.AccountId, (a, t) => new { a.Code, t.Debits, t.Credits }).ToListAsync();
        return (totals.Where(t => t.Code == "recovery").Sum(t => t.Debits - t.Credits), totals.Where(t => t.Code == "unidentified").Sum(t => t.Credits - t.Debits));
    }

    private async Task<bool> FrozenAsync(string vendor)
    {
        await using var db = fixture.Market.Database.Open();
        return await db.VendorEnrolments.Where(e => db.Vendors.Any(v => v.Id == e.VendorId && v.Code == vendor)).Select(e => e.Frozen).SingleAsync();
    }

    /// <summary>A vendor to whom enough is owed that two people are needed.</summary>
    private async Task<string> RichestAsync()
    {
        await using var db = fixture.Market.Database.Open();
        var owed = await db.LedgerAccounts.Where(a => a.Code.StartsWith("vendors:") && a.Code.EndsWith(":payable")).Join(db.AccountTotals, a => a.Id, t => t.AccountId, (a, t) => new { a.Code, Sum = t.Credits - t.Debits }).GroupBy(t => t.Code)
            .Select(g => new { g.Key, Sum = g.Sum(t => t.Sum) }).OrderByDescending(g => g.Sum).FirstAsync();
        var id = long.Parse(owed.Key.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        return await db.Vendors.Where(v => v.Id == id).Select(v => v.Code).SingleAsync();
    }
}
