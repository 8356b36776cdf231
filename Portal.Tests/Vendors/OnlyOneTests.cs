using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Vendors;

/// <summary>What may exist once is held by the database, whoever comes at the same moment.</summary>
public sealed class OnlyOneTests
{
    private const int AtOnce = 8;

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task MerchantNumber_ManyAtOnce_OneIsTakenAndTheOthersAreToldAtTheNumber(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var codes = new List<string>();
        for (var i = 0; i < AtOnce; i++)
            codes.Add(await registry.VendorAsync("상인 " + i));
        var numbers = new MerchantNumbers(registry.Database.Factory, registry.Database.Time);
        var answers = await Task.WhenAll(codes.Select(code => Task.Run(() => numbers.AddAsync(Make.Actor(), code, "시범카드", "1234567890"))));
        var taken = Assert.Single(answers, a => a.Ok).Value;
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal(new MerchantNumberTaken { Field = "number" }, a.Refusal));
        await using var db = registry.Database.Open();
        var holder = await db.MerchantNumbers.Where(n => n.Id == taken).Join(db.Vendors, n => n.VendorId, v => v.Id, (_, v) => v.Code).SingleAsync();
        Assert.True((await numbers.ArchiveAsync(Make.Actor(), holder, taken)).Ok);
        Assert.True((await numbers.AddAsync(Make.Actor(), codes[0], "시범카드", "1234567890")).Ok);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task PayoutChange_ManyAtOnce_OneWaits(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var (factory, time) = (registry.Database.Factory, registry.Database.Time);
        var accounts = new PayoutAccounts(factory, registry.Database.Personal, new Delegations(factory, time), new StepUp(factory, new Sessions(factory, time), time), time);
        var code = await registry.VendorAsync(number: "220-88-69974");
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => accounts.RequestAsync(Make.Actor(Role.FinanceOfficer, id: 20 + i), code, new("시범은행", "110-222-33344" + i, "김가람")))));
        Assert.Single(answers, a => a.Ok);
        Assert.All(answers.Where(a => !a.Ok), a => Assert.IsType<PayoutChangeWaiting>(a.Refusal));
    }
}
