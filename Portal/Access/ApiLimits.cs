using System.Globalization;
using System.Threading.RateLimiting;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>How fast keys may call, how often an address may show a wrong key, and how often it may look at the balances of vouchers. Counted per process.</summary>
internal sealed class ApiLimits : IAsyncDisposable
{
    public const string GuessWindowSeconds = "60";

    /// <summary>Wrong keys from one address in a minute.</summary>
    public const int Guesses = 30;

    /// <summary>Balances of vouchers that one address may look at in a minute, whether there are any or not.</summary>
    public const int Looks = 60;

    private const int SlicesPerSecond = 10;

    private readonly PartitionedRateLimiter<string> looks = PartitionedRateLimiter.Create<string, string>(source =>
        RateLimitPartition.GetFixedWindowLimiter(source, _ => new FixedWindowRateLimiterOptions { PermitLimit = Looks, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    private readonly PartitionedRateLimiter<string> guesses = PartitionedRateLimiter.Create<string, string>(source =>
        RateLimitPartition.GetFixedWindowLimiter(source, _ => new FixedWindowRateLimiterOptions { PermitLimit = Guesses, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    private readonly PartitionedRateLimiter<LiveKey> calls = PartitionedRateLimiter.Create<LiveKey, (long, int)>(key =>
        RateLimitPartition.GetTokenBucketLimiter((key.Id, key.RatePerSecond), _ => Bucket(key.RatePerSecond)));

    /// <summary>True when the address has used up its wrong keys.</summary>
    public bool IsGuessing(string source) => guesses.GetStatistics(source) is { CurrentAvailablePermits: 0 };

    /// <summary>Counts a wrong key; false when there were too many.</summary>
    public bool TakeGuess(string source)
    {
        using var lease = guesses.AttemptAcquire(source);
        return lease.IsAcquired;
    }

    /// <summary>Counts a look at a balance; false when there were too many. Found or not, each one counts: being refused tells nothing.</summary>
    public bool TakeLook(string source)
    {
        using var lease = looks.AttemptAcquire(source);
        return lease.IsAcquired;
    }

    /// <summary>Answers 429 to a key that calls faster than its rate. Stands after authentication.</summary>
    public async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Items[typeof(LiveKey)] is LiveKey key)
        {
            using var lease = calls.AttemptAcquire(key);
            if (!lease.IsAcquired)
            {
                var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var span) ? span : TimeSpan.FromSeconds(1);
                context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                await ApiProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "rate_exceeded", $"This API key may make {key.RatePerSecond} requests a second.");
                return;
            }
        }

        await next(context);
    }

    public async ValueTask DisposeAsync()
    {
        await guesses.DisposeAsync();
        await looks.DisposeAsync();
        await calls.DisposeAsync();
    }

    /// <summary>A bucket of one second. High rates are refilled in slices, so that a second's requests need not come at once.</summary>
    private static TokenBucketRateLimiterOptions Bucket(int rate) => new()
    {
        TokenLimit = rate,
        TokensPerPeriod = rate >= SlicesPerSecond ? rate / SlicesPerSecond : rate,
        ReplenishmentPeriod = TimeSpan.FromSeconds(rate >= SlicesPerSecond ? 1d / SlicesPerSecond : 1),
        QueueLimit = 0,
    };
}
