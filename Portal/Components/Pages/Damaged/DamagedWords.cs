using Portal.Components.Shared;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Damaged;

namespace Portal.Components.Pages.Damaged;

/// <summary>How exchange cases read.</summary>
internal static class DamagedWords
{
    /// <summary>What a case's state means for the reader.</summary>
    public static Meaning MeaningOf(DamagedState state) => state switch
    {
        DamagedState.Open => Meaning.Attention,
        DamagedState.Exchanged or DamagedState.PaidOut => Meaning.Good,
        DamagedState.Refused => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    /// <summary>What the age of an open case means for the reader.</summary>
    public static Meaning MeaningOf(DateTime opened, DateTime now) => now - opened >= WaitingApprovals.Patience ? Meaning.Stop : Meaning.Attention;
}
