using System.Globalization;
using System.Net;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Tests.Reports;

namespace Portal.Tests.Browser;

/// <summary>Payments and wallets as files: a payment and a day on paper, a day and the list of wallets as workbooks.</summary>
[Collection(DemoPortal.Collection)]
public sealed class PaymentFilesTests(DemoPortal portal)
{
    [BrowserFact]
    public async Task Pdf_OfAPayment_HoldsItsTendersAndItsLedgerLines()
    {
        using var client = await portal.SignInAsync(Role.FinanceOfficer);
        await using var db = portal.Host.Database.Open();
        var payment = await db.Payments.Where(p => p.Status == PaymentStatus.Captured).OrderBy(p => p.Id).FirstAsync();

        using var pdf = new PdfFile(await BytesAsync(client, PortalUrls.Pdf(PortalUrls.PrintPayment(payment.Uid))));
        var text = await pdf.TextAsync();

        Assert.Contains(payment.Uid.ToString(), text, StringComparison.Ordinal);
        Assert.Contains(payment.Id.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        Assert.Contains(payment.Amount.ToString("N0", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        var line = await db.Transfers.Where(t => t.PostingId == payment.Id).Join(db.LedgerAccounts, t => t.CreditId, a => a.Id, (_, a) => a.Code).FirstAsync();
        Assert.Contains(line, text, StringComparison.Ordinal);
        using var missing = await client.GetAsync(new Uri(PortalUrls.Pdf(PortalUrls.PrintPayment(Guid.NewGuid())), UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [BrowserFact]
    public async Task Day_AsPdfAndWorkbook_HoldsTheSameSums()
    {
        using var client = await portal.SignInAsync(Role.FinanceOfficer);
        await using var db = portal.Host.Database.Open();
        // An old day: the other tests pay today.
        var date = await db.Payments.MinAsync(p => p.BusinessDate);
        var taken = db.Payments.Where(p => p.BusinessDate == date && p.Status == PaymentStatus.Captured);
        var (sum, count) = (await taken.SumAsync(p => p.Captured), await taken.CountAsync());

        using var pdf = new PdfFile(await BytesAsync(client, PortalUrls.Pdf(PortalUrls.PrintPaymentDayOf(DemoPortal.OwnMarket, date))));
        using var workbook = new XLWorkbook(new MemoryStream(await BytesAsync(client, PortalUrls.Export("payment-day", $"market={DemoPortal.OwnMarket}&date={date:yyyy-MM-dd}&format=xlsx"))));

        Assert.Contains(sum.ToString("N0", CultureInfo.InvariantCulture), await pdf.TextAsync(), StringComparison.Ordinal);
        var rows = workbook.Worksheet(1).RowsUsed().Skip(1).ToList();
        var hours = rows.Where(r => r.Cell(3).GetString().EndsWith(":00", StringComparison.Ordinal)).ToList();
        Assert.Equal((sum, count), ((long)hours.Sum(r => r.Cell(5).GetDouble()), (int)hours.Sum(r => r.Cell(4).GetDouble())));
        using var elsewhere = await client.GetAsync(new Uri(PortalUrls.Pdf(PortalUrls.PrintPaymentDayOf("XX", date)), UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Wallets_Exported_AreThoseOfTheList()
    {
        using var client = await portal.SignInAsync(Role.MarketManager);
        var address = PortalUrls.Export("wallets", $"f.code={DemoPortal.Wallet}&cols=code,balance&format=");

        var csv = (await client.GetStringAsync(new Uri(address + "csv", UriKind.Relative))).Trim().Split("\r\n");
        using var workbook = new XLWorkbook(new MemoryStream(await BytesAsync(client, address + "xlsx")));
        using var inspector = await portal.SignInAsync(Role.Inspector);
        using var refused = await inspector.GetAsync(new Uri(address + "csv", UriKind.Relative));

        Assert.Equal(2, csv.Length);
        Assert.StartsWith(DemoPortal.Wallet + ",", csv[1], StringComparison.Ordinal);
        Assert.Equal(DemoPortal.Wallet, workbook.Worksheet(1).Cell(2, 1).GetString());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static Task<byte[]> BytesAsync(HttpClient client, string address) => client.GetByteArrayAsync(new Uri(address, UriKind.Relative));
}
