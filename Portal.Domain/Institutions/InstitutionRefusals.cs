namespace Portal.Domain.Institutions;

/// <summary>There is no such institution.</summary>
public sealed record InstitutionNotFound(string Wanted) : Refusal;

/// <summary>The code or the business number belongs to another institution.</summary>
public sealed record InstitutionTaken(string By) : Refusal;

/// <summary>The institution was taken out of use.</summary>
public sealed record InstitutionArchived : Refusal;

/// <summary>A pledge is for a year from 2000 to 2100.</summary>
public sealed record PledgeYearOutOfRange(int From, int To) : Refusal;

/// <summary>There is no such order.</summary>
public sealed record OrderNotFound : Refusal;

/// <summary>The order is in another state than that takes.</summary>
public sealed record OrderStateUnfit(OrderState State) : Refusal;

/// <summary>The quote was good until a day that is over.</summary>
public sealed record QuoteExpired(DateOnly Until) : Refusal;

/// <summary>A quote is good until a day from today on, and not longer than so many days.</summary>
public sealed record QuoteDayOutOfRange(int Days) : Refusal;

/// <summary>An order holds at least one voucher, no face value twice, and not more vouchers than it may.</summary>
public sealed record OrderItemsUnfit(int Most) : Refusal;

/// <summary>More was paid in than the order still asks for. Minor units.</summary>
public sealed record DepositTooMuch(long Missing) : Refusal;

/// <summary>The deposit does not cover the delivery. Minor units.</summary>
public sealed record DeliveryBeyondDeposit(long Left) : Refusal;

/// <summary>The delivery holds more vouchers of a face value than the order has left of it.</summary>
public sealed record DeliveryBeyondOrder(long Face, int Left) : Refusal;

/// <summary>The vouchers are of another kind than was ordered.</summary>
public sealed record DeliveryKindDiffers(Vouchers.VoucherKind Kind) : Refusal;

/// <summary>Nothing is left of the deposit that could be paid back.</summary>
public sealed record NothingToReturn : Refusal;

/// <summary>An order is paid in cash at the counter or by a transfer between accounts.</summary>
public sealed record OrderMeansUnfit : Refusal;
