using System.Collections.Concurrent;
using Portal.Domain.Storage;
using Portal.Seeding;

namespace Portal.Tests.Storage;

/// <summary>
/// What many tests begin with: a database and its folder, made once for a run and server by what makes them in production, and copied from then on.
/// What is made on one day in Korea is not used on the next.
/// </summary>
internal sealed class Template
{
    private static readonly ConcurrentBag<TestDatabase> Kept = [];

    private readonly ConcurrentDictionary<(DatabaseProvider Provider, DateOnly Day), Lazy<Task<TestDatabase>>> made = new();
    private readonly Template? first;
    private readonly Func<TestDatabase, Task> fill;

    static Template() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var database in Kept)
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
    };

    /// <param name="first">What it begins with; null for an empty server.</param>
    public Template(Template? first, Func<TestDatabase, Task> fill) => (this.first, this.fill) = (first, fill);

    /// <summary>All tables, nothing in them.</summary>
    public static Template Migrated { get; } = new(null, database => new Migrator(database.Factory).MigrateAsync());

    /// <summary>The demo region as it is at this time.</summary>
    public static Template Demo { get; } = new(Migrated, database =>
    {
        database.Time.Set(DateTime.UtcNow);
        return new DemoSeed(database.Factory, database.Personal, database.Time).RunAsync(CancellationToken.None);
    });

    /// <summary>A copy in the folder and under the name of a database that is not there yet.</summary>
    public async Task CopyToAsync(TestDatabase target)
    {
        if (target.Provider == DatabaseProvider.SqlServer)
        {
            await (first?.CopyToAsync(target) ?? Task.CompletedTask);
            await fill(target);
            return;
        }

        var source = await made.GetOrAdd((target.Provider, SeoulToday()), key => new(() => MakeAsync(key.Provider))).Value;
        foreach (var folder in Directory.GetDirectories(source.Folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(folder.Replace(source.Folder, target.Folder, StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(source.Folder, "*", SearchOption.AllDirectories))
            File.Copy(file, file.Replace(source.Folder, target.Folder, StringComparison.Ordinal));
        if (target.Provider == DatabaseProvider.Postgres)
            await target.CreateFromAsync(source.Name);
        target.Time.Set(source.Time.GetUtcNow().UtcDateTime);
    }

    private static DateOnly SeoulToday() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTime.UtcNow, "Asia/Seoul"));

    /// <summary>Without a pool: no connection is left open that would keep a file or a database from being copied.</summary>
    private async Task<TestDatabase> MakeAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider, first, pooled: false);
        Kept.Add(database);
        await fill(database);
        return database;
    }
}
