using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.FreeIssues;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Tests.Storage;
using Portal.Tests.Vouchers;
using BatchDecision = Portal.Domain.Vouchers.BatchDecision;

namespace Portal.Tests.FreeIssues;

/// <summary>Lists of beneficiaries: every fault is told at its cell, duplicates are decided, and the funders pay.</summary>
public sealed class FreeIssueTests
{
    internal const string Header = "성명,주민등록번호,생년월일,전화번호,이메일,권면 금액,매수,지갑 번호";

    /// <summary>Rows that have a fault each, with the field and the reason that is told.</summary>
    private static readonly (string Row, string Field, string Code)[] Faults =
    [
        ($",{Number(1)},,,,10000,1,", "name", "text_missing"),
        ("시연 가,,,,,10000,1,", "identity", "text_missing"),
        ($"시연 가,{Number(2)},,,,,1,", "faceValue", "text_missing"),
        ($"시연 가,{Number(3)},,,,10000,,", "count", "text_missing"),
        ($"=1+1,{Number(4)},,,,10000,1,", "name", "cell_is_formula"),
        ($"@SUM(A1),{Number(5)},,,,10000,1,", "name", "cell_is_formula"),
        ($"-2+3,{Number(6)},,,,10000,1,", "name", "cell_is_formula"),
        ($"+cmd,{Number(7)},,,,10000,1,", "name", "cell_is_formula"),
        ($"시연 가,=9001011234567,,,,10000,1,", "identity", "cell_is_formula"),
        ($"시연 가,{Number(8)},,,=x@a.kr,10000,1,", "email", "cell_is_formula"),
        ($"시연 가,{Number(9)},,=01012345678,,10000,1,", "telephone", "cell_is_formula"),
        ($"시연 가,{Number(10)},,,,10000,1,=A1", "wallet", "cell_is_formula"),
        ($"시연 가,{Number(11)},,,,-10000,1,", "faceValue", "cell_out_of_range"),
        ($"시연 가,{Number(12)},,,,0,1,", "faceValue", "cell_out_of_range"),
        ($"시연 가,{Number(13)},,,,99999999999,1,", "faceValue", "cell_out_of_range"),
        ($"시연 가,{Number(14)},,,,1E+30,1,", "faceValue", "cell_not_whole"),
        ($"시연 가,{Number(15)},,,,만원,1,", "faceValue", "cell_not_whole"),
        ($"시연 가,{Number(16)},,,,10000.5,1,", "faceValue", "cell_not_whole"),
        ($"시연 가,{Number(17)},,,,7000,1,", "faceValue", "face_value_not_offered"),
        ($"시연 가,{Number(18)},,,,10000,0,", "count", "cell_out_of_range"),
        ($"시연 가,{Number(19)},,,,10000,-1,", "count", "cell_out_of_range"),
        ($"시연 가,{Number(20)},,,,10000,1001,", "count", "cell_out_of_range"),
        ($"시연 가,{Number(21)},,,,10000,1.5,", "count", "cell_not_whole"),
        ($"시연 가,{Number(22)},,,,10000,둘,", "count", "cell_not_whole"),
        ($"시연 가,{Wrong(23)},,,,10000,1,", "identity", "identity_checksum"),
        ($"시연 가,{Wrong(24)},,,,10000,1,", "identity", "identity_checksum"),
        ("시연 가,900101-123456,,,,10000,1,", "identity", "identity_malformed"),
        ("시연 가,901332-1234567,,,,10000,1,", "identity", "identity_malformed"),
        ("시연 가,9001O1-1234567,,,,10000,1,", "identity", "identity_malformed"),
        ("시연 가,350101-3123456,,,,10000,1,", "identity", "birth_differs"),
        ($"시연 가,{Number(25)},1991-02-02,,,10000,1,", "birth", "birth_differs"),
        ($"시연 가,{Number(26)},어제,,,10000,1,", "birth", "cell_not_date"),
        ($"시연 가,{Number(27)},,12-34,,10000,1,", "telephone", "telephone_malformed"),
        ($"시연 가,{Number(28)},,010-전화-0000,,10000,1,", "telephone", "telephone_malformed"),
        ($"시연 가,{Number(29)},,,주소 없음,10000,1,", "email", "email_unfit"),
        ($"시연\u0007가,{Number(30)},,,,10000,1,", "name", "text_not_allowed"),
        ($"{new string('가', 61)},{Number(31)},,,,10000,1,", "name", "text_too_long"),
    ];

