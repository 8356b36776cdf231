using Portal.Domain.Storage;
using Portal.Tests.Hosting;
using Portal.Tests.Storage;

namespace Portal.Tests.Payments;

/// <summary>The portal with the demo's stalls and vendors, to be paid at.</summary>
internal static class PayingHost
{
    public const string Stall = "SB-A-001";

    public static async Task<PortalHost> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string Value)[] settings) =>
        PortalHost.Start(await TestDatabase.CreateAsync(provider, Template.Demo), settings);
}
