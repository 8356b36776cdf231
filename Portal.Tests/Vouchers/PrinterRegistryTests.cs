using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Printers;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>The registry of security printers, and print runs for them that end otherwise.</summary>
public sealed class PrinterRegistryTests
{
    private const string Printer = "KOMSCO";

    [Fact]
    public async Task Certificate_ThatNothingIsEncryptedFor_Refused()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (printers, now) = (desk.Get<SecurityPrinters>(), desk.Database.Time.GetUtcNow());
        using var good = TestCertificate.Make(now);
        async Task<Refusal?> Try(byte[] certificate) => (await printers.RegisterAsync(desk.Officer, new NewPrinter(Printer, "시험", certificate))).Refusal;
        using (var weak = TestCertificate.Make(now, bits: 1_024))
            Assert.Equal(new CertificateUnfit(1_024) { Field = "certificate" }, await Try(weak.Pem()));
        using (var signs = TestCertificate.Make(now, usage: X509KeyUsageFlags.DigitalSignature))
            Assert.IsType<CertificateUnfit>(await Try(signs.RawData));
        using (var expired = TestCertificate.Make(now.AddYears(-3)))
            Assert.IsType<CertificateNotValid>(await Try(expired.Pem()));
        using (var early = TestCertificate.Make(now.AddDays(2)))
            Assert.Equal(DateOnly.FromDateTime(now.UtcDateTime.AddDays(1)), Assert.IsType<CertificateNotValid>(await Try(early.Pem())).From);
        using (var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var elliptic = new CertificateRequest("CN=EC", curve, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddYears(1)))
            Assert.Equal(new CertificateUnfit(0) { Field = "certificate" }, await Try(elliptic.Pem()));
        foreach (var other in (byte[][])[[], "no certificate"u8.ToArray(), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"u8.ToArray(), new byte[SecurityPrinter.CertificateLength + 1]])
            Assert.Equal(new CertificateUnreadable { Field = "certificate" }, await Try(other));
        using (var key = good.GetRSAPrivateKey()!)
            Assert.Equal(new CertificateHasKey { Field = "certificate" }, await Try([.. good.Pem(), .. Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem())]));
        Assert.Equal(new CertificateHasKey { Field = "certificate" }, await Try(good.Export(X509ContentType.Pkcs12)));
        await using var db = desk.Database.Open();
        Assert.Equal(0, await db.SecurityPrinters.CountAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Printer_RegisteredByOne_IsApprovedByAnother_AndWithdrawnByEither(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (printers, now) = (desk.Get<SecurityPrinters>(), desk.Database.Time.GetUtcNow());
        using var key = TestCertificate.Make(now, usage: X509KeyUsageFlags.KeyEncipherment);
        var wanted = new NewPrinter(Printer, "한국조폐공사", key.RawData);
        var both = Make.Actor(Role.VoucherApprover, id: 21, name: "시험 발행") with { Kind = ActorKind.ApiKey };
        Assert.IsType<NotAllowed>((await printers.RegisterAsync(desk.Approver, wanted)).Refusal);
        Assert.Equal(["code", "name"], (await printers.RegisterAsync(desk.Officer, wanted with { Code = " ", Name = " " })).Refusals.Select(r => r.Field).Order());
        VoucherDesk.Done(await printers.RegisterAsync(desk.Officer, wanted));
        Assert.IsType<PrinterCodeTaken>((await printers.RegisterAsync(desk.Officer, wanted)).Refusal);
        var (id, choice) = (await PrinterDesk.ApprovedAsync(desk, [(10_000, 2)]), new PrinterChoice(Printer, 2, 2));
        Assert.Equal(new PrinterStateUnfit(PrinterState.Proposed) { Field = "printer" }, (await desk.Get<PrinterRuns>().RunAsync(desk.Officer, id, choice)).Refusal);
        Assert.IsType<MakerMayNotApprove>((await printers.DecideAsync(both, Printer, approve: true, null)).Refusal);
        Assert.IsType<NotAllowed>((await printers.DecideAsync(desk.Officer, Printer, approve: true, null)).Refusal);
        Assert.IsType<TextMissing>((await printers.DecideAsync(desk.Approver, Printer, approve: false, null)).Refusal);
        Assert.IsType<StepUpNeeded>((await printers.DecideAsync(desk.Approver with { Kind = ActorKind.Person }, Printer, approve: true, null)).Refusal);
        var decided = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => printers.DecideAsync(desk.Approver, Printer, approve: true, null)));
        Assert.Single(decided, d => d.Ok);

        VoucherDesk.Done(await desk.Get<PrinterRuns>().RunAsync(desk.Officer, id, choice));
        Assert.IsType<TextMissing>((await printers.WithdrawAsync(desk.Approver, Printer, " ")).Refusal);
        VoucherDesk.Done(await printers.WithdrawAsync(desk.Approver, Printer, "계약 종료"));
        Assert.IsType<PrinterStateUnfit>((await printers.WithdrawAsync(desk.Officer, Printer, "계약 종료")).Refusal);
        var late = await PrinterDesk.ApprovedAsync(desk, [(10_000, 2)]);
        Assert.Equal(new PrinterStateUnfit(PrinterState.Withdrawn) { Field = "printer" }, (await desk.Get<PrinterRuns>().RunAsync(desk.Officer, late, choice)).Refusal);
        Assert.Equal(BatchState.Approved, (await PrinterDesk.BatchAsync(desk, late)).State);
        // What was ordered before still comes.
        VoucherDesk.Done(await desk.Get<PrintReceipts>().ReceiveAsync(desk.Officer, (await PrinterDesk.BatchAsync(desk, id)).Code, [new CountedBundle(1, null, 2)]));
        var row = Assert.Single(VoucherDesk.Done(await printers.ListAsync(desk.Approver)));
        Assert.Equal((PrinterState.Withdrawn, "시험 발행", "시험 승인", key.GetCertHashString(HashAlgorithmName.SHA256)), (row.State, row.MakerName, row.CheckerName, row.Fingerprint));
    }

