using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Exchange;
using Portal.Domain.Jobs;
using Portal.Domain.Storage;
using Portal.Domain.Upkeep;
using Portal.Tests.Exchange.Importing;
using Portal.Tests.Storage;
using Portal.Tests.Vendors;

namespace Portal.Tests.Upkeep;

/// <summary>What was begun and given up is cleared away; what was done stays.</summary>
public sealed class CleaningTests
{
    private const string File = "시장,상호,번호 없는 사유\nSB,가람수산,노점\n";
    private static readonly CleaningRules Rules = new(TimeSpan.FromDays(30), TimeSpan.FromDays(90));

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_DraftsOlderThanTheRule_GoWithTheirFiles(DatabaseProvider provider)
    {
        await using var registry = await Registry.CreateAsync(provider);
        var importer = new Importer(registry.Database);
        var (old, _, _) = await importer.PrepareAsync(ImportKind.Vendors, Encoding.UTF8.GetBytes(File + "SB,나루청과,노점\n"));
        var (done, _) = await importer.RunAsync(ImportKind.Vendors, File);
        registry.Database.Time.Advance(TimeSpan.FromDays(20));
        var (young, _, _) = await importer.PrepareAsync(ImportKind.Vendors, Encoding.UTF8.GetBytes(File + "SB,다온식품,노점\n"));
        registry.Database.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal(new CleaningTally(1, 1, 0), await Cleaning(registry).RunAsync());
        Assert.Equal(new CleaningTally(0, 0, 0), await Cleaning(registry).RunAsync());
        var documents = Documents(registry);
        Assert.False(System.IO.File.Exists(documents.PathOf(old.FileHash)));
        Assert.True(System.IO.File.Exists(documents.PathOf(done.FileHash)) && System.IO.File.Exists(documents.PathOf(young.FileHash)));
        await using var db = registry.Database.Open();
        Assert.Equal([done.Uid, young.Uid], await db.Imports.OrderBy(i => i.Id).Select(i => i.Uid).ToListAsync());
        Assert.Equal(2, await db.Documents.CountAsync());
    }

    [Fact]
    public async Task Run_FileHandedInAgain_StaysAndIsWhole()
    {
        await using var registry = await Registry.CreateAsync();
        var importer = new Importer(registry.Database);
        await importer.PrepareAsync(ImportKind.Vendors, Encoding.UTF8.GetBytes(File));
        registry.Database.Time.Advance(TimeSpan.FromDays(31));
        var (again, _, _) = await importer.PrepareAsync(ImportKind.Vendors, Encoding.UTF8.GetBytes(File));
        Assert.Equal(new CleaningTally(1, 0, 0), await Cleaning(registry).RunAsync());
        Assert.True(importer.Service.Open(again).Ok);
    }

    [Fact]
    public async Task Run_JobsThatEndedLongAgo_Go()
    {
        await using var registry = await Registry.CreateAsync();
        var jobs = new JobService(registry.Database.Factory, registry.Database.Time);
        var ended = (await jobs.CreateAsync(Make.Actor(), new("jobs.import_vendors", "끝난 것", null), "here:1:a"))!;
        await jobs.FinishAsync(ended.Id, JobState.Done, null);
        await jobs.CreateAsync(Make.Actor(), new("jobs.import_vendors", "기다리는 것", null), "here:1:a");
        registry.Database.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(new CleaningTally(0, 0, 1), await Cleaning(registry).RunAsync());
        await using var db = registry.Database.Open();
        Assert.Equal("기다리는 것", (await db.Jobs.SingleAsync()).Title);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task WorkOfTheDay_OfTwoProcesses_IsBegunByOneAndDoneOnce(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var jobs = new JobService(database.Factory, database.Time);
        var (schedule, wanted) = (Actor.System("schedule"), new NewJob("jobs.retention", "2026-11-22", null, Guid.NewGuid(), Once: true));
        var begun = (await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => jobs.CreateAsync(schedule, wanted, $"here:{i}:a"))))).OfType<Job>().ToList();
        var job = Assert.Single(begun);
        Assert.True(await jobs.BeginAsync(job.Id));
        Assert.Null(await jobs.CreateAsync(schedule, wanted, "here:9:a"));
        await jobs.FinishAsync(job.Id, JobState.Failed, JobService.Interrupted);
        Assert.Null(await jobs.CreateAsync(schedule, wanted, "here:9:a"));
        database.Time.Advance(TimeSpan.FromHours(2));
        Assert.NotNull(await jobs.CreateAsync(schedule, wanted, "here:9:a"));
        await jobs.FinishAsync(job.Id, JobState.Done, null);
        database.Time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await jobs.CreateAsync(schedule, wanted, "here:9:a"));
        Assert.Equal(job.Uid, Assert.Single(await jobs.ListAsync(Make.Actor())).Uid);
        Assert.Empty(await jobs.ListAsync(Make.Actor(Role.MarketManager)));
    }

    private static DocumentStore Documents(Registry registry) => new(registry.Database.Factory, registry.Database.Factory.Options, registry.Database.Time);

    private static Cleaning Cleaning(Registry registry) => new(registry.Database.Factory, Documents(registry), Rules, registry.Database.Time);
}
