namespace Portal.Domain.Vouchers;

/// <summary>What a voucher is to whoever looks at it.</summary>
public enum VoucherStanding
{
    Stock,
    Unused,

    /// <summary>Spent in part.</summary>
    Partial,

    /// <summary>Nothing is left of it.</summary>
    Empty,
    Expired,
    Frozen,
    Void,
}

/// <summary>One line of the list of programmes. Minor units.</summary>
/// <param name="Outstanding">What is out and neither spent nor given back.</param>
public sealed record ProgrammeRow(long Id, string Code, string NameKo, string? NameEn, string? NameZh, string Issuer, string Operator, string Currency, string Prefix, string TimeZone, DateTime? StoppedAt, long Vouchers, long Outstanding);

/// <summary>A version of the rules as it is listed.</summary>
public sealed record RuleRow(long Id, RuleSubject Subject, DateOnly From, RuleState State, string Content, string MakerName, DateTime ProposedAt, string? CheckerName, DateTime? DecidedAt, string? Comment, bool InForce)
{
    public VoucherTerms? Terms => Subject is RuleSubject.Vendors or RuleSubject.ExpiredPaper ? null : VoucherRule.Read<VoucherTerms>(Content);

    public EnrolmentTerms? Enrolment => Subject == RuleSubject.Vendors ? VoucherRule.Read<EnrolmentTerms>(Content) : null;

    public ExpiredPaperTerms? ExpiredPaper => Subject == RuleSubject.ExpiredPaper ? VoucherRule.Read<ExpiredPaperTerms>(Content) : null;
}

/// <summary>A funder's budget for a year. Minor units.</summary>
/// <param name="Left">What is not used.</param>
public sealed record BudgetRow(string Funder, string NameKo, string? NameEn, string? NameZh, int Year, long Granted, long Left, int AlertPercent, long AccountId)
{
    /// <summary>How much is used, in percent.</summary>
    public int UsedPercent => Granted == 0 ? 0 : (int)((Int128)(Granted - Left) * 100 / Granted);

    public bool RunsOut => UsedPercent >= AlertPercent;
}

/// <summary>A batch as it is listed. Minor units.</summary>
/// <param name="Approved">How many have approved what it is now.</param>
public sealed record BatchRow(
    long Id, Guid Uid, string Code, string Programme, string Currency, VoucherKind Kind, string? Purpose, string Office, BatchState State, int Count, long Total, int Needed, int Approved, string MakerName, long MakerId, DateTime SubmittedAt,
    DateTime? PrintedAt, string ContentHash, long? FirstNumber, long? LastNumber);

/// <summary>A batch with what it holds and who decided about it.</summary>
public sealed record BatchRecord(BatchRow Row, string Prefix, IReadOnlyList<(long FaceMinor, int Count)> Items, IReadOnlyList<BatchApproval> Approvals)
{
    /// <summary>The office that receives the vouchers.</summary>
    public OfficeName? Office { get; init; }

    /// <summary>How often it was edited.</summary>
    public int Revision { get; init; }

    /// <summary>What it held before its last edit; empty when it was never edited.</summary>
    public IReadOnlyList<(long FaceMinor, int Count)> Before { get; init; } = [];
}

/// <summary>What the batches of a query hold together.</summary>
public sealed record BatchSum(Money Total, long Vouchers);

/// <summary>A voucher as it stands. Minor units.</summary>
public sealed record VoucherRow(
    long Id, string Serial, string Programme, string Currency, VoucherKind Kind, long Face, long Left, VoucherStanding Standing, string Batch, DateOnly? SoldOn, DateOnly? ExpiresOn, string? Reason, long? AccountId, long Paid)
{
    /// <summary>The notice by which it is still taken, although it has expired.</summary>
    public ExpiredPaperTerms? Accepted { get; init; }

    public Money Money(long amount) => new(Currency, amount);
}
