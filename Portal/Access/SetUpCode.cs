using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>The code that lets whoever reads the console make the first administrator. It exists only while the portal has no users.</summary>
public sealed class SetUpCode(Users users)
{
    private volatile string? code;

    /// <summary>The code as printed; null when there are users.</summary>
    public string? Code => code;

    /// <summary>True while the portal has no users. Users may also come from the command line beside a running portal.</summary>
    public async ValueTask<bool> IsOpenAsync(CancellationToken cancellation = default)
    {
        if (code is not null && await users.AnyAsync(cancellation))
            code = null;
        return code is not null;
    }

    /// <summary>Makes the code when the portal has no users.</summary>
    public async Task StartAsync(CancellationToken cancellation = default) => code = await users.AnyAsync(cancellation) ? null : OneTimeSecret.Typed(groups: 4);

    /// <summary>True for the code as printed, however it is grouped.</summary>
    public bool Fits(string? typed) => code is { } wanted && OneTimeSecret.Same(OneTimeSecret.Fold(wanted), OneTimeSecret.Fold(typed));
}

/// <summary>Prints the code on the console at a first start, once the page that asks for it can be reached.</summary>
internal sealed class SetUpAnnouncement(SetUpCode setUp, IHostApplicationLifetime lifetime) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await setUp.StartAsync(cancellationToken);
        if (setUp.Code is { } code)
            lifetime.ApplicationStarted.Register(() => Console.WriteLine($"This portal has no users yet. Open {PortalUrls.SetUp} and enter this code: {code}"));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
