using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.FreeIssues;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Counts;
using Portal.Seeding;
using Portal.Tests.FreeIssues;
using Portal.Tests.Hosting;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>The demo's vouchers: one of every standing, a sale, a bundle that is taken in, and a drawer of the voucher officer to sell from.</summary>
internal static class DemoVoucherCounter
{
    /// <summary>Makes them all.</summary>
    public static async Task AddAsync(PortalHost host, string officer)
    {
        await ActivatorUtilities.CreateInstance<DemoVouchers>(host.Services, host.Time.GetUtcNow()).RunAsync();
        var desk = await OfAsync(host, officer);
        var paper = await desk.PrintAsync(VoucherKind.Paper, 10_000, 4);
        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(paper.Take(3)) with { Id = Pages.Sale }));
        VoucherDesk.Done(await desk.Get<Presentments>().OpenAsync(desk.Officer, new NewPresentment(Pages.Bundle, DemoVouchers.Programme, "V000001", 2, 20_000)));
        VoucherDesk.Done(await desk.Get<Presentments>().TakeAsync(desk.Officer, Pages.Bundle, [new PieceScan(paper[1].Serial), new PieceScan(paper[3].Serial)]));
        var cards = await desk.PrintAndSellAsync(VoucherKind.Card, 30_000, 2);
        Assert.Null((await desk.PayAsync(cards[0], 20_000)).Reason);
        await NameTokenAsync(host, desk, cards[0].Serial);
        VoucherDesk.Done(await desk.Get<VoucherHolds>().ActAsync(desk.Officer, cards[1].Serial, VoucherAct.Freeze, "분실 신고"));
        await AddCaseAsync(host, desk);
        await AddFreeIssueAsync(host, desk);
        await DemoBoxes.AddAsync(host, desk);
        await DemoDamaged.AddAsync(desk);
        await AddHandOverAsync(host, desk);
        await DemoPrinters.AddAsync(host, desk);
        Assert.Equal(Pages.Order, await ActivatorUtilities.CreateInstance<DemoInstitutions>(host.Services, host.Time.GetUtcNow()).RunAsync());
    }

    /// <summary>Stock that was handed over to a drawer of another person.</summary>
    private static async Task AddHandOverAsync(PortalHost host, VoucherDesk desk)
    {
        var receiver = Make.Actor(Role.VoucherOfficer, id: 9_001, name: "시범 인수자");
        await using var db = host.Database.Open();
        var drawer = new VoucherDrawer { OfficeId = await db.VoucherOffices.Where(o => o.Code == VoucherOffices.Head).Select(o => o.Id).SingleAsync(), OwnerId = receiver.OwnerId, OwnerName = receiver.Name };
        db.Add(drawer);
        await db.SaveChangesAsync();
        var paper = await desk.PrintAsync(VoucherKind.Paper, 10_000, 2);
        var offered = VoucherDesk.Done(await desk.Get<StockHandOvers>().OfferAsync(desk.Officer, new NewHandOver(Guid.CreateVersion7(), [new SerialRange("items[0]", paper[0].Serial, paper[1].Serial)], drawer.Id)));
        VoucherDesk.Done(await desk.Get<StockHandOvers>().ReceiveAsync(receiver, offered.Code, 2, 20_000));
        Assert.Equal(Pages.HandOver, offered.Code);
        await AddCountAsync(host, desk, receiver, drawer.Id);
    }

    /// <summary>A count of that drawer in which a piece is missing, with its reason, under the code that <see cref="Pages"/> knows.</summary>
    private static async Task AddCountAsync(PortalHost host, VoucherDesk desk, Actor owner, long drawer)
    {
        var counts = desk.Get<DrawerCounts>();
        var today = VoucherDesk.Done(await desk.Get<DrawerCountQueries>().TodayAsync(owner)).Single(d => d.DrawerId == drawer).Day;
        var count = VoucherDesk.Done(await counts.CountAsync(owner, drawer, today, [new CountedPieces(DemoVouchers.Programme, VoucherKind.Paper, 10_000, 1)]));
        VoucherDesk.Done(await counts.ExplainAsync(owner, count.Code, "한 장을 찾는 중입니다"));
        await using var db = host.Database.Open();
        await db.DrawerCounts.Where(c => c.Id == count.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Code, Pages.Count));
    }

    /// <summary>A list with a duplicate, under the code that <see cref="Pages"/> knows.</summary>
    private static async Task AddFreeIssueAsync(PortalHost host, VoucherDesk desk)
    {
        var rows = string.Join("\r\n", FreeIssueTests.Header, $"시범 가,{FreeIssueTests.Number(90_001)},,010-0000-0001,,10000,2,", $"시범 나,{FreeIssueTests.Number(90_002)},,010-0000-0001,,10000,1,");
        var list = VoucherDesk.Done(await desk.Get<FreeIssueService>().BringAsync(
            desk.Officer, new NewFreeIssue(Guid.CreateVersion7(), DemoVouchers.Programme, VoucherKind.Paper, "시범 취약계층 지원", SameBy.Identity | SameBy.Telephone, "시범 명단.csv", Encoding.UTF8.GetBytes(rows))));
        await using var db = host.Database.Open();
        await db.FreeIssueLists.Where(l => l.Id == list.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.Code, Pages.FreeIssue));
    }

    /// <summary>Gives a voucher the token that <see cref="Pages"/> knows.</summary>
    private static async Task NameTokenAsync(PortalHost host, VoucherDesk desk, string serial)
    {
        var row = VoucherDesk.Done(await desk.Get<VoucherQueries>().GetAsync(desk.Officer, serial));
        await using var db = host.Database.Open();
        await db.Vouchers.Where(v => v.Id == row.Id).ExecuteUpdateAsync(s => s.SetProperty(v => v.TokenHash, OneTimeSecret.Hash(Pages.VoucherToken)));
    }

    /// <summary>A case about a vendor, with the signal that it answers to, a note and a freeze.</summary>
    private static async Task AddCaseAsync(PortalHost host, VoucherDesk desk)
    {
        var found = VoucherDesk.Done(await desk.Get<FraudCases>().OpenAsync(desk.Officer, new NewFraudCase(Pages.Case, FraudSubject.Vendor, Pages.CaseVendor, "창구에서 신고 접수")));
        VoucherDesk.Done(await desk.Get<FraudCases>().NoteAsync(desk.Officer, found.Code, "현장 확인 예정"));
        VoucherDesk.Done(await desk.Get<FraudFreezes>().AskAsync(desk.Officer, found.Code, new NewFreeze(Guid.CreateVersion7(), FreezeKind.Vendor, Pages.CaseVendor, "확인 중", DemoVouchers.Programme)));
        await using var db = host.Database.Open();
        var piece = await db.PresentedVouchers.Select(p => p.Id).FirstAsync();
        db.Add(new FraudSignal
        {
            SubjectId = found.SubjectId,
            MarketId = found.MarketId!.Value,
            Day = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime),
            Code = FraudCode.ExcessRedemption,
            Weight = 100,
            Score = 72,
            Points = 72,
            Values = """{"vouchers":4200000,"others":310000,"percent":1355,"usualPercent":42,"areaM2":7,"median":380000}""",
            Rows = $$"""{"Piece":[{{piece}}]}""",
            CaseId = found.Id,
            At = host.Time.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>A desk at which the person with this sign-in makes and sells.</summary>
    public static async Task<VoucherDesk> OfAsync(PortalHost host, string officer)
    {
        await using var db = host.Database.Open();
        var user = await db.Users.SingleAsync(u => u.Email == officer || u.UserName == officer);
        return new VoucherDesk(host.Services, DemoVouchers.Programme) { Officer = Make.Actor(Role.VoucherOfficer, id: user.Id, name: user.DisplayName) };
    }
}
