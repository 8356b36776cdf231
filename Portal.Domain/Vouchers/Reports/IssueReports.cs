using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;

namespace Portal.Domain.Vouchers.Reports;

/// <summary>What was issued, and what of it lies unsold.</summary>
internal static class IssueReports
{
    private static readonly IReadOnlyList<ReportColumn> Register =
    [
        new("batch", ReportCellKind.Code), new("submitted", ReportCellKind.Date), new("kind", ReportCellKind.Word), new("purpose", ReportCellKind.Text), new("office", ReportCellKind.Text), new("maker", ReportCellKind.Text),
        new("approvers", ReportCellKind.Text), new("state", ReportCellKind.Word), new("serials", ReportCellKind.Code), new("count", ReportCellKind.Count, true), new("face", ReportCellKind.Money, true), new("voided", ReportCellKind.Count, true),
    ];

    private static readonly IReadOnlyList<ReportColumn> ByOffice =
        [new("office", ReportCellKind.Text), new("drawer", ReportCellKind.Text), new("kind", ReportCellKind.Word), new("faceValue", ReportCellKind.Money), new("count", ReportCellKind.Count, true), new("face", ReportCellKind.Money, true)];

    private static readonly IReadOnlyList<ReportColumn> ByRange =
    [
        new("office", ReportCellKind.Text), new("drawer", ReportCellKind.Text), new("kind", ReportCellKind.Word), new("faceValue", ReportCellKind.Money), new("firstSerial", ReportCellKind.Code), new("lastSerial", ReportCellKind.Code),
        new("count", ReportCellKind.Count, true), new("face", ReportCellKind.Money, true),
    ];

    /// <summary>The batches that were submitted in the span.</summary>
    public static async Task<ReportTable> RegisterAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, programme) = (scope.Db, scope.Programme);
        var (begin, end) = (scope.Ask.From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(-1), scope.Ask.To.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(2));
        var batches = await (from b in db.VoucherBatches.AsNoTracking()
                             where b.ProgrammeId == programme.Id && b.SubmittedAt >= begin && b.SubmittedAt < end
                             join o in db.VoucherOffices on b.OfficeId equals o.Id
                             orderby b.Id
                             select new { Batch = b, Office = new ReportNames(o.NameKo, o.NameEn, o.NameZh), Void = db.Vouchers.Count(v => v.BatchId == b.Id && v.State == VoucherState.Void) }).ToListAsync(cancellation);
        var within = batches.Where(b => scope.Covers(programme.DayAt(b.Batch.SubmittedAt))).ToList();
        var ids = within.ConvertAll(b => b.Batch.Id);
        var approvals = (await db.BatchApprovals.AsNoTracking().Where(a => ids.Contains(a.BatchId) && a.Decision == BatchDecision.Approve).OrderBy(a => a.Id).ToListAsync(cancellation)).ToLookup(a => a.BatchId);
        return scope.Table(Register, within.ConvertAll<IReadOnlyList<ReportCell>>(b =>
        [
            ReportCell.Of(b.Batch.Code, new(ReportTarget.Batch, b.Batch.Code)),
            ReportCell.Of(programme.DayAt(b.Batch.SubmittedAt)),
            ReportCell.Of("vouchers.VoucherKind_" + b.Batch.Kind),
            ReportCell.Of(b.Batch.Purpose),
            ReportCell.Of(b.Office),
            ReportCell.Of(b.Batch.MakerName),
            ReportCell.Of(string.Join(", ", approvals[b.Batch.Id].Where(a => a.ContentHash == b.Batch.ContentHash).Select(a => a.ByName))),
            ReportCell.Of("vouchers.BatchState_" + b.Batch.State),
            ReportCell.Of(b.Batch is { FirstNumber: { } first, LastNumber: { } last } ? $"{scope.SerialOf(first)} – {scope.SerialOf(last)}" : null),
            ReportCell.Of(b.Batch.Count, new(ReportTarget.Vouchers, ListQuery.Everything.WithFilter("batch", b.Batch.Code).ToQueryString())),
            ReportCell.Of(b.Batch.TotalMinor),
            ReportCell.Of(b.Void),
        ]));
    }

    /// <summary>What lies unsold now, by office and drawer, or in runs of serial numbers.</summary>
    public static async Task<ReportTable> StockAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, office) = (scope.Db, scope.Ask.Office);
        var stock = db.Vouchers.AsNoTracking().Where(v => v.ProgrammeId == scope.Programme.Id && v.State == VoucherState.Stock && v.DrawerId != null);
        var drawers = await db.VoucherDrawers.Join(db.VoucherOffices, d => d.OfficeId, o => o.Id, (d, o) => new StockPlace(d.Id, d.OwnerName, o.Code, new ReportNames(o.NameKo, o.NameEn, o.NameZh)))
            .ToDictionaryAsync(d => d.Drawer, cancellation);
        var runs = new List<StockRun>();
        if (scope.Ask.Way == ReportBy.Office)
            runs = await stock.GroupBy(v => new { v.DrawerId, v.Kind, v.FaceMinor }).Select(g => new StockRun(g.Key.DrawerId!.Value, g.Key.Kind, g.Key.FaceMinor, g.Min(v => v.Number), g.Max(v => v.Number), g.LongCount())).ToListAsync(cancellation);
        else
            await foreach (var voucher in stock.OrderBy(v => v.Number).Select(v => new StockRun(v.DrawerId!.Value, v.Kind, v.FaceMinor, v.Number, v.Number, 1)).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (runs is [.., var last] && last.GoesOnTo(voucher))
                    runs[^1] = last with { Last = voucher.Last, Count = last.Count + 1 };
                else
                    runs.Add(voucher);
            }

        var shown = runs.Where(r => office is null || drawers[r.Drawer].Code == office).OrderBy(r => drawers[r.Drawer].Code, StringComparer.Ordinal).ThenBy(r => r.Drawer).ThenBy(r => r.Kind).ThenBy(r => r.Face).ThenBy(r => r.First);
        var byRange = scope.Ask.Way == ReportBy.Line;
        return scope.Table(byRange ? ByRange : ByOffice, [.. shown.Select(r => StockRow(scope, r, drawers[r.Drawer], byRange))]);
    }

    private static IReadOnlyList<ReportCell> StockRow(ReportScope scope, StockRun run, StockPlace place, bool byRange) =>
    [
        ReportCell.Of(place.Office),
        ReportCell.Of(place.Owner),
        ReportCell.Of("vouchers.VoucherKind_" + run.Kind),
        ReportCell.Of(run.Face),
        .. byRange ? (ReportCell[])[SerialCell(scope, run.First), SerialCell(scope, run.Last)] : [],
        ReportCell.Of(run.Count, byRange ? null : ReportScope.To(scope.Ask with { By = ReportBy.Line, Office = place.Code })),
        ReportCell.Of(run.Count * run.Face),
    ];

    private static ReportCell SerialCell(ReportScope scope, long number) => ReportScope.Serial(scope.SerialOf(number));

    private sealed record StockPlace(long Drawer, string Owner, string Code, ReportNames Office);

    /// <summary>Vouchers of one kind and face value in one drawer; in runs their numbers follow each other.</summary>
    private sealed record StockRun(long Drawer, VoucherKind Kind, long Face, long First, long Last, long Count)
    {
        public bool GoesOnTo(StockRun next) => next.Drawer == Drawer && next.Kind == Kind && next.Face == Face && next.First == Last + 1;
    }
}
