using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>A posting in full.</summary>
/// <param name="Request">What was asked for, in canonical JSON.</param>
/// <param name="Refusal">Why the ledger refused it; null when it did not.</param>
/// <param name="CameFor">The date it came for, when that was closed already.</param>
/// <param name="OwnerKind">What made its id.</param>
public sealed record PostingDetail(JournalRow Row, string Request, Refusal? Refusal, DateOnly? CameFor, ActorKind OwnerKind, string OwnerName, IReadOnlyList<PostingLine> Lines)
{
    /// <summary>What was moved on either side; reservations and their release move nothing.</summary>
    public long Moved => Lines.Where(l => l.Moves).Sum(l => l.Amount);
}

/// <summary>A line of a posting, and the lines that belong to it. Minor units.</summary>
/// <param name="EndsAt">Until when a reservation holds; null without end.</param>
/// <param name="Ends">The reservation that this line ends.</param>
/// <param name="EndedBy">What ended this reservation; null while it holds.</param>
/// <param name="Corrects">The line that this one corrects.</param>
/// <param name="CorrectedBy">The lines that correct this one.</param>
public sealed record PostingLine(
    long Id, TransferKind Kind, TransferCode Code, long Amount, AccountLabel Debit, AccountLabel Credit, DateTime? EndsAt, OtherLine? Ends, OtherLine? EndedBy, OtherLine? Corrects, IReadOnlyList<OtherLine> CorrectedBy)
{
    public bool Moves => Kind is TransferKind.Immediate or TransferKind.Post;
}

/// <summary>A line of another posting.</summary>
/// <param name="Order">The ledger order of its posting.</param>
public sealed record OtherLine(long Id, long Order, TransferKind Kind, TransferCode Code, long Amount, DateTime At);

/// <summary>Reads the lines of one posting with what they belong to.</summary>
internal static class PostingLines
{
    public static async Task<IReadOnlyList<PostingLine>> OfAsync(PortalDbContext db, LedgerScope scope, long order, CancellationToken cancellation)
    {
        var range = await db.LedgerPostings.Where(p => p.Id == order).Select(p => new { p.FirstLine, Behind = p.FirstLine + p.Lines }).SingleAsync(cancellation);
        var lines = await db.Transfers.AsNoTracking().Where(t => t.Id >= range.FirstLine && t.Id < range.Behind).OrderBy(t => t.Id).ToListAsync(cancellation);
        if (lines.Count == 0)
            return [];
        var ids = lines.ConvertAll(l => (long?)l.Id);
        var named = lines.Select(l => l.PendingId).Concat(lines.Select(l => l.CorrectsId)).OfType<long>().Distinct().ToList();
        // Corrections have no index of their own; they lie on the same accounts, later.
        var accounts = lines.SelectMany(l => new[] { l.DebitId, l.CreditId }).Distinct().ToList();
        var after = lines[^1].Id;
        var earlier = await OthersAsync(db, scope, db.Transfers.Where(t => named.Contains(t.Id)), cancellation);
        var ends = await OthersAsync(db, scope, db.Transfers.Where(t => ids.Contains(t.PendingId)), cancellation);
        var corrections = await OthersAsync(
            db, scope, db.Transfers.Where(t => t.Id > after && (accounts.Contains(t.DebitId) || accounts.Contains(t.CreditId)) && ids.Contains(t.CorrectsId)), cancellation);
        var labels = await AccountLabels.OfAsync(db, accounts, cancellation);
        return lines.ConvertAll(l => new PostingLine(
            l.Id, l.Kind, l.Code, l.Amount, labels[l.DebitId], labels[l.CreditId], l.ExpiresAt,
            earlier.Find(e => e.Line.Id == l.PendingId)?.Line, ends.Find(e => e.PendingId == l.Id)?.Line, earlier.Find(e => e.Line.Id == l.CorrectsId)?.Line,
            [.. corrections.Where(c => c.CorrectsId == l.Id).Select(c => c.Line)]));
    }

    private static async Task<List<Related>> OthersAsync(PortalDbContext db, LedgerScope scope, IQueryable<Transfer> transfers, CancellationToken cancellation) =>
        await transfers.Join(scope.Postings(db), t => t.PostingId, p => p.Id, (t, p) => new Related(new OtherLine(t.Id, p.Id, t.Kind, t.Code, t.Amount, p.At), t.PendingId, t.CorrectsId)).ToListAsync(cancellation);

    private sealed record Related(OtherLine Line, long? PendingId, long? CorrectsId);
}
