using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What a voucher is made of.</summary>
public enum VoucherKind
{
    /// <summary>A printed slip with a code; whoever has it spends it, whole.</summary>
    Paper,

    /// <summary>In a person's wallet; spent in parts.</summary>
    Mobile,

    /// <summary>A plastic card with a code and a PIN; spent in parts.</summary>
    Card,
}

/// <summary>A programme of gift vouchers: who issues them, in whose books they are owed, and under which code people know them. What holds for its vouchers is in its <see cref="VoucherRule"/>s.</summary>
public sealed class VoucherProgramme : IVersioned, IAudited
{
    public const int CodeLength = 12;
    public const int NameLength = 100;
    public const int PrefixLength = 4;
    public const int TimeZoneLength = 40;
    public const int CurrencyLength = 3;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Code { get; set; } = "";

    public string NameKo { get; set; } = "";

    public string? NameEn { get; set; }

    public string? NameZh { get; set; }

    /// <summary>Who issues the vouchers, as it is printed on them.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>In whose books the liability stands.</summary>
    public long OperatorId { get; set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>The days of the programme are those of this zone.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The letters with which its serial numbers begin; no two programmes share them.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The number of the last voucher that was made. Numbers have no gaps.</summary>
    public long LastNumber { get; set; }

    /// <summary>When issue and sale were stopped; what is out stays good.</summary>
    public DateTime? StoppedAt { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;

    /// <summary>The programme's day at an instant.</summary>
    public DateOnly DayAt(DateTime utc) => Markets.BusinessDay.Of(TimeZone, 0, utc);
}

/// <summary>Who pays a part of the vouchers' discount, or the whole of those that are given away: a ministry, a province, a city.</summary>
public sealed class Funder : IVersioned, IAudited
{
    public const int CodeLength = 20;
    public const int NameLength = 100;

    public long Id { get; set; }

    public long Version { get; set; }

    public long ProgrammeId { get; set; }

    public string Code { get; set; } = "";

    public string NameKo { get; set; } = "";

    public string? NameEn { get; set; }

    public string? NameZh { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}

/// <summary>What a funder has granted for a fiscal year. The money is the account <c>funders:&lt;id&gt;:budget:&lt;year&gt;</c>; when it is used up, sales stop by themselves.</summary>
public sealed class FunderBudget : IVersioned, IAudited
{
    public long Id { get; set; }

    public long Version { get; set; }

    public long FunderId { get; set; }

    /// <summary>The fiscal year: in Korea the calendar year (국가재정법 art. 2).</summary>
    public int Year { get; set; }

    /// <summary>Its account in the ledger.</summary>
    public long AccountId { get; set; }

    /// <summary>Minor units granted so far.</summary>
    public long GrantedMinor { get; set; }

    /// <summary>From this share of the grant on, in percent, the budget is shown as running out.</summary>
    public int AlertPercent { get; set; }

    string IAudited.AuditCode => $"{FunderId}/{Year}";

    long? IAudited.AuditMarketId => null;
}
