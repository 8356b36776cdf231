using System.Globalization;
using Portal.Domain.Lists;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Ledger.StatementEntry, Portal.Domain.Ledger.StatementRow>;

namespace Portal.Domain.Ledger;

/// <summary>A line of an account's statement that moved money, seen from that account. Minor units.</summary>
/// <param name="Id">The transfer.</param>
/// <param name="Order">The ledger order of its posting.</param>
/// <param name="OtherId">The account on the other side.</param>
/// <param name="Debit">What was debited here. Between two children of an account whose statement it is, both sides are.</param>
public sealed record StatementRow(
    long Id, long Order, DateOnly Date, DateTime At, TransferKind Kind, TransferCode Code, string? Document, Guid Posting, string? Market, long OtherId, long Debit, long Credit)
{
    /// <summary>The account's own currency, the other account and the balance after this line are set when the row is read.</summary>
    public string Currency { get; init; } = "";

    /// <inheritdoc cref="Currency"/>
    public AccountLabel Other { get; init; } = null!;

    /// <summary>What the account holds after this line, in the order of business dates and, within one, of the ledger; whatever else the list leaves out.</summary>
    public long Balance { get; init; }

    /// <summary>The amount as the column shows it: nothing where the line is on the other side.</summary>
    public Money? Money(long amount) => amount == 0 ? null : new(Currency, amount);
}

/// <summary>A line with its posting and the side it has on the account.</summary>
public sealed class StatementEntry
{
    public long Id { get; init; }

    public required string IdText { get; init; }

    public long Order { get; init; }

    public DateOnly Date { get; init; }

    public DateTime At { get; init; }

    public TransferKind Kind { get; init; }

    public TransferCode Code { get; init; }

    public string? Document { get; init; }

    public Guid Posting { get; init; }

    public string? Market { get; init; }

    public long OtherId { get; init; }

    public long Amount { get; init; }

    public long Debit { get; init; }

    public long Credit { get; init; }
}

/// <summary>
/// What an account's statement knows. Its order is that of business dates and, within one, of the ledger, forwards or backwards: only so has a running balance a meaning.
/// </summary>
public static class StatementList
{
    public static ListDefinition<StatementEntry, StatementRow> Definition { get; } = new()
    {
        Key = e => e.Id,
        Code = e => e.IdText,
        CodeOf = r => r.Id.ToString(CultureInfo.InvariantCulture),
        Row = e => new StatementRow(e.Id, e.Order, e.Date, e.At, e.Kind, e.Code, e.Document, e.Posting, e.Market, e.OtherId, e.Debit, e.Credit),
        Order = [new ListSort("date", Descending: true)],
        Columns =
        [
            Column.Date("date", "ledger.businessDate", e => e.Date, r => r.Date) with { Offered = true, Important = 2 },
            Column.Instant("at", "ledger.at", e => e.At, r => r.At) with { Sort = null },
            Column.Choice("code", "ledger.transferCode", e => e.Code, r => r.Code) with { Sort = null, Offered = true },
            Column.Text("document", "ledger.document", e => e.Document, r => r.Document) with { Sort = null },
            Column.Shown("other", "ledger.other", ListKind.Text, r => r.Other.Code) with { Important = 1 },
            Column.Code("market", "ledger.market", e => e.Market, r => r.Market) with { Sort = null, Hidden = true },
            Column.Money("amount", "ledger.amount", e => e.Amount, r => r.Money(Math.Max(r.Debit, r.Credit))) with { Sort = null, Hidden = true, Offered = true },
            Column.Shown("debit", "ledger.debit", ListKind.Money, r => r.Money(r.Debit)),
            Column.Shown("credit", "ledger.credit", ListKind.Money, r => r.Money(r.Credit)),
            Column.Shown("balance", "ledger.balance", ListKind.Money, r => new Money(r.Currency, r.Balance)) with { Important = 3 },
            Column.Number("order", "ledger.order", e => e.Order, r => r.Order) with { Sort = null, Hidden = true },
            Column.Shown("posting", "ledger.posting", ListKind.Text, r => r.Posting.ToString()) with { Hidden = true },
        ],
    };
}
