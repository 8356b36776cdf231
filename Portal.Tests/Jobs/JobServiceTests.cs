using Portal.Domain.Access;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Jobs;
using Portal.Domain.Storage;
using Portal.Tests.Exchange.Importing;
using Portal.Tests.Storage;

namespace Portal.Tests.Jobs;

/// <summary>The rows of long work.</summary>
public sealed class JobServiceTests
{
    private static readonly Actor Owner = Make.Actor();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Job_FromStartToEnd_ShowsHowFarItIs(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var jobs = new JobService(database.Factory, database.Time);
        var job = (await jobs.CreateAsync(Owner, new("jobs.import_vendors", "시험.xlsx", "/imports"), "here:1:a"))!;
        Assert.True(await jobs.BeginAsync(job.Id));
        await jobs.ProgressAsync(job.Id, 30, 100);
        var running = Assert.Single(await jobs.ListAsync(Owner));
        Assert.Equal((JobState.Running, 30, 100), (running.State, running.Progress, running.Total));
        await jobs.FinishAsync(job.Id, JobState.Done, null);
        Assert.Equal(JobState.Done, Assert.Single(await jobs.ListAsync(Owner)).State);
        Assert.Empty(await jobs.ListAsync(Make.Actor(id: 8)));
    }

    [Fact]
    public async Task Cancel_ByOwner_IsHeardByTheHolder_AndRefusedToOthers()
    {
        await using var database = await TestDatabase.CreateAsync();
        var jobs = new JobService(database.Factory, database.Time);
        var job = (await jobs.CreateAsync(Owner, new("jobs.import_vendors", "시험.xlsx", null), "here:1:a"))!;
        Assert.IsType<JobNotFound>((await jobs.CancelAsync(Make.Actor(id: 8), job.Uid)).Refusal);
        Assert.True((await jobs.CancelAsync(Owner, job.Uid)).Ok);
        Assert.Equal([job.Uid], await jobs.HoldAsync([job.Uid]));
        Assert.False(await jobs.BeginAsync(job.Id));
    }

    [Fact]
    public async Task FailAbandoned_HolderGone_FailsItAndItsImport_WhichCanBeUndone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var jobs = new JobService(database.Factory, database.Time);
        var drafts = new ImportDrafts(database.Factory, database.Time);
        var import = new Import { Kind = ImportKind.Vendors, State = ImportState.Running, UserId = Owner.OwnerId, FileName = "시험.csv", FileHash = new string('a', 64), CreatedAt = database.Time.GetUtcNow().UtcDateTime };
        await using (var db = database.Open())
        {
            db.Add(import);
            await db.SaveChangesAsync();
        }

        await jobs.CreateAsync(Owner, new("jobs.import_vendors", "시험.csv", null, import.Uid), "here:1:a");
        Assert.Equal((0, 0), (await jobs.FailAbandonedAsync(_ => false), await drafts.FailAbandonedAsync()));
        database.Time.Advance(JobService.HoldTime * 2);
        Assert.Equal((1, 1), (await jobs.FailAbandonedAsync(_ => false), await drafts.FailAbandonedAsync()));
        Assert.Equal(JobService.Interrupted, Assert.Single(await jobs.ListAsync(Owner)).Error);
        Assert.Equal(ImportState.Failed, (await drafts.FindAsync(Owner, import.Uid)).Value.State);
        Assert.True((await new Importer(database).Undoing.UndoAsync(Owner, import.Uid)).Ok);
    }

    [Fact]
    public async Task Create_SameIdWhileUnderWay_IsRefused_AndStartsAnewAfterItsEnd()
    {
        await using var database = await TestDatabase.CreateAsync();
        var jobs = new JobService(database.Factory, database.Time);
        var wanted = new NewJob("jobs.import_vendors", "시험.xlsx", null, Guid.CreateVersion7());
        var job = (await jobs.CreateAsync(Owner, wanted, "here:1:a"))!;
        Assert.Null(await jobs.CreateAsync(Owner, wanted, "here:1:a"));
        await jobs.FinishAsync(job.Id, JobState.Cancelled, null);
        Assert.NotNull(await jobs.CreateAsync(Owner, wanted, "here:1:a"));
    }
}
