using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Boxes;

/// <summary>Pieces and their face value in minor units.</summary>
public readonly record struct PaperFigure(long Count, long Sum)
{
    public static PaperFigure operator +(PaperFigure a, PaperFigure b) => new(a.Count + b.Count, checked(a.Sum + b.Sum));

    public static PaperFigure operator -(PaperFigure a, PaperFigure b) => new(a.Count - b.Count, checked(a.Sum - b.Sum));
}

/// <summary>
/// Where a programme's presented paper is: presented = destroyed + in store. Presented and unboxed are counted from the pieces; what is in boxes is what the last count found there, or, before one, what the
/// list said when it was sealed. So what a count missed, and what was added to or taken from a sealed list, is the difference.
/// </summary>
public sealed record PaperBalance(string Programme, string NameKo, string? NameEn, string? NameZh, string Currency, PaperFigure Presented, PaperFigure Unboxed, PaperFigure Boxed, PaperFigure Destroyed)
{
    /// <summary>What is missing (or, negative, too much).</summary>
    public PaperFigure Missing => Presented - Unboxed - Boxed - Destroyed;

    /// <summary>True when presented = destroyed + in store.</summary>
    public bool Holds => Missing == default;

    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>Computes where redeemed paper is.</summary>
public sealed class PaperBalances(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The equation of each programme that has presented paper.</summary>
    public async Task<Outcome<IReadOnlyList<PaperBalance>>> ReadAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var presented = await db.PresentedVouchers.GroupBy(p => p.ProgrammeId).Select(g => new { g.Key, Count = g.LongCount(), Sum = g.Sum(p => p.AmountMinor) }).ToDictionaryAsync(g => g.Key, g => new PaperFigure(g.Count, g.Sum), cancellation);
        var listed = await db.PresentedVouchers.Where(p => db.BoxedPieces.Any(b => b.PieceId == p.Id)).GroupBy(p => p.ProgrammeId).Select(g => new { g.Key, Count = g.LongCount(), Sum = g.Sum(p => p.AmountMinor) })
            .ToDictionaryAsync(g => g.Key, g => new PaperFigure(g.Count, g.Sum), cancellation);
        var boxes = await db.PaperBoxes.GroupBy(b => new { b.ProgrammeId, Destroyed = b.State == BoxState.Destroyed })
            .Select(g => new { g.Key.ProgrammeId, g.Key.Destroyed, Count = g.Sum(b => (long)(b.FoundCount ?? b.Count)), Sum = g.Sum(b => b.FoundMinor ?? b.SumMinor) }).ToListAsync(cancellation);
        var programmes = await db.VoucherProgrammes.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellation);
        return programmes.Where(p => presented.ContainsKey(p.Id)).Select(p =>
        {
            PaperFigure In(bool destroyed) => boxes.Where(b => b.ProgrammeId == p.Id && b.Destroyed == destroyed).Select(b => new PaperFigure(b.Count, b.Sum)).FirstOrDefault();
            return new PaperBalance(p.Code, p.NameKo, p.NameEn, p.NameZh, p.Currency, presented[p.Id], presented[p.Id] - listed.GetValueOrDefault(p.Id), In(false), In(true));
        }).ToList();
    }
}
