namespace Portal.Domain.Fraud;

/// <summary>There is no such case.</summary>
public sealed record FraudCaseNotFound : Refusal;

/// <summary>There is no such vendor, voucher or buyer to open a case about.</summary>
public sealed record FraudSubjectNotFound(string Wanted) : Refusal;

/// <summary>A case about the same is open.</summary>
public sealed record FraudCaseOpen(string Case) : Refusal;

/// <summary>The case is in another state than that takes.</summary>
public sealed record FraudCaseStateUnfit(FraudCaseState State) : Refusal;

/// <summary>Who opened the case, or froze something in it, does not decide it; and who decided it does not decide about the appeal.</summary>
public sealed record FraudWorkerMayNotDecide : Refusal;

/// <summary>There is nobody of that name who works on cases.</summary>
public sealed record FraudAssigneeUnknown : Refusal;

/// <summary>There is no such freeze.</summary>
public sealed record FreezeNotFound : Refusal;

/// <summary>The freeze is in another state than that takes.</summary>
public sealed record FreezeStateUnfit(FreezeState State) : Refusal;

/// <summary>There is nothing of that name to freeze.</summary>
public sealed record FreezeTargetNotFound(string Wanted) : Refusal;

/// <summary>Something of the case is frozen or waits for it: it is lifted or rejected first.</summary>
public sealed record FreezesRemain(int Count) : Refusal;

/// <summary>Only a vendor's confirmed case has a claim.</summary>
public sealed record ClaimWithoutDecision : Refusal;

/// <summary>An amount is above nothing and at most what there is. Minor units.</summary>
public sealed record ClaimOutOfRange(long Most) : Refusal;
