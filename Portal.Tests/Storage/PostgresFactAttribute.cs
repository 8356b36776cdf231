namespace Portal.Tests.Storage;

/// <summary>A test that only a server can play: skipped, saying so, where none is configured.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES")))
            Skip = "PORTAL_TEST_POSTGRES is not set.";
    }
}
