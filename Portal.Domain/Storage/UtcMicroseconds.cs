using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Domain.Storage;

/// <summary>Instants are UTC and cut to microseconds, which all three databases keep, so that what is read equals what was written.</summary>
public sealed class UtcMicroseconds() : ValueConverter<DateTime, DateTime>(value => Cut(value), value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    /// <summary>The instant without its last digit of 100 ns. Throws for a local time.</summary>
    public static DateTime Cut(DateTime value) => value.Kind == DateTimeKind.Local
        ? throw new ArgumentException("Instants are UTC.", nameof(value))
        : new DateTime(value.Ticks - (value.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
