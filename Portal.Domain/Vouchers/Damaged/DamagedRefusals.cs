namespace Portal.Domain.Vouchers.Damaged;

/// <summary>There is no such exchange case.</summary>
public sealed record DamagedCaseNotFound : Refusal;

/// <summary>The case was decided or taken back already.</summary>
public sealed record DamagedCaseStateUnfit(DamagedState State) : Refusal;

/// <summary>Only paper is exchanged for its damage.</summary>
public sealed record DamagedNotPaper : Refusal;

/// <summary>The voucher was never sold.</summary>
public sealed record DamagedNotSold : Refusal;

/// <summary>The voucher is void.</summary>
public sealed record DamagedVoid : Refusal;

/// <summary>The voucher was redeemed already.</summary>
/// <param name="Place">The stall or the vendor.</param>
/// <param name="Date">The day.</param>
public sealed record DamagedRedeemed(string Place, DateOnly Date) : Refusal;

/// <summary>Nothing is left of the voucher's value.</summary>
public sealed record DamagedEmpty : Refusal;

/// <summary>The voucher has expired, and so has every claim to it.</summary>
/// <param name="Until">The last day on which something could be claimed.</param>
public sealed record DamagedClaimOver(DateOnly Until) : Refusal;

/// <summary>The voucher is frozen for another reason.</summary>
public sealed record DamagedFrozen : Refusal;

/// <summary>The voucher is in an open exchange case.</summary>
public sealed record DamagedInCase(string Case) : Refusal;

/// <summary>Nobody knows which voucher the paper was: find its serial number first, or refuse the case.</summary>
public sealed record DamagedVoucherUnknown : Refusal;

/// <summary>It is known already which voucher the paper was.</summary>
public sealed record DamagedVoucherKnown : Refusal;

/// <summary>The new paper has another face value than the damaged one.</summary>
public sealed record DamagedFaceDiffers(long Face) : Refusal;

/// <summary>Money is paid to the vendor who brought it; a holder is given other paper.</summary>
public sealed record DamagedPaidToVendorsAlone : Refusal;

/// <summary>The payment would take the vendor above what he may bring in of paper.</summary>
public sealed record VendorCapReached : Refusal;

/// <summary>Who opened the case takes it back, nobody else.</summary>
public sealed record DamagedNotTheOpener : Refusal;
