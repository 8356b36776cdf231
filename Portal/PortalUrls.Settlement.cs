namespace Portal;

/// <summary>Addresses of settlement.</summary>
public static partial class PortalUrls
{
    public const string SettlementRuns = "/settlement-runs";

    public const string SettlementRules = "/settlement-rules";

    /// <summary>A run.</summary>
    public static string SettlementRun(Guid id) => $"{SettlementRuns}/{id}";

    /// <summary>A run's lines as a file.</summary>
    public static string SettlementExport(Guid id) => Export($"settlement/{id}");

    /// <summary>A vendor's line of a run.</summary>
    public static string SettlementLine(Guid id, string vendor) => $"{SettlementRuns}/{id}/vendors/{Uri.EscapeDataString(vendor)}";
}
