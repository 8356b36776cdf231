using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Hosting;

/// <summary>
/// The real portal on a free port of this machine, over a throw-away database: <c>await using var host = await PortalHost.StartAsync();</c>
/// Everything but the clock is what runs in production.
/// </summary>
public sealed partial class PortalHost : IAsyncDisposable
{
    /// <summary>The password of every user that <see cref="AddUserAsync"/> makes.</summary>
    public const string Password = "맑은 물 아래 고등어 세 마리";

    private readonly WebApplicationFactory<Portal.Access.CurrentActor> factory;

    private PortalHost(WebApplicationFactory<Portal.Access.CurrentActor> factory, TestDatabase database, LogLines log) => (this.factory, Database, Log) = (factory, database, log);

    /// <summary>Everything that the portal logged, as the configured levels let it through.</summary>
    public LogLines Log { get; }

    public TestDatabase Database { get; }

    /// <summary>The clock of the portal; starts at the real time, because browsers judge cookies by theirs.</summary>
    public SettableTime Time => Database.Time;

    public IServiceProvider Services => factory.Services;

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts the portal.</summary>
    /// <param name="settings">Configuration, as <c>("Api:RatePerSecond", "1")</c>.</param>
    public static async Task<PortalHost> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string Value)[] settings) =>
        Start(await TestDatabase.CreateAsync(provider), settings);

    /// <summary>Starts the portal over a database, which is removed with it.</summary>
    internal static PortalHost Start(TestDatabase database, params (string Key, string Value)[] settings)
    {
        database.Time.Set(DateTime.UtcNow);
        var log = new LogLines();
        var factory = new WebApplicationFactory<Portal.Access.CurrentActor>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Production");
            web.UseSetting("Database:Provider", database.Provider.ToString().ToLowerInvariant());
            web.UseSetting("ConnectionStrings:Portal", database.Factory.Options.ConnectionString);
            web.UseSetting("Data:Path", database.Factory.Options.DataFolder);
            foreach (var (key, value) in settings)
                web.UseSetting(key, value);
            web.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(log));
            web.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Time)));
        });
        factory.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        factory.StartServer();
        var bound = factory.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return new PortalHost(factory, database, log) { Address = new Uri(bound.TrimEnd('/') + "/") };
    }

    /// <summary>Makes a user who signs in with <see cref="Password"/> alone; with <paramref name="demo"/> false a second factor is asked where it is required.</summary>
    public async Task<CreatedUser> AddUserAsync(Role role, string? userName = null, ScopeKind scope = ScopeKind.All, string? region = null, long? marketId = null, bool demo = true)
    {
        userName ??= RoleNames.Of(role) + "-" + Guid.NewGuid().ToString("N")[..6];
        var made = await Services.GetRequiredService<Users>().CreateAsync(
            Actor.System("test"), new NewUser(userName, "시험 " + userName, [new Grant(role, scope, region, marketId)], Password, "ko", demo));
        return made.Value;
    }

    /// <summary>Makes an API key and returns it.</summary>
    public async Task<string> AddKeyAsync(Role role, ScopeKind scope = ScopeKind.All, string? region = null, long? marketId = null, int? rate = null)
    {
        var made = await Services.GetRequiredService<ApiKeys>().CreateAsync(Actor.System("test"), new NewApiKey("시험 키", new Grant(role, scope, region, marketId), RatePerSecond: rate));
        return made.Value.Key;
    }

    /// <summary>A browser without JavaScript: keeps cookies, follows no redirects.</summary>
    public HttpClient NewClient(string? language = null, string? apiKey = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        if (language is not null)
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (apiKey is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", apiKey);
        return client;
    }

    /// <summary>A client that is signed in.</summary>
    public async Task<HttpClient> SignInAsync(string userName, string password = Password)
    {
        var client = NewClient();
        using var answer = await PostAsync(client, "/sign-in", ("userName", userName), ("password", password));
        return answer.StatusCode == HttpStatusCode.Redirect && TargetOf(answer) == "/"
            ? client
            : throw new InvalidOperationException($"{userName} was not signed in: {(int)answer.StatusCode} {TargetOf(answer)}");
    }

    /// <summary>A client that is signed in as a new user of a role.</summary>
    public async Task<HttpClient> SignInAsync(Role role, ScopeKind scope = ScopeKind.All, string? region = null, long? marketId = null) =>
        await SignInAsync((await AddUserAsync(role, scope: scope, region: region, marketId: marketId)).UserName);

    /// <summary>Fills in the form of a page as a browser does: hidden fields included, then the given ones.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var page = await client.GetAsync(path);
        var form = HiddenFields(await page.Content.ReadAsStringAsync());
        foreach (var (name, value) in fields)
            form[name] = value;
        using var content = new FormUrlEncodedContent(form);
        return await client.PostAsync(path, content);
    }

    /// <summary>Where a redirect leads within the portal; a whole address when it leads elsewhere, null when it is none.</summary>
    public static string? TargetOf(HttpResponseMessage answer) => answer.Headers.Location is not { } location ? null
        : !location.IsAbsoluteUri ? location.ToString()
        : location.Authority == answer.RequestMessage?.RequestUri?.Authority ? location.PathAndQuery
        : location.ToString();

    /// <summary>The hidden fields of the page's own form (the frame has others, for language and theme).</summary>
    public static Dictionary<string, string> HiddenFields(string html)
    {
        var form = Form().Matches(html).Select(m => m.Value).FirstOrDefault(f => f.Contains("name=\"_handler\"", StringComparison.Ordinal)) ?? "";
        return Hidden().Matches(form).ToDictionary(m => WebUtility.HtmlDecode(m.Groups["name"].Value), m => WebUtility.HtmlDecode(m.Groups["value"].Value));
    }

    /// <summary>Stops, and removes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Stops as SIGTERM does, and waits for the last background work. The database stays.</summary>
    public async Task StopAsync()
    {
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStopped.Register(stopped.SetResult))
        {
            lifetime.StopApplication();
            await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        await factory.DisposeAsync();
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
