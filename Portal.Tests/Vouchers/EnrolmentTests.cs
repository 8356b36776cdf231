using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;

namespace Portal.Tests.Vouchers;

/// <summary>A vendor's way into a programme and the cap on what he brings in, through the services that run in production.</summary>
public sealed class EnrolmentTests
{
    // A picture that VendorPhotos accepts: one pixel.
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Application_AdmittedByAnotherAndVisited_LetsTheVendorTakeVouchers(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var service = desk.Get<EnrolmentService>();
        var asked = new EnrolmentApplication(VoucherDesk.Programme, VoucherDesk.OtherVendor, 90_000_000, Guid.NewGuid());
        var (applied, again) = (VoucherDesk.Done(await service.ApplyAsync(desk.Officer, asked)).Enrolment, VoucherDesk.Done(await service.ApplyAsync(desk.Officer, asked)));
        Assert.Equal((applied.Id, true), (again.Enrolment.Id, again.Repeated));
        Assert.IsType<IdReused>((await service.ApplyAsync(desk.Officer, asked with { AnnualSales = 1 })).Refusal);
        Assert.IsType<IdReused>((await service.ApplyAsync(desk.Officer, asked with { Vendor = VoucherDesk.Vendor })).Refusal);
        Assert.Equal(EnrolmentState.Applied, Assert.IsType<AlreadyEnrolled>((await service.ApplyAsync(desk.Officer, new EnrolmentApplication(VoucherDesk.Programme, VoucherDesk.OtherVendor, null))).Refusal).State);
        Assert.Equal(new EnrolmentsWaiting(1, 0, 0, applied.AppliedAt), await desk.Get<EnrolmentQueries>().WaitingAsync(desk.Officer));

        Assert.False((await service.DecideAsync(desk.Approver with { OwnerId = desk.Officer.OwnerId }, applied.Id, approve: true, null)).Ok);
        Assert.Equal(EnrolmentState.Provisional, VoucherDesk.Done(await service.DecideAsync(desk.Approver, applied.Id, approve: true, null)).State);
        var card = (await desk.PrintAndSellAsync(VoucherKind.Card, 10_000, 1))[0];
        Assert.Equal(VoucherDeclines.VendorProvisional, (await desk.PayAsync(card, 4_000, VoucherDesk.OtherStall)).Reason);
        Assert.IsType<PhotoMissing>((await service.VisitAsync(desk.Officer, applied.Id, null)).Refusal);
        var visited = VoucherDesk.Done(await service.VisitAsync(desk.Officer, applied.Id, new MemoryStream(Photo)));
        Assert.Equal(EnrolmentState.Approved, visited.State);
        Assert.Null((await desk.PayAsync(card, 4_000, VoucherDesk.OtherStall)).Reason);

        Assert.IsType<MakerMayNotApprove>((await service.RenewAsync(desk.Approver with { OwnerId = desk.Officer.OwnerId }, applied.Id)).Refusal);
        // Renewed in its last half year only, and once: the second time it lasts too long again.
        Assert.IsType<RenewalTooEarly>((await service.RenewAsync(desk.Approver, applied.Id)).Refusal);
        Assert.True((await desk.Get<EnrolmentRecords>().OpenAsync(desk.Officer, applied.Id, EnrolmentFile.Visit)).Ok);
        Assert.False((await desk.Get<EnrolmentRecords>().OpenAsync(desk.Officer, applied.Id, EnrolmentFile.CapEvidence)).Ok);
        VoucherDesk.Done(await service.EndAsync(desk.Approver, applied.Id, ban: true, "부정 유통"));
        Assert.IsType<VendorBanned>((await service.ApplyAsync(desk.Officer, new EnrolmentApplication(VoucherDesk.Programme, VoucherDesk.OtherVendor, null))).Refusal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Cap_AskedForWithEvidence_HoldsFromItsApprovalByAnother(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (caps, records) = (desk.Get<VendorCapService>(), desk.Get<EnrolmentRecords>());
        var id = VoucherDesk.Done(await records.OfVendorAsync(desk.Officer, VoucherDesk.Vendor)).Single().Id;
        var paper = await desk.PrintAndSellAsync(VoucherKind.Paper, 10_000, 1);
        await desk.PresentAsync(await desk.OpenBundleAsync(), paper[0].Serial);
        var before = VoucherDesk.Done(await records.GetAsync(desk.Officer, id));
        Assert.Equal((10_000L, before.Row.Cap - 10_000), (before.Used, before.Left));

        var more = before.Row.Cap + 1_000_000;
        Assert.IsType<CapEvidenceMissing>((await caps.AskAsync(desk.Officer, new CapRequest(id, more, "명절 대목", null))).Refusal);
        Assert.IsType<CapAboveCeiling>((await caps.AskAsync(desk.Officer, new CapRequest(id, before.Terms.CapCeiling + 1, "명절 대목", new MemoryStream(Photo)))).Refusal);
        var request = Guid.NewGuid();
        for (var i = 0; i < 2; i++)
            VoucherDesk.Done(await caps.AskAsync(desk.Officer, new CapRequest(id, more, "명절 대목", new MemoryStream(Photo)) { Id = request }));
        Assert.IsType<IdReused>((await caps.AskAsync(desk.Officer, new CapRequest(id, more - 1, "명절 대목", new MemoryStream(Photo)) { Id = request })).Refusal);
        Assert.Equal([id], VoucherDesk.Done(await desk.Get<EnrolmentQueries>().PageAsync(desk.Officer, ListQuery.Everything.WithFilter("capWaits", "yes"))).Items.Select(r => r.Id));
        Assert.False((await caps.DecideAsync(desk.Approver with { OwnerId = desk.Officer.OwnerId }, id, approve: true, null)).Ok);

        // Decided by two at once: one decision, one cap.
        var decided = await Task.WhenAll(caps.DecideAsync(desk.Approver, id, approve: true, null), caps.DecideAsync(desk.Approver, id, approve: true, null));
        Assert.Contains(decided, d => d.Ok);
        var after = VoucherDesk.Done(await records.GetAsync(desk.Officer, id));
        Assert.Equal((more, (long?)null, 10_000L), (after.Row.Cap, after.Row.CapAsked, after.Used));
        await using var db = desk.Database.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "vendor_enrolment.cap_approved"));
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "vendor_enrolment.cap_asked"));
        // Sent once more after its decision it opens nothing.
        Assert.Null(VoucherDesk.Done(await caps.AskAsync(desk.Officer, new CapRequest(id, more, "명절 대목", new MemoryStream(Photo)) { Id = request })).CapAskedMinor);
    }
}
