namespace Portal.Domain.Vouchers;

/// <summary>There is no such programme.</summary>
public sealed record ProgrammeNotFound(string Wanted) : Refusal;

/// <summary>The code or the prefix belongs to another programme.</summary>
public sealed record ProgrammeCodeTaken : Refusal;

/// <summary>The prefix is 1 to 4 letters A to Z.</summary>
public sealed record PrefixMalformed : Refusal;

/// <summary>The programme was stopped: nothing is issued or sold any more.</summary>
public sealed record ProgrammeStopped : Refusal;

/// <summary>A rule begins tomorrow at the earliest: what was sold is judged by the rules of its day, and they are not changed afterwards.</summary>
public sealed record RuleInThePast(DateOnly Earliest) : Refusal;

/// <summary>Another version already begins on that day.</summary>
public sealed record RuleDateTaken(DateOnly From) : Refusal;

/// <summary>The terms are no JSON of the expected form, or a figure in them cannot be.</summary>
public sealed record TermsMalformed(string What) : Refusal;

/// <summary>There is no such rule that waits for a decision.</summary>
public sealed record RuleNotFound : Refusal;

/// <summary>No rule of the programme holds for this kind of voucher on that day.</summary>
public sealed record NoRuleInForce(VoucherKind Kind, DateOnly Day) : Refusal;

/// <summary>No such funder takes part in the programme.</summary>
public sealed record FunderNotFound(string Wanted) : Refusal;

/// <summary>The code belongs to another funder of the programme.</summary>
public sealed record FunderCodeTaken : Refusal;

/// <summary>There is no such office.</summary>
public sealed record OfficeNotFound(string Wanted) : Refusal;

/// <summary>The budget of a funder is used up. Minor units that are left.</summary>
public sealed record FunderBudgetExhausted(string Funder, long Left) : Refusal;

/// <summary>A funder has no budget for the year.</summary>
public sealed record FunderBudgetMissing(string Funder, int Year) : Refusal;

/// <summary>There is no such batch.</summary>
public sealed record BatchNotFound : Refusal;

/// <summary>The batch is in another state than that takes.</summary>
public sealed record BatchStateUnfit(BatchState State) : Refusal;

/// <summary>The approval is for other content than the batch has now.</summary>
public sealed record BatchContentChanged : Refusal;

/// <summary>Who has approved it once does not approve it again.</summary>
public sealed record AlreadyApproved : Refusal;

/// <summary>The vouchers were handed out already. The remedy for a lost print is to void and replace.</summary>
public sealed record AlreadyPrinted : Refusal;

/// <summary>There is no file of printed vouchers, or it is another's.</summary>
public sealed record PrintFileNotFound : Refusal;

/// <summary>Nobody fetched the file in time: it was destroyed, and its vouchers are void.</summary>
public sealed record PrintFileExpired : Refusal;

/// <summary>So many vouchers are not printed as sheets; they are handed out as a list.</summary>
public sealed record PrintSizeOutOfRange(int Most) : Refusal;

/// <summary>A batch holds at least one voucher and not more than it may.</summary>
public sealed record BatchSizeOutOfRange(int Most) : Refusal;

/// <summary>The programme has no vouchers of this face value.</summary>
public sealed record FaceValueNotOffered(long Value) : Refusal;

/// <summary>There is no such voucher.</summary>
public sealed record VoucherNotFound : Refusal;

/// <summary>The serial number is not well-formed, or its check character does not fit.</summary>
public sealed record SerialMalformed(string Serial) : Refusal;

/// <summary>The voucher cannot be sold: it is sold already, void or frozen, or its batch is not finished.</summary>
public sealed record VoucherNotSellable(string Serial, string Why) : Refusal;

/// <summary>The voucher lies in another drawer.</summary>
public sealed record VoucherNotInDrawer(string Serial) : Refusal;

/// <summary>The voucher is printed elsewhere, and its bundle was not received and counted yet.</summary>
public sealed record VoucherNotReceived(string Serial) : Refusal;

/// <summary>A sale holds at least one voucher and not more than it may.</summary>
public sealed record SaleSizeOutOfRange(int Most) : Refusal;

/// <summary>The vouchers of one sale are of one kind.</summary>
public sealed record SaleKindsMixed : Refusal;

/// <summary>Something was changed at the same moment again and again; nothing was done.</summary>
public sealed record BusyElsewhere : Refusal;

/// <summary>The voucher is in a state in which that cannot be done.</summary>
public sealed record VoucherStateUnfit(VoucherState State, bool Frozen) : Refusal;

/// <summary>There is no such quote for this voucher.</summary>
public sealed record QuoteNotFound : Refusal;

/// <summary>The quote is too old, or something moved on the voucher since: ask for another.</summary>
public sealed record QuoteStale : Refusal;

/// <summary>There is no such vendor, or he takes no part in the programme.</summary>
public sealed record VendorNotEnrolled(string Vendor) : Refusal;

/// <summary>There is no such presentment, or it is another's.</summary>
public sealed record PresentmentNotFound : Refusal;

/// <summary>The presentment was closed: nothing is added to it any more.</summary>
public sealed record PresentmentClosed : Refusal;

/// <summary>A bundle holds at least one piece and not more than it may.</summary>
public sealed record BundleOutOfRange(int Most) : Refusal;

/// <summary>The vouchers were made after this moment: the clock was set back.</summary>
/// <param name="Made">The day on which they were made.</param>
public sealed record ClockSetBack(DateOnly Made) : Refusal;
