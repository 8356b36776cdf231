using System.Globalization;

namespace Portal.Commands;

/// <summary>The time by which the portal goes: the machine's, or in the development environment alone one that <c>Clock:Now</c> sets.</summary>
internal static class PortalClock
{
    private const string Setting = "Clock:Now";

    /// <summary>True in the development environment.</summary>
    public static bool IsDevelopment => (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")) == Environments.Development;

    /// <summary>The clock; throws with a plain sentence when it is set where it must not be, or to no time.</summary>
    public static TimeProvider Of(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text)
            return TimeProvider.System;
        if (!IsDevelopment)
            throw new ConfigurationException($"{Setting} is set; a clock can be set in the Development environment alone.");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? new SetClock(now - TimeProvider.System.GetUtcNow()) : throw new ConfigurationException($"{Setting} is '{text}'; it is a time such as 2031-01-01T09:00:00+09:00.");
    }

    /// <summary>Goes on from the time that was set.</summary>
    private sealed class SetClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
