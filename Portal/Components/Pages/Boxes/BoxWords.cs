using Portal.Components.Shared;
using Portal.Domain.Vouchers.Boxes;

namespace Portal.Components.Pages.Boxes;

/// <summary>How boxes of redeemed paper read.</summary>
internal static class BoxWords
{
    /// <summary>What a box's state means for the reader.</summary>
    public static Meaning MeaningOf(BoxState state, bool differs) => differs && state != BoxState.Destroyed ? Meaning.Stop : state switch
    {
        BoxState.Counted => Meaning.Good,
        BoxState.Destroyed => Meaning.Neutral,
        _ => Meaning.Attention,
    };

    /// <summary>What a piece's place means for the reader.</summary>
    public static Meaning MeaningOf(PaperPlace place) => place switch
    {
        PaperPlace.Unboxed => Meaning.Attention,
        PaperPlace.Boxed => Meaning.Good,
        _ => Meaning.Neutral,
    };
}
