using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Vouchers.Reports;

/// <summary>Where the money of funders came from and went to.</summary>
internal static class FunderReports
{
    private static readonly IReadOnlyList<ReportColumn> Statement =
    [
        new("date", ReportCellKind.Date), new("funder", ReportCellKind.Text), new("year", ReportCellKind.Code), new("event", ReportCellKind.Word), new("document", ReportCellKind.Code), new("granted", ReportCellKind.Money, true), new("spent", ReportCellKind.Money, true),
        new("returned", ReportCellKind.Money, true), new("balance", ReportCellKind.Money),
    ];

    private static readonly IReadOnlyList<ReportColumn> Lineage =
    [
        new("soldOn", ReportCellKind.Date), new("funder", ReportCellKind.Text), new("year", ReportCellKind.Code), new("serial", ReportCellKind.Code), new("sale", ReportCellKind.Code), new("faceValue", ReportCellKind.Money), new("part", ReportCellKind.Money, true),
        new("left", ReportCellKind.Money, true), new("state", ReportCellKind.Word),
    ];

    private static readonly IReadOnlyList<ReportColumn> Settlement =
    [
        new("funder", ReportCellKind.Text), new("year", ReportCellKind.Code), new("granted", ReportCellKind.Money, true), new("spent", ReportCellKind.Money, true), new("returned", ReportCellKind.Money, true), new("netSpent", ReportCellKind.Money, true),
        new("unspent", ReportCellKind.Money, true), new("rate", ReportCellKind.Count),
    ];

    public static Task<ReportTable> StatementAsync(ReportScope scope, CancellationToken cancellation) => scope.Ask.Way == ReportBy.Voucher ? LineageAsync(scope, cancellation) : LinesAsync(scope, cancellation);

