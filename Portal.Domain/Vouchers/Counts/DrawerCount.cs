using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Counts;

/// <summary>How a count of a drawer stands.</summary>
public enum DrawerCountState
{
    /// <summary>Every line is what the book says.</summary>
    Agreed,

    /// <summary>A line is another. It is counted again, or explained.</summary>
    Different,

    /// <summary>The difference has a reason; a second person decides.</summary>
    Explained,

    /// <summary>A second person has taken note of the difference. The book stays as it is: what is lost is voided by its serial number.</summary>
    Confirmed,
}

/// <summary>What somebody counted in his drawer on a business day, beside what the book said at that moment. One for each drawer and day; counted again, the last one holds.</summary>
public sealed class DrawerCount : IVersioned, IAudited
{
    public const int CodeLength = 32;
    public const int NameLength = 100;
    public const int ReasonLength = 300;

    public long Id { get; set; }

    public long Version { get; set; }

    public string Code { get; set; } = "";

    public long DrawerId { get; set; }

    public long OfficeId { get; set; }

    public DateOnly BusinessDate { get; set; }

    public DrawerCountState State { get; set; }

    /// <summary>How often it was counted.</summary>
    public int Attempts { get; set; }

    /// <summary>Pieces counted, of all lines.</summary>
    public int Counted { get; set; }

    /// <summary>Pieces that the book had, without those offered to other drawers: they are on their way.</summary>
    public int Book { get; set; }

    /// <summary>The owner of the drawer.</summary>
    public long CounterId { get; set; }

    public string CounterName { get; set; } = "";

    public DateTime CountedAt { get; set; }

    /// <summary>What the owner says about the difference.</summary>
    public string? Reason { get; set; }

    /// <summary>Who took note of the difference, or sent it back.</summary>
    public long? CheckerId { get; set; }

    public string? CheckerName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? Comment { get; set; }

    string IAudited.AuditCode => Code;

    long? IAudited.AuditMarketId => null;

    /// <summary>True when nothing is left to do about it.</summary>
    public bool IsDone => State is DrawerCountState.Agreed or DrawerCountState.Confirmed;
}

/// <summary>Vouchers of one programme, kind and face value in a count.</summary>
public sealed class DrawerCountLine
{
    public long CountId { get; set; }

    public int Place { get; set; }

    public long ProgrammeId { get; set; }

    public VoucherKind Kind { get; set; }

    /// <summary>Of each; minor units.</summary>
    public long FaceMinor { get; set; }

    public int Counted { get; set; }

    public int Book { get; set; }
}

/// <summary>Vouchers of one sort in a drawer, as its owner is asked for them: without what the book says.</summary>
public sealed record CountedSort(string Programme, string Currency, VoucherKind Kind, long Face);

/// <summary>What was counted of a sort; null where nothing was entered.</summary>
public sealed record CountedPieces(string Programme, VoucherKind Kind, long Face, int? Pieces);

/// <summary>The drawer is somebody else's: each counts his own.</summary>
public sealed record DrawerOfOthers : Refusal;

/// <summary>There is no such count.</summary>
public sealed record DrawerCountNotFound : Refusal;

/// <summary>The count is in a state in which this cannot be done.</summary>
public sealed record DrawerCountStateUnfit(DrawerCountState State) : Refusal;

/// <summary>Counts are of a day that has begun, and at most a week old.</summary>
public sealed record CountDayOutOfRange(DateOnly From, DateOnly To) : Refusal;

/// <summary>Each sort of voucher in the drawer is counted, and no other.</summary>
public sealed record CountLinesUnfit : Refusal;
