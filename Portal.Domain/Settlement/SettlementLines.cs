using Portal.Domain.Lists;
using Portal.Domain.Vendors;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Settlement.ListedSettlement, Portal.Domain.Settlement.SettlementRow>;

namespace Portal.Domain.Settlement;

/// <summary>A line with the vendor that it is about, and the currency of its run.</summary>
public sealed class ListedSettlement
{
    public required SettlementLine Line { get; init; }

    public required Vendor Vendor { get; init; }

    public required string Currency { get; init; }
}

/// <summary>A line of a run as its list shows it. Minor units.</summary>
/// <param name="Charged">Fees with their tax, less what was cut.</param>
public sealed record SettlementRow(
    long Id, string Vendor, string VendorName, string Currency, int Movements, long Opening, long Sales, long Refunds, long Others, long Charged, long Released, long Payout, long Held, long Carried, NotPaidReason? NotPaid);

/// <summary>The list of a run's lines.</summary>
public static class SettlementLines
{
    public static ListDefinition<ListedSettlement, SettlementRow> Definition { get; } = new()
    {
        Key = l => l.Line.Id,
        Code = l => l.Vendor.Code,
        CodeOf = r => r.Vendor,
        Row = l => new SettlementRow(
            l.Line.Id, l.Vendor.Code, l.Vendor.TradeName, l.Currency, l.Line.Movements, l.Line.Opening, l.Line.Sales, l.Line.Refunds, l.Line.Others, l.Line.Fees + l.Line.Tax - l.Line.Rounding, l.Line.Released, l.Line.Payout, l.Line.Held, l.Line.Carried, l.Line.NotPaid),
        Order = [new ListSort("payout", Descending: true)],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Vendor.Code.Contains(upper) || l.Vendor.TradeName.Contains(raw);
        },
        Columns =
        [
            Column.Text("vendorName", "settlement.vendor", l => l.Vendor.TradeName, r => r.VendorName) with { Important = 1 },
            Column.Code("vendor", "settlement.vendorCode", l => l.Vendor.Code, r => r.Vendor),
            Column.Number("movements", "settlement.movements", l => l.Line.Movements, r => r.Movements),
            Column.Money("opening", "settlement.opening", l => l.Line.Opening, r => new Money(r.Currency, r.Opening)),
            Column.Money("sales", "settlement.sales", l => l.Line.Sales, r => new Money(r.Currency, r.Sales)),
            Column.Money("refunds", "settlement.refunds", l => l.Line.Refunds, r => new Money(r.Currency, r.Refunds)),
            Column.Money("others", "settlement.others", l => l.Line.Others, r => new Money(r.Currency, r.Others)) with { Hidden = true },
            Column.Money("charged", "settlement.charged", l => l.Line.Fees + l.Line.Tax - l.Line.Rounding, r => new Money(r.Currency, r.Charged)),
            Column.Money("released", "settlement.released", l => l.Line.Released, r => new Money(r.Currency, r.Released)) with { Hidden = true },
            Column.Money("payout", "settlement.payout", l => l.Line.Payout, r => new Money(r.Currency, r.Payout)) with { Important = 2 },
            Column.Money("held", "settlement.held", l => l.Line.Held, r => new Money(r.Currency, r.Held)) with { Hidden = true },
            Column.Money("carried", "settlement.carried", l => l.Line.Carried, r => new Money(r.Currency, r.Carried)),
            Column.OptionalChoice("notPaid", "settlement.notPaid", l => l.Line.NotPaid, r => r.NotPaid) with { Important = 3, Offered = true },
        ],
    };
}
