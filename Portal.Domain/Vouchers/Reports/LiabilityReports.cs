using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;

namespace Portal.Domain.Vouchers.Reports;

/// <summary>What is owed to the holders of vouchers, and for how long it has been.</summary>
internal static class LiabilityReports
{
    /// <summary>With more days than these the lines are months.</summary>
    private const int MostDays = 62;

    private static readonly IReadOnlyList<ReportColumn> RollForward =
    [
        new("from", ReportCellKind.Date), new("opening", ReportCellKind.Money), new("issued", ReportCellKind.Money, true), new("redeemed", ReportCellKind.Money, true), new("refunded", ReportCellKind.Money, true), new("expired", ReportCellKind.Money, true),
        new("other", ReportCellKind.Money, true), new("closing", ReportCellKind.Money),
    ];

    private static readonly IReadOnlyList<ReportColumn> Ages =
        [new("age", ReportCellKind.Word), new("kind", ReportCellKind.Word), new("count", ReportCellKind.Count, true), new("face", ReportCellKind.Money, true), new("outstanding", ReportCellKind.Money, true)];

    /// <summary>The last day of each age, in days since the sale.</summary>
    private static readonly (string Key, int Days)[] Steps = [("month", 30), ("quarter", 90), ("half", 180), ("year", 365), ("years2", 730), ("years3", 1_095), ("years5", 1_825), ("more", int.MaxValue)];

    /// <summary>Opening + issued − redeemed − refunded − expired = closing, by day or by month, from the lines of all vouchers; the last closing is the ledger's balance.</summary>
    public static async Task<ReportTable> RollForwardAsync(ReportScope scope, CancellationToken cancellation)
    {
        var ask = scope.Ask;
        if (await scope.ControlAsync(cancellation) is not { } control)
            return scope.Table(RollForward, [], new ReportCheck("liability", 0, 0));
        var balance = await scope.BalanceAsync(control, ask.From.AddDays(-1), cancellation);
        var byDay = ask.To.DayNumber - ask.From.DayNumber < MostDays;
        var moves = (await MovesAsync(scope, cancellation)).GroupBy(m => byDay || (m.Date.Year == ask.From.Year && m.Date.Month == ask.From.Month) ? (byDay ? m.Date : ask.From) : new DateOnly(m.Date.Year, m.Date.Month, 1)).OrderBy(g => g.Key);
        var rows = new List<IReadOnlyList<ReportCell>>();
        foreach (var part in moves)
        {
            var last = byDay ? part.Key : new DateOnly(part.Key.Year, part.Key.Month, DateTime.DaysInMonth(part.Key.Year, part.Key.Month));
            var span = ask with { From = part.Key, To = last < ask.To ? last : ask.To, By = null };
            var (issued, redeemed, refunded, expired) = (part.Sum(m => m.Issued), part.Sum(m => m.Redeemed), part.Sum(m => m.Refunded), part.Sum(m => m.Expired));
            var other = part.Sum(m => m.Effect) - issued + redeemed + refunded + expired;
            rows.Add(
            [
                ReportCell.Of(part.Key), ReportCell.Of(balance), ReportCell.Of(issued, ReportScope.To(span with { Name = ReportName.Sales, By = ReportBy.Line })), ReportCell.Of(redeemed, ReportScope.To(span with { Name = ReportName.Redemption, By = ReportBy.Line })),
                ReportCell.Of(refunded), ReportCell.Of(expired), ReportCell.Of(other), ReportCell.Of(balance += part.Sum(m => m.Effect)),
            ]);
        }

        return scope.Table(RollForward, rows, new ReportCheck("liability", balance, await scope.BalanceAsync(control, ask.To, cancellation)));
    }