    /// <summary>Every line of the budgets' accounts in the span, each with the balance after it.</summary>
    private static async Task<ReportTable> LinesAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, ask) = (scope.Db, scope.Ask);
        var budgets = await BudgetsAsync(scope, cancellation);
        var (rows, ours, ledgers) = (new List<IReadOnlyList<ReportCell>>(), 0L, 0L);
        foreach (var budget in budgets)
        {
            var balance = await scope.BalanceAsync(budget.AccountId, ask.From.AddDays(-1), cancellation);
            rows.Add([ReportCell.Of(ask.From), ReportCell.Of(budget.Names), YearOf(budget), ReportCell.Of("voucherReports.event_opening"), ReportCell.Empty, ReportCell.Empty, ReportCell.Empty, ReportCell.Empty, ReportCell.Of(balance, new(ReportTarget.Account, Id(budget.AccountId)))]);
            var lines = await MovesOf(scope, budget.AccountId).OrderBy(m => m.Id).Take(ReportTable.MostRows + 1).ToListAsync(cancellation);
            foreach (var line in lines)
            {
                balance += line.Effect;
                rows.Add(
                [
                    ReportCell.Of(line.Date), ReportCell.Of(budget.Names), YearOf(budget), ReportCell.Of("voucherReports.event_" + EventOf(line)), ReportCell.Of(line.Document, new(ReportTarget.Posting, Id(line.PostingId))),
                    EventOf(line) == "granted" ? ReportCell.Of(line.Effect) : ReportCell.Empty, EventOf(line) == "spent" ? ReportCell.Of(-line.Effect) : ReportCell.Empty, EventOf(line) == "returned" ? ReportCell.Of(line.Effect) : ReportCell.Empty, ReportCell.Of(balance),
                ]);
            }

            (ours, ledgers) = (ours + balance, ledgers + await scope.BalanceAsync(budget.AccountId, ask.To, cancellation));
        }

        return scope.Table(Statement, rows, new ReportCheck("budgets", ours, ledgers));
    }

    /// <summary>Every won of the funders' parts, by the voucher it is in.</summary>
    private static async Task<ReportTable> LineageAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, ask) = (scope.Db, scope.Ask);
        var budgets = (await BudgetsAsync(scope, cancellation)).ToDictionary(b => b.Id);
        var ids = budgets.Keys.ToList();
        var parts = await (from p in db.VoucherParts.AsNoTracking()
                           where ids.Contains(p.BudgetId)
                           join v in db.Vouchers on p.VoucherId equals v.Id
                           where v.SoldOn >= ask.From && v.SoldOn <= ask.To && v.ReplacedById == null
                           join s in db.VoucherSales on v.SaleId equals s.Id
                           join a in db.LedgerAccounts on v.AccountId equals a.Id
                           orderby v.Number, p.Place
                           select new { p.BudgetId, p.AmountMinor, v.Number, v.SoldOn, v.FaceMinor, v.State, Sale = s.Id, s.Uid, Left = a.Credits - a.Debits }).Take(ReportTable.MostRows + 1).ToListAsync(cancellation);
        return scope.Table(Lineage, parts.ConvertAll<IReadOnlyList<ReportCell>>(p =>
        [
            ReportCell.Of(p.SoldOn!.Value), ReportCell.Of(budgets[p.BudgetId].Names), YearOf(budgets[p.BudgetId]), ReportScope.Serial(scope.SerialOf(p.Number)), ReportCell.Of(Id(p.Sale), new(ReportTarget.Sale, p.Uid.ToString())), ReportCell.Of(p.FaceMinor),
            ReportCell.Of(p.AmountMinor), ReportCell.Of(p.Left), ReportCell.Of("vouchers.VoucherState_" + p.State),
        ]));
    }

    /// <summary>What each budget granted, what was spent of it, what came back and what is left, up to the last day.</summary>
    public static async Task<ReportTable> SettlementAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (rows, ours, ledgers) = (new List<IReadOnlyList<ReportCell>>(), 0L, 0L);
        var whole = scope with { Ask = scope.Ask with { From = DateOnly.MinValue } };
        foreach (var budget in await BudgetsAsync(scope, cancellation))
        {
            var sums = await MovesOf(whole, budget.AccountId).GroupBy(m => new { m.Code, In = m.Effect > 0 }).Select(g => new { g.Key.Code, g.Key.In, Sum = g.Sum(m => m.Effect) }).ToListAsync(cancellation);
            var (granted, spent, returned) = (sums.Where(s => s.Code == TransferCode.TopUp).Sum(s => s.Sum), -sums.Where(s => s.Code != TransferCode.TopUp && !s.In).Sum(s => s.Sum), sums.Where(s => s.Code != TransferCode.TopUp && s.In).Sum(s => s.Sum));
            var statement = ReportScope.To(scope.Ask with { Name = ReportName.FunderStatement, By = ReportBy.Line, Funder = budget.Code });
            rows.Add(
            [
                ReportCell.Of(budget.Names), YearOf(budget), ReportCell.Of(granted, statement), ReportCell.Of(spent, ReportScope.To(scope.Ask with { Name = ReportName.FunderStatement, By = ReportBy.Voucher, Funder = budget.Code })), ReportCell.Of(returned), ReportCell.Of(spent - returned),
                ReportCell.Of(granted - spent + returned, new(ReportTarget.Account, Id(budget.AccountId))), ReportCell.Of(granted == 0 ? 0 : (spent - returned) * 100 / granted),
            ]);
            (ours, ledgers) = (ours + granted - spent + returned, ledgers + await scope.BalanceAsync(budget.AccountId, scope.Ask.To, cancellation));
        }

        return scope.Table(Settlement, rows, new ReportCheck("budgets", ours, ledgers));
    }

    private static async Task<List<Budget>> BudgetsAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, funder) = (scope.Db, scope.Ask.Funder);
        return await (from f in db.Funders.AsNoTracking()
                      where f.ProgrammeId == scope.Programme.Id && (funder == null || f.Code == funder)
                      join b in db.FunderBudgets on f.Id equals b.FunderId
                      orderby f.Code, b.Year
                      select new Budget(b.Id, f.Code, new ReportNames(f.NameKo, f.NameEn, f.NameZh), b.Year, b.AccountId)).ToListAsync(cancellation);
    }

    private static IQueryable<BudgetMove> MovesOf(ReportScope scope, long account)
    {
        var (db, ask) = (scope.Db, scope.Ask);
        return from t in db.Transfers.AsNoTracking()
               where (t.DebitId == account || t.CreditId == account) && (t.Kind == TransferKind.Immediate || t.Kind == TransferKind.Post)
               join p in db.LedgerPostings on t.PostingId equals p.Id
               where p.BusinessDate >= ask.From && p.BusinessDate <= ask.To
               select new BudgetMove { Id = t.Id, Date = p.BusinessDate, Code = t.Code, PostingId = p.Id, Document = p.Document, Effect = t.CreditId == account ? t.Amount : -t.Amount };
    }

    private static string EventOf(BudgetMove move) => move.Code == TransferCode.TopUp ? "granted" : move.Effect < 0 ? "spent" : "returned";

    private static ReportCell YearOf(Budget budget) => ReportCell.Of(budget.Year.ToString(CultureInfo.InvariantCulture));

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record Budget(long Id, string Code, ReportNames Names, int Year, long AccountId);

    private sealed class BudgetMove
    {
        public required long Id { get; init; }

        public required DateOnly Date { get; init; }

        public required TransferCode Code { get; init; }

        public required long PostingId { get; init; }

        public string? Document { get; init; }

        /// <summary>Positive for what came in.</summary>
        public required long Effect { get; init; }
    }
}
