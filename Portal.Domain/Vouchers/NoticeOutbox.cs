using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>One message to one buyer: all of his vouchers of a programme that expire on a day. Minor units.</summary>
/// <param name="Id">The same for each try, so that a service can tell a second one from a second message.</param>
/// <param name="Days">Between the programme's today and the expiry; 0 on the last day.</param>
/// <param name="Left">What is left of them now.</param>
/// <param name="Serial">Of the first.</param>
public sealed record NoticeMessage(Guid Id, NoticeAddress Address, VoucherProgramme Programme, DateOnly ExpiresOn, int Days, int Count, Money Left, string Serial);

/// <summary>What a service said to a message.</summary>
/// <param name="Channel">By which way it went; null when it did not.</param>
/// <param name="Error">Why it did not go.</param>
/// <param name="ForGood">It never will.</param>
public sealed record NoticeAnswer(NoticeChannel? Channel, string? Error = null, bool ForGood = false);

/// <summary>
/// The outbox of notices. The day's work writes them in a commit of its own; here they go out, at least once: of several processes one has a message to itself for a minute. A service that
/// does not answer is asked again, ever more seldom, until the vouchers have expired.
/// </summary>
public sealed class NoticeOutbox(PortalDbContextFactory contexts, PersonalData personal, TimeProvider time)
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);
    private static readonly int[] Pauses = [10, 60, 300, 900, 3_600];

    private DateTime Now => UtcMicroseconds.Cut(time.GetUtcNow().UtcDateTime);

    /// <summary>Sends what is due through the given service; answers how many messages went out.</summary>
    /// <param name="send">Never throws for what a service does.</param>
    public async Task<int> RunAsync(Func<NoticeMessage, CancellationToken, Task<NoticeAnswer>> send, CancellationToken cancellation = default)
    {
        var now = Now;
        await using var db = contexts.CreateDbContext();
        // A pending notice has a buyer: those without are never pending.
        var due = db.VoucherNotices.AsNoTracking().Where(n => n.State == NoticeState.Pending && n.NextAt <= now);
        var buyers = await due.GroupBy(n => n.BuyerId).OrderBy(g => g.Min(n => n.NextAt)).Select(g => g.Key).Take(AtOnce).ToListAsync(cancellation);
        var groups = await due.Where(n => buyers.Contains(n.BuyerId)).Select(n => new { n.BuyerId, n.ProgrammeId, n.ExpiresOn, n.Days }).Distinct().ToListAsync(cancellation);
        var sent = 0;
        foreach (var group in groups)
            sent += await SendAsync(new Group(group.BuyerId!.Value, group.ProgrammeId, group.ExpiresOn, group.Days), now, send, cancellation) ? 1 : 0;
        return sent;
    }

    /// <summary>Forgets where buyers are told who hold nothing that can still expire.</summary>
    internal static async Task<int> ForgetAsync(PortalDbContext db, long programmeId, DateOnly day, CancellationToken cancellation)
    {
        await using var scope = await db.BeginWriteAsync(cancellation);
        var forgotten = await db.VoucherBuyers.Where(b => b.ProgrammeId == programmeId && b.Contact != null && !db.VoucherSales.Where(s => s.BuyerId == b.Id).Any(s => db.Vouchers.Any(v => v.SaleId == s.Id && v.ExpiresOn >= day)))
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.Contact, (byte[]?)null).SetProperty(b => b.Version, b => b.Version + 1), cancellation);
        await scope.CommitAsync(cancellation);
        return forgotten;
    }

    private async Task<bool> SendAsync(Group group, DateTime now, Func<NoticeMessage, CancellationToken, Task<NoticeAnswer>> send, CancellationToken cancellation)
    {
        var until = now + Claim;
        var tries = await ClaimAsync(group, now, until, cancellation);
        if (tries == 0)
            return false;
        await using var db = contexts.CreateDbContext();
        var read = await ReadAsync(db, group, until, cancellation);
        if (read.Message is not { } message)
        {
            await SettleAsync(group, until, read.State, null, null, until, cancellation);
            return false;
        }

        var answer = await send(message, cancellation);
        var state = answer.Channel is not null ? NoticeState.Sent : answer.ForGood ? NoticeState.Failed : NoticeState.Pending;
        await SettleAsync(group, until, state, answer.Channel, answer.Error, Now + TimeSpan.FromSeconds(Pauses[Math.Min(tries, Pauses.Length) - 1]), cancellation);
        return state == NoticeState.Sent;
    }

    /// <summary>Takes all notices of a message for this process; answers how often it was tried, this one included, and 0 when another process has it.</summary>
    private async Task<int> ClaimAsync(Group group, DateTime now, DateTime until, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        // Another process may have claimed them for the very same moment: only what this one wrote is its own.
        var taken = await Of(db, group).Where(n => n.NextAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.NextAt, until).SetProperty(n => n.Tries, n => n.Tries + 1).SetProperty(n => n.Version, n => n.Version + 1), cancellation);
        if (taken == 0)
            return 0;
        var tries = await Of(db, group).Where(n => n.NextAt == until).MaxAsync(n => (int?)n.Tries, cancellation);
        await scope.CommitAsync(cancellation);
        return tries ?? 0;
    }

    /// <summary>What is said now; or what becomes of the notices when there is nothing to say, or nobody to say it to.</summary>
    private async Task<(NoticeMessage? Message, NoticeState State)> ReadAsync(PortalDbContext db, Group group, DateTime until, CancellationToken cancellation)
    {
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == group.ProgrammeId, cancellation);
        var contact = await db.VoucherBuyers.Where(b => b.Id == group.BuyerId).Select(b => b.Contact).SingleAsync(cancellation);
        if (contact is null)
            return (null, NoticeState.Unaddressed);
        var left = await Of(db, group).Where(n => n.NextAt == until).Join(db.Vouchers.Where(v => v.State == VoucherState.Sold), n => n.VoucherId, v => v.Id, (_, v) => v)
            .Join(db.LedgerAccounts.Where(a => a.Credits > a.Debits), v => v.AccountId, a => a.Id, (v, a) => new { v.Number, Left = a.Credits - a.Debits }).OrderBy(v => v.Number).ToListAsync(cancellation);
        var days = group.ExpiresOn.DayNumber - programme.DayAt(Now).DayNumber;
        if (left.Count == 0 || days < 0)
            return (null, NoticeState.Needless);
        return (new NoticeMessage(
            group.Id, new NoticeAddress(personal.OpenAlone(contact)), programme, group.ExpiresOn, days, left.Count, new Money(programme.Currency, left.Sum(v => v.Left)), SerialNumbers.Of(programme.Prefix, left[0].Number)), NoticeState.Pending);
    }

    private async Task SettleAsync(Group group, DateTime until, NoticeState state, NoticeChannel? channel, string? error, DateTime next, CancellationToken cancellation)
    {
        var (cut, sentAt) = (error is { Length: > VoucherNotice.ErrorLength } ? error[..VoucherNotice.ErrorLength] : error, state == NoticeState.Sent ? Now : (DateTime?)null);
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        await Of(db, group).Where(n => n.NextAt == until).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.State, state).SetProperty(n => n.Channel, channel).SetProperty(n => n.Error, cut).SetProperty(n => n.SentAt, sentAt).SetProperty(n => n.NextAt, next).SetProperty(n => n.Version, n => n.Version + 1),
            cancellation);
        await scope.CommitAsync(cancellation);
    }

    private static IQueryable<VoucherNotice> Of(PortalDbContext db, Group group)
    {
        var (buyer, programme, expires, days) = (group.BuyerId, group.ProgrammeId, group.ExpiresOn, group.Days);
        return db.VoucherNotices.Where(n => n.State == NoticeState.Pending && n.BuyerId == buyer && n.ProgrammeId == programme && n.ExpiresOn == expires && n.Days == days);
    }

    /// <summary>The notices that go out as one message.</summary>
    private sealed record Group(long BuyerId, long ProgrammeId, DateOnly ExpiresOn, int Days)
    {
        public Guid Id => new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"notice {ProgrammeId} {BuyerId} {ExpiresOn:O} {Days}"))).AsSpan(0, 16));
    }
}