    [Fact]
    public async Task List_With37Faults_TellsEachAtItsCellAndIssuesNothing()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        await desk.PrintAsync(VoucherKind.Paper, 10_000, 3);
        var wanted = Bring([.. Faults.Select(f => f.Row), $"시연 정상,{Number(40)},,,,10000,1,"]);

        var read = VoucherDesk.Done(await desk.Get<FreeIssueService>().PreviewAsync(desk.Officer, wanted));
        var brought = await desk.Get<FreeIssueService>().BringAsync(desk.Officer, wanted);

        Assert.Equal(37, Faults.Length);
        Assert.Equal(Faults.Select((f, i) => (Row: i + 2, f.Field, f.Code)), read.Faults.Select(f => (f.Row, f.Reason.Field!, f.Reason.Code)));
        Assert.Equal("시연 정상", Assert.Single(read.People).Name);
        Assert.Equal(37, brought.Refusals.Count);
        await using var db = desk.Database.Open();
        Assert.Equal((0, 0, 3), (await db.FreeIssueLists.CountAsync(), await db.VoucherSales.CountAsync(), await db.Vouchers.CountAsync(v => v.State == VoucherState.Stock)));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task List_WithDuplicates_IsDecidedApprovedAndIssuedOnce(DatabaseProvider provider)
    {
        await using var desk = await VoucherDesk.OpenAsync(provider);
        var (lists, issuing) = (desk.Get<FreeIssueService>(), desk.Get<FreeIssuing>());
        await desk.PrintAsync(VoucherKind.Paper, 10_000, 3);
        var wanted = Bring($"시연 가,{Number(1)},,010-1234-5678,,10000,2,", $"시연 나,{Number(2)},,010-1234-5678,,10000,1,", $"시연 가,{Number(1)},,,,10000,5,");

        var list = VoucherDesk.Done(await lists.BringAsync(desk.Officer, wanted));
        var again = await lists.BringAsync(desk.Officer, wanted with { Id = Guid.NewGuid() });
        var undecided = await lists.SubmitAsync(desk.Officer, list.Uid);
        VoucherDesk.Done(await lists.ChooseAsync(desk.Officer, list.Uid, 3, DuplicateChoice.Keep));
        VoucherDesk.Done(await lists.ChooseAsync(desk.Officer, list.Uid, 4, DuplicateChoice.Skip));
        VoucherDesk.Done(await lists.SubmitAsync(desk.Officer, list.Uid));
        var early = await issuing.IssueAsync(desk.Officer, list.Uid);
        var own = await issuing.DecideAsync(desk.Officer, list.Uid, BatchDecision.Approve);
        VoucherDesk.Done(await issuing.DecideAsync(desk.Approver, list.Uid, BatchDecision.Approve));
        // Broken off after the first row, it goes on with the second.
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => issuing.IssueAsync(desk.Officer, list.Uid, _ => stop.Cancel(), stop.Token));
        var issued = VoucherDesk.Done(await issuing.IssueAsync(desk.Officer, list.Uid));
        var repeated = VoucherDesk.Done(await issuing.IssueAsync(desk.Officer, list.Uid));
        var later = VoucherDesk.Done(await lists.BringAsync(desk.Officer, Bring($"시연 다,{Number(2)},,,,10000,1,")));

