using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Portal.Resources;

namespace Portal.Tests.Hosting;

/// <summary>The real host on an empty SQLite file of its own; nobody is signed in.</summary>
public sealed class ShellHost : WebApplicationFactory<Texts>
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-shell-").FullName;

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
