using Portal.Components.Shared;
using Portal.Domain.Markets;

namespace Portal.Components.Pages.Markets;

/// <summary>What the states of markets mean to a reader.</summary>
internal static class MarketLook
{
    public static Meaning Meaning(this MarketStatus status) => status switch
    {
        MarketStatus.Active => Shared.Meaning.Good,
        MarketStatus.Suspended => Shared.Meaning.Attention,
        _ => Shared.Meaning.Neutral,
    };
}
