namespace Portal.Domain.Wallets;

/// <summary>There is no such wallet within reach.</summary>
public sealed record WalletNotFound : Refusal;

/// <summary>The wallet is frozen or closed.</summary>
public sealed record WalletNotOpen(WalletState State) : Refusal;

/// <summary>The wallet is frozen: nothing is paid out of it until it is unfrozen.</summary>
public sealed record WalletFrozen : Refusal;

/// <summary>Payments that were authorised and not captured have reserved some of the wallet's money: it is not closed before they are captured or voided.</summary>
public sealed record WalletReserved(Money Reserved) : Refusal;

/// <summary>The wallet already is in this state.</summary>
public sealed record WalletStateUnfit(WalletState State) : Refusal;

/// <summary>The card opens another wallet already.</summary>
public sealed record WalletCardTaken : Refusal;

/// <summary>There is no such card of the wallet.</summary>
public sealed record WalletCardNotFound : Refusal;

/// <summary>A top-up is a positive whole number of minor units, up to the wallet's holding limit.</summary>
public sealed record TopUpOutOfRange(long Most) : Refusal;

/// <summary>The market's operator has to be entered before it keeps money.</summary>
public sealed record WalletMarketWithoutOperator : Refusal;

/// <summary>The wallet is in another currency.</summary>
public sealed record WalletCurrencyDiffers(string Currency) : Refusal;
