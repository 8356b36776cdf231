using Portal.Domain.Payments;

namespace Portal.Payments;

/// <summary>What payments need around them while the portal serves.</summary>
internal static class PaymentRegistration
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services.AddHostedService<PaymentJanitor>();

    /// <summary>The connectors to the outside world. The simulator is one where <c>Payments:Simulator</c> is true: never in production.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetValue("Payments:Simulator", false))
            services.AddSingleton<SimulatedAcquirer>().AddSingleton<ITenderConnector>(s => s.GetRequiredService<SimulatedAcquirer>());
        return services;
    }
}
