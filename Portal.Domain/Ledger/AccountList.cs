using System.Linq.Expressions;
using Portal.Domain.Lists;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Ledger.ListedAccount, Portal.Domain.Ledger.AccountLine>;

namespace Portal.Domain.Ledger;

/// <summary>An account with its balance, as the chart of accounts shows it. Minor units.</summary>
/// <param name="ParentId">The account that its totals count in; null for one that stands by itself.</param>
/// <param name="Reserved">Held by reservations on either side; kept only for accounts with a limit.</param>
public sealed record AccountLine(
    long Id, string Operator, string OperatorName, string Currency, string Code, AccountClass Class, AccountLimit Limit, AccountState State, long? ParentId, DateTime CreatedAt, long Debits, long Credits, long Reserved)
{
    /// <summary>Its name in words; set when the row is read.</summary>
    public AccountLabel Label { get; init; } = null!;

    /// <summary>On the side where the account has it (<see cref="AccountHeading.IsDebit"/>).</summary>
    public long Balance => AccountHeading.IsDebit(Class, Code) ? Debits - Credits : Credits - Debits;

    /// <summary>An amount of this account.</summary>
    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>An account with what the list knows beside its row.</summary>
public sealed class ListedAccount
{
    public required LedgerAccount Account { get; init; }

    public required string IdText { get; init; }

    public required string Operator { get; init; }

    public required string OperatorName { get; init; }

    public long Debits { get; init; }

    public long Credits { get; init; }
}

/// <summary>What the chart of accounts knows. Balances are summed for the accounts of a page alone, so the list is not sorted by them.</summary>
public static class AccountList
{
    public static ListDefinition<ListedAccount, AccountLine> Definition { get; } = new()
    {
        Key = l => l.Account.Id,
        Code = l => l.IdText,
        CodeOf = r => r.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Row = l => new AccountLine(
            l.Account.Id, l.Operator, l.OperatorName, l.Account.Currency, l.Account.Code, l.Account.Class, l.Account.Limit, l.Account.State, l.Account.ParentId, l.Account.CreatedAt, l.Debits, l.Credits,
            l.Account.DebitsReserved + l.Account.CreditsReserved),
        Order = [new ListSort("code")],
        Columns =
        [
            Column.Shown("name", "ledger.account", ListKind.Text, r => r.Label.Code) with { Important = 1 },
            Column.Text("code", "ledger.code", l => l.Account.Code, r => r.Code),
            KindColumn(),
            Column.Choice("class", "ledger.class", l => l.Account.Class, r => r.Class) with { Offered = true, Important = 2 },
            Column.Code("operator", "ledger.operator", l => l.Operator, r => r.Operator),
            Column.Code("currency", "ledger.currency", l => l.Account.Currency, r => r.Currency),
            Column.Choice("limit", "ledger.limit", l => l.Account.Limit, r => r.Limit),
            Column.Choice("state", "ledger.state", l => l.Account.State, r => r.State) with { Offered = true },
            Column.Shown("debits", "ledger.debits", ListKind.Money, r => r.Money(r.Debits)),
            Column.Shown("credits", "ledger.credits", ListKind.Money, r => r.Money(r.Credits)),
            Column.Shown("reserved", "ledger.reserved", ListKind.Money, r => r.Money(r.Reserved)) with { Hidden = true },
            Column.Shown("balance", "ledger.balance", ListKind.Money, r => r.Money(r.Balance)) with { Important = 3 },
            Column.Instant("createdAt", "ledger.createdAt", l => l.Account.CreatedAt, r => r.CreatedAt) with { Hidden = true },
        ],
    };

    /// <summary>What accounts are of: conditions name headings of the chart.</summary>
    private static Column KindColumn() => Column.Code("kind", "ledger.kind", l => l.Account.Code, r => r.Label.Heading.Key) with
    {
        Sort = null,
        Hidden = true,
        Offered = true,
        Choices = [.. AccountHeading.All.Select(h => h.Key)],
        ChoiceText = "ledger.account_",
        Filter = (value, _) =>
        {
            var keys = ListValues.Split(value);
            var wanted = keys.Select(key => AccountHeading.All.FirstOrDefault(h => h.Key == key)).OfType<AccountHeading>().ToList();
            return wanted.Count == 0 || wanted.Count < keys.Count
                ? new MalformedFilter("kind") { Field = "f.kind" }
                : wanted.Select(h => OfAccount.Is(h.Condition())).Aggregate((one, other) => one.Or(other));
        },
    };

    private static Expression<Func<ListedAccount, LedgerAccount>> OfAccount => l => l.Account;
}
