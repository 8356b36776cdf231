using Portal.Components.Shared;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Counts;

namespace Portal.Components.Pages.Stock;

/// <summary>What the states of hand-overs and counts mean for the reader.</summary>
internal static class StockWords
{
    public static Meaning MeaningOf(HandOverState state) => state switch
    {
        HandOverState.Received => Meaning.Good,
        HandOverState.Offered => Meaning.Attention,
        _ => Meaning.Stop,
    };

    public static Meaning MeaningOf(DrawerCountState state) => state switch
    {
        DrawerCountState.Agreed => Meaning.Good,
        DrawerCountState.Confirmed => Meaning.Neutral,
        DrawerCountState.Explained => Meaning.Attention,
        _ => Meaning.Stop,
    };
}
