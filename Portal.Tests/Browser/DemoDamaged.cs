using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Damaged;
using Portal.Seeding;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>Exchange cases of damaged paper: one that waits for a decision, and one of which nobody knows the serial number.</summary>
internal static class DemoDamaged
{
    public const string Open = "X00000000A1", Illegible = "X00000000A2";

    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Makes them.</summary>
    public static async Task AddAsync(VoucherDesk desk)
    {
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 1, "900505-시험");
        var cases = desk.Get<DamagedDesk>();
        VoucherDesk.Done(await cases.OpenAsync(
            desk.Officer, new NewDamagedCase(IdOf(Open), DemoVouchers.Programme, BringerKind.Vendor, "V000001", null, null, paper[0].Serial, null, 50, "물에 젖어 절반이 찢어졌습니다."), new MemoryStream(Photo)));
        VoucherDesk.Done(await cases.OpenAsync(
            desk.Officer, new NewDamagedCase(IdOf(Illegible), DemoVouchers.Programme, BringerKind.Holder, null, null, "900505-시험", null, 10_000, 30, "불에 타 번호가 보이지 않습니다."), new MemoryStream(Photo)));
    }

    private static Guid IdOf(string code) => new($"00000000-0000-7000-8000-{code[1..]}01");
}
