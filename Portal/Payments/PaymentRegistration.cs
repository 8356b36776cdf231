using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Webhooks;

namespace Portal.Payments;

/// <summary>What payments need around them while the portal serves.</summary>
internal static class PaymentRegistration
{
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        // Partners' addresses are asked as they stand: a redirection would lead elsewhere with the signature.
        services.AddSingleton(s => new WebhookDispatch(
            s.GetRequiredService<IDbContextFactory<PortalDbContext>>(), s.GetRequiredService<PersonalData>(),
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }), s.GetRequiredService<TimeProvider>()));
        return services.AddHostedService<PaymentJanitor>().AddHostedService<WebhookSending>();
    }

    /// <summary>The connectors to the outside world. The simulator is one where <c>Payments:Simulator</c> is true: never in production.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetValue("Payments:Simulator", false))
            services.AddSingleton<SimulatedAcquirer>().AddSingleton<ITenderConnector>(s => s.GetRequiredService<SimulatedAcquirer>());
        return services;
    }
}
