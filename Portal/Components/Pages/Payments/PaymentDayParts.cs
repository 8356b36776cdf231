using System.Globalization;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Pages.Payments;

/// <summary>One table of a business date: what it is by, and its rows.</summary>
/// <param name="Column">What the rows are.</param>
internal sealed record PaymentDayPart(string Title, string Column, IReadOnlyList<ShareRow> Rows)
{
    public int Payments => Rows.Sum(r => r.Payments);

    /// <summary>Minor units.</summary>
    public long Amount => Rows.Sum(r => r.Amount);
}

/// <summary>The tables of a business date, the same on the screen, on paper and in a workbook.</summary>
internal static class PaymentDayParts
{
    /// <summary>By tender and by hour.</summary>
    public static IReadOnlyList<PaymentDayPart> Of(PaymentDay day, CultureInfo culture) =>
    [
        new(Texts.In(culture, "payments.tender_mix"), Texts.In(culture, "payments.tender"), [.. day.Tenders.Select(t => new ShareRow(Texts.In(culture, "payments.TenderKind_" + t.Kind), t.Payments, t.Amount))]),
        new(Texts.In(culture, "payments.by_hour"), Texts.In(culture, "payments.hour"), [.. day.Hours.Select(h => new ShareRow($"{h.Hour:00}:00", h.Payments, h.Amount))]),
    ];
}
