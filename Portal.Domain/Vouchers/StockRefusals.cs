namespace Portal.Domain.Vouchers;

/// <summary>The code belongs to another office.</summary>
public sealed record OfficeCodeTaken(string Name) : Refusal;

/// <summary>Vouchers lie in the office's drawers, are on their way to them, or a batch is under way to it.</summary>
/// <param name="Count">How many vouchers lie there.</param>
public sealed record OfficeHasStock(long Count) : Refusal;

/// <summary>The head office stays open: what names no office belongs to it.</summary>
public sealed record HeadOfficeStays : Refusal;

/// <summary>There is no such drawer, or its office is closed.</summary>
public sealed record DrawerNotFound : Refusal;

/// <summary>Nobody of this name may sell vouchers.</summary>
public sealed record DrawerOwnerUnfit : Refusal;

/// <summary>The voucher is offered to another drawer.</summary>
public sealed record VoucherOffered(string Serial) : Refusal;

/// <summary>Both drawers belong to the same person: that would be one signature twice.</summary>
public sealed record HandOverToOneself : Refusal;

/// <summary>There is no such hand-over.</summary>
public sealed record HandOverNotFound : Refusal;

/// <summary>The hand-over was received, refused or withdrawn.</summary>
public sealed record HandOverStateUnfit(HandOverState State) : Refusal;

/// <summary>Only the person to whom it is offered receives or refuses it, and only the giver takes it back.</summary>
public sealed record HandOverOfOthers : Refusal;

/// <summary>The count or the sum is another than the giver's. Which is right is found by counting again, so neither is told.</summary>
public sealed record HandOverMiscounted : Refusal;
