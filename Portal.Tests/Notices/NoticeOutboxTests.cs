using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Notices;

/// <summary>The outbox of notices: who is told what, once, and what becomes of those that cannot be told.</summary>
public sealed class NoticeOutboxTests
{
    private const string Address = "buyer@example.org";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Notices_OfOneBuyer_GoOutAsOneMessageOnceFromTwoProcesses(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var made = await SoldAsync(desk, 3, Address);
        await desk.PayAsync(made[0], 4_000);
        Assert.Equal(3, (await DueAsync(desk, 20)).Notices);
        var sent = new System.Collections.Concurrent.ConcurrentBag<NoticeMessage>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Get<NoticeOutbox>().RunAsync((m, _) =>
        {
            sent.Add(m);
            return Task.FromResult(new NoticeAnswer(NoticeChannel.Mail));
        })));
        var message = Assert.Single(sent);
        Assert.Equal((Address, 3, 26_000, 20, made[0].Serial), (message.Address.Value, message.Count, message.Left.Value, message.Days, message.Serial));
        Assert.All(await NoticesAsync(desk), n => Assert.Equal((NoticeState.Sent, NoticeChannel.Mail, 1, 30), (n.State, n.Channel, n.Tries, n.Days)));
        Assert.Equal(0, (await DueAsync(desk, 20)).Notices);
    }

    [Fact]
    public async Task Notice_ServiceAway_IsTriedEverMoreSeldomUntilItGoes()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await SoldAsync(desk, 1, "010-1234-5678");
        await DueAsync(desk, 30);
        Assert.Equal(0, await RunAsync(desk, new NoticeAnswer(null, new string('x', 500))));
        var waiting = Assert.Single(await NoticesAsync(desk));
        Assert.Equal((NoticeState.Pending, 1, VoucherNotice.ErrorLength), (waiting.State, waiting.Tries, waiting.Error!.Length));

        // Not yet its turn; then it is.
        Assert.Equal(0, await RunAsync(desk, new NoticeAnswer(NoticeChannel.Sms)));
        desk.Database.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(1, await RunAsync(desk, new NoticeAnswer(NoticeChannel.Sms)));
        var gone = Assert.Single(await NoticesAsync(desk));
        Assert.Equal((NoticeState.Sent, 2, null), (gone.State, gone.Tries, gone.Error));
    }

    [Fact]
    public async Task Notice_WithNobodyToTell_SaysSo()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await SoldAsync(desk, 1, null, "silent");
        await SoldAsync(desk, 1, "gone@example.org", "gone");
        var given = await SoldAsync(desk, 1, "giver@example.org", "giver");
        await using (var db = desk.Database.Open())
        {
            _ = SerialNumbers.TryParse(given[0].Serial, out _, out var number);
            var voucher = await db.Vouchers.SingleAsync(v => v.Number == number);
            db.Add(new VoucherGift { Uid = Guid.NewGuid(), VoucherId = voucher.Id, State = GiftState.Accepted, ByName = "test", OfferedAt = DateTime.UtcNow, ExpiresAt = DateTime.UtcNow });
            await db.SaveChangesAsync();
        }

        await DueAsync(desk, 30);
        Assert.Equal(0, await RunAsync(desk, new NoticeAnswer(null, "550 no such mailbox", ForGood: true)));
        Assert.Equal([NoticeState.Unaddressed, NoticeState.Failed, NoticeState.Unaddressed], (await NoticesAsync(desk)).OrderBy(n => n.VoucherId).Select(n => n.State));
        Assert.Equal(0, await RunAsync(desk, new NoticeAnswer(NoticeChannel.Mail)));
    }

    [Fact]
    public async Task Notice_NotSentBeforeTheExpiry_IsNeedless()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await SoldAsync(desk, 1, Address);
        await DueAsync(desk, 1);
        desk.Database.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await RunAsync(desk, new NoticeAnswer(NoticeChannel.Mail)));
        Assert.Equal(NoticeState.Needless, Assert.Single(await NoticesAsync(desk)).State);
    }

    [Fact]
    public async Task Contact_IsKeptSealedWhileVouchersCanExpire_AndForgottenThen()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await SoldAsync(desk, 1, Address);
        await SoldAsync(desk, 1, null);
        await using var db = desk.Database.Open();
        var kept = (await db.VoucherBuyers.AsNoTracking().SingleAsync()).Contact;
        Assert.NotNull(kept);
        Assert.DoesNotContain("example", System.Text.Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        await DueAsync(desk, 0);
        Assert.NotNull((await db.VoucherBuyers.AsNoTracking().SingleAsync()).Contact);
        await DueAsync(desk, -1);
        Assert.Null((await db.VoucherBuyers.AsNoTracking().SingleAsync()).Contact);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b@c")]
    [InlineData("Name <a@example.org>")]
    [InlineData("1234567")]
    [InlineData("+82 10 1234 5678 9012 3")]
    public async Task Sale_WithAnAddressThatIsNone_IsRefused(string contact)
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var made = await desk.PrintAsync(VoucherKind.Mobile, 10_000, 1);
        var refused = await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(made) with { Contact = contact });
        Assert.Equal("buyer.contact", Assert.IsType<ContactMalformed>(refused.Refusal).Field);
        await using var db = desk.Database.Open();
        Assert.Equal(VoucherState.Stock, (await db.Vouchers.SingleAsync()).State);
    }

    [Theory]
    [InlineData("buyer@example.org", "b***@example.org")]
    [InlineData("01012345678", "010****5678")]
    public void Address_IsShownMasked(string address, string masked) => Assert.Equal(masked, new NoticeAddress(address).Masked);

    private static async Task<IReadOnlyList<MadeVoucher>> SoldAsync(VoucherDesk desk, int count, string? contact, string reference = "900101-시험")
    {
        var made = await desk.PrintAsync(VoucherKind.Mobile, 10_000, count);
        VoucherDesk.Done(await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(made, reference) with { Contact = contact }));
        return made;
    }

    /// <summary>Sets the clock so many days before the vouchers expire, and does that day's work.</summary>
    private static async Task<VoucherDay> DueAsync(VoucherDesk desk, int days)
    {
        await using var db = desk.Database.Open();
        var day = (await db.Vouchers.Where(v => v.ExpiresOn != null).MaxAsync(v => v.ExpiresOn))!.Value.AddDays(-days);
        desk.Database.Time.Set(day.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc));
        return await desk.Get<VoucherDayEnd>().RunAsync(day);
    }

    private static Task<int> RunAsync(VoucherDesk desk, NoticeAnswer answer) => desk.Get<NoticeOutbox>().RunAsync((_, _) => Task.FromResult(answer));

    private static async Task<List<VoucherNotice>> NoticesAsync(VoucherDesk desk)
    {
        await using var db = desk.Database.Open();
        return await db.VoucherNotices.AsNoTracking().ToListAsync();
    }
}
