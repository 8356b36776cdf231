using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What the day's work came to. Minor units.</summary>
/// <param name="Notices">Holders that are to be told of an expiry.</param>
/// <param name="Ended">Vouchers whose last right has ended.</param>
/// <param name="Breakage">What was left of them.</param>
public sealed record VoucherDay(DateOnly Day, int Notices, int Ended, long Breakage);

/// <summary>
/// What becomes of vouchers by the passing of days: notices before they expire, and breakage when the last right to them has ended. That they cannot be spent any more needs no work: the day decides. Run again for
/// a day, or for a day that was missed, it does what is left to do and nothing twice.
/// </summary>
public sealed class VoucherDayEnd(PortalDbContextFactory contexts, GeneralLedger ledger, AccountBook accounts, RuleBook rules, VoucherGifts gifts, BulkInsert bulk, TimeProvider time)
{
    private const int AtOnce = 64;

    /// <summary>Vouchers of one reading, and notices of one commit.</summary>
    private const int Chunk = 2_000;

    internal static readonly Actor Schedule = Actor.System("schedule");

    /// <summary>Does the work of a day.</summary>
    /// <param name="progress">Called with how many vouchers were looked at.</param>
    public async Task<VoucherDay> RunAsync(DateOnly day, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var (notices, ended, breakage) = (0, 0, 0L);
        await gifts.ExpireAsync(Schedule, cancellation);
        foreach (var programme in await db.VoucherProgrammes.AsNoTracking().ToListAsync(cancellation))
        {
            notices += await TellAsync(programme, day, cancellation);
            await NoticeOutbox.ForgetAsync(db, programme.Id, day, cancellation);
            progress?.Invoke(notices);
            var (count, sum) = await EndAsync(programme, day, cancellation);
            (ended, breakage) = (ended + count, breakage + sum);
            progress?.Invoke(notices + ended);
        }

        return new VoucherDay(day, notices, ended, breakage);
    }

    /// <summary>Notices that are due and were not written yet: of the rule's days, the last one that has come.</summary>
    private async Task<int> TellAsync(VoucherProgramme programme, DateOnly day, CancellationToken cancellation)
    {
        var written = 0;
        for (var after = 0L; ;)
        {
            await using var db = contexts.CreateDbContext();
            var until = day.AddDays(366);
            var from = after;
            var soon = await db.Vouchers.AsNoTracking().Where(v => v.ProgrammeId == programme.Id && v.Id > from && v.Kind != VoucherKind.Paper && v.State == VoucherState.Sold && v.ExpiresOn >= day && v.ExpiresOn <= until)
                .Join(db.LedgerAccounts.Where(a => a.Credits > a.Debits), v => v.AccountId, a => a.Id, (v, a) => new
                {
                    v.Id,
                    v.RuleId,
                    v.ExpiresOn,
                    Left = a.Credits - a.Debits,
                    Buyer = db.VoucherSales.Where(s => s.Id == v.SaleId).Select(s => (long?)s.BuyerId).FirstOrDefault(),
                    Given = db.VoucherGifts.Any(g => g.VoucherId == v.Id && g.State == GiftState.Accepted),
                }).OrderBy(v => v.Id).Take(Chunk).ToListAsync(cancellation);
            if (soon.Count == 0)
                return written;
            after = soon[^1].Id;
            var due = new List<VoucherNotice>();
            foreach (var voucher in soon)
            {
                var left = voucher.ExpiresOn!.Value.DayNumber - day.DayNumber;
                var days = (await rules.TermsAsync(voucher.RuleId!.Value, cancellation)).NoticeDays.Where(d => d >= left).DefaultIfEmpty(-1).Min();
                if (days < 0)
                    continue;
                var (now, buyer) = (time.GetUtcNow().UtcDateTime, voucher.Given ? null : voucher.Buyer);
                due.Add(new VoucherNotice
                {
                    VoucherId = voucher.Id,
                    ProgrammeId = programme.Id,
                    BuyerId = buyer,
                    Days = days,
                    ExpiresOn = voucher.ExpiresOn.Value,
                    LeftMinor = voucher.Left,
                    State = buyer is null ? NoticeState.Unaddressed : NoticeState.Pending,
                    Version = 1,
                    CreatedAt = now,
                    NextAt = now,
                });
            }

            written += await WriteAsync(db, due, cancellation);
        }
    }

