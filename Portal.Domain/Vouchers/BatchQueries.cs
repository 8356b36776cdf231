using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.ListedBatch, Portal.Domain.Vouchers.BatchRow>;

namespace Portal.Domain.Vouchers;

/// <summary>A batch with what its list shows beside it.</summary>
public sealed class ListedBatch
{
    public required VoucherBatch Batch { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public required string Office { get; init; }

    public int Approved { get; init; }
}

/// <summary>Reads batches, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class BatchQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedBatch, BatchRow> Definition { get; } = new()
    {
        Key = l => l.Batch.Id,
        Code = l => l.Batch.Code,
        CodeOf = r => r.Code,
        Row = l => new BatchRow(
            l.Batch.Id, l.Batch.Uid, l.Batch.Code, l.Programme.Code, l.Programme.Currency, l.Batch.Kind, l.Batch.Purpose, l.Office, l.Batch.State, l.Batch.Count, l.Batch.TotalMinor, l.Batch.Needed, l.Approved, l.Batch.MakerName, l.Batch.MakerId,
            l.Batch.SubmittedAt, l.Batch.PrintedAt, l.Batch.ContentHash, l.Batch.FirstNumber, l.Batch.LastNumber),
        Order = [new ListSort("submittedAt", Descending: true)],
        Search = word => l => l.Batch.Code.Contains(word.Raw) || l.Batch.Purpose!.Contains(word.Raw),
        Columns =
        [
            Column.Text("code", "vouchers.batch", l => l.Batch.Code, r => r.Code) with { Important = 1 },
            Column.Choice("state", "vouchers.state", l => l.Batch.State, r => r.State) with { Important = 2, Offered = true },
            Column.Choice("kind", "vouchers.kind", l => l.Batch.Kind, r => r.Kind) with { Offered = true },
            Column.Number("count", "vouchers.count", l => l.Batch.Count, r => r.Count),
            Column.Money("total", "vouchers.face_total", l => l.Batch.TotalMinor, r => new Money(r.Currency, r.Total)) with { Important = 3 },
            Column.Text("purpose", "vouchers.purpose", l => l.Batch.Purpose, r => r.Purpose),
            Column.Text("office", "vouchers.office", l => l.Office, r => r.Office) with { Hidden = true },
            Column.Code("programme", "vouchers.programme", l => l.Programme.Code, r => r.Programme),
            Column.Text("maker", "vouchers.maker", l => l.Batch.MakerName, r => r.MakerName),
            Column.Instant("submittedAt", "vouchers.submittedAt", l => l.Batch.SubmittedAt, r => r.SubmittedAt),
            Column.Instant("printedAt", "vouchers.printedAt", l => l.Batch.PrintedAt, r => r.PrintedAt) with { Hidden = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<BatchRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>Vouchers and face value of all rows of a query, per currency.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async Task<Outcome<IReadOnlyList<BatchSum>>> SumsAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var matching = Listed(db).Matching(query, Definition, zone);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        var sums = await rows.GroupBy(l => l.Programme.Currency).Select(g => new { g.Key, Sum = g.Sum(l => l.Batch.TotalMinor), Count = g.Sum(l => (long)l.Batch.Count) }).OrderBy(g => g.Key).ToListAsync(cancellation);
        return sums.ConvertAll(s => new BatchSum(new Money(s.Key, s.Sum), s.Count));
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<BatchRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>A batch by its client-made id.</summary>
    public Task<Outcome<BatchRecord>> GetAsync(Actor actor, Guid uid, CancellationToken cancellation = default) => GetAsync(actor, l => l.Batch.Uid == uid, cancellation);

    /// <summary>A batch by what people call it.</summary>
    public Task<Outcome<BatchRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default) => GetAsync(actor, l => l.Batch.Code == code, cancellation);

    private async Task<Outcome<BatchRecord>> GetAsync(Actor actor, System.Linq.Expressions.Expression<Func<ListedBatch, bool>> which, CancellationToken cancellation)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db).Where(which).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is not { } row)
            return new BatchNotFound();
        var prefix = await db.VoucherProgrammes.Where(p => p.Code == row.Programme).Select(p => p.Prefix).SingleAsync(cancellation);
        var items = await db.VoucherBatchItems.AsNoTracking().Where(i => i.BatchId == row.Id).ToListAsync(cancellation);
        var approvals = await db.BatchApprovals.AsNoTracking().Where(a => a.BatchId == row.Id).OrderBy(a => a.Id).ToListAsync(cancellation);
        var office = await db.VoucherOffices.Where(o => o.Code == row.Office).Select(o => new OfficeName(o.Code, o.NameKo, o.NameEn, o.NameZh)).SingleAsync(cancellation);
        var revision = items.Max(i => i.Revision);
        return new BatchRecord(row, prefix, ItemsOf(items, revision), approvals) { Office = office, Revision = revision, Before = ItemsOf(items, revision - 1) };
    }

    private static List<(long FaceMinor, int Count)> ItemsOf(IEnumerable<VoucherBatchItem> items, int revision) => [.. items.Where(i => i.Revision == revision).OrderBy(i => i.Place).Select(i => (i.FaceMinor, i.Count))];

    private static IQueryable<ListedBatch> Listed(PortalDbContext db) =>
        from b in db.VoucherBatches.AsNoTracking()
        join p in db.VoucherProgrammes on b.ProgrammeId equals p.Id
        join o in db.VoucherOffices on b.OfficeId equals o.Id
        select new ListedBatch { Batch = b, Programme = p, Office = o.Code, Approved = db.BatchApprovals.Count(a => a.BatchId == b.Id && a.ContentHash == b.ContentHash && a.Decision == BatchDecision.Approve) };
}
