using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Seeding;
using Portal.Tests.Hosting;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>Boxes of redeemed paper: one that is filled, one that waits to be counted, one that is counted, and one that was destroyed.</summary>
internal static class DemoBoxes
{
    public const string Open = "B0000000004", Waiting = "B0000000005", Counted = "B0000000006", Destroyed = "B0000000007", Destruction = "D0000000008";

    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly Actor Receiver = Make.Actor(Role.VoucherOfficer, id: 9_031, name: "시험 인수"), Counter = Make.Actor(Role.FinanceOfficer, id: 9_032, name: "시험 계수");

    /// <summary>Makes them all.</summary>
    public static async Task AddAsync(PortalHost host, VoucherDesk desk)
    {
        var (filling, keeping) = (desk.Get<BoxFilling>(), desk.Get<BoxKeeping>());
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 5, "900303-시험");
        var bundle = VoucherDesk.Done(await desk.Get<Presentments>().OpenAsync(desk.Officer, new NewPresentment(Guid.NewGuid(), DemoVouchers.Programme, "V000001")));
        Assert.All(await desk.PresentAsync(bundle, [.. paper.Select(p => p.Serial)]), p => Assert.Null(p.Reason));
        VoucherDesk.Done(await desk.Get<Presentments>().CloseAsync(desk.Officer, bundle.Uid));
        foreach (var (code, piece) in new[] { Open, Waiting, Counted, Destroyed }.Zip(paper))
        {
            VoucherDesk.Done(await filling.OpenAsync(desk.Officer, new NewBox(new Guid($"00000000-0000-7000-8000-{code[1..]}01"), DemoVouchers.Programme)));
            VoucherDesk.Done(await filling.PutAsync(desk.Officer, code, piece.Serial));
        }

        foreach (var code in new[] { Waiting, Counted, Destroyed })
        {
            VoucherDesk.Done(await filling.SealAsync(desk.Officer, code));
            VoucherDesk.Done(await keeping.GiveAsync(desk.Officer, code, "본부 금고"));
            VoucherDesk.Done(await keeping.ReceiveAsync(Receiver, code));
        }

        VoucherDesk.Done(await keeping.CountAsync(Counter, Counted, 1, 10_000));
        VoucherDesk.Done(await keeping.CountAsync(Counter, Destroyed, 1, 10_000));
        var today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime.AddHours(9));
        VoucherDesk.Done(await keeping.DestroyAsync(
            desk.Officer, new NewDestruction(new Guid("00000000-0000-7000-8000-000000000801"), [Destroyed], today, "자원순환센터", "파쇄", ["김증인 (구청)", "이증인 (감사실)"]), new MemoryStream(Photo)));
    }
}
