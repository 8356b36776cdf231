using Portal.Components.Shared;
using Portal.Domain.Institutions;

namespace Portal.Components.Pages.Institutions;

/// <summary>What the states of orders mean for the reader.</summary>
internal static class InstitutionWords
{
    public static Meaning MeaningOf(OrderState state) => state switch
    {
        OrderState.Done => Meaning.Good,
        OrderState.Withdrawn => Meaning.Stop,
        _ => Meaning.Attention,
    };
}