        Assert.Equal((new SameFileAgain(list.Code) { Field = "file" }, new DuplicatesOpen(2)), (again.Refusal, undecided.Refusal));
        Assert.Equal((new FreeIssueStateUnfit(FreeIssueState.Submitted), false), (early.Refusal, own.Ok));
        Assert.Equal((new FreeIssueProgress(2, 2, FreeIssueState.Issued), new FreeIssueProgress(2, 2, FreeIssueState.Issued)), (issued, repeated));
        await using var db = desk.Database.Open();
        Assert.Equal((2, 30_000L, 0L, 0L), await db.VoucherSales.GroupBy(_ => 1).Select(g => new ValueTuple<int, long, long, long>(g.Count(), g.Sum(s => s.FaceMinor), g.Sum(s => s.PaidMinor), g.Sum(s => s.DiscountedMinor))).SingleAsync());
        Assert.Equal(30_000, await db.VoucherParts.SumAsync(p => p.AmountMinor));
        Assert.Equal(100_000_000 - 30_000, await db.LedgerAccounts.Where(a => a.Code.StartsWith("funders:")).SumAsync(a => a.Credits - a.Debits));
        Assert.Equal(30_000, await db.LedgerAccounts.Where(a => a.Code.StartsWith(Chart.Programme(VoucherDesk.Programme) + ":")).SumAsync(a => a.Credits - a.Debits));
        Assert.Equal(list.Id, await db.FreeIssueRows.Where(r => r.ListId == later.Id).Select(r => r.SameAsListId).SingleAsync());
    }

    [Fact]
    public async Task Draft_GivenUp_LetsItsFileBeBroughtAgain()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var lists = desk.Get<FreeIssueService>();
        var wanted = Bring($"시연 가,{Number(1)},,,,10000,2,");
        var list = VoucherDesk.Done(await lists.BringAsync(desk.Officer, wanted));
        Assert.IsType<NotAllowed>((await lists.DiscardAsync(desk.Till with { Grants = [] }, list.Uid)).Refusal);
        Assert.Equal(FreeIssueState.Discarded, VoucherDesk.Done(await lists.DiscardAsync(desk.Officer, list.Uid)).State);
        Assert.Equal(new FreeIssueStateUnfit(FreeIssueState.Discarded), (await lists.SubmitAsync(desk.Officer, list.Uid)).Refusal);
        var again = VoucherDesk.Done(await lists.BringAsync(desk.Officer, wanted with { Id = Guid.NewGuid() }));
        VoucherDesk.Done(await lists.SubmitAsync(desk.Officer, again.Uid));
        Assert.Equal(new FreeIssueStateUnfit(FreeIssueState.Submitted), (await lists.DiscardAsync(desk.Officer, again.Uid)).Refusal);
    }

    [Fact]
    public async Task Draft_WhoseFaceValueIsNoLongerOffered_IsNotSubmitted()
    {
        await using var desk = await VoucherDesk.OpenAsync();
        var lists = desk.Get<FreeIssueService>();
        var list = VoucherDesk.Done(await lists.BringAsync(desk.Officer, Bring($"시연 가,{Number(1)},,,,10000,2,")));
        await using (var db = desk.Database.Open())
        {
            var day = DateOnly.FromDateTime(desk.Database.Time.GetUtcNow().UtcDateTime);
            db.Add(new VoucherRule
            {
                ProgrammeId = list.ProgrammeId,
                Subject = RuleSubject.Paper,
                From = day,
                Content = VoucherRule.Write(VoucherDesk.Paper with { FaceValues = [30_000] }),
                State = RuleState.Approved,
                MakerName = "시험",
                ProposedAt = desk.Database.Time.GetUtcNow().UtcDateTime,
            });
            await db.SaveChangesAsync();
        }

        Assert.Equal(new FaceValueNotOffered(10_000), (await lists.SubmitAsync(desk.Officer, list.Uid)).Refusal);
        await using var after = desk.Database.Open();
        Assert.Equal(FreeIssueState.Draft, (await after.FreeIssueLists.SingleAsync()).State);
    }

    private static NewFreeIssue Bring(params string[] rows) => new(
        Guid.NewGuid(), VoucherDesk.Programme, VoucherKind.Paper, "시연 지원", SameBy.Identity | SameBy.Telephone, "시연.csv", Encoding.UTF8.GetBytes(string.Join("\r\n", [Header, .. rows]) + "\r\n"));

    /// <summary>A registration number that fits and that nobody has: its serial part is made up.</summary>
    internal static string Number(int n)
    {
        var twelve = $"900101-1{n:00000}";
        return twelve + IdentityNumbers.CheckDigit(twelve.Replace("-", "", StringComparison.Ordinal));
    }

    private static string Wrong(int n) => Number(n)[..^1] + ((Number(n)[^1] - '0' + 1) % 10);
}
