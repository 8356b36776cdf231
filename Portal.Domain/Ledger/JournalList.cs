using System.Globalization;
using System.Linq.Expressions;
using Portal.Domain.Lists;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Ledger.ListedPosting, Portal.Domain.Ledger.JournalRow>;

namespace Portal.Domain.Ledger;

/// <summary>What became of a posting.</summary>
public enum PostingState
{
    /// <summary>Its lines stand.</summary>
    Posted,

    /// <summary>It was kept and moves nothing, such as a declined payment.</summary>
    Recorded,

    /// <summary>The ledger refused it.</summary>
    Refused,
}

/// <summary>A posting as the journal shows it. Minor units.</summary>
/// <param name="Code">Of its first line, as are kind and accounts; null when it has none.</param>
/// <param name="Amount">Of all its lines.</param>
/// <param name="Holds">True while it reserves something that was neither posted nor released.</param>
public sealed record JournalRow(
    long Order, Guid Uid, DateOnly Date, DateTime At, string? Document, PostingState State, string? Refusal, int Lines, string Owner, string? MarketCode, TransferKind? Kind, TransferCode? Code, long? DebitId, long? CreditId,
    long Amount, bool Holds)
{
    /// <summary>The accounts of the first line; set when the row is read.</summary>
    public AccountLabel? Debit { get; init; }

    /// <inheritdoc cref="Debit"/>
    public AccountLabel? Credit { get; init; }

    /// <summary>The amount in its currency; null for a posting without lines.</summary>
    public Money? Money => Debit is null ? null : new(Debit.Currency, Amount);
}

/// <summary>A posting with what the list knows of its lines.</summary>
public sealed class ListedPosting
{
    public required LedgerPosting Posting { get; init; }

    public required string OrderText { get; init; }

    public string? Market { get; init; }

    public PostingState State { get; init; }

    public TransferKind? Kind { get; init; }

    public TransferCode? Code { get; init; }

    public long? DebitId { get; init; }

    public long? CreditId { get; init; }

    public long Amount { get; init; }

    public bool Holds { get; init; }
}

/// <summary>What the journal knows. It is in the order of the ledger and nothing else.</summary>
public static class JournalList
{
    public static ListDefinition<ListedPosting, JournalRow> Definition { get; } = new()
    {
        Key = l => l.Posting.Id,
        Code = l => l.OrderText,
        CodeOf = r => r.Order.ToString(CultureInfo.InvariantCulture),
        Row = l => new JournalRow(
            l.Posting.Id, l.Posting.Uid, l.Posting.BusinessDate, l.Posting.At, l.Posting.Document, l.State, l.Posting.Refusal, l.Posting.Lines, l.Posting.Owner, l.Market, l.Kind, l.Code, l.DebitId, l.CreditId,
            l.Amount, l.Holds),
        Order = [new ListSort("order", Descending: true)],
        Columns =
        [
            Column.Number("order", "ledger.order", l => l.Posting.Id, r => r.Order),
            Column.Date("date", "ledger.businessDate", l => l.Posting.BusinessDate, r => r.Date) with { Sort = null, Offered = true, Important = 2 },
            Column.Instant("at", "ledger.at", l => l.Posting.At, r => r.At) with { Sort = null },
            Column.OptionalChoice("code", "ledger.transferCode", l => l.Code, r => r.Code) with { Sort = null, Offered = true, Filter = OnLines("code") },
            Column.OptionalChoice("kind", "ledger.transferKind", l => l.Kind, r => r.Kind) with { Sort = null, Hidden = true, Filter = OnLines("kind") },
            Column.Text("document", "ledger.document", l => l.Posting.Document, r => r.Document) with { Sort = null },
            Column.Shown("debit", "ledger.debitAccount", ListKind.Text, r => r.Debit?.Code),
            Column.Shown("credit", "ledger.creditAccount", ListKind.Text, r => r.Credit?.Code) with { Important = 1 },
            Column.Money("amount", "ledger.amount", l => l.Amount, r => r.Money) with { Sort = null, Offered = true, Important = 3, Filter = OnLines("amount") },
            Column.Number("lines", "ledger.lines", l => l.Posting.Lines, r => r.Lines) with { Sort = null, Hidden = true },
            Column.Choice("state", "ledger.outcome", l => l.State, r => r.State) with { Sort = null, Offered = true, Filter = StateIs },
            Column.YesNo("holds", "ledger.holds", l => l.Holds, r => r.Holds) with { Sort = null, Hidden = true },
            Column.Code("market", "ledger.market", l => l.Market, r => r.MarketCode) with { Sort = null, Hidden = true },
            Column.Number("account", "ledger.accountNumber", l => l.DebitId, r => r.DebitId) with { Sort = null, Hidden = true, Filter = OnLines("account") },
            Column.Shown("uid", "ledger.uid", ListKind.Text, r => r.Uid.ToString()) with { Hidden = true },
        ],
    };

    /// <summary>
    /// What a filter asks of any one line of a posting; null for a filter that asks something of the posting itself, or that means nothing. Lines are looked up beside the
    /// list: it says only whether the filter can be meant.
    /// </summary>
    internal static Expression<Func<Transfer, bool>>? OfLine(ListFilter filter)
    {
        switch (filter.Key)
        {
            case "code" when Named<TransferCode>(filter.Value) is { } codes:
                return t => codes.Contains(t.Code);
            case "kind" when Named<TransferKind>(filter.Value) is { } kinds:
                return t => kinds.Contains(t.Kind);
            case "account" when ListValues.TryNumbers(filter.Value, out var id, out var same) && id is not null && id == same:
                return t => t.DebitId == id || t.CreditId == id;
            case "amount" when ListValues.TryNumbers(filter.Value, out var from, out var to):
                var (least, most) = (from ?? 0, to ?? long.MaxValue);
                return t => t.Amount >= least && t.Amount <= most;
            default:
                return null;
        }
    }

    private static Func<string, TimeZoneInfo, Outcome<Expression<Func<ListedPosting, bool>>>> OnLines(string key) => (value, _) =>
        OfLine(new ListFilter(key, value)) is null ? Malformed(key) : (Expression<Func<ListedPosting, bool>>)(l => true);

    private static Outcome<Expression<Func<ListedPosting, bool>>> StateIs(string value, TimeZoneInfo zone)
    {
        if (Named<PostingState>(value) is not { } states)
            return Malformed("state");
        var (posted, recorded, refused) = (states.Contains(PostingState.Posted), states.Contains(PostingState.Recorded), states.Contains(PostingState.Refused));
        return (Expression<Func<ListedPosting, bool>>)(l =>
            (posted && l.Posting.Refusal == null && l.Posting.Lines > 0) || (recorded && l.Posting.Refusal == null && l.Posting.Lines == 0) || (refused && l.Posting.Refusal != null));
    }

    /// <summary>The values of these names; null when one of them is none. By name only: Enum.TryParse would take numbers as well.</summary>
    private static List<TEnum>? Named<TEnum>(string value)
        where TEnum : struct, Enum
    {
        var names = ListValues.Split(value).Select(n => Enum.GetNames<TEnum>().FirstOrDefault(k => k.Equals(n, StringComparison.OrdinalIgnoreCase))).ToList();
        return names.Count == 0 || names.Contains(null) ? null : [.. names.OfType<string>().Select(Enum.Parse<TEnum>).Distinct()];
    }

    private static MalformedFilter Malformed(string key) => new(key) { Field = "f." + key };
}
