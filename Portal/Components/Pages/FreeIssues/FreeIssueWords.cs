using Portal.Components.Shared;
using Portal.Domain.FreeIssues;

namespace Portal.Components.Pages.FreeIssues;

/// <summary>How lists of beneficiaries read.</summary>
internal static class FreeIssueWords
{
    /// <summary>What a list's state means for the reader.</summary>
    public static Meaning MeaningOf(FreeIssueState state) => state switch
    {
        FreeIssueState.Issued => Meaning.Good,
        FreeIssueState.Rejected => Meaning.Stop,
        FreeIssueState.Discarded => Meaning.Neutral,
        _ => Meaning.Attention,
    };
}
