using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Payments.ListedPayment, Portal.Domain.Payments.PaymentRow>;

namespace Portal.Domain.Payments;

/// <summary>One line of the list of payments. Minor units.</summary>
/// <param name="Tender">The first tender; <paramref name="Tenders"/> says how many there are.</param>
public sealed record PaymentRow(
    long Id, Guid Uid, MarketName Market, string Stall, string? Vendor, string? VendorName, string Currency, long Amount, long Refunded, PaymentStatus Status, string? Reason,
    TenderKind Tender, int Tenders, DateOnly BusinessDate, DateTime At, string? Terminal)
{
    /// <summary>The id as addresses write it.</summary>
    public string Code => Uid.ToString("D");
}

/// <summary>A payment with what its list shows beside it.</summary>
public sealed class ListedPayment
{
    public required Payment Payment { get; init; }

    public required Market Market { get; init; }

    public required string Stall { get; init; }

    public string? Vendor { get; init; }

    public string? VendorName { get; init; }

    public TenderKind Tender { get; init; }

    public int Tenders { get; init; }

    public string? Terminal { get; init; }
}

/// <summary>What the list of payments knows; the newest first.</summary>
internal static class PaymentList
{
    public static ListDefinition<ListedPayment, PaymentRow> Definition { get; } = new()
    {
        Key = l => l.Payment.Id,
        Code = l => l.Stall,
        CodeOf = r => r.Code,
        Row = l => new PaymentRow(
            l.Payment.Id, l.Payment.Uid, new MarketName(l.Market.Id, l.Market.Code, l.Market.NameKo, l.Market.NameEn, l.Market.NameZh, l.Market.Region), l.Stall, l.Vendor, l.VendorName, l.Payment.Currency, l.Payment.Amount,
            l.Payment.Refunded, l.Payment.Status, l.Payment.Reason, l.Tender, l.Tenders, l.Payment.BusinessDate, l.Payment.At, l.Terminal),
        Order = [new ListSort("at", Descending: true)],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Stall.Contains(upper) || (l.VendorName != null && l.VendorName.Contains(raw)) || (l.Terminal != null && l.Terminal.Contains(upper));
        },
        Columns =
        [
            Column.Instant("at", "payments.at", l => l.Payment.At, r => r.At) with { Important = 1 },
            Column.Text("market", "payments.market", l => l.Market.Code, r => r.Market.Code),
            Column.Text("stall", "payments.stall", l => l.Stall, r => r.Stall) with { Important = 3 },
            Column.Text("vendorName", "payments.vendor", l => l.VendorName, r => r.VendorName),
            Column.Choice("tender", "payments.tender", l => l.Tender, r => r.Tender) with { Offered = true },
            Column.Money("amount", "payments.amount", l => l.Payment.Amount, r => new Money(r.Currency, r.Amount)) with { Important = 2 },
            Column.Money("refunded", "payments.refunded", l => l.Payment.Refunded, r => r.Refunded == 0 ? null : new Money(r.Currency, r.Refunded)),
            Column.Choice("status", "payments.status", l => l.Payment.Status, r => r.Status) with { Important = 4, Offered = true },
            Column.Date("businessDate", "payments.businessDate", l => l.Payment.BusinessDate, r => r.BusinessDate) with { Hidden = true },
            Column.Text("terminal", "payments.terminal", l => l.Terminal, r => r.Terminal) with { Hidden = true },
        ],
    };
}