    [Fact]
    public async Task Order_ThatCannotBe_IsRefusedBeforeAnythingIsMade()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        using var key = await PrinterDesk.RegisterAsync(desk, Printer);
        var (runs, id) = (desk.Get<PrinterRuns>(), await PrinterDesk.ApprovedAsync(desk, [(10_000, 2)]));
        async Task<Refusal?> Try(PrinterChoice choice, Guid? batch = null) => (await runs.RunAsync(desk.Officer, batch ?? id, choice)).Refusal;
        foreach (var (bundle, box) in new[] { (0, 10), (3, 10), (10, 5), (1, PrintOrder.MostBundles + 1), (PrintOrder.MostPieces, PrintOrder.MostPieces * 2), (-1, -1) })
            Assert.Equal(new BundleSizesUnfit(PrintOrder.MostPieces, PrintOrder.MostBundles) { Field = "boxSize" }, await Try(new PrinterChoice(Printer, bundle, box)));
        Assert.IsType<PrinterNotFound>(await Try(new PrinterChoice("NONE")));
        Assert.IsType<BatchNotFound>(await Try(new PrinterChoice(Printer), Guid.NewGuid()));
        Assert.IsType<PrinterPaperOnly>(await Try(new PrinterChoice(Printer), await PrinterDesk.ApprovedAsync(desk, [(10_000, 2)], VoucherKind.Card)));
        Assert.IsType<NotAllowed>((await runs.RunAsync(desk.Approver, id, new PrinterChoice(Printer))).Refusal);
        Assert.IsType<PrintOrderNotFound>((await runs.FetchAsync(desk.Officer, id)).Refusal);
        desk.Database.Time.Advance(TimeSpan.FromDays(3 * 365));
        Assert.IsType<CertificateNotValid>(await Try(new PrinterChoice(Printer)));
        await using var db = desk.Database.Open();
        Assert.Equal((0, 0), (await db.Vouchers.CountAsync(), PrinterDesk.Files(desk).Length));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_CancelledOrBroken_LeavesNothingSellableAndNoFile(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        using var key = await PrinterDesk.RegisterAsync(desk, Printer);
        var (runs, choice) = (desk.Get<PrinterRuns>(), new PrinterChoice(Printer, 10, 20));
        var (cancelled, broken) = (await PrinterDesk.ApprovedAsync(desk, [(10_000, 30)]), await PrinterDesk.ApprovedAsync(desk, [(10_000, 20)]));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runs.RunAsync(desk.Officer, cancelled, choice, _ => stop.Cancel(), stop.Token));
        await Assert.ThrowsAsync<IOException>(() => runs.RunAsync(desk.Officer, broken, choice, _ => throw new IOException("시험")));

        await using var db = desk.Database.Open();
        Assert.Equal(50, await db.Vouchers.CountAsync(v => v.State == VoucherState.Void && v.DrawerId == null));
        Assert.Equal((50, 0, 0), (await db.Vouchers.CountAsync(), await db.PrintOrders.CountAsync(), await db.PrintBundles.CountAsync()));
        Assert.All(await db.VoucherBatches.ToListAsync(), b => Assert.Equal(BatchState.Failed, b.State));
        Assert.Empty(PrinterDesk.Files(desk));
    }
}
