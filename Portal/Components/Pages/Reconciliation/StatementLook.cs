using Portal.Components.Shared;
using Portal.Domain.Reconciliation;

namespace Portal.Components.Pages.Reconciliation;

/// <summary>How files of banks look.</summary>
internal static class StatementLook
{
    public static Meaning MeaningOf(StatementFileState state) => state switch
    {
        StatementFileState.Done => Meaning.Good,
        StatementFileState.Refused => Meaning.Stop,
        _ => Meaning.Neutral,
    };
}
