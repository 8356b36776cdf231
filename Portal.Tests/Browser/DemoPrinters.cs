using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Printers;
using Portal.Seeding;
using Portal.Tests.Hosting;
using Portal.Tests.Vouchers;

namespace Portal.Tests.Browser;

/// <summary>A security printer with an order half received, under the codes that <see cref="Pages"/> knows, and one that waits for a second person.</summary>
internal static class DemoPrinters
{
    private static readonly Actor Receiver = Make.Actor(Role.VoucherOfficer, id: 9_001, name: "시범 인수자");

    public static async Task AddAsync(PortalHost host, VoucherDesk desk)
    {
        var printers = desk.Get<SecurityPrinters>();
        using var certificate = TestCertificate.Make(host.Time.GetUtcNow());
        VoucherDesk.Done(await printers.RegisterAsync(desk.Officer, new NewPrinter(Pages.Printer, "시범조폐공사", certificate.Pem())));
        VoucherDesk.Done(await printers.DecideAsync(desk.Approver, Pages.Printer, approve: true, "전화로 지문 확인"));
        VoucherDesk.Done(await printers.RegisterAsync(desk.Officer, new NewPrinter(Pages.NewPrinter, "시범보안인쇄", certificate.Pem())));
        var id = await ApprovedAsync(desk, 12);
        VoucherDesk.Done(await desk.Get<PrinterRuns>().RunAsync(desk.Officer, id, new PrinterChoice(Pages.Printer, 2, 4)));
        await using var db = host.Database.Open();
        await db.VoucherBatches.Where(b => b.Uid == id).ExecuteUpdateAsync(b => b.SetProperty(x => x.Code, Pages.PrintedBatch));
        await db.PrintOrders.Where(o => db.VoucherBatches.Any(b => b.Id == o.BatchId && b.Uid == id)).ExecuteUpdateAsync(o => o.SetProperty(x => x.Code, Pages.PrintedBatch));
        var receipts = desk.Get<PrintReceipts>();
        VoucherDesk.Done(await receipts.ReceiveAsync(Receiver, Pages.PrintedBatch, [new CountedBundle(1, null, 4), new CountedBundle(2, 1, 1)]));
        VoucherDesk.Done(await receipts.VoidAsync(desk.Approver, Pages.PrintedBatch, 2, 2, "운송 중 분실"));
    }

    /// <summary>A batch of paper of 10,000 won each that can be made.</summary>
    public static async Task<Guid> ApprovedAsync(VoucherDesk desk, int count)
    {
        var id = Guid.CreateVersion7();
        VoucherDesk.Done(await desk.Get<BatchService>().SubmitAsync(desk.Officer, new NewBatch(id, DemoVouchers.Programme, VoucherKind.Paper, [new BatchItem(new Money("KRW", 10_000), count)], "시범 인쇄")));
        VoucherDesk.Done(await desk.Get<BatchService>().DecideAsync(desk.Approver, new BatchVerdict(id, BatchDecision.Approve)));
        return id;
    }
}
