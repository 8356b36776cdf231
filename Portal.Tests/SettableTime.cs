namespace Portal.Tests;

/// <summary>A clock that the test sets.</summary>
public sealed class SettableTime(DateTime start) : TimeProvider
{
    private DateTime now = start;

    public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);

    public void Advance(TimeSpan by) => now += by;

    public void Set(DateTime utc) => now = utc;
}