    private async Task<int> WriteAsync(PortalDbContext db, List<VoucherNotice> due, CancellationToken cancellation)
    {
        if (due.Count == 0)
            return 0;
        await using var scope = await db.BeginWriteAsync(cancellation);
        var ids = due.ConvertAll(n => n.VoucherId);
        var known = (await db.VoucherNotices.Where(n => ids.Contains(n.VoucherId)).Select(n => new { n.VoucherId, n.Days }).ToListAsync(cancellation)).ToHashSet();
        var fresh = due.Where(n => !known.Contains(new { n.VoucherId, n.Days })).ToList();
        await bulk.InsertAsync<VoucherNotice>(db, fresh, cancellation);
        await scope.CommitAsync(cancellation);
        return fresh.Count;
    }

    /// <summary>What is left of vouchers whose last right has ended becomes breakage.</summary>
    private async Task<(int Count, long Sum)> EndAsync(VoucherProgramme programme, DateOnly day, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var sold = await db.Vouchers.Where(v => v.ProgrammeId == programme.Id && v.State == VoucherState.Sold && v.ExpiresOn < day).Select(v => new { v.RuleId, v.SoldOn, v.Kind, v.ExpiresOn }).Distinct().ToListAsync(cancellation);
        var announced = await ExpiredPaper.ToComeAsync(db, programme.Id, day, cancellation);
        var (count, sum) = (0, 0L);
        foreach (var group in sold)
        {
            if (group.Kind == VoucherKind.Paper && announced.Any(t => t.Covers(group.ExpiresOn!.Value)))
                continue;
            if ((await rules.TermsAsync(group.RuleId!.Value, cancellation)).ClaimableUntil(group.SoldOn!.Value) >= day)
                continue;
            var left = await db.Vouchers.AsNoTracking().Where(v => v.ProgrammeId == programme.Id && v.RuleId == group.RuleId && v.SoldOn == group.SoldOn && v.ExpiresOn == group.ExpiresOn && v.State == VoucherState.Sold && !v.Frozen)
                .Join(db.LedgerAccounts.Where(a => a.Credits > a.Debits && a.DebitsReserved == 0), v => v.AccountId, a => a.Id, (v, a) => new Leftover(v.Number, a.Id, a.Credits - a.Debits, a.LastLine)).ToListAsync(cancellation);
            await Parallel.ForEachAsync(left, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (voucher, _) =>
            {
                if (await BreakAsync(programme, day, voucher))
                {
                    Interlocked.Increment(ref count);
                    Interlocked.Add(ref sum, voucher.Left);
                }
            });
        }

        return (count, sum);
    }

    /// <summary>True when it was moved now; a voucher on which something happened meanwhile is left for the next run.</summary>
    private async Task<bool> BreakAsync(VoucherProgramme programme, DateOnly day, Leftover voucher)
    {
        var serial = SerialNumbers.Of(programme.Prefix, voucher.Number);
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = new(SHA256.HashData(Encoding.UTF8.GetBytes($"breakage {serial} {voucher.Line}")).AsSpan(0, 16)),
            Owner = PostingRequest.OwnerOf(Schedule),
            Request = JsonSerializer.Serialize(new { serial, amount = voucher.Left }),
            OperatorId = programme.OperatorId,
            BusinessDate = day,
            Document = "voucher breakage " + serial,
            Transfers = [TransferRequest.Move(TransferCode.Expiry, voucher.Account, await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, Chart.Breakage(programme.Code))), voucher.Left)],
            States = [new StateChange(voucher.Account, Ledger.AccountState.Open) { AfterLine = voucher.Line }],
        });
        return outcome is { Posted: true, Repeated: false };
    }

    private sealed record Leftover(long Number, long Account, long Left, long Line);
}
