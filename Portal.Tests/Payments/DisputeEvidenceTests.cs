using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Upkeep;
using Portal.Domain.Verification;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;
using static Portal.Tests.Payments.DisputeTests;

namespace Portal.Tests.Payments;

/// <summary>Files sent as evidence: what is taken, what is kept, who opens them.</summary>
public sealed class DisputeEvidenceTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Answer_WithAFile_ComesBackByteForByte_AndEndsAsItsContentIs(DatabaseProvider provider)
    {
        await using var host = await PayingHost.StartAsync(provider);
        var (disputes, evidence, payment, dispute) = await OpenedAsync(host);
        Assert.True((await disputes.AnswerAsync(Officer, dispute, "영수증을 보냈습니다.", new EvidenceFile(@"C:\tmp\영수증.exe", new MemoryStream(Pdf)))).Ok);
        Assert.Empty((await disputes.AnswerAsync(Officer, dispute, "전화로도 알렸습니다.")).Refusals);
        Assert.True((await disputes.AnswerAsync(Officer, dispute, "긴 이름", new EvidenceFile(new string('가', 300) + ".pdf", new MemoryStream([.. Pdf, 1])))).Ok);

        var notes = (await disputes.OfPaymentAsync(Officer, payment)).Single().Notes;
        Assert.Equal(["영수증.pdf", null, new string('가', DisputeNote.FileNameLength - 4) + ".pdf"], notes.Select(n => n.FileName));
        var opened = (await evidence.OpenAsync(Make.Actor(Role.Auditor), dispute, notes[0].Id)).Value;
        Assert.Equal(("application/pdf", "영수증.pdf"), (opened.ContentType, opened.Name));
        Assert.Equal(Pdf, await ReadAsync(opened));
        Assert.IsType<AttachmentNotFound>((await evidence.OpenAsync(Officer, dispute, notes[1].Id)).Refusal);
        Assert.DoesNotContain(await host.Services.GetRequiredService<Verifier>().RunAsync(), c => !c.Ok && c.Name.StartsWith("document", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_WithWhatIsNoEvidence_IsRefused_AndNothingIsKept()
    {
        await using var host = await PayingHost.StartAsync();
        var (disputes, _, payment, dispute) = await OpenedAsync(host);
        foreach (var bytes in (byte[][])[[], "MZ program"u8.ToArray(), "<html>"u8.ToArray(), Workbook(), [0xff, 0xd8, 0xff, 0xe0]])
            Assert.Equal(new EvidenceKindUnknown { Field = "file" }, (await disputes.AnswerAsync(Officer, dispute, "첨부", new EvidenceFile("영수증.pdf", new MemoryStream(bytes)))).Refusal);
        Assert.Equal(new DocumentTooLarge(20) { Field = "file" }, (await disputes.AnswerAsync(Officer, dispute, "첨부", new EvidenceFile("a.pdf", new MemoryStream(new byte[Attachment.MaxSize + 1])))).Refusal);

        await AssertUntouchedAsync(host, disputes, payment);
    }

    [Fact]
    public async Task Answer_AfterTheDeadline_DecidedOrByOthers_KeepsNothing()
    {
        await using var host = await PayingHost.StartAsync();
        var (disputes, _, payment, dispute) = await OpenedAsync(host, new DateOnly(2020, 1, 1));
        Assert.IsType<DeadlinePassed>((await disputes.AnswerAsync(Officer, dispute, "늦음", new EvidenceFile("a.pdf", new MemoryStream(Pdf)))).Refusal);
        Assert.IsType<NotAllowed>((await disputes.AnswerAsync(Make.Actor(Role.Auditor), dispute, "감사", new EvidenceFile("a.pdf", new MemoryStream(Pdf)))).Refusal);
        Assert.IsType<PaymentNotFound>((await disputes.AnswerAsync(Make.Actor(Role.FinanceOfficer, ScopeKind.Market, marketId: 999), dispute, "남의 시장", new EvidenceFile("a.pdf", new MemoryStream(Pdf)))).Refusal);
        await AssertUntouchedAsync(host, disputes, payment);

        Assert.True((await disputes.DecideAsync(Decider, new DisputeDecision(Guid.NewGuid(), dispute, true, null, "발급사 결정"))).Ok);
        Assert.IsType<DisputeDecided>((await disputes.AnswerAsync(Officer, dispute, "이미 끝남", new EvidenceFile("a.pdf", new MemoryStream(Pdf)))).Refusal);
        await using var db = host.Database.Open();
        Assert.Equal((0, 0), (await db.Documents.CountAsync(), await db.DisputeNotes.CountAsync()));
    }

    [Fact]
    public async Task Open_WithoutTheRight_OfAnotherMarketOrOfAnotherDispute_FindsNothing()
    {
        await using var host = await PayingHost.StartAsync();
        var (disputes, evidence, payment, dispute) = await OpenedAsync(host);
        Assert.True((await disputes.AnswerAsync(Officer, dispute, "첨부", new EvidenceFile("a.pdf", new MemoryStream(Pdf)))).Ok);
        var note = (await disputes.OfPaymentAsync(Officer, payment)).Single().Notes.Single().Id;

        Assert.IsType<NotAllowed>((await evidence.OpenAsync(Make.Actor(Role.Laboratory), dispute, note)).Refusal);
        Assert.IsType<AttachmentNotFound>((await evidence.OpenAsync(Make.Actor(Role.FinanceOfficer, ScopeKind.Market, marketId: 999), dispute, note)).Refusal);
        Assert.IsType<AttachmentNotFound>((await evidence.OpenAsync(Officer, Guid.NewGuid(), note)).Refusal);
        Assert.IsType<AttachmentNotFound>((await evidence.OpenAsync(Officer, dispute, note + 1)).Refusal);
    }

    [Fact]
    public async Task File_FromThePages_IsADownloadThatRunsNothing_ForWhomTheMatrixSays()
    {
        await using var host = await PayingHost.StartAsync();
        var (disputes, _, payment, dispute) = await OpenedAsync(host);
        Assert.True((await disputes.AnswerAsync(Officer, dispute, "첨부", new EvidenceFile("영수증.pdf", new MemoryStream(Pdf)))).Ok);
        var url = PortalUrls.DisputeFile(dispute, (await disputes.OfPaymentAsync(Officer, payment)).Single().Notes.Single().Id);

        using var auditor = await host.SignInAsync(Role.Auditor);
        using var answer = await auditor.GetAsync(url);
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/pdf", "attachment", "영수증.pdf"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["default-src 'none'; sandbox"], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });
        await using var db = host.Database.Open();
        var other = await db.Markets.Where(m => m.Code == "SC").Select(m => m.Id).SingleAsync();
        using var foreign = await host.SignInAsync(Role.MarketManager, ScopeKind.Market, marketId: other);
        using var laboratory = await host.SignInAsync(Role.Laboratory);
        using var nobody = host.NewClient();
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(url)).StatusCode);
        using var denied = await laboratory.GetAsync(url);
        Assert.True(denied.StatusCode == HttpStatusCode.Forbidden || PortalHost.TargetOf(denied)?.Split('?')[0] == PortalUrls.Denied, $"{denied.StatusCode}");
        Assert.Equal(PortalUrls.SignIn, PortalHost.TargetOf(await nobody.GetAsync(url))?.Split('?')[0]);
    }

    [Fact]
    public async Task Evidence_ThatAnImportHadHandedInBefore_IsNotCleanedAway_AndIsMissedByVerify()
    {
        await using var host = await PayingHost.StartAsync();
        var (disputes, evidence, payment, dispute) = await OpenedAsync(host);
        var documents = host.Services.GetRequiredService<DocumentStore>();
        // The same bytes, left by an import that was given up: the row among the documents is that of a file to be cleaned away.
        var left = (await documents.SaveAsync(new MemoryStream(Pdf), ImportService.FileType, Pdf.Length)).Value;
        var alone = (await documents.SaveAsync(new MemoryStream([.. Pdf, 1]), ImportService.FileType, Pdf.Length + 1)).Value;
        Assert.True((await disputes.AnswerAsync(Officer, dispute, "첨부", new EvidenceFile("a.pdf", new MemoryStream(Pdf)))).Ok);
        host.Time.Advance(TimeSpan.FromDays(400));
        await ActivatorUtilities.CreateInstance<Cleaning>(host.Services).RunAsync();

        Assert.Equal((true, false), (File.Exists(documents.PathOf(left.Hash)), File.Exists(documents.PathOf(alone.Hash))));
        var note = (await disputes.OfPaymentAsync(Officer, payment)).Single().Notes.Single();
        Assert.Equal("application/pdf", (await evidence.OpenAsync(Officer, dispute, note.Id)).Value.ContentType);
        await using var db = host.Database.Open();
        Assert.Equal(1, await db.Documents.Where(d => d.Hash == left.Hash).ExecuteDeleteAsync());
        Assert.False((await host.Services.GetRequiredService<Verifier>().RunAsync()).Single(c => c.Name == "document-references").Ok);
    }

    private static async Task<(DisputeService Disputes, DisputeEvidence Evidence, Guid Payment, Guid Dispute)> OpenedAsync(PortalHost host, DateOnly? deadline = null)
    {
        var (disputes, payment) = (host.Services.GetRequiredService<DisputeService>(), await PayAsync(host, "card", "\"acquirer\":\"bc\",\"approvalNumber\":\"1\""));
        var opened = await disputes.OpenAsync(Officer, deadline is { } last ? New(payment, 4_000) with { Deadline = last } : New(payment, 4_000));
        return (disputes, host.Services.GetRequiredService<DisputeEvidence>(), payment, opened.Value);
    }

    private static async Task AssertUntouchedAsync(PortalHost host, DisputeService disputes, Guid payment)
    {
        var read = (await disputes.OfPaymentAsync(Officer, payment)).Single();
        Assert.Equal((DisputeState.Open, 0), (read.Dispute.State, read.Notes.Count));
        await using var db = host.Database.Open();
        Assert.Equal((0, 0), (await db.Documents.CountAsync(), await db.AuditEntries.CountAsync(e => e.Action == "dispute.answered")));
        var folder = host.Services.GetRequiredService<DocumentStore>().Folder;
        Assert.Empty(Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : []);
    }

    private static byte[] Workbook()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("xl/workbook.xml");
        return stream.ToArray();
    }

    private static async Task<byte[]> ReadAsync(OpenedAttachment opened)
    {
        await using var content = opened.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
