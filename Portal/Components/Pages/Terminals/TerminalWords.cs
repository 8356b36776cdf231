using Portal.Components.Shared;
using Portal.Domain.Terminals;
using Portal.Resources;

namespace Portal.Components.Pages.Terminals;

/// <summary>What is done to a terminal that is registered.</summary>
internal enum TerminalAct
{
    Suspend,
    Resume,
    Retire,
}

/// <summary>How terminals read.</summary>
internal static class TerminalWords
{
    /// <summary>What a state means for the reader.</summary>
    public static Meaning MeaningOf(TerminalState state) => state switch
    {
        TerminalState.Active => Meaning.Good,
        TerminalState.Unpaired => Meaning.Attention,
        TerminalState.Suspended => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    /// <summary>How long ago, as people say it: just now, 5 minutes ago, 3 hours ago, 2 days ago.</summary>
    /// <param name="at">UTC; null when the terminal was never heard of.</param>
    public static string Ago(DateTime? at, DateTime now, Texts texts) => at is not { } seen ? texts["terminals.never"] : (now - seen) switch
    {
        { TotalMinutes: < 2 } => texts["terminals.just_now"],
        { TotalMinutes: < 60 } gone => texts["terminals.minutes_ago", (int)gone.TotalMinutes],
        { TotalHours: < 2 } => texts["terminals.hour_ago"],
        { TotalHours: < 24 } gone => texts["terminals.hours_ago", (int)gone.TotalHours],
        { TotalDays: < 2 } => texts["terminals.day_ago"],
        var gone => texts["terminals.days_ago", (int)gone.TotalDays],
    };
}
