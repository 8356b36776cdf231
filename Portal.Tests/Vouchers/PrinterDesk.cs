using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Printers;

namespace Portal.Tests.Vouchers;

/// <summary>Printers and orders at them, for a <see cref="VoucherDesk"/> with a database of its own.</summary>
internal static class PrinterDesk
{
    /// <summary>Where what was ordered is received.</summary>
    public const string Office = "EAST";

    /// <summary>An approved printer; answers its certificate with the key that the printer alone has.</summary>
    public static async Task<X509Certificate2> RegisterAsync(VoucherDesk desk, string code)
    {
        var certificate = TestCertificate.Make(desk.Database.Time.GetUtcNow());
        VoucherDesk.Done(await desk.Get<SecurityPrinters>().RegisterAsync(desk.Officer, new NewPrinter(code, "시험 조폐공사", certificate.Pem())));
        VoucherDesk.Done(await desk.Get<SecurityPrinters>().DecideAsync(desk.Approver, code, approve: true, null));
        return certificate;
    }

    /// <summary>An approved batch of paper.</summary>
    public static async Task<Guid> ApprovedAsync(VoucherDesk desk, (long Face, int Count)[] items, VoucherKind kind = VoucherKind.Paper)
    {
        var id = Guid.NewGuid();
        if (VoucherDesk.Done(await desk.Get<OfficeQueries>().PageAsync(desk.Officer, new())).Items.All(o => o.Code != Office))
            VoucherDesk.Done(await desk.Get<OfficeService>().OpenAsync(desk.Officer, new OfficeFields(Office, "동부 사무소", "East office", "东部办事处")));
        VoucherDesk.Done(await desk.Get<BatchService>().SubmitAsync(desk.Officer, new NewBatch(id, VoucherDesk.Programme, kind, [.. items.Select(i => new BatchItem(new Money("KRW", i.Face), i.Count))], "시험", Office)));
        VoucherDesk.Done(await desk.Get<BatchService>().DecideAsync(desk.Approver, new BatchVerdict(id, BatchDecision.Approve)));
        return id;
    }

    /// <summary>A batch whose file is made.</summary>
    public static async Task<VoucherBatch> OrderAsync(VoucherDesk desk, (long Face, int Count)[] items, PrinterChoice choice)
    {
        var id = await ApprovedAsync(desk, items);
        VoucherDesk.Done(await desk.Get<PrinterRuns>().RunAsync(desk.Officer, id, choice));
        return await BatchAsync(desk, id);
    }

    public static async Task<VoucherBatch> BatchAsync(VoucherDesk desk, Guid id)
    {
        await using var db = desk.Database.Open();
        return await db.VoucherBatches.SingleAsync(b => b.Uid == id);
    }

    /// <summary>The files that lie there.</summary>
    public static string[] Files(VoucherDesk desk)
    {
        var folder = Path.Combine(desk.Get<DatabaseOptions>().DataFolder, "voucher-prints");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }
}
