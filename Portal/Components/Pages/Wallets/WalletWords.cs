using Portal.Components.Shared;
using Portal.Domain.Ledger;
using Portal.Domain.Wallets;
using Portal.Resources;

namespace Portal.Components.Pages.Wallets;

/// <summary>How wallets read.</summary>
internal static class WalletWords
{
    /// <summary>What a state means for the reader.</summary>
    public static Meaning MeaningOf(WalletState state) => state switch
    {
        WalletState.Open => Meaning.Good,
        WalletState.Frozen => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    /// <summary>What moved a wallet: a reservation and its end say so, whatever they are for.</summary>
    public static string What(WalletMovement movement, Texts texts) => movement.Kind switch
    {
        TransferKind.Pending => texts["wallets.reserved_act"],
        TransferKind.Void or TransferKind.Expiry => texts["wallets.released"],
        _ => texts.Of("wallets", movement.Code),
    };

    /// <summary>False for what only reserves or releases: the balance stays.</summary>
    public static bool Moves(WalletMovement movement) => movement.Kind is TransferKind.Immediate or TransferKind.Post;
}
