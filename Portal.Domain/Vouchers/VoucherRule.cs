using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Auditing;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What a rule is about.</summary>
public enum RuleSubject
{
    Paper,
    Mobile,
    Card,

    /// <summary>The vendors who take vouchers, and the approval of issues.</summary>
    Vendors,

    /// <summary>Paper that is taken after its expiry, by dated notice.</summary>
    ExpiredPaper,
}

public enum RuleState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,
    Approved,
    Rejected,
}

/// <summary>A version of a programme's rules, in force from a day on until the next one is. Written once; only its approval is added.</summary>
public sealed class VoucherRule : IVersioned, IAudited
{
    public const int ContentLength = 8_000;
    public const int NameLength = 100;
    public const int CommentLength = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) }, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public long Id { get; set; }

    public long Version { get; set; }

    public long ProgrammeId { get; set; }

    public RuleSubject Subject { get; set; }

    /// <summary>The first day on which it holds.</summary>
    public DateOnly From { get; set; }

    /// <summary>The terms in JSON.</summary>
    public string Content { get; set; } = "";

    public RuleState State { get; set; }

    /// <summary>Who proposed it: the person, or the owner of the key.</summary>
    public long MakerId { get; set; }

    public string MakerName { get; set; } = "";

    public DateTime ProposedAt { get; set; }

    /// <summary>Who approved or rejected it.</summary>
    public long? CheckerId { get; set; }

    public string? CheckerName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? Comment { get; set; }

    string IAudited.AuditCode => $"{ProgrammeId}/{Subject}/{From:yyyy-MM-dd}";

    long? IAudited.AuditMarketId => null;

    /// <summary>The terms of a kind of voucher.</summary>
    public VoucherTerms Terms() => JsonSerializer.Deserialize<VoucherTerms>(Content, Json)!;

    /// <summary>The terms for vendors and approvals.</summary>
    public EnrolmentTerms Enrolment() => JsonSerializer.Deserialize<EnrolmentTerms>(Content, Json)!;

    /// <summary>The notice that expired paper is taken.</summary>
    public ExpiredPaperTerms ExpiredPaper() => JsonSerializer.Deserialize<ExpiredPaperTerms>(Content, Json)!;

    public static string Write<T>(T terms) => JsonSerializer.Serialize(terms, Json);

    /// <summary>Terms as somebody sends them; null when they are none.</summary>
    public static T? Read<T>(string content)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static RuleSubject SubjectOf(VoucherKind kind) => kind switch
    {
        VoucherKind.Paper => RuleSubject.Paper,
        VoucherKind.Mobile => RuleSubject.Mobile,
        _ => RuleSubject.Card,
    };
}
