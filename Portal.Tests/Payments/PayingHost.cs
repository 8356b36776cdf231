using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Seeding;
using Portal.Tests.Hosting;

namespace Portal.Tests.Payments;

/// <summary>The portal with the demo's stalls and vendors, to be paid at.</summary>
internal static class PayingHost
{
    public const string Stall = "SB-A-001";

    public static async Task<PortalHost> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string Value)[] settings)
    {
        var host = await PortalHost.StartAsync(provider, settings);
        await new DemoSeed(host.Database.Factory, host.Services.GetRequiredService<PersonalData>(), host.Time).RunAsync(CancellationToken.None);
        return host;
    }
}
