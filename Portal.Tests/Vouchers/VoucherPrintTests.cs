using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Jobs;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Reports;
using Portal.Seeding;
using Portal.Tests.Browser;
using Portal.Tests.MerchantQr;
using Portal.Tests.Reports;

namespace Portal.Tests.Vouchers;

/// <summary>Print runs of vouchers over the API: the job, its file that is fetched once, and what becomes of those that end otherwise.</summary>
[Collection(DemoPortal.Collection)]
public sealed class VoucherPrintTests(DemoPortal portal)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private IServiceProvider Services => portal.Host.Services;

    private Actor Officer { get; } = Make.Actor(Role.VoucherOfficer, id: 4_021, name: "시험 발행");

    [BrowserFact]
    public async Task Print_OverAThousandLabels_IsAJobWhoseFileIsFetchedOnceByItsOwner()
    {
        var (id, key) = (await ApprovedAsync(VoucherKind.Paper, 1_001), await portal.Host.AddKeyAsync(Role.VoucherOfficer));
        using var client = portal.Host.NewClient(apiKey: key);
        using var other = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.VoucherOfficer));
        var started = await SendAsync(client, $"voucher-batches/{id}/print", new { id = Guid.NewGuid() }, HttpStatusCode.Accepted);
        await SendAsync(client, $"voucher-batches/{id}/print", new { id = Guid.NewGuid() }, HttpStatusCode.Conflict);
        var job = await EndAsync(client, started.GetProperty("job"));
        Assert.Equal(("done", 2_002), (job.GetProperty("status").GetString(), job.GetProperty("done").GetInt32()));
        var file = job.GetProperty("file").GetString()!;
        Assert.Equal(BatchState.Made, (await BatchAsync(id)).State);
        using (var refused = await other.GetAsync(file))
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        var sealedFile = await File.ReadAllBytesAsync(Services.GetRequiredService<PrintFiles>().PathOf(id));

        using var zip = new ZipArchive(new MemoryStream(await client.GetByteArrayAsync(new Uri(file, UriKind.Relative))));
        Assert.Equal(["labels-0001.pdf", "labels-0002.pdf", "vouchers.csv", "vouchers.xlsx"], zip.Entries.Select(e => e.FullName));
        var made = PrintedList.Of(zip);
        Assert.Equal(1_001, made.Count);
        using (var again = await client.GetAsync(file))
            Assert.Contains("already_printed", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(BatchState.Printed, (await BatchAsync(id)).State);
        Assert.False(File.Exists(Services.GetRequiredService<PrintFiles>().PathOf(id)));
        Assert.DoesNotContain(made, m => Encoding.Latin1.GetString(sealedFile).Contains(m.Token, StringComparison.Ordinal));

        using var pdf = new PdfFile(PrintedList.Bytes(zip, "labels-0001.pdf"));
        var text = await pdf.TextAsync();
        Assert.Equal(42, await pdf.PagesAsync());
        Assert.All(made.Take(1_000), m => Assert.Contains(m.Serial, text, StringComparison.Ordinal));
        Assert.Contains("10,000원", text, StringComparison.Ordinal);
        Assert.Contains("KRW 10,000", text, StringComparison.Ordinal);
        Assert.All(await pdf.FontsAsync(), f => Assert.True(f.Embedded, f.Name));
        // The second label: 70 mm to the right, its code 4 mm in and 5 mm down.
        var code = QrMatrix.Of(made[1].Token);
        Assert.Equal(code, QrMatrix.OfPixels(await pdf.GrayAsync(1), (74, 5, 27), code.IndexOf('\n', StringComparison.Ordinal)));
    }

    [BrowserFact]
    public async Task Print_SingleVouchers_HaveAPageEachWithTermsAndPin()
    {
        var id = await ApprovedAsync(VoucherKind.Card, 3);
        using var client = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.VoucherOfficer));
        var started = await SendAsync(client, $"voucher-batches/{id}/print", new { id = Guid.NewGuid(), form = "singles" }, HttpStatusCode.Accepted);
        var job = await EndAsync(client, started.GetProperty("job"));
        using var zip = new ZipArchive(new MemoryStream(await client.GetByteArrayAsync(new Uri(job.GetProperty("file").GetString()!, UriKind.Relative))));
        var made = PrintedList.Of(zip);
        using var pdf = new PdfFile(PrintedList.Bytes(zip, "vouchers-0001.pdf"));
        var text = await pdf.TextAsync();
        Assert.Equal((3, (420, 298)), (await pdf.PagesAsync(), await pdf.PointsAsync()));
        Assert.All(made, m => Assert.Matches($@"{m.Serial}(.|\n)*{m.Pin}", text));
        Assert.Contains("판매일부터 60개월", text, StringComparison.Ordinal);
        Assert.Contains("Valid for 60 months", text, StringComparison.Ordinal);
        var sheet = Encoding.UTF8.GetString(Sheet(PrintedList.Bytes(zip, "vouchers.xlsx")));
        Assert.All(made, m => Assert.Contains($">{m.Pin}<", sheet, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Print_Cancelled_LeavesNoSellableVoucher()
    {
        var id = await ApprovedAsync(VoucherKind.Mobile, 60_000);
        using var client = portal.Host.NewClient(apiKey: await portal.Host.AddKeyAsync(Role.VoucherOfficer));
        var started = await SendAsync(client, $"voucher-batches/{id}/print", new { id = Guid.NewGuid(), form = "data" }, HttpStatusCode.Accepted);
        await UntilAsync(async () => (await BatchAsync(id)).State == BatchState.Printing);
        await SendAsync(client, $"jobs/{id}/cancel", new { }, HttpStatusCode.Accepted);
        Assert.Equal("cancelled", (await EndAsync(client, started.GetProperty("job"))).GetProperty("status").GetString());
        await AssertVoidAsync(id);
    }

    [Fact]
    public async Task Print_ItsProcessDied_IsGivenUpByTheNext()
    {
        var id = await ApprovedAsync(VoucherKind.Mobile, 20);
        var printer = Services.GetRequiredService<BatchPrinter>();
        var (gone, now) = (new TaskCompletionSource(), portal.Host.Time.GetUtcNow().UtcDateTime);
        var begun = VoucherDesk.Done(await printer.BeginAsync(Officer, id));
        var making = printer.MakeAsync(Officer, begun, _ => gone.Task);
        await UntilAsync(async () => await CountAsync(id) == 20);
        await File.WriteAllTextAsync(Services.GetRequiredService<PrintFiles>().DraftOf(id), "left");
        await using (var db = portal.Host.Database.Open())
        {
            db.Add(new Job { Uid = id, Kind = "jobs.voucher_print", State = JobState.Running, UserId = Officer.OwnerId, CreatedAt = now.AddMinutes(-2), Holder = "gone:1:x", HeldUntil = now.AddMinutes(-1) });
            await db.SaveChangesAsync();
        }

        await UntilAsync(async () => (await BatchAsync(id)).State == BatchState.Failed);
        await AssertVoidAsync(id);
        await UntilAsync(() => Task.FromResult(!File.Exists(Services.GetRequiredService<PrintFiles>().DraftOf(id))));

        // The process was not dead but asleep: it finds its batch given up, and makes nothing that can be sold.
        gone.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => making);
        await AssertVoidAsync(id);
    }

    [Fact]
    public async Task File_NobodyFetched_IsDestroyedAndItsVouchersAreVoid()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var (files, id) = (desk.Get<PrintFiles>(), await ApprovedAsync(desk.Get<BatchService>(), desk.Officer, desk.Approver, VoucherDesk.Programme, VoucherKind.Card, 2));
        var made = await WrapAsync(desk, id);
        Assert.IsType<VoucherNotSellable>((await desk.Get<VoucherSales>().SellAsync(desk.Officer, desk.SaleOf(made))).Refusal);
        Assert.IsType<PrintFileNotFound>((await files.FetchAsync(desk.Approver with { Grants = desk.Officer.Grants }, id)).Refusal);

        // Broken off, it can be fetched again; nobody does, and its time goes by.
        await VoucherDesk.Done(await files.FetchAsync(desk.Officer, id)).Content.DisposeAsync();
        Assert.IsType<AlreadyPrinted>((await files.FetchAsync(desk.Officer, id)).Refusal);
        VoucherDesk.Done(await files.ReleaseAsync(desk.Officer, id));
        await VoucherDesk.Done(await files.FetchAsync(desk.Officer, id)).Content.DisposeAsync();
        Assert.Equal(0, await files.ExpireAsync());
        desk.Database.Time.Advance(VoucherPrintFile.KeptTime + TimeSpan.FromHours(2));
        Assert.Equal(1, await files.ExpireAsync());
        Assert.IsType<PrintFileExpired>((await files.FetchAsync(desk.Officer, id)).Refusal);
        Assert.False(File.Exists(files.PathOf(id)));
        await using var db = desk.Database.Open();
        Assert.All(await db.Vouchers.ToListAsync(), v => Assert.Equal(VoucherState.Void, v.State));
    }

    [Fact]
    public async Task Sheet_WithoutThePrintersPass_IsNotThere()
    {
        using var client = await portal.SignInAsync(Role.VoucherOfficer);
        using var answer = await client.GetAsync($"{PortalUrls.PrintVoucherSheets}/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<IReadOnlyList<MadeVoucher>> WrapAsync(VoucherDesk desk, Guid id)
    {
        var files = desk.Get<PrintFiles>();
        var begun = VoucherDesk.Done(await desk.Get<BatchPrinter>().BeginAsync(desk.Officer, id));
        var all = new List<MadeVoucher>();
        VoucherDesk.Done(await desk.Get<BatchPrinter>().MakeAsync(
            desk.Officer, begun, made =>
            {
                all.AddRange(made);
                return Task.CompletedTask;
            }, null, () =>
            {
                var key = Portal.Domain.Privacy.SealedFile.NewKey();
                using (var file = Portal.Domain.Privacy.SealedFile.Create(files.PathOf(id), key))
                    file.Write("the archive"u8);
                return Task.FromResult<Outcome<FinishedPrint>>(new FinishedPrint(files.Made(desk.Officer, begun, PrintForm.Data, key)));
            }));
        return all;
    }

    private Task<Guid> ApprovedAsync(VoucherKind kind, int count) =>
        ApprovedAsync(Services.GetRequiredService<BatchService>(), Officer, Make.Actor(Role.VoucherApprover, id: 4_022) with { Kind = ActorKind.ApiKey }, DemoVouchers.Programme, kind, count);

    /// <summary>A batch with as many approvals as it needs.</summary>
    private static async Task<Guid> ApprovedAsync(BatchService batches, Actor officer, Actor approver, string programme, VoucherKind kind, int count)
    {
        var id = Guid.NewGuid();
        VoucherDesk.Done(await batches.SubmitAsync(officer, new NewBatch(id, programme, kind, [new BatchItem(new Money("KRW", 10_000), count)])));
        for (var state = BatchState.Submitted; state == BatchState.Submitted; approver = approver with { Id = approver.Id + 1, OwnerId = approver.OwnerId + 1 })
            state = VoucherDesk.Done(await batches.DecideAsync(approver, new BatchVerdict(id, BatchDecision.Approve))).State;
        return id;
    }

    private static async Task<JsonElement> SendAsync(HttpClient client, string path, object body, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/" + path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<JsonElement> EndAsync(HttpClient client, JsonElement job)
    {
        await UntilAsync(async () => (job = await client.GetFromJsonAsync<JsonElement>(job.GetProperty("url").GetString())).GetProperty("finishedAt").ValueKind != JsonValueKind.Null);
        return job;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await holds())
            await Task.Delay(50, limit.Token);
    }

    private async Task<VoucherBatch> BatchAsync(Guid id)
    {
        await using var db = portal.Host.Database.Open();
        return await db.VoucherBatches.SingleAsync(b => b.Uid == id);
    }

    private async Task<int> CountAsync(Guid id, VoucherState? other = null)
    {
        await using var db = portal.Host.Database.Open();
        return await db.Vouchers.CountAsync(v => db.VoucherBatches.Any(b => b.Id == v.BatchId && b.Uid == id) && v.State != other);
    }

    private async Task AssertVoidAsync(Guid id)
    {
        Assert.Equal(BatchState.Failed, (await BatchAsync(id)).State);
        Assert.Equal(0, await CountAsync(id, VoucherState.Void));
    }

    private static byte[] Sheet(byte[] book)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        return PrintedList.Bytes(zip, "xl/worksheets/sheet1.xml");
    }
}
