using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Reports;

/// <summary>What the parts of a report need.</summary>
internal sealed record ReportScope(PortalDbContext Db, ReportAsk Ask, VoucherProgramme Programme, DateOnly Today)
{
    public ReportTable Table(IReadOnlyList<ReportColumn> columns, IReadOnlyList<IReadOnlyList<ReportCell>> rows, params IReadOnlyList<ReportCheck> checks)
    {
        var cut = rows.Count > ReportTable.MostRows;
        return new ReportTable(Ask, Programme.Currency, new ReportNames(Programme.NameKo, Programme.NameEn, Programme.NameZh), columns, cut ? [.. rows.Take(ReportTable.MostRows)] : rows, cut ? [] : checks, cut);
    }

    /// <summary>The account that all vouchers of the programme are summed up in; null before the first sale.</summary>
    public Task<long?> ControlAsync(CancellationToken cancellation)
    {
        var code = Chart.Programme(Programme.Code);
        return Db.LedgerAccounts.Where(a => a.OperatorId == Programme.OperatorId && a.Currency == Programme.Currency && a.Code == code).Select(a => (long?)a.Id).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>What an account came to at the end of a business date: credits less debits.</summary>
    public Task<long> BalanceAsync(long account, DateOnly day, CancellationToken cancellation) =>
        Db.AccountTotals.Where(t => t.AccountId == account && t.BusinessDate <= day).SumAsync(t => t.Credits - t.Debits, cancellation);

    public bool Covers(DateOnly day) => day >= Ask.From && day <= Ask.To;

    public string SerialOf(long number) => SerialNumbers.Of(Programme.Prefix, number);

    /// <summary>A serial number that opens its voucher.</summary>
    public static ReportCell Serial(string serial) => ReportCell.Of(serial, new(ReportTarget.Voucher, serial));

    /// <summary>A report with other conditions.</summary>
    public static ReportLink To(ReportAsk ask) => new(ReportTarget.Report, Ask: ask);
}

/// <summary>
/// The officer's reports. Money is read from the ledger's lines, not from what was meant to be posted, and where a report comes to a balance it is held against the ledger's own.
/// </summary>
public sealed class VoucherReports(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private const int MostYears = 10;

    /// <summary>Reads a report.</summary>
    public async Task<Outcome<ReportTable>> ReadAsync(Actor actor, ReportAsk ask, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await ProgrammeService.FindAsync(db, ask.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(ask.Programme);
        if (ask.To < ask.From || ask.To.Year - ask.From.Year > MostYears)
            return new ReportSpanUnfit { Field = "to" };
        if (ask.Name == ReportName.VendorStatement && string.IsNullOrWhiteSpace(ask.Vendor))
            return new ReportNeedsVendor { Field = "vendor" };
        var scope = new ReportScope(db, ask, programme, programme.DayAt(time.GetUtcNow().UtcDateTime));
        return await (ask.Name switch
        {
            ReportName.IssueRegister => IssueReports.RegisterAsync(scope, cancellation),
            ReportName.Stock => IssueReports.StockAsync(scope, cancellation),
            ReportName.Sales => SalesReport.ReadAsync(scope, cancellation),
            ReportName.Redemption or ReportName.VendorStatement => RedemptionReport.ReadAsync(scope, cancellation),
            ReportName.FunderStatement => FunderReports.StatementAsync(scope, cancellation),
            ReportName.SubsidySettlement => FunderReports.SettlementAsync(scope, cancellation),
            ReportName.LiabilityRollForward => LiabilityReports.RollForwardAsync(scope, cancellation),
            _ => LiabilityReports.AgesAsync(scope, cancellation),
        });
    }
}
