using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Vouchers.Reports;

/// <summary>What was sold: to whom, by whom, and who paid which part.</summary>
internal static class SalesReport
{
    private static readonly ReportColumn[] Sums =
        [new("sales", ReportCellKind.Count, true), new("count", ReportCellKind.Count, true), new("face", ReportCellKind.Money, true), new("discount", ReportCellKind.Money, true), new("paid", ReportCellKind.Money, true)];

    private static readonly IReadOnlyList<ReportColumn> Lines =
    [
        new("date", ReportCellKind.Date), new("sale", ReportCellKind.Code), new("office", ReportCellKind.Text), new("seller", ReportCellKind.Text), new("buyer", ReportCellKind.Word), new("means", ReportCellKind.Word),
        new("count", ReportCellKind.Count, true), new("face", ReportCellKind.Money, true), new("discount", ReportCellKind.Money, true), new("paid", ReportCellKind.Money, true),
    ];

    public static async Task<ReportTable> ReadAsync(ReportScope scope, CancellationToken cancellation)
    {
        var (db, ask) = (scope.Db, scope.Ask);
        var offices = await db.VoucherOffices.AsNoTracking().ToDictionaryAsync(o => o.Id, cancellation);
        var sales = db.VoucherSales.AsNoTracking().Where(s => s.ProgrammeId == scope.Programme.Id && s.BusinessDate >= ask.From && s.BusinessDate <= ask.To);
        if (ask.Seller is { } seller)
            sales = sales.Where(s => s.By == seller);
        if (ask.Office is { } office)
            sales = sales.Where(s => db.VoucherOffices.Any(o => o.Id == s.OfficeId && o.Code == office));
        return ask.Way switch
        {
            ReportBy.Day => Table(scope, new("date", ReportCellKind.Date), await SumsOf(sales.GroupBy(s => s.BusinessDate)).ToListAsync(cancellation), d => d, d => ReportCell.Of(d), (a, d) => a with { From = d, To = d }),
            ReportBy.Office => Table(scope, new("office", ReportCellKind.Text), await SumsOf(sales.GroupBy(s => s.OfficeId)).ToListAsync(cancellation), o => offices[o].Code, o => OfficeCell(offices[o]), (a, o) => a with { Office = offices[o].Code }),
            ReportBy.Seller => Table(scope, new("seller", ReportCellKind.Text), await SumsOf(sales.GroupBy(s => s.By)).ToListAsync(cancellation), s => s, s => ReportCell.Of(s), (a, s) => a with { Seller = s }),
            _ => scope.Table(Lines, [.. (await sales.OrderBy(s => s.Id).Take(ReportTable.MostRows + 1).ToListAsync(cancellation)).Select(s => Line(s, offices[s.OfficeId]))]),
        };
    }

    private static IQueryable<SoldSum<TKey>> SumsOf<TKey>(IQueryable<IGrouping<TKey, VoucherSale>> groups) =>
        groups.Select(g => new SoldSum<TKey> { Key = g.Key, Sales = g.LongCount(), Vouchers = g.Sum(s => (long)s.Count), Face = g.Sum(s => s.FaceMinor), Paid = g.Sum(s => s.PaidMinor) });

    private static ReportTable Table<TKey, TOrder>(ReportScope scope, ReportColumn first, List<SoldSum<TKey>> sums, Func<TKey, TOrder> order, Func<TKey, ReportCell> cell, Func<ReportAsk, TKey, ReportAsk> only) =>
        scope.Table([first, .. Sums], [.. sums.OrderBy(s => order(s.Key)).Select(s => (IReadOnlyList<ReportCell>)
        [
            cell(s.Key), ReportCell.Of(s.Sales, ReportScope.To(only(scope.Ask, s.Key) with { By = ReportBy.Line })), ReportCell.Of(s.Vouchers), ReportCell.Of(s.Face), ReportCell.Of(s.Face - s.Paid), ReportCell.Of(s.Paid),
        ])]);

    private static ReportCell OfficeCell(VoucherOffice office) => ReportCell.Of(new ReportNames(office.NameKo, office.NameEn, office.NameZh));

    private static IReadOnlyList<ReportCell> Line(VoucherSale sale, VoucherOffice office) =>
    [
        ReportCell.Of(sale.BusinessDate), ReportCell.Of(sale.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), new(ReportTarget.Sale, sale.Uid.ToString())), OfficeCell(office), ReportCell.Of(sale.By),
        ReportCell.Of("vouchers.BuyerKind_" + sale.BuyerKind), ReportCell.Of("vouchers.PurchaseMeans_" + sale.Means), ReportCell.Of(sale.Count), ReportCell.Of(sale.FaceMinor), ReportCell.Of(sale.FaceMinor - sale.PaidMinor), ReportCell.Of(sale.PaidMinor),
    ];

    private sealed class SoldSum<TKey>
    {
        public required TKey Key { get; init; }

        public required long Sales { get; init; }

        public required long Vouchers { get; init; }

        /// <summary>Minor units.</summary>
        public required long Face { get; init; }

        public required long Paid { get; init; }
    }
}
