using System.Globalization;
using System.Linq.Expressions;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Auditing.ListedAct, Portal.Domain.Auditing.AuditLine>;

namespace Portal.Domain.Auditing;

/// <summary>The market that an act belongs to, with its names.</summary>
public sealed record AuditMarket(string Code, string NameKo, string? NameEn, string? NameZh);

/// <summary>One line of the list of the audit trail.</summary>
/// <param name="RecordCode">What the record was called then; for what has no name of its own, its number.</param>
/// <param name="Market">Null for what belongs to no market: users, keys, sign-ins.</param>
/// <param name="IsSealed">True once the act has its place in the chain, which takes a second or so.</param>
public sealed record AuditLine(
    long Id, DateTime At, ActorKind ActorKind, long ActorId, string ActorName, string From, string Action, string RecordKind, string RecordCode, AuditMarket? Market, string? Reason, bool IsSealed)
{
    /// <summary>The id as addresses write it.</summary>
    public string Code => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Who did it, as the condition on the list writes it.</summary>
    public string Who => AuditList.CodeOf(ActorKind, ActorId);
}

/// <summary>An act with what the list knows beside the audit row.</summary>
public sealed class ListedAct
{
    public required AuditEntry Entry { get; init; }

    public required string Code { get; init; }

    public string? MarketCode { get; init; }

    public string? MarketKo { get; init; }

    public string? MarketEn { get; init; }

    public string? MarketZh { get; init; }

    public bool IsSealed { get; init; }
}

/// <summary>
/// What the list of the audit trail knows; the newest acts come first. It is sorted by nothing but time: every condition has an index in this order, so that a page costs the same
/// in a trail of any length.
/// </summary>
public static class AuditList
{
    public static ListDefinition<ListedAct, AuditLine> Definition { get; } = new()
    {
        Key = l => l.Entry.Id,
        Code = l => l.Code,
        CodeOf = r => r.Code,
        Row = l => new AuditLine(
            l.Entry.Id, l.Entry.At, l.Entry.ActorKind, l.Entry.ActorId, l.Entry.ActorName, l.Entry.From, l.Entry.Action, l.Entry.SubjectKind, l.Entry.SubjectCode,
            l.MarketCode == null ? null : new AuditMarket(l.MarketCode, l.MarketKo!, l.MarketEn, l.MarketZh), l.Entry.Reason, l.IsSealed),
        Order = [new ListSort("at", Descending: true)],
        Search = Finds,
        Columns =
        [
            Column.Instant("at", "audit.at", l => l.Entry.At, r => r.At) with { Offered = true, Important = 3 },
            WhoColumn(),
            Column.Code("action", "audit.action", l => l.Entry.Action, r => r.Action) with { Sort = null, Offered = true, Important = 1 },
            Column.Code("kind", "audit.kind", l => l.Entry.SubjectKind, r => r.RecordKind) with { Sort = null },
            Column.Text("record", "audit.record", l => l.Entry.SubjectCode, r => r.RecordCode) with { Sort = null },
            Column.Code("market", "audit.market", l => l.MarketCode, r => r.Market?.Code) with { Sort = null, Offered = true },
            Column.Text("reason", "audit.reason", l => l.Entry.Reason, r => r.Reason) with { Sort = null },
            Column.Text("from", "audit.from", l => l.Entry.From, r => r.From) with { Sort = null },
            Column.Choice("actorKind", "audit.actorKind", l => l.Entry.ActorKind, r => r.ActorKind) with { Sort = null, Hidden = true },
            Column.Shown("sealed", "audit.sealed", ListKind.YesNo, r => r.IsSealed) with { Hidden = true },
        ],
    };

    /// <summary>Who acts, as conditions write it: <c>p7</c> a person, <c>k3</c> a key, <c>s0</c> the portal itself.</summary>
    public static string CodeOf(ActorKind kind, long id) => string.Create(CultureInfo.InvariantCulture, $"{Letter(kind)}{id}");

    private static char Letter(ActorKind kind) => kind switch { ActorKind.Person => 'p', ActorKind.ApiKey => 'k', _ => 's' };

    private static Column WhoColumn() => Column.Code("who", "audit.who", l => l.Entry.ActorName, r => r.ActorName) with
    {
        Sort = null,
        Offered = true,
        Important = 2,
        Filter = (value, _) =>
        {
            var codes = ListValues.Split(value);
            var wanted = Enum.GetValues<ActorKind>().Select(kind => (Kind: kind, Ids: IdsOf(codes, kind))).Where(w => w.Ids.Count > 0).ToList();
            return codes.Count is 0 or > ListValues.MaxChoices || wanted.Sum(w => w.Ids.Count) < codes.Count
                ? new MalformedFilter("who") { Field = "f.who" }
                : wanted.Select(w => Is(w.Kind, w.Ids)).Aggregate((one, other) => one.Or(other));
        },
    };

    private static List<long> IdsOf(IEnumerable<string> codes, ActorKind kind) =>
        [.. codes.Where(c => c[0] == Letter(kind)).Select(c => long.TryParse(c.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null).OfType<long>()];

    private static Expression<Func<ListedAct, bool>> Is(ActorKind kind, List<long> ids) => l => ids.Contains(l.Entry.ActorId) && l.Entry.ActorKind == kind;

    private static Expression<Func<ListedAct, bool>> Finds(SearchWord word)
    {
        // Codes are written in capitals.
        var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
        return l => l.Entry.SubjectCode.Contains(upper) || l.Entry.SubjectCode.Contains(raw) || l.Entry.Reason!.Contains(raw) || l.Entry.ActorName.Contains(raw);
    }
}
