using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.FreeIssues;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Domain.Vouchers.Printers;

namespace Portal.Seeding;

/// <summary>Work on the desks of the demo's voucher people: stock to sell from, and of everything that waits for one of them one.</summary>
public sealed class DemoVoucherDesk(
    PortalDbContextFactory contexts, BatchService batches, BatchPrinter printer, VoucherSales sales, Presentments presentments, BoxFilling boxes, DemoDeskServices services, DateTimeOffset now)
{
    public const string Branch = "DEMO-BRANCH";

    /// <summary>So many vendors are left out of the programme, and apply.</summary>
    public const int Applicants = 2;

    private const string Currency = "KRW";
    private static readonly Actor Seed = Actor.System("seed");

    /// <summary>Makes it, where the demo's voucher officer has no second office yet; answers whether it did.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherOffices.AnyAsync(o => o.Code == Branch, cancellation) || await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.IsDemo && u.Grants.Any(g => g.Role == Role.VoucherOfficer), cancellation) is not { } user)
            return false;
        var officer = new Actor(ActorKind.Person, user.Id, user.Id, user.DisplayName, "seed", [new Grant(Role.VoucherOfficer, ScopeKind.All)]);
        var vendors = await db.VendorEnrolments.AsNoTracking().Where(e => e.State == EnrolmentState.Approved).OrderBy(e => e.Id).Select(e => db.Vendors.Where(v => v.Id == e.VendorId).Select(v => v.Code).Single()).Take(2).ToListAsync(cancellation);
        var paper = await MakeAsync(officer, VoucherKind.Paper, 10_000, 40, cancellation);
        _ = (await sales.SellAsync(officer, SaleOf(paper.Take(12)), cancellation)).Value;
        await PresentAsync(officer, vendors[0], paper, cancellation);
        _ = (await sales.SellAsync(officer, SaleOf(await MakeAsync(officer, VoucherKind.Mobile, 30_000, 5, cancellation)), cancellation)).Value;
        await HandOverAsync(officer, cancellation);
        await WaitingAsync(officer, vendors[1], cancellation);
        await EnrolmentsAsync(db, cancellation);
        return true;
    }

    /// <summary>Makes vouchers, through approval, into the maker's drawer.</summary>
    private async Task<IReadOnlyList<MadeVoucher>> MakeAsync(Actor maker, VoucherKind kind, long face, int count, CancellationToken cancellation)
    {
        var batch = await SubmitAsync(maker, kind, face, count, cancellation);
        _ = (await batches.DecideAsync(DemoVouchers.Approver, new BatchVerdict(batch, Domain.Vouchers.BatchDecision.Approve), cancellation)).Value;
        return (await printer.PrintAsync(maker, batch, cancellation: cancellation)).Value;
    }

    private async Task<Guid> SubmitAsync(Actor maker, VoucherKind kind, long face, int count, CancellationToken cancellation) =>
        (await batches.SubmitAsync(maker, new NewBatch(Guid.CreateVersion7(), DemoVouchers.Programme, kind, [new BatchItem(new Money(Currency, face), count)], "시범 발행분"), cancellation)).Value.Batch.Uid;

    private static SaleRequest SaleOf(IEnumerable<MadeVoucher> vouchers) =>
        new(Guid.CreateVersion7(), DemoVouchers.Programme, BuyerKind.Person, "시범-구매자-1", [.. vouchers.Select((v, i) => new SerialRange($"items[{i}]", v.Serial))], PurchaseMeans.Cash);

    /// <summary>A bundle that was taken in, of which a part is boxed and sealed and a part lies in an open box; and a bundle that is being taken in.</summary>
    private async Task PresentAsync(Actor officer, string vendor, IReadOnlyList<MadeVoucher> paper, CancellationToken cancellation)
    {
        var bundle = (await presentments.OpenAsync(officer, new NewPresentment(Guid.CreateVersion7(), DemoVouchers.Programme, vendor, 6, 60_000), cancellation)).Value;
        _ = (await presentments.TakeAsync(officer, bundle.Uid, [.. paper.Take(6).Select(p => new PieceScan(p.Serial))], cancellation)).Value;
        _ = (await presentments.CloseAsync(officer, bundle.Uid, cancellation)).Value;
        foreach (var (pieces, full) in new[] { (paper.Take(3), true), (paper.Skip(3).Take(2), false) })
        {
            var box = (await boxes.OpenAsync(officer, new NewBox(Guid.CreateVersion7(), DemoVouchers.Programme), cancellation)).Value;
            foreach (var piece in pieces)
                _ = (await boxes.PutAsync(officer, box.Code, piece.Serial, cancellation)).Value;
            if (full)
                _ = (await boxes.SealAsync(officer, box.Code, cancellation)).Value;
        }

        var open = (await presentments.OpenAsync(officer, new NewPresentment(Guid.CreateVersion7(), DemoVouchers.Programme, vendor, 4, 40_000), cancellation)).Value;
        _ = (await presentments.TakeAsync(officer, open.Uid, [.. paper.Skip(6).Take(2).Select(p => new PieceScan(p.Serial))], cancellation)).Value;
    }

    /// <summary>A second office, with a drawer of the officer, and stock on its way into it.</summary>
    private async Task HandOverAsync(Actor officer, CancellationToken cancellation)
    {
        _ = (await services.Offices.OpenAsync(Seed, new OfficeFields(Branch, "시범 지점", "Demo branch", "示范支店"), cancellation)).Value;
        var drawer = (await services.Offices.OpenDrawerAsync(Seed, Branch, officer.Id, cancellation)).Value;
        var stock = await MakeAsync(Seed, VoucherKind.Paper, 5_000, 20, cancellation);
        _ = (await services.HandOvers.OfferAsync(Seed, new NewHandOver(Guid.CreateVersion7(), [new SerialRange("items[0]", stock[0].Serial, stock[9].Serial)], drawer.Id, "시범 지점 첫 재고"), cancellation)).Value;
    }

    /// <summary>What waits for a second person: a batch, a security printer, a list with a duplicate, a case.</summary>
    private async Task WaitingAsync(Actor officer, string vendor, CancellationToken cancellation)
    {
        await SubmitAsync(officer, VoucherKind.Paper, 50_000, 100, cancellation);
        _ = (await services.Printers.RegisterAsync(officer, new NewPrinter("DEMO-PRINTER", "시범 보안인쇄소", Certificate()), cancellation)).Value;
        var rows = string.Join("\r\n", "성명,주민등록번호,생년월일,전화번호,이메일,권면 금액,매수,지갑 번호", $"시범 가,{SeedNumbers.Resident(1)},,010-0000-0001,,10000,2,", $"시범 나,{SeedNumbers.Resident(2)},,010-0000-0001,,10000,1,", $"시범 다,{SeedNumbers.Resident(3)},,010-0000-0003,,10000,1,");
        var list = new NewFreeIssue(Guid.CreateVersion7(), DemoVouchers.Programme, VoucherKind.Paper, "시범 지원 사업", SameBy.Identity | SameBy.Telephone, "시범 명단.csv", Encoding.UTF8.GetBytes(rows));
        _ = (await services.FreeIssues.BringAsync(officer, list, cancellation)).Value;
        _ = (await services.Cases.OpenAsync(officer, new NewFraudCase(Guid.CreateVersion7(), FraudSubject.Vendor, vendor, "창구에서 접수한 시범 신고"), cancellation)).Value;
    }

    /// <summary>A certificate whose key nobody has: what were encrypted for it could be read by nobody.</summary>
    private byte[] Certificate()
    {
        using var key = RSA.Create(2_048);
        using var certificate = new CertificateRequest("CN=시범 보안인쇄소", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddYears(2));
        return Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
    }

    /// <summary>Vendors who want to take part, and one whose cap is to be lower.</summary>
    private async Task EnrolmentsAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var outside = await db.Vendors.AsNoTracking().Where(v => v.ArchivedAt == null && v.Market!.Currency == Currency && !db.VendorEnrolments.Any(e => e.VendorId == v.Id)).OrderBy(v => v.Id).Select(v => v.Code).ToListAsync(cancellation);
        foreach (var code in outside)
            _ = (await services.Enrolments.ApplyAsync(Seed, new EnrolmentApplication(DemoVouchers.Programme, code, 120_000_000, Guid.CreateVersion7()), cancellation)).Value;
        var enrolment = await db.VendorEnrolments.AsNoTracking().Where(e => e.State == EnrolmentState.Approved).OrderBy(e => e.Id).Select(e => new { e.Id, e.CapMinor }).FirstAsync(cancellation);
        _ = (await services.Caps.AskAsync(Seed, new CapRequest(enrolment.Id, enrolment.CapMinor / 2, "매출이 줄어 하향 요청", Evidence: null) { Id = Guid.CreateVersion7() }, cancellation)).Value;
    }
}

/// <summary>The services with which the demo leaves work for others.</summary>
public sealed record DemoDeskServices(
    OfficeService Offices, StockHandOvers HandOvers, SecurityPrinters Printers, FreeIssueService FreeIssues, FraudCases Cases, EnrolmentService Enrolments, VendorCapService Caps);
