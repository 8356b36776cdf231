using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>
/// Slows guessing without giving anybody the means to shut somebody else out. Failures are counted for an account from one source (a browser
/// that signed in to it before, or else a network address), and for an address over all accounts. An account as a whole is never locked, and
/// a known browser does not feel what others at its address do.
/// </summary>
public sealed class SignInThrottle(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Failures of one account from one source that cost no waiting.</summary>
    public const int FreePerAccount = 5;

    /// <summary>Failures from one address, over all accounts, that cost no waiting.</summary>
    public const int FreePerAddress = 30;

    /// <summary>The longest wait; it doubles from one second up to this.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>Failures older than this are forgiven.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>How long attempts are kept for those who look into an incident.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private const int AccountLength = 256;
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The name under which a known browser is counted.</summary>
    public static string Device(Guid id) => "device:" + id.ToString("N");

    /// <summary>
    /// Counts a try before it is looked at, as failed; refused while a wait is on. A refused try is not counted, so waiting always ends.
    /// </summary>
    /// <returns>The attempt's id, for <see cref="SucceedAsync"/>.</returns>
    public async Task<Outcome<long>> BeginAsync(string account, string source, CancellationToken cancellation = default)
    {
        account = account.Length <= AccountLength ? account : account[..AccountLength];
        var now = time.GetUtcNow().UtcDateTime;
        // Tries of one source are counted one after another, so that a hundred at once do not all see the count of none.
        var turn = turns[(uint)string.GetHashCode(source, StringComparison.Ordinal) % turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var until = await WaitUntilAsync(db, account, source, now, cancellation);
            if (until > now)
                return new TooManyTries((int)Math.Ceiling((until - now).TotalSeconds));
            var attempt = new SignInAttempt { Account = account, From = source, At = now };
            db.SignInAttempts.Add(attempt);
            await db.SaveChangesAsync(cancellation);
            return attempt.Id;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Marks an attempt as a whole sign-in: the failures before it no longer count for that account and source.</summary>
    public async Task SucceedAsync(long attemptId, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.SignInAttempts.FindAsync([attemptId], cancellation) is not { } attempt)
            return;
        attempt.Succeeded = true;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Removes attempts that nobody looks at any more.</summary>
    public async Task ForgetAsync(CancellationToken cancellation = default)
    {
        var limit = time.GetUtcNow().UtcDateTime - Retention;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var write = await db.BeginWriteAsync(cancellation);
        await db.SignInAttempts.Where(a => a.At < limit).ExecuteDeleteAsync(cancellation);
        await write.CommitAsync(cancellation);
    }

    /// <summary>How long a number of failures makes one wait: nothing, then 1 s, 2 s, 4 s … up to <see cref="LongestWait"/>.</summary>
    public static TimeSpan WaitAfter(int failures, int free) => failures < free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - free), LongestWait.TotalSeconds));

    private static async Task<DateTime> WaitUntilAsync(PortalDbContext db, string account, string source, DateTime now, CancellationToken cancellation)
    {
        var since = now - Memory;
        var own = await db.SignInAttempts.AsNoTracking().Where(a => a.Account == account && a.From == source && a.At > since)
            .OrderByDescending(a => a.Id).Select(a => new { a.At, a.Succeeded }).Take(40).ToListAsync(cancellation);
        var failed = own.TakeWhile(a => !a.Succeeded).ToList();
        var until = failed.Count == 0 ? now : failed[0].At + WaitAfter(failed.Count, FreePerAccount);
        if (source.StartsWith("device:", StringComparison.Ordinal))
            return until;
        var all = await db.SignInAttempts.Where(a => a.From == source && a.At > since && !a.Succeeded)
            .GroupBy(_ => 1).Select(g => new { Count = g.Count(), Last = g.Max(a => a.At) }).FirstOrDefaultAsync(cancellation);
        var wide = all is null ? now : all.Last + WaitAfter(all.Count, FreePerAddress);
        return wide > until ? wide : until;
    }
}
