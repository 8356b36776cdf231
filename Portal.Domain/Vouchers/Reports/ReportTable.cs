namespace Portal.Domain.Vouchers.Reports;

/// <summary>What a report is about.</summary>
public enum ReportName
{
    /// <summary>Batches with what was approved and made.</summary>
    IssueRegister,

    /// <summary>What lies in the drawers of the offices.</summary>
    Stock,
    Sales,
    Redemption,

    /// <summary>Where the money of each funder came from and went to.</summary>
    FunderStatement,

    /// <summary>What each funder granted, what was spent of it, and what was not.</summary>
    SubsidySettlement,

    /// <summary>Opening + issued − redeemed − refunded − expired = closing.</summary>
    LiabilityRollForward,

    /// <summary>How long what is out has been out.</summary>
    OutstandingAge,

    /// <summary>What one vendor took, line by line.</summary>
    VendorStatement,
}

/// <summary>What the lines of a report are sums of.</summary>
public enum ReportBy
{
    Day,
    Market,
    Vendor,
    Office,

    /// <summary>Who sold.</summary>
    Seller,

    /// <summary>Each by itself.</summary>
    Line,

    /// <summary>Each voucher with its part of the money.</summary>
    Voucher,
}

/// <summary>What is asked for.</summary>
/// <param name="From">The first business date.</param>
/// <param name="To">The last one.</param>
/// <param name="By">Null for the report's own first way.</param>
/// <param name="Market">A market's code; null for all. So are the others.</param>
public sealed record ReportAsk(ReportName Name, string Programme, DateOnly From, DateOnly To, ReportBy? By = null, string? Market = null, string? Vendor = null, string? Funder = null, string? Office = null, string? Seller = null)
{
    /// <summary>The report with its own first way.</summary>
    internal ReportBy Way => By is { } by && WaysOf(Name).Contains(by) ? by : WaysOf(Name)[0];

    /// <summary>The ways in which a report can be summed, the usual one first.</summary>
    public static IReadOnlyList<ReportBy> WaysOf(ReportName name) => name switch
    {
        ReportName.Sales => [ReportBy.Day, ReportBy.Office, ReportBy.Seller, ReportBy.Line],
        ReportName.Redemption => [ReportBy.Market, ReportBy.Vendor, ReportBy.Day, ReportBy.Line],
        ReportName.FunderStatement => [ReportBy.Line, ReportBy.Voucher],
        ReportName.Stock => [ReportBy.Office, ReportBy.Line],
        ReportName.LiabilityRollForward => [ReportBy.Day],
        _ => [ReportBy.Line],
    };
}

/// <summary>What a column holds.</summary>
public enum ReportCellKind
{
    Text,

    /// <summary>A number of something, a serial number: of fixed width.</summary>
    Code,

    /// <summary>A word of the product: the cell's text is the name of its text.</summary>
    Word,
    Date,
    Count,

    /// <summary>Minor units of the programme's currency.</summary>
    Money,
}

/// <summary>A column; its heading is the text <c>voucherReports.&lt;Key&gt;</c>.</summary>
/// <param name="Sums">True when the last line sums it up.</param>
public sealed record ReportColumn(string Key, ReportCellKind Kind, bool Sums = false);

/// <summary>A name in three languages.</summary>
public sealed record ReportNames(string Ko, string? En, string? Zh);

/// <summary>Where a figure can be followed to.</summary>
public enum ReportTarget
{
    Batch,
    Voucher,

    /// <summary>The list of vouchers; the id is its query.</summary>
    Vouchers,
    Sale,
    Payment,
    Presentment,
    Vendor,

    /// <summary>A posting of the ledger.</summary>
    Posting,
    Account,

    /// <summary>A report that says more.</summary>
    Report,
}

/// <summary>Where a figure can be followed to.</summary>
public sealed record ReportLink(ReportTarget Target, string Id = "", ReportAsk? Ask = null);

/// <summary>One cell; of a kind that is not its column's it holds nothing.</summary>
public sealed record ReportCell(string? Text = null, long? Number = null, DateOnly? Date = null, ReportNames? Names = null, ReportLink? Link = null)
{
    public static readonly ReportCell Empty = new();

    public static ReportCell Of(string? text, ReportLink? link = null) => new(text, Link: link);

    public static ReportCell Of(long number, ReportLink? link = null) => new(Number: number, Link: link);

    public static ReportCell Of(DateOnly date, ReportLink? link = null) => new(Date: date, Link: link);

    public static ReportCell Of(ReportNames names, ReportLink? link = null) => new(Names: names, Link: link);
}

/// <summary>Two figures that must be the same.</summary>
/// <param name="Key">The text <c>voucherReports.check_&lt;Key&gt;</c>.</param>
/// <param name="Ours">What the report comes to; minor units.</param>
/// <param name="Ledgers">What the ledger says.</param>
public sealed record ReportCheck(string Key, long Ours, long Ledgers)
{
    public bool Agrees => Ours == Ledgers;
}

/// <summary>A report as it is shown, printed and written to files.</summary>
/// <param name="Rows">At most <see cref="MostRows"/>.</param>
/// <param name="Cut">True when there are more rows than are here: they are not in its sums either.</param>
public sealed record ReportTable(ReportAsk Ask, string Currency, ReportNames Programme, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows, IReadOnlyList<ReportCheck> Checks, bool Cut = false)
{
    /// <summary>The most lines of one report.</summary>
    public const int MostRows = 20_000;

    /// <summary>The sums of the columns that have any, in the columns' places; null where they have none.</summary>
    public IReadOnlyList<long?> Totals => [.. Columns.Select((c, i) => c.Sums ? Rows.Sum(r => r[i].Number ?? 0) : (long?)null)];
}

/// <summary>The last day is before the first, or the days are more than ten years.</summary>
public sealed record ReportSpanUnfit : Refusal;

/// <summary>The report is about one vendor, and none was named.</summary>
public sealed record ReportNeedsVendor : Refusal;
