using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.Jobs;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Upkeep;
using Portal.Domain.Vouchers;

namespace Portal.Jobs;

/// <summary>
/// Starts the work of every day once a day, after <c>Upkeep:Hour</c> (3 unless given, Korea's time): personal data whose retention is over, what is to be
/// cleared away, and what becomes of vouchers by the passing of days. Each is a job, shown to administrators. A job's id is made of its kind and the day, so of several processes one does it, and one that was
/// broken off is begun again.
/// </summary>
public sealed class DailyUpkeep(JobRunner runner, Retention retention, Cleaning cleaning, VoucherDayEnd vouchers, PrintFiles prints, FraudNightly fraud, IConfiguration configuration, TimeProvider time, ILogger<DailyUpkeep> log) : BackgroundService
{
    private const int UsualHour = 3;
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly Actor Schedule = Actor.System("schedule");

    /// <summary>Starts what has not been done today; answers the jobs that this process does.</summary>
    public async Task<IReadOnlyList<Job>> StartDueAsync()
    {
        var day = BusinessDay.Of(HomeZone.Value.Id, configuration.GetValue("Upkeep:Hour", UsualHour), time.GetUtcNow().UtcDateTime);
        var started = new List<Job?>
        {
            await StartAsync("jobs.retention", day, async (steps, stop) => await retention.RunAsync(steps.Set, stop)),
            await StartAsync("jobs.cleaning", day, async (steps, stop) =>
            {
                var tally = await cleaning.RunAsync(stop);
                var all = tally.Drafts + tally.Files + tally.Jobs + await prints.ExpireAsync(stop);
                steps.Set(all, all);
            }),
            await StartAsync("jobs.fraud", day, async (steps, stop) => await fraud.RunAsync(day.AddDays(-1), null, steps.Set, stop)),
            await StartAsync("jobs.vouchers_day", day, async (steps, stop) => await vouchers.RunAsync(day, done => steps.Set(done, done), stop)),
        };
        return [.. started.OfType<Job>()];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("The portal stops.");
        }
    }

    /// <summary>A database that cannot be reached now does not end the portal; the next minute tries again.</summary>
    private async Task TryAsync()
    {
        try
        {
            await StartDueAsync();
        }
        catch (Exception failure) when (DatabaseErrors.IsPassing(failure))
        {
            log.LogError(failure, "The work of the day could not be started; it is tried again.");
        }
    }

    private Task<Job?> StartAsync(string kind, DateOnly day, Func<JobSteps, CancellationToken, Task> work)
    {
        var title = day.ToString("O", CultureInfo.InvariantCulture);
        var uid = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(kind + title)).AsSpan(0, 16));
        return runner.StartAsync(Schedule, new NewJob(kind, title, null, uid, Once: true), 0, async (steps, stop) =>
        {
            await work(steps, stop);
            return null;
        });
    }
}
