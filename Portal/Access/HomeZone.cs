namespace Portal.Access;

/// <summary>The zone in which instants that belong to no market (sessions, keys) are shown.</summary>
internal static class HomeZone
{
    public static TimeZoneInfo Value { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
}
