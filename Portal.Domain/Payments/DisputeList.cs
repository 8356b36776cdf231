using System.Linq.Expressions;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Payments.ListedDispute, Portal.Domain.Payments.DisputeRow>;

namespace Portal.Domain.Payments;

/// <summary>One line of the list of disputes. Minor units.</summary>
/// <param name="Payment">The disputed payment.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="DayTurnHour">The hour at which the market's day turns.</param>
public sealed record DisputeRow(
    Guid Uid, Guid Payment, MarketName Market, string TimeZone, int DayTurnHour, string Stall, string Vendor, string VendorName, string Reference, string Currency, long Amount, string Reason,
    DisputeState State, LossBearer? Bearer, DateOnly Deadline, DateTime PaidAt, DateTime OpenedAt, DateTime? DecidedAt)
{
    /// <summary>What names the line in addresses: the payment, and the end of the dispute's id.</summary>
    public string Code => $"{Payment:D}.{Uid.ToString("N")[^12..]}";

    /// <summary>The payment of a line that is named so; null when it names none.</summary>
    public static Guid? PaymentOf(string code) => Guid.TryParse(code.Split('.')[0], out var payment) ? payment : null;

    /// <summary>The market's business day at a time, which the deadline is one of.</summary>
    public DateOnly DayAt(DateTime time) => BusinessDay.Of(TimeZone, DayTurnHour, time);
}

/// <summary>What is in dispute in one currency over all matching rows.</summary>
public sealed record DisputeSum(Money Amount, int Count);

/// <summary>A dispute with what its list shows beside it.</summary>
public sealed class ListedDispute
{
    public required Dispute Dispute { get; init; }

    public required Payment Payment { get; init; }

    public required Market Market { get; init; }

    public required string Stall { get; init; }

    public required string Vendor { get; init; }

    public required string VendorName { get; init; }
}

/// <summary>What the list of disputes knows; those that want evidence first, the nearest deadline first.</summary>
internal static class DisputeList
{
    public static ListDefinition<ListedDispute, DisputeRow> Definition { get; } = new()
    {
        Key = l => l.Dispute.Id,
        Code = l => l.Dispute.Reference,
        CodeOf = r => r.Code,
        Row = l => new DisputeRow(
            l.Dispute.Uid, l.Payment.Uid, new MarketName(l.Market.Id, l.Market.Code, l.Market.NameKo, l.Market.NameEn, l.Market.NameZh, l.Market.Region), l.Market.TimeZone, l.Market.DayTurnHour, l.Stall, l.Vendor, l.VendorName,
            l.Dispute.Reference, l.Payment.Currency, l.Dispute.Amount, l.Dispute.Reason, l.Dispute.State, l.Dispute.Bearer, l.Dispute.Deadline, l.Payment.At, l.Dispute.OpenedAt, l.Dispute.DecidedAt),
        Order = [new ListSort("state"), new ListSort("deadline")],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Dispute.Reference.Contains(raw) || l.Dispute.Reference.Contains(upper) || l.VendorName.Contains(raw) || l.Stall.Contains(upper);
        },
        Columns =
        [
            Column.Text("reference", "payments.dispute_reference", l => l.Dispute.Reference, r => r.Reference) with { Important = 1 },
            Column.Choice("state", "payments.status", l => l.Dispute.State, r => r.State) with { Important = 2, Offered = true, Sort = Urgency },
            Column.Date("deadline", "payments.deadline", l => l.Dispute.Deadline, r => r.Deadline) with { Important = 3, Offered = true },
            Column.Money("amount", "payments.dispute_amount", l => l.Dispute.Amount, r => new Money(r.Currency, r.Amount)) with { Important = 4 },
            Column.Code("market", "payments.market", l => l.Market.Code, r => r.Market.Code),
            Column.Text("vendorName", "payments.vendor", l => l.VendorName, r => r.VendorName),
            Column.Text("stall", "payments.stall", l => l.Stall, r => r.Stall) with { Hidden = true },
            Column.Instant("paidAt", "payments.dispute_payment", l => l.Payment.At, r => r.PaidAt),
            Column.Text("reason", "payments.dispute_reason", l => l.Dispute.Reason, r => r.Reason),
            Column.OptionalChoice("bearer", "payments.bearer", l => l.Dispute.Bearer, r => r.Bearer) with { Hidden = true },
            Column.Instant("openedAt", "payments.openedAt", l => l.Dispute.OpenedAt, r => r.OpenedAt) with { Hidden = true },
            Column.Instant("decidedAt", "payments.decidedAt", l => l.Dispute.DecidedAt, r => r.DecidedAt) with { Hidden = true },
        ],
    };

    /// <summary>What is still to be done comes first, whatever the states are called.</summary>
    private static Expression<Func<ListedDispute, int>> Urgency => l => l.Dispute.State == DisputeState.Open ? 0 : l.Dispute.State == DisputeState.Answered ? 1 : 2;
}
