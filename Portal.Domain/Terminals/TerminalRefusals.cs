namespace Portal.Domain.Terminals;

/// <summary>There is no such terminal within reach.</summary>
public sealed record TerminalNotFound : Refusal;

/// <summary>Another terminal in use has this serial number.</summary>
public sealed record TerminalSerialTaken : Refusal;

/// <summary>The pairing code is wrong, was used, or is older than <paramref name="Minutes"/> minutes.</summary>
public sealed record PairingCodeWrong(int Minutes) : Refusal;

/// <summary>A retired terminal does not come back; register it again.</summary>
public sealed record TerminalRetired : Refusal;

/// <summary>Only a terminal that works is suspended, and only a suspended one works again.</summary>
public sealed record TerminalStateUnfit(TerminalState State) : Refusal;
