using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Access;
using Portal.Commands;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Jobs;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;
using Portal.Tests.Vendors;

namespace Portal.Tests.Access;

/// <summary>
/// Every command and query of every service of the domain, asked by people who lack the right, with arguments that are wrong in every way: the answer is that
/// it is not allowed, or that there is no such thing, and never what is wrong with the arguments. Services are found by reflection.
/// </summary>
public sealed class RightsFirstTests
{
    /// <summary>What everybody does for themselves: no right is asked for.</summary>
    private static readonly Type[] Own = [typeof(OwnAccount), typeof(SavedViews), typeof(Sessions), typeof(SecondFactor), typeof(StepUp), typeof(SignIns), typeof(JobService)];

    /// <summary>Readings that an auditor may do, and that answer a refusal when there is nothing to read.</summary>
    private static readonly string[] Readings = [nameof(VendorPersonal.KeptUntilAsync)];

    private static readonly Actor Nobody = new(ActorKind.Person, 90, 90, "권한 없음", "127.0.0.1", []);

    /// <summary>Sees everything and changes nothing.</summary>
    private static readonly Actor Auditor = Make.Actor(Role.Auditor, id: 91);

    [Fact]
    public async Task Service_AskedWithoutTheRight_SaysNothingElse()
    {
        await using var registry = await FilledAsync();
        await using var services = Provide(registry.Database);
        var wrong = new List<string>();
        var asked = 0;
        foreach (var (service, method) in Methods())
        {
            foreach (var actor in (Actor[])(Readings.Contains(method.Name) ? [Nobody] : [Nobody, Auditor]))
            {
                asked++;
                if (await ComplaintAsync(ActivatorUtilities.CreateInstance(services, service), method, actor) is { } complaint)
                    wrong.Add($"{service.Name}.{method.Name} as {(actor == Nobody ? "nobody" : "auditor")}: {complaint}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(asked > 100, $"Only {asked} methods were found.");
    }

    private static IEnumerable<(Type Service, MethodInfo Method)> Methods() =>
        from type in typeof(PortalDbContext).Assembly.GetTypes()
        where type is { IsPublic: true, IsClass: true, IsAbstract: false } && !Own.Contains(type)
            && type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(IDbContextFactory<PortalDbContext>)))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetParameters() is [{ } first, ..] && first.ParameterType == typeof(Actor) && RefusalsOf(method) is not null
        select (type, method);

    /// <summary>A list of what one may see is empty for those who may see nothing.</summary>
    private static bool IsList(Type service) => service.Name.EndsWith("Queries", StringComparison.Ordinal) || service.Name.EndsWith("Lists", StringComparison.Ordinal);

    private static PropertyInfo? RefusalsOf(MethodInfo method) =>
        method.ReturnType is { IsGenericType: true } task && task.GetGenericTypeDefinition() == typeof(Task<>) && task.GetGenericArguments()[0] is { IsGenericType: true } outcome
            && outcome.GetGenericTypeDefinition() == typeof(Outcome<>) ? outcome.GetProperty(nameof(Outcome<Done>.Refusals)) : null;

    private static async Task<string?> ComplaintAsync(object service, MethodInfo method, Actor actor)
    {
        try
        {
            var task = (Task)method.Invoke(service, [.. method.GetParameters().Select(p => Argument(p, method, actor))])!;
            await task;
            var answer = task.GetType().GetProperty("Result")!.GetValue(task);
            var refusals = (IReadOnlyList<Refusal>)RefusalsOf(method)!.GetValue(answer)!;
            var telling = refusals.Where(r => r is not NotAllowed && !r.Code.EndsWith("_not_found", StringComparison.Ordinal) && !r.Code.EndsWith("_unknown", StringComparison.Ordinal)).Select(r => $"{r.Code} at {r.Field}").ToList();
            return telling.Count > 0 ? string.Join(", ", telling) : refusals.Count == 0 && actor == Nobody && !IsList(service.GetType()) ? "was done" : null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error.GetBaseException().Message.Split('\n')[0];
        }
    }

    /// <summary>Records that exist, so that the question is reached; everything else is nonsense.</summary>
    private static object? Argument(ParameterInfo parameter, MethodInfo method, Actor actor) => (parameter.ParameterType, parameter.Name) switch
    {
        (var type, "code") when type == typeof(string) => method.DeclaringType!.Name.StartsWith("Stall", StringComparison.Ordinal) ? "SB-A-001" : method.DeclaringType.Name.StartsWith("Market", StringComparison.Ordinal) ? "SB" : "V000001",
        (var type, "vendorCode" or "keep") when type == typeof(string) => "V000001",
        (var type, "merge") when type == typeof(string) => "V000001",
        (var type, "stallCode") when type == typeof(string) => "SB-A-001",
        (var type, "kind") when type == typeof(string) => "vendor",
        (var type, "market") when type == typeof(string) => "SB",
        (var type, _) when type == typeof(string) => "\0",
        (var type, _) when type == typeof(DateOnly?) || type == typeof(DateOnly) => DateOnly.MinValue,
        (var type, _) when type == typeof(AttachedTo) => new AttachedTo(AttachedKind.Vendor, "V000001"),
        (var type, _) when type == typeof(CancellationToken) => CancellationToken.None,
        (var type, _) => SampleQueries.Argument(type, actor, new()),
    };

    private static async Task<Registry> FilledAsync()
    {
        var registry = await Registry.CreateAsync();
        Assert.Equal("V000001", await registry.VendorAsync());
        var tenancy = (await registry.Tenancies.AssignAsync(Make.Actor(), "SB-A-001", "V000001", new TenancyTerms())).Value;
        Assert.True((await registry.Tenancies.AddArrearAsync(Make.Actor(), tenancy, new DateOnly(2026, 11, 1), 1_000, null)).Ok);
        return registry;
    }

    private static ServiceProvider Provide(TestDatabase database)
    {
        var options = database.Factory.Options;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Portal"] = options.ConnectionString, ["Data:Path"] = options.DataFolder }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddStorage(configuration).AddAccessServices(configuration).AddRegistries();
        services.Replace(ServiceDescriptor.Singleton(database.Factory)).Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Time));
        return services.BuildServiceProvider();
    }
}
