using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Access;

public sealed class DelegationTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task MayApproveFor_Delegate_WithinDatesAmountAndMarketOnly(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (approver, deputy, maker) = await PeopleAsync(database);
        var delegations = new Delegations(database.Factory, database.Time);
        var made = await delegations.CreateAsync(
            ActorOf(approver, Role.FinanceApprover, region: "부산광역시"), new NewDelegation("deputy", Role.FinanceApprover, Today, Today.AddDays(6), new Money("KRW", 1_000_000)), Today);
        Assert.True(made.Ok, made.Refusal?.Code);
        var actor = ActorOf(deputy, Role.FinanceOfficer);
        var what = new Approval(Right.ApprovePayoutAccounts, maker, 1, "부산광역시", new Money("KRW", 1_000_000), Today);
        Assert.Equal(new ApprovedFor(approver, "approver"), (await delegations.MayApproveForAsync(actor, what)).Value);
        Assert.IsType<NotAllowed>((await delegations.MayApproveForAsync(actor, what with { Amount = new Money("KRW", 1_000_001) })).Refusal);
        Assert.IsType<NotAllowed>((await delegations.MayApproveForAsync(actor, what with { Amount = new Money("USD", 1) })).Refusal);
        Assert.IsType<NotAllowed>((await delegations.MayApproveForAsync(actor, what with { Day = Today.AddDays(7) })).Refusal);
        Assert.IsType<NotAllowed>((await delegations.MayApproveForAsync(actor, what with { Region = "대구광역시" })).Refusal);
        Assert.IsType<MakerMayNotApprove>((await delegations.MayApproveForAsync(actor, what with { MakerId = deputy })).Refusal);
        Assert.IsType<MakerMayNotApprove>((await delegations.MayApproveForAsync(actor, what with { MakerId = approver })).Refusal);
        Assert.True((await delegations.EndAsync(ActorOf(approver, Role.FinanceApprover), made.Value.Id)).Ok);
        Assert.IsType<NotAllowed>((await delegations.MayApproveForAsync(actor, what)).Refusal);
    }

    [Fact]
    public async Task Create_WhatIsNotOnesOwnOrToOneself_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (approver, _, _) = await PeopleAsync(database);
        var delegations = new Delegations(database.Factory, database.Time);
        var actor = ActorOf(approver, Role.FinanceApprover);
        var wanted = new NewDelegation("deputy", Role.FinanceApprover, Today, Today);
        Assert.IsType<DelegationNotAllowed>((await delegations.CreateAsync(actor, wanted with { ToUserName = "approver" }, Today)).Refusal);
        Assert.IsType<DelegationNotAllowed>((await delegations.CreateAsync(actor, wanted with { Role = Role.VoucherApprover }, Today)).Refusal);
        Assert.IsType<UserUnknown>((await delegations.CreateAsync(actor, wanted with { ToUserName = "nobody" }, Today)).Refusal);
        Assert.IsType<DatesNotAllowed>((await delegations.CreateAsync(actor, wanted with { ToDate = Today.AddDays(-1) }, Today)).Refusal);
        Assert.IsType<AmountNotAllowed>((await delegations.CreateAsync(actor, wanted with { MaxAmount = new Money("KRW", 0) }, Today)).Refusal);
        Assert.IsType<NotAllowed>((await delegations.CreateAsync(ActorOf(approver, Role.FinanceOfficer), wanted, Today)).Refusal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task List_DelegationsAndKeys_AreReadOnEveryProvider(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (approver, deputy, _) = await PeopleAsync(database);
        var delegations = new Delegations(database.Factory, database.Time);
        await delegations.CreateAsync(ActorOf(approver, Role.FinanceApprover), new NewDelegation("deputy", Role.FinanceApprover, Today, Today), Today);
        var given = Assert.Single((await new DelegationQueries(database.Factory).PageAsync(ActorOf(deputy, Role.FinanceOfficer), new ListQuery { Search = "approver" }, Today)).Value.Items);
        Assert.Equal((false, DelegationState.InForce), (given.IsMine, given.State));
        var keys = new ApiKeys(database.Factory, new ApiKeyOptions(), new UpperInvariantLookupNormalizer(), database.Time);
        Assert.True((await keys.CreateAsync(Make.Actor(), new NewApiKey("k", new Grant(Role.Terminal, ScopeKind.All)))).Ok);
        Assert.Equal("k", Assert.Single((await new ApiKeyQueries(database.Factory).PageAsync(Make.Actor(), ListQuery.Everything.WithFilter("state", "Live"))).Value.Items).OwnerName);
        var users = (await new UserQueries(database.Factory).PageAsync(Make.Actor(), new ListQuery { Search = "DEP" }.WithFilter("roles", "FinanceOfficer"))).Value;
        Assert.Equal(Role.FinanceOfficer, Assert.Single(Assert.Single(users.Items).Grants).Grant.Role);
        var throttle = new SignInThrottle(database.Factory, database.Time);
        Assert.True((await throttle.BeginAsync("KIM", "192.0.2.1")).Ok);
        Assert.True((await throttle.BeginAsync("KIM", "192.0.2.1")).Ok);
    }

    private static Actor ActorOf(long id, Role role, string? region = null) => Make.Actor(role, region is null ? ScopeKind.All : ScopeKind.Region, region, id: id);

    private static async Task<(long Approver, long Deputy, long Maker)> PeopleAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var people = new[] { User("approver", Role.FinanceApprover), User("deputy", Role.FinanceOfficer), User("maker", Role.FinanceOfficer) };
        people[0].Grants[0].Scope = ScopeKind.Region;
        people[0].Grants[0].Region = "부산광역시";
        db.Users.AddRange(people);
        await db.SaveChangesAsync();
        return (people[0].Id, people[1].Id, people[2].Id);
    }

    private static PortalUser User(string name, Role role)
    {
        var user = new PortalUser { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name };
        user.Grants.Add(new UserGrant { Role = role });
        return user;
    }
}
