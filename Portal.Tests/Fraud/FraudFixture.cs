using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Access;
using Portal.Commands;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Seeding.FraudSimulation;
using Portal.Tests.Storage;

namespace Portal.Tests.Fraud;

/// <summary>A database with simulated markets, and the portal's own services over it.</summary>
public sealed class FraudFixture : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private FraudFixture(TestDatabase database, ServiceProvider services) => (Database, this.services) = (database, services);

    public TestDatabase Database { get; }

    public FraudMeasure Measure { get; private set; } = null!;

    /// <summary>The last of the simulated days.</summary>
    public DateOnly Last => DateOnly.FromDateTime(Database.Time.GetUtcNow().UtcDateTime).AddDays(-2);

    public static async Task<FraudFixture> CreateAsync(SimulationSize size, DatabaseProvider provider = DatabaseProvider.Sqlite, int seed = 11)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var options = database.Factory.Options;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider.ToString().ToLowerInvariant(),
            ["ConnectionStrings:Portal"] = options.ConnectionString,
            ["Data:Path"] = options.DataFolder,
        }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddStorage(configuration).AddAccessServices(configuration).AddRegistries();
        services.Replace(ServiceDescriptor.Singleton(database.Factory)).Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Time));
        var fixture = new FraudFixture(database, services.BuildServiceProvider());
        fixture.Measure = await fixture.Get<FraudMeasurement>().RunAsync(seed, size);
        return fixture;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Somebody with a role, through a key: nobody has to step up.</summary>
    public static Actor Key(Role role, long id) => Make.Actor(role, id: id, name: $"담당 {id}") with { Kind = ActorKind.ApiKey };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
