using Portal.Components.Shared;
using Portal.Domain.Vouchers;

namespace Portal.Components.Pages.Stock;

/// <summary>What the states of hand-overs mean for the reader.</summary>
internal static class StockWords
{
    public static Meaning MeaningOf(HandOverState state) => state switch
    {
        HandOverState.Received => Meaning.Good,
        HandOverState.Offered => Meaning.Attention,
        _ => Meaning.Stop,
    };
}
