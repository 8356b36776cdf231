using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;
using Portal.Tests.Vendors;

namespace Portal.Tests.Attachments;

public sealed class AttachmentTests
{
    private static readonly Actor Admin = Make.Actor();
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
    private static readonly AttachedTo Stall = new(AttachedKind.Stall, "SB-A-001");
    private static readonly AttachmentEdit Contract = new(AttachmentKind.Contract, "사용 계약서", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), "원본은 사무실");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Add_ToEachRecord_IsListedThere_AndComesBackByteForByte(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var service = Service(registry);
        var vendor = await registry.VendorAsync();
        var tenancy = (await registry.Tenancies.AssignAsync(Admin, "SB-A-001", vendor, new TenancyTerms(new DateOnly(2026, 1, 1)))).Value;
        foreach (var to in (AttachedTo[])[new(AttachedKind.Market, "SB"), Stall, new(AttachedKind.Vendor, vendor), new(AttachedKind.Tenancy, tenancy.ToString())])
        {
            var uid = (await service.AddAsync(Admin, to, Contract with { Title = to.Kind.ToString() }, new MemoryStream(Pdf))).Value;
            Assert.Contains((await service.ListAsync(Admin, to)).Value, r => r.Uid == uid && r.Title == to.Kind.ToString() && r.Length == Pdf.Length);
            Assert.Equal(Pdf, await ReadAsync((await service.OpenAsync(Admin, uid, "확인")).Value));
        }

        Assert.Equal(["Tenancy", "Stall"], (await service.ListAsync(Admin, Stall)).Value.Select(r => r.Title));
        Assert.Equal(["SB-A-001 2026-01-01", null], (await service.ListAsync(Admin, new(AttachedKind.Vendor, vendor))).Value.Select(r => r.Tenancy));
        Assert.Single((await service.ListAsync(Admin, new(AttachedKind.Market, "SB"))).Value);
        await using var db = registry.Database.Open();
        Assert.Equal(4, await db.AuditEntries.CountAsync(e => e.Action == "attachment.created"));
        var timeline = (await new TimelineQueries(registry.Database.Factory, registry.Database.Personal, [new VendorTimeline()]).ReadAsync(Admin, "vendor", vendor)).Value;
        Assert.Equal(4, timeline.Count(e => e.SubjectKind == "attachment"));
    }

    [Fact]
    public async Task Open_PersonalOne_NeedsRightAndReason_AndLeavesARow()
    {
        await using var registry = await Registry.CreateAsync();
        var (service, to) = (Service(registry), new AttachedTo(AttachedKind.Vendor, await registry.VendorAsync()));
        var uid = (await service.AddAsync(Admin, to, Contract, new MemoryStream(Pdf))).Value;
        Assert.IsType<TextMissing>((await service.OpenAsync(Admin, uid, " ")).Refusal);
        Assert.IsType<NotAllowed>((await service.OpenAsync(Make.Actor(Role.Auditor), uid, "감사")).Refusal);
        Assert.IsType<AttachmentNotFound>((await service.OpenAsync(Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 999), uid, "확인")).Refusal);
        Assert.True((await service.OpenAsync(Admin, uid, "본인 확인")).Ok);
        await using var db = registry.Database.Open();
        Assert.Equal("본인 확인", (await db.AuditEntries.SingleAsync(e => e.Action == "attachment.revealed")).Reason);
        Assert.DoesNotContain(Directory.GetFiles(Documents(registry).Folder, "*", SearchOption.AllDirectories), f => File.ReadAllBytes(f).AsSpan().StartsWith("%PDF"u8));
    }

    [Fact]
    public async Task Open_AfterThePersonsDataWereDestroyed_IsRefused()
    {
        await using var registry = await Registry.CreateAsync();
        var (service, code) = (Service(registry), await registry.VendorAsync());
        var uid = (await service.AddAsync(Admin, new(AttachedKind.Vendor, code), Contract, new MemoryStream(Pdf))).Value;
        var personal = new VendorPersonal(registry.Database.Factory, registry.Database.Personal, registry.Database.Time);
        Assert.True((await personal.DestroyAsync(Admin, code, "본인 요구", "삭제 청구 인용")).Ok);
        Assert.IsType<PersonalDataDestroyed>((await service.OpenAsync(Admin, uid, "확인")).Refusal);
        Assert.True(Assert.Single((await service.ListAsync(Admin, new(AttachedKind.Vendor, code))).Value).IsDestroyed);
        Assert.IsType<PersonalDataDestroyed>((await service.AddAsync(Admin, new(AttachedKind.Vendor, code), Contract, new MemoryStream(Pdf))).Refusal);
    }

    [Fact]
    public async Task Destroy_KeptOfAMerge_DestroysTheDocumentsOfBoth()
    {
        await using var registry = await Registry.CreateAsync();
        var (service, kept, merged) = (Service(registry), await registry.VendorAsync("남는 곳"), await registry.VendorAsync("합칠 곳"));
        var uid = (await service.AddAsync(Admin, new(AttachedKind.Vendor, merged), Contract, new MemoryStream(Pdf))).Value;
        Assert.True((await new VendorMerge(registry.Database.Factory, registry.VendorQueries, registry.Database.Personal, registry.Database.Time).MergeAsync(Admin, kept, merged, "중복")).Ok);
        Assert.Equal(uid, Assert.Single((await service.ListAsync(Admin, new(AttachedKind.Vendor, kept))).Value).Uid);
        Assert.Equal(Pdf, await ReadAsync((await service.OpenAsync(Admin, uid, "확인")).Value));
        Assert.True((await new VendorPersonal(registry.Database.Factory, registry.Database.Personal, registry.Database.Time).DestroyAsync(Admin, kept, "요구", "법")).Ok);
        Assert.IsType<PersonalDataDestroyed>((await service.OpenAsync(Admin, uid, "확인")).Refusal);
    }

    [Fact]
    public async Task Archive_WithReason_TakesItOutAndKeepsTheContent()
    {
        await using var registry = await Registry.CreateAsync();
        var service = Service(registry);
        var uid = (await service.AddAsync(Admin, Stall, Contract, new MemoryStream(Pdf))).Value;
        Assert.IsType<TextMissing>((await service.ArchiveAsync(Admin, uid, null)).Refusal);
        Assert.IsType<NotAllowed>((await service.ArchiveAsync(Make.Actor(Role.Inspector), uid, "")).Refusal);
        Assert.True((await service.ArchiveAsync(Admin, uid, "새 계약서로 바뀜")).Ok);
        Assert.Empty((await service.ListAsync(Admin, Stall)).Value);
        Assert.IsType<AttachmentNotFound>((await service.OpenAsync(Admin, uid)).Refusal);
        await using var db = registry.Database.Open();
        Assert.Equal("새 계약서로 바뀜", (await db.AuditEntries.SingleAsync(e => e.Action == "attachment.archived")).Reason);
        Assert.True(File.Exists(Documents(registry).PathOf((await db.Attachments.SingleAsync()).Hash)));
    }

    [Fact]
    public async Task Add_ContentThatIsNone_OrTooLong_IsRefusedWhateverItIsCalled()
    {
        await using var registry = await Registry.CreateAsync();
        var service = Service(registry);
        foreach (var bytes in (byte[][])[[], "MZ garbage"u8.ToArray(), "<html>"u8.ToArray(), Archive("index.html"), [.. "PK\u0003\u0004"u8, 0, 1, 2], [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2]])
            Assert.Equal(new DocumentKindUnknown { Field = "file" }, (await service.AddAsync(Admin, Stall, Contract, new MemoryStream(bytes))).Refusal);
        Assert.IsType<DocumentHasMacros>((await service.AddAsync(Admin, Stall, Contract, new MemoryStream(Archive("xl/workbook.xml", "xl/vbaProject.bin")))).Refusal);
        Assert.IsType<DocumentTooLarge>((await service.AddAsync(Admin, Stall, Contract, new MemoryStream(new byte[Attachment.MaxSize + 1]))).Refusal);
        Assert.Equal(["title", "validUntil"], (await service.AddAsync(Admin, Stall, new AttachmentEdit(AttachmentKind.Other, "", new DateOnly(2026, 2, 1), new DateOnly(2026, 1, 1)), new MemoryStream(Pdf))).Refusals.Select(r => r.Field));
        Assert.True((await service.AddAsync(Admin, Stall, Contract, new MemoryStream(Archive("[Content_Types].xml", "xl/workbook.xml")))).Ok);
        await using var db = registry.Database.Open();
        Assert.EndsWith("sheet", (await db.Attachments.SingleAsync()).ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_WithoutTheRight_TellsNothingElse()
    {
        await using var registry = await Registry.CreateAsync();
        var service = Service(registry);
        Assert.IsType<NotAllowed>((await service.AddAsync(Make.Actor(Role.Inspector), Stall, new AttachmentEdit(AttachmentKind.Other, ""), new MemoryStream())).Refusal);
        Assert.IsType<StallNotFound>((await service.AddAsync(Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 999), Stall, new AttachmentEdit(AttachmentKind.Other, ""), new MemoryStream())).Refusal);
        Assert.IsType<NotAllowed>((await service.ListAsync(Make.Actor(Role.Laboratory), Stall)).Refusal);
    }

    private static byte[] Archive(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
                archive.CreateEntry(name);
        }

        return stream.ToArray();
    }

    private static async Task<byte[]> ReadAsync(OpenedAttachment opened)
    {
        await using var content = opened.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static DocumentStore Documents(Registry registry) => new(registry.Database.Factory, registry.Database.Factory.Options, registry.Database.Time);

    private static AttachmentService Service(Registry registry) => new(registry.Database.Factory, Documents(registry), registry.Database.Personal, registry.Database.Time);
}
