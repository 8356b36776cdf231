namespace Portal.Domain.Markets;

/// <summary>What is to be set on a stall; fields left out stay as they are. Names are those of the API and of import columns.</summary>
public sealed record StallEdit
{
    /// <summary><c>&lt;market&gt;-&lt;number&gt;</c>; may stand for market and number of a new stall.</summary>
    public Change<string?> Code { get; init; }

    /// <summary>The market's code; only for a new stall.</summary>
    public Change<string?> Market { get; init; }

    /// <summary>The number within the market; only for a new stall.</summary>
    public Change<string?> Number { get; init; }

    /// <summary>The zone's code within the market. An unknown one is made, so that a list of stalls can be imported into an empty market.</summary>
    public Change<string?> Zone { get; init; }

    public Change<StallKind> Kind { get; init; }

    public Change<StallStatus> Status { get; init; }

    /// <summary>Square centimetres.</summary>
    public Change<long?> Area { get; init; }

    public Change<Utilities> Utilities { get; init; }

    /// <summary>Decimetres from the upper left corner of the zone's plan; the four are given together or none.</summary>
    public Change<long?> PlanX { get; init; }

    public Change<long?> PlanY { get; init; }

    public Change<long?> PlanWidth { get; init; }

    public Change<long?> PlanHeight { get; init; }
}

/// <summary>Position and size on the plan are given together, or none of them.</summary>
public sealed record PlanIncomplete : Refusal;

/// <summary>A stall with a tenancy that goes on cannot be closed; end the tenancy first.</summary>
public sealed record StallIsHeld(string Stall) : Refusal;

/// <summary>A device of this kind has this serial number already.</summary>
public sealed record DeviceSerialTaken(string Serial) : Refusal;

/// <summary>There is no such device at the stall.</summary>
public sealed record DeviceNotFound : Refusal;
