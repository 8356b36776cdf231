using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Partners.ListedPartner, Portal.Domain.Partners.PartnerRow>;

namespace Portal.Domain.Partners;

/// <summary>An operator's code and name.</summary>
public sealed record OperatorName(string Code, string Name);

/// <summary>What a partner wallet owes an operator, and how much it may. Minor units.</summary>
/// <param name="AccountId">Its receivable.</param>
/// <param name="Owed">Posted: negative when more was given back than is outstanding.</param>
/// <param name="Reserved">Authorised and not captured yet; counts against the limit too.</param>
/// <param name="Most">Null for no limit.</param>
/// <param name="Version">Of the limit; null while there is none.</param>
public sealed record PartnerRow(long AccountId, string Partner, string Operator, string OperatorName, string Currency, long Owed, long Reserved, long? Most, long? Version)
{
    /// <summary>From this share of the limit on somebody should look.</summary>
    private const int Near = 80;

    /// <summary>How much of the limit is used, in percent; null without a limit.</summary>
    public int? UsedPercent => Most is not { } most ? null : Owed + Reserved <= 0 ? 0 : most == 0 ? 100 : (int)Int128.Min(999, (Int128)(Owed + Reserved) * 100 / most);

    /// <summary>True when the limit is nearly used up, or is.</summary>
    public bool IsNear => UsedPercent >= Near;

    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>A partner's receivable with what its list shows beside it.</summary>
public sealed class ListedPartner
{
    public required LedgerAccount Account { get; init; }

    /// <summary>The account's number as text: what addresses name a row by.</summary>
    public required string IdText { get; init; }

    public required string Partner { get; init; }

    public required string Operator { get; init; }

    public required string OperatorName { get; init; }

    public long Owed { get; init; }

    public PartnerLimit? Limit { get; init; }
}

/// <summary>What the list of partners knows; by their names.</summary>
internal static class PartnerList
{
    public static ListDefinition<ListedPartner, PartnerRow> Definition { get; } = new()
    {
        Key = l => l.Account.Id,
        Code = l => l.IdText,
        CodeOf = r => r.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Row = l => new PartnerRow(
            l.Account.Id, l.Partner, l.Operator, l.OperatorName, l.Account.Currency, l.Owed, l.Account.DebitsReserved, l.Limit == null ? null : l.Limit.LimitMinor, l.Limit == null ? null : l.Limit.Version),
        Order = [new ListSort("partner")],
        Columns =
        [
            Column.Text("partner", "partners.partner", l => l.Partner, r => r.Partner) with { Important = 1 },
            Column.Text("operator", "partners.operator", l => l.Operator, r => r.OperatorName),
            Column.Code("currency", "partners.currency", l => l.Account.Currency, r => r.Currency),
            Column.Money("owed", "partners.owed", l => l.Owed, r => r.Money(r.Owed)) with { Important = 2 },
            Column.Money("reserved", "partners.reserved", l => l.Account.DebitsReserved, r => r.Money(r.Reserved)),
            Column.Money("most", "partners.most", l => l.Limit!.LimitMinor, r => r.Most is { } most ? r.Money(most) : null),
            Column.Shown("used", "partners.used", ListKind.Number, r => r.UsedPercent) with { Important = 3 },
        ],
    };
}
