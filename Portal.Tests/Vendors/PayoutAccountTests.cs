using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Vendors;

public sealed class PayoutAccountTests
{
    private static readonly PayoutAccountEdit Account = new("시범은행", "110-222-333444", "김가람");
    private static readonly Actor Officer = Make.Actor(Role.FinanceOfficer, id: 11, name: "정산 담당");

    // A service's key needs no step-up: it has no session to stamp.
    private static readonly Actor Approver = Make.Actor(Role.FinanceApprover, id: 12, name: "정산 승인") with { Kind = ActorKind.ApiKey };

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Approve_BySecondPerson_TakesEffectAfterADay(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var accounts = Accounts(registry);
        var code = await registry.VendorAsync(number: "220-88-69974");
        var change = (await accounts.RequestAsync(Officer, code, Account)).Value;
        Assert.IsType<PayoutChangeWaiting>((await accounts.RequestAsync(Officer, code, Account)).Refusal);
        Assert.True((await accounts.ApproveAsync(Approver, change)).Ok);
        Assert.IsType<PayoutChangeNotFound>((await accounts.ApproveAsync(Approver, change)).Refusal);
        registry.Database.Time.Set(registry.Database.Time.GetUtcNow().UtcDateTime.AddHours(24).AddSeconds(-1));
        Assert.Equal(0, await accounts.ApplyDueAsync());
        Assert.Null((await registry.VendorQueries.GetAsync(Officer, code)).Value.PayoutBank);
        registry.Database.Time.Set(registry.Database.Time.GetUtcNow().UtcDateTime.AddSeconds(1));
        Assert.Equal(1, await accounts.ApplyDueAsync());
        var detail = (await registry.VendorQueries.GetAsync(Officer, code)).Value;
        Assert.Equal(("시범은행", "***-***-**3444", "김**"), (detail.PayoutBank, detail.PayoutAccount, detail.PayoutHolder));
        Assert.Equal(0, await accounts.ApplyDueAsync());
    }

    [Fact]
    public async Task Approve_ByTheMakerThroughAKey_IsRefused()
    {
        await using var registry = await Registry.CreateAsync();
        var accounts = Accounts(registry);
        var code = await registry.VendorAsync(number: "220-88-69974");
        var change = (await accounts.RequestAsync(Officer, code, Account)).Value;
        var sameOwner = Approver with { Id = 99, OwnerId = Officer.OwnerId };
        Assert.IsType<MakerMayNotApprove>((await accounts.ApproveAsync(sameOwner, change)).Refusal);
        Assert.IsType<NotAllowed>((await accounts.ApproveAsync(Make.Actor(Role.Administrator, id: 30) with { Kind = ActorKind.ApiKey }, change)).Refusal);
        Assert.IsType<PayoutChangeNotFound>((await accounts.ApproveAsync(Make.Actor(Role.FinanceApprover, ScopeKind.Market, marketId: 999, id: 31), change)).Refusal);
    }

    [Fact]
    public async Task Approve_PersonWithoutStepUp_IsAskedForIt()
    {
        await using var registry = await Registry.CreateAsync();
        var accounts = Accounts(registry);
        var change = (await accounts.RequestAsync(Officer, await registry.VendorAsync(number: "220-88-69974"), Account)).Value;
        Assert.Equal(new StepUpNeeded(PayoutAccounts.StepUpKind), (await accounts.ApproveAsync(Approver with { Kind = ActorKind.Person }, change)).Refusal);
    }

    [Fact]
    public async Task Reject_WithReason_LeavesTheOldAccountAndLetsAskAgain()
    {
        await using var registry = await Registry.CreateAsync();
        var accounts = Accounts(registry);
        var code = await registry.VendorAsync(number: "220-88-69974");
        var change = (await accounts.RequestAsync(Officer, code, Account)).Value;
        Assert.True((await accounts.RejectAsync(Approver, change, "통장 사본 없음")).Ok);
        Assert.True((await accounts.RequestAsync(Officer, code, Account)).Ok);
        Assert.Null((await registry.VendorQueries.GetAsync(Officer, code)).Value.PayoutBank);
    }

    [Fact]
    public async Task Request_VendorWithoutNumber_IsBarred()
    {
        await using var registry = await Registry.CreateAsync();
        Assert.IsType<BarredFromPayout>((await Accounts(registry).RequestAsync(Officer, await registry.VendorAsync(), Account)).Refusal);
        Assert.IsType<AccountMalformed>((await Accounts(registry).RequestAsync(Officer, await registry.VendorAsync("나루", "220-88-69974"), Account with { Account = "=1+1" })).Refusal);
    }

    private static PayoutAccounts Accounts(Registry registry)
    {
        var (factory, time) = (registry.Database.Factory, registry.Database.Time);
        return new PayoutAccounts(factory, registry.Database.Personal, new Delegations(factory, time), new StepUp(factory, new Sessions(factory, time), time), time);
    }
}