    /// <summary>What is left of vouchers today, by the time since their sale.</summary>
    public static async Task<ReportTable> AgesAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, today) = (scope.Db, scope.Today);
        var left = await (from v in db.Vouchers.AsNoTracking()
                          where v.ProgrammeId == scope.Programme.Id
                          join a in db.LedgerAccounts on v.AccountId equals a.Id
                          where a.Credits > a.Debits
                          group new { v.FaceMinor, Left = a.Credits - a.Debits } by new { v.SoldOn, v.Kind } into g
                          select new { g.Key.SoldOn, g.Key.Kind, Count = g.LongCount(), Face = g.Sum(x => x.FaceMinor), Left = g.Sum(x => x.Left) }).ToListAsync(cancellation);
        var rows = left.GroupBy(l => (Step: StepOf(today.DayNumber - l.SoldOn!.Value.DayNumber), l.Kind)).OrderBy(g => g.Key.Step).ThenBy(g => g.Key.Kind).Select(g => (IReadOnlyList<ReportCell>)
        [
            ReportCell.Of("voucherReports.age_" + Steps[g.Key.Step].Key), ReportCell.Of("vouchers.VoucherKind_" + g.Key.Kind), ReportCell.Of(g.Sum(l => l.Count), new(ReportTarget.Vouchers, QueryOf(scope, g.Key.Step, g.Key.Kind))), ReportCell.Of(g.Sum(l => l.Face)),
            ReportCell.Of(g.Sum(l => l.Left)),
        ]);
        var control = await scope.ControlAsync(cancellation);
        return scope.Table(Ages, [.. rows], new ReportCheck("outstanding", left.Sum(l => l.Left), control is { } id ? await scope.BalanceAsync(id, DateOnly.MaxValue, cancellation) : 0));
    }

    private static int StepOf(int days) => Array.FindIndex(Steps, s => days <= s.Days);

    /// <summary>The vouchers of an age with anything left.</summary>
    private static string QueryOf(ReportScope scope, int step, VoucherKind kind)
    {
        var oldest = Steps[step].Days == int.MaxValue ? (DateOnly?)null : scope.Today.AddDays(-Steps[step].Days);
        var youngest = step == 0 ? scope.Today : scope.Today.AddDays(-Steps[step - 1].Days - 1);
        return ListQuery.Everything.WithFilter("programme", scope.Programme.Code).WithFilter("kind", kind.ToString()).WithFilter("soldOn", ListValues.Range(oldest, youngest)).WithFilter("left", "1..").ToQueryString();
    }

    /// <summary>What happened to all vouchers in the span, by date and code; nothing before the first sale.</summary>
    public static async Task<List<DayMove>> MovesAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, ask) = (scope.Db, scope.Ask);
        if (await scope.ControlAsync(cancellation) is not { } control)
            return [];
        var (first, before) = await OrderWindow.OfAsync(db, ask.From, ask.To, cancellation);
        var lines = db.Transfers.AsNoTracking().Where(t => (t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post) && t.Id >= first && t.Id < before);
        var postings = db.LedgerPostings.AsNoTracking().Where(p => p.BusinessDate >= ask.From && p.BusinessDate <= ask.To);
        var vouchers = db.LedgerAccounts.Where(a => a.ParentId == control);
        var taken = from t in lines join a in vouchers on t.DebitId equals a.Id join p in postings on t.PostingId equals p.Id group t.Amount by new { p.BusinessDate, t.Code } into g select new { g.Key.BusinessDate, g.Key.Code, Sum = g.Sum() };
        var given = from t in lines join a in vouchers on t.CreditId equals a.Id join p in postings on t.PostingId equals p.Id group t.Amount by new { p.BusinessDate, t.Code } into g select new { g.Key.BusinessDate, g.Key.Code, Sum = g.Sum() };
        return
        [
            .. (await taken.ToListAsync(cancellation)).Select(m => new DayMove(m.BusinessDate, m.Code, -m.Sum)),
            .. (await given.ToListAsync(cancellation)).Select(m => new DayMove(m.BusinessDate, m.Code, m.Sum)),
        ];
    }

    /// <summary>What the lines of one code did to all vouchers on one date.</summary>
    /// <param name="Effect">Positive for what was added to them.</param>
    internal sealed record DayMove(DateOnly Date, TransferCode Code, long Effect)
    {
        public long Issued => Code == TransferCode.Sale ? Effect : 0;

        public long Redeemed => Code is TransferCode.Payment or TransferCode.Presentment || (Code is TransferCode.Refund or TransferCode.Void && Effect > 0) ? -Effect : 0;

        public long Presented => Code == TransferCode.Presentment ? -Effect : 0;

        public long Refunded => Code is TransferCode.Refund && Effect < 0 ? -Effect : 0;

        public long Expired => Code == TransferCode.Expiry ? -Effect : 0;
    }
}
