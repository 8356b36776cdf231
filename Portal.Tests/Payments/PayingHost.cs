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

    /// <summary>The same on a Sunday at nine in Seoul.</summary>
    public static async Task<PortalHost> OnSundayAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var host = await StartAsync(provider);
        var tomorrow = host.Time.GetUtcNow().UtcDateTime.Date.AddDays(1);
        host.Time.Set(tomorrow.AddDays((7 - (int)tomorrow.DayOfWeek) % 7));
        return host;
    }
}
