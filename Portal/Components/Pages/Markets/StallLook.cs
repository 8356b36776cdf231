using Portal.Components.Shared;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>What a stall looks like on lists and plans: one word, one icon, one colour.</summary>
public enum StallLook
{
    MayTrade,
    Warning,
    MayNotTrade,
    Vacant,
    NotInUse,
}

/// <summary>How a stall's state is drawn and said.</summary>
public static class StallLooks
{
    public static StallLook Look(this StallRow stall) => stall switch
    {
        { Verdict: TradingVerdict.MayTrade } => StallLook.MayTrade,
        { Verdict: TradingVerdict.Warning } => StallLook.Warning,
        { Verdict: TradingVerdict.MayNotTrade } => StallLook.MayNotTrade,
        { Status: not StallStatus.Active } => StallLook.NotInUse,
        _ => StallLook.Vacant,
    };

    public static Meaning Meaning(this StallLook look) => look switch
    {
        StallLook.MayTrade => Shared.Meaning.Good,
        StallLook.Warning => Shared.Meaning.Attention,
        StallLook.MayNotTrade => Shared.Meaning.Stop,
        _ => Shared.Meaning.Neutral,
    };

    /// <summary>The icon on the plan; vacant stalls and those out of use differ.</summary>
    public static string Drawing(this StallLook look) => look == StallLook.NotInUse ? "pause" : look.Meaning().Drawing();

    public static string Word(this StallLook look, Texts texts) => texts["stalls.look_" + look];
}
