using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>
/// A notice that paper vouchers are taken although they have expired: from the day of the rule that carries it to a last day. Issuers of traditional-market vouchers announce it by date, and nothing else
/// follows from it: what the voucher's own rule gives back, and until when, stays as it is.
/// </summary>
public sealed record ExpiredPaperTerms
{
    public const int NoticeLength = 200;

    /// <summary>Those that expired on this day or later; null for all of them.</summary>
    public DateOnly? ExpiredSince { get; init; }

    /// <summary>The last day on which they are taken.</summary>
    public DateOnly AcceptedUntil { get; init; }

    /// <summary>What was announced: number and day of the notice.</summary>
    public string Notice { get; init; } = "";

    internal bool Covers(DateOnly expiresOn) => ExpiredSince is not { } since || expiresOn >= since;
}

/// <summary>Whether expired paper is still taken. Of two notices the one in force is asked, as with every rule.</summary>
internal static class ExpiredPaper
{
    /// <summary>The notice by which an expired voucher is taken on a day; null when none is.</summary>
    public static async Task<ExpiredPaperTerms?> AcceptedAsync(PortalDbContext db, long programmeId, VoucherKind kind, DateOnly? expiresOn, DateOnly day, CancellationToken cancellation)
    {
        if (kind != VoucherKind.Paper || expiresOn is not { } expired)
            return null;
        var terms = (await RuleBook.InForceAsync(db, programmeId, RuleSubject.ExpiredPaper, day, cancellation))?.ExpiredPaper();
        return terms is not null && day <= terms.AcceptedUntil && terms.Covers(expired) ? terms : null;
    }

    /// <summary>Why an expired voucher is not taken on a day; null when it has not expired, or a notice holds and its value was not given up before.</summary>
    public static async Task<(string Decline, IReadOnlyDictionary<string, string> Values)?> DeclineAsync(PortalDbContext db, VoucherAtTill found, DateOnly day, CancellationToken cancellation)
    {
        var voucher = found.Voucher;
        if (day <= voucher.ExpiresOn)
            return null;
        var accepted = await AcceptedAsync(db, voucher.ProgrammeId, voucher.Kind, voucher.ExpiresOn, day, cancellation) is not null;
        if (accepted && (found.Left > 0 || await VoucherHistory.LastSpentAsync(db, voucher.Id, cancellation) is not null))
            return null;
        return (VoucherDeclines.Expired, VoucherTenders.Values(("date", VoucherTenders.Of(voucher.ExpiresOn!.Value))));
    }

    /// <summary>The notices by which expired paper is or will be taken on some day from this one on: what they cover is nobody's yet.</summary>
    public static async Task<IReadOnlyList<ExpiredPaperTerms>> ToComeAsync(PortalDbContext db, long programmeId, DateOnly day, CancellationToken cancellation)
    {
        var approved = await db.VoucherRules.AsNoTracking().Where(r => r.ProgrammeId == programmeId && r.Subject == RuleSubject.ExpiredPaper && r.State == RuleState.Approved).OrderBy(r => r.From).ToListAsync(cancellation);
        return [.. approved.Where((r, i) => i + 1 == approved.Count || approved[i + 1].From > day).Select(r => r.ExpiredPaper()).Where(t => t.AcceptedUntil >= day)];
    }
}
