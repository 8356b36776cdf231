using Microsoft.EntityFrameworkCore;
using Portal.Domain.Vendors;

namespace Portal.Domain.Verification;

/// <summary>Vendors: their numbers, whether they may trade, and that nobody approved their own request.</summary>
internal static class VendorChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("business-numbers", BusinessNumbersAsync),
        new("suspensions", SuspensionsAsync),
        new("verdicts", VerdictsAsync),
        new("maker-checker", MakerCheckerAsync),
        new("delegations", DelegationsAsync),
    ];

    private static Task<Findings> BusinessNumbersAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.Vendors.Select(v => new { v.Code, v.NumberKind, v.BusinessNumber }).AsAsyncEnumerable(),
        v => (v.NumberKind, v.BusinessNumber) switch
        {
            (BusinessNumberKind.None, null) => null,
            (BusinessNumberKind.Korean, { } number) when BusinessNumbers.IsKorean(number) => null,
            (BusinessNumberKind.Chinese, { } number) when BusinessNumbers.IsChinese(number) => null,
            _ => $"vendor {v.Code}: its business number is not a valid one of its kind",
        },
        cancellation);

    private static Task<Findings> SuspensionsAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.Vendors.Select(v => new { v.Code, v.Status, Open = snapshot.Db.Suspensions.Count(s => s.VendorId == v.Id && s.ToAt == null) }).AsAsyncEnumerable(),
        v => v.Open > 1 ? $"vendor {v.Code} has {v.Open} open suspensions"
            : v.Status == VendorStatus.Suspended && v.Open == 0 ? $"vendor {v.Code} is suspended without a suspension"
            : v.Status != VendorStatus.Suspended && v.Open == 1 ? $"vendor {v.Code} has an open suspension and is not suspended"
            : null,
        cancellation);

    private static Task<Findings> VerdictsAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.Vendors.Select(v => new { v.Code, v.Status, v.Verdict }).AsAsyncEnumerable(),
        v => (v.Status == VendorStatus.Active) == (v.Verdict == TradingVerdict.MayNotTrade) ? $"vendor {v.Code} is {v.Status}, and its verdict is {v.Verdict}" : null,
        cancellation);

    private static Task<Findings> MakerCheckerAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.PayoutAccountChanges.Select(c => new { c.Id, c.MakerId, c.CheckerId, c.Approved, c.EffectiveAt, c.AppliedAt }).AsAsyncEnumerable(),
        c => c.CheckerId == c.MakerId ? $"payout account change {c.Id} was decided by the one who asked"
            : c.AppliedAt is not null && (c.Approved != true || c.CheckerId is null) ? $"payout account change {c.Id} was applied without approval"
            : c.AppliedAt < c.EffectiveAt ? $"payout account change {c.Id} was applied before its time"
            : null,
        cancellation);

    private static Task<Findings> DelegationsAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.Delegations.Select(d => new { d.Id, d.FromUserId, d.ToUserId, d.FromDate, d.ToDate }).AsAsyncEnumerable(),
        d => d.FromUserId == d.ToUserId ? $"delegation {d.Id} is to oneself" : d.ToDate < d.FromDate ? $"delegation {d.Id} ends before it begins" : null,
        cancellation);
}
