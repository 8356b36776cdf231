using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Access;
using Portal.Commands;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Tests.Storage;

/// <summary>
/// Every public method of every service of the domain is called on SQL Server's provider, without a server: connections are not opened and commands not
/// run, but each query has been translated by then. Once the tables answer nothing, and once one row each, so that what follows a found record is
/// translated as well. Services are found by reflection: a new one is covered, or fails here.
/// </summary>
public sealed class SqlServerTranslationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
    private readonly SilentSqlServer server = new();

    /// <summary>The services that ask the database through a context of their own.</summary>
    public static TheoryData<Type> Services =>
        [.. typeof(PortalDbContext).Assembly.GetTypes().Where(t => t is { IsPublic: true, IsClass: true, IsAbstract: false } && t.GetConstructors()
            .Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(IDbContextFactory<PortalDbContext>))))];

    private static readonly string[] RecordKinds = ["market", "stall", "vendor", "user"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Queries_SqlServer_Translated(Type service)
    {
        await using var provider = Provide();
        var instance = ActivatorUtilities.CreateInstance(provider, service);
        foreach (var rows in (int[])[0, 1])
        {
            server.Rows = rows;
            foreach (var method in service.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName && !m.IsGenericMethod))
            {
                foreach (var actor in (Actor[])[Make.Actor(), Make.Actor(Role.MarketManager, ScopeKind.Region, "부산광역시"), Make.Actor(Role.MarketManager, ScopeKind.Market, marketId: 1)])
                {
                    foreach (var query in SampleQueries.Of(instance))
                        await CallAsync(instance, method, actor, query);
                    await CallAsync(instance, method, actor, new ListQuery(), "{0}.SB");
                    foreach (var kind in method.GetParameters().Any(p => p.Name == "kind" && p.ParameterType == typeof(string)) ? RecordKinds : [])
                        await CallAsync(instance, method, actor, new ListQuery(), kind == "user" ? "1" : "SB-A-00{0}", kind);
                    if (method.GetParameters().All(p => p.ParameterType != typeof(Actor)))
                        break;
                }
            }
        }

        Assert.True(server.Commands > 0, $"No query of {service.Name} was reached: give its methods arguments that reach one.");
    }

    [Fact]
    public async Task Queries_NotTranslatable_Found()
    {
        await using var db = server.CreateDbContext();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Vendors.Where(v => Untranslatable(v.Code)).ToListAsync());
        Assert.True(IsTranslationFailure(error));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static bool Untranslatable(string code) => code.GetHashCode(StringComparison.Ordinal) > 0;

    private ServiceProvider Provide()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = "sqlserver",
            ["ConnectionStrings:Portal"] = SilentSqlServer.ConnectionString,
            ["Data:Path"] = folder,
        }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddStorage(configuration).AddAccessServices(configuration).AddRegistries();
        services.Replace(ServiceDescriptor.Singleton<IDbContextFactory<PortalDbContext>>(server));
        services.AddSingleton<HttpClient>();
        return services.BuildServiceProvider();
    }

    /// <summary>Calls the method; only a query that has no translation is a failure: made-up rows and arguments may lead anywhere.</summary>
    /// <param name="kind">The kind of record for methods that ask for one.</param>
    /// <param name="texts">What texts look like, with the argument's number: codes, or the codes of one-time links.</param>
    private async Task CallAsync(object instance, MethodInfo method, Actor actor, ListQuery query, string texts = "SB-A-00{0}", string? kind = null)
    {
        server.BeginCall();
        try
        {
            var arguments = method.GetParameters()
                .Select((p, i) => p.Name == "kind" && kind is not null ? kind : p.Name == "serial" ? SerialNumbers.Of("DM", 1) : p.ParameterType == typeof(string) ? string.Format(CultureInfo.InvariantCulture, texts, i) : SampleQueries.Argument(p.ParameterType, actor, query)).ToArray();
            await SampleQueries.FinishAsync(method.Invoke(instance, arguments));
        }
        catch (Exception error) when (!IsTranslationFailure(error))
        {
            Assert.IsNotType<OutOfMemoryException>(error);
        }
    }

    private static bool IsTranslationFailure(Exception error) => error.ToString() is var text
        && (text.Contains("could not be translated", StringComparison.Ordinal) || text.Contains("TranslatingExpressionVisitor", StringComparison.Ordinal));
}
