using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Pages.Payments;

/// <summary>How payments read.</summary>
internal static class PaymentWords
{
    /// <summary>What a state means for the reader.</summary>
    public static Meaning MeaningOf(PaymentStatus status) => status switch
    {
        PaymentStatus.Captured => Meaning.Good,
        PaymentStatus.Authorised or PaymentStatus.Pending => Meaning.Attention,
        PaymentStatus.Declined => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    /// <summary>What the state of a dispute means for the reader.</summary>
    public static Meaning MeaningOf(DisputeState state) => state switch { DisputeState.Won => Meaning.Good, DisputeState.Lost => Meaning.Stop, _ => Meaning.Attention };

    /// <summary>Why a payment was declined, as a sentence.</summary>
    /// <param name="values">The figures of the sentence, in JSON; null where there are none.</param>
    public static string Reason(string code, string? values = null) =>
        DeclineSentence.Of(System.Globalization.CultureInfo.CurrentUICulture, code, values is null ? null : System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(values));

    /// <summary>How much was bought, in its unit.</summary>
    public static string Quantity(PaymentLine line) => $"{(line.Quantity / 1_000m).ToString("0.###", CultureInfo.InvariantCulture)} {line.Unit}".TrimEnd();

    /// <summary>The state's own word; of a captured payment that was given back, how far.</summary>
    public static string State(PaymentStatus status, long captured, long refunded, Texts texts) => status != PaymentStatus.Captured || refunded == 0 ? texts.Of("payments", status)
        : texts[refunded == captured ? "payments.refunded_all" : "payments.refunded_part"];
}
