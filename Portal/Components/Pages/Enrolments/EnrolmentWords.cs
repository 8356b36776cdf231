using Portal.Components.Shared;
using Portal.Domain.Vouchers;
using Portal.Resources;

namespace Portal.Components.Pages.Enrolments;

/// <summary>How a vendor's part in a programme reads.</summary>
internal static class EnrolmentWords
{
    /// <summary>What it means for the reader.</summary>
    public static Meaning MeaningOf(EnrolmentRow row) => row switch
    {
        { State: EnrolmentState.Banned } or { State: EnrolmentState.Approved, Frozen: true } => Meaning.Stop,
        { State: EnrolmentState.Approved } => Meaning.Good,
        { State: EnrolmentState.Applied or EnrolmentState.Provisional } => Meaning.Attention,
        _ => Meaning.Neutral,
    };

    /// <summary>The state; an enrolment that the fraud desk has frozen says so.</summary>
    public static string State(EnrolmentRow row, Texts texts) => row is { State: EnrolmentState.Approved, Frozen: true } ? texts["enrolments.suspended"] : texts.Of("enrolments", row.State);
}
