using System.Text;
using Portal.Domain.Backups;
using Portal.Domain.Documents;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Tests.Auditing;
using Portal.Tests.Storage;
using Portal.Tests.Verification;

namespace Portal.Tests.Backups;

public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-test-").FullName;

    [Theory]
    [InlineData("copy")]
    [InlineData("copy.zip")]
    public async Task Backup_UnderLoad_RestoresElsewhereAndVerifies(string name)
    {
        await using var source = await VerifiedDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var path = Path.Combine(folder, name);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await source.Database.WriteMarketsAsync($"W{i}A", 1);
                await source.Sealer.SealAsync();
                await source.Documents.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes($"document {i}")), "text/plain", 100);
            }
        });
        await Maker(source).MakeAsync(path, withKeys: true);
        await stop.CancelAsync();
        await writing;

        await using var target = await TestDatabase.CreateEmptyAsync();
        var documents = new DocumentStore(target.Factory, target.Factory.Options, target.Time);
        await new BackupRestorer(target.Factory.Options, documents, target.Keys).RestoreAsync(path, replace: false);
        await new Migrator(target.Factory).MigrateAsync();
        var checks = await new Verifier(target.Factory, target.Keys, target.Personal, documents, target.Time).RunAsync(source.AnchorPath);
        Assert.DoesNotContain(checks, c => !c.Ok);
        Assert.True(checks.Single(c => c.Name == "documents").Rows > 0);
    }

    [Fact]
    public async Task Backup_WithoutKeys_HoldsNone()
    {
        await using var source = await VerifiedDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var manifest = await Maker(source).MakeAsync(Path.Combine(folder, "copy"), withKeys: false);
        Assert.DoesNotContain(manifest.Files, f => f.Path.StartsWith(BackupManifest.KeysFolder, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(folder, "*.key", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Backup_SomethingIsThere_IsRefused()
    {
        await using var source = await VerifiedDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(folder, "mine.zip"), "mine");
        await Assert.ThrowsAsync<BackupException>(() => Maker(source).MakeAsync(Path.Combine(folder, "mine.zip"), withKeys: false));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder, "mine.zip")));
    }

    [Fact]
    public async Task Restore_DamagedFile_IsRefusedAndNothingIsPlaced()
    {
        await using var source = await VerifiedDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var path = Path.Combine(folder, "copy");
        await Maker(source).MakeAsync(path, withKeys: true);
        var file = Directory.GetFiles(Path.Combine(path, "documents"), "*", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "CODE,name");
        await using var target = await TestDatabase.CreateEmptyAsync();
        var error = await Assert.ThrowsAsync<BackupException>(() => Restorer(target).RestoreAsync(path, replace: false));
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(target.Factory.Options.DataFolder));
    }

    [Fact]
    public async Task Restore_DatabaseIsThere_IsReplacedOnlyWhenAskedForAndNotInUse()
    {
        await using var source = await VerifiedDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var path = Path.Combine(folder, "copy.zip");
        await Maker(source).MakeAsync(path, withKeys: true);
        await using var target = await TestDatabase.CreateAsync();
        Assert.Contains("--force", (await Assert.ThrowsAsync<BackupException>(() => Restorer(target).RestoreAsync(path, replace: false))).Message, StringComparison.Ordinal);
        await using (var open = target.Open())
        {
            await open.Database.EnsureCreatedAsync();
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(open.Database);
            Assert.Contains("in use", (await Assert.ThrowsAsync<BackupException>(() => Restorer(target).RestoreAsync(path, replace: true))).Message, StringComparison.Ordinal);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new Microsoft.Data.Sqlite.SqliteConnection(target.Factory.Options.ConnectionString));
        await Restorer(target).RestoreAsync(path, replace: true);
        await using var db = target.Open();
        Assert.Contains(db.Markets, m => m.Code == "SB");
    }

    [Theory]
    [InlineData("../portal.db")]
    [InlineData("documents/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("keys/../portal.key")]
    public void Read_ManifestThatNamesAnotherPlace_IsRefused(string path) =>
        Assert.Throws<BackupException>(() => BackupManifest.Read(new BackupManifest(1, DateTime.UnixEpoch, "Sqlite", false, [new BackupFile(path, 1, "")]).Write()));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static BackupMaker Maker(VerifiedDatabase source) => new(source.Database.Factory, source.Documents, source.Database.Keys, source.Database.Time);

    private static BackupRestorer Restorer(TestDatabase target) =>
        new(target.Factory.Options, new DocumentStore(target.Factory, target.Factory.Options, target.Time), new KeyRing(Path.Combine(target.Factory.Options.DataFolder, "keys")));
}
