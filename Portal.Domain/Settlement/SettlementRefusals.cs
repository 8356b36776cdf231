namespace Portal.Domain.Settlement;

/// <summary>There is no such run within reach.</summary>
public sealed record SettlementRunNotFound : Refusal;

/// <summary>Another run of the market waits: it is approved, or called off, first.</summary>
public sealed record SettlementRunOpen(Guid Run) : Refusal;

/// <summary>The run is past, or not yet at, what was asked for.</summary>
public sealed record SettlementStateUnfit(SettlementRunState State) : Refusal;

/// <summary>A run's day is a day on which the banks are open, not after today and not before the run before.</summary>
public sealed record SettlementDayUnfit(DateOnly Next) : Refusal;

/// <summary>The market has no operator whose books could be settled, or the one that was named has none there.</summary>
public sealed record SettlementOperatorMissing : Refusal;
