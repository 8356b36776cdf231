using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>What the money in a bank account of an operator is for.</summary>
public enum AccountPurpose
{
    /// <summary>Money of others: vouchers, wallets, payables.</summary>
    Trust,

    /// <summary>The operator's own.</summary>
    Operating,
}

/// <summary>A bank account of an operator, out of which vendors are paid.</summary>
public sealed class OperatorAccount : IVersioned, IAudited
{
    public const int CodeLength = 40;
    public const int NameLength = 100;
    public const int AccountLength = 34;
    public const int AgentLength = 35;

    public long Id { get; set; }

    public long Version { get; set; }

    public long OperatorId { get; set; }

    /// <summary>Its name in the chart of accounts: <c>bank:CODE</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>In whose name it is.</summary>
    public string Holder { get; set; } = "";

    /// <summary>IBAN, or the number as the bank writes it, without spaces and hyphens.</summary>
    public string Account { get; set; } = "";

    /// <summary>The bank: BIC, or its code in the country's clearing.</summary>
    public string Agent { get; set; } = "";

    public string Currency { get; set; } = "";

    public AccountPurpose Purpose { get; set; }

    /// <summary>Until when the bank takes files for the same day, in minutes after the market's midnight; null when it names no time.</summary>
    public int? CutOffMinutes { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;
}

/// <summary>How far a file of payouts is.</summary>
public enum PayoutFileState
{
    /// <summary>It waits for a second person.</summary>
    Made,

    /// <summary>It may go to the bank.</summary>
    Released,

    /// <summary>Its payouts are in no file again.</summary>
    CalledOff,
}

/// <summary>Payouts of a run in one file for the bank: made by one person, released by another. What it holds is written anew each time it is asked for, and always the same: its hash says so.</summary>
public sealed class PayoutFile : IVersioned, IAudited
{
    public const int FormatLength = 20;
    public const int HashLength = 64;

    public long Id { get; set; }

    public long Version { get; set; }

    public Guid Uid { get; set; }

    public long RunId { get; set; }

    public long MarketId { get; set; }

    /// <summary>The account that pays.</summary>
    public long AccountId { get; set; }

    /// <summary>pain.001.001.09, pain.001.001.03 or the name of a bank's own layout.</summary>
    public string Format { get; set; } = "";

    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    public string Hash { get; set; } = "";

    public int Payouts { get; set; }

    /// <summary>Minor units.</summary>
    public long Sum { get; set; }

    /// <summary>The day on which the bank is to pay.</summary>
    public DateOnly ExecuteOn { get; set; }

    /// <summary>Until when it can be called off; null when the bank names no time.</summary>
    public DateTime? CutOffAt { get; set; }

    public PayoutFileState State { get; set; }

    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime MadeAt { get; set; }

    public long? ApproverId { get; set; }

    public string? ApproverName { get; set; }

    public DateTime? DecidedAt { get; set; }

    string IAudited.AuditCode => Uid.ToString("D");

    long? IAudited.AuditMarketId => MarketId;
}

/// <summary>What the bank said of a payout, as it came.</summary>
public sealed class PayoutAnswer : IInsertOnly
{
    public const int StatusLength = 10;

    public long Id { get; init; }

    public long PayoutId { get; init; }

    /// <summary>As the bank codes it: ACSC, RJCT, PDNG…</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    public string? Text { get; init; }

    /// <summary>SHA-256 of the file that it came in, in hexadecimal.</summary>
    public required string FileHash { get; init; }

    public DateTime At { get; init; }
}
