namespace Portal.Domain.Access;

/// <summary>What a person or a machine is in the portal. On the command line and in the API written with hyphens: <c>market-manager</c>.</summary>
public enum Role
{
    Administrator,
    MarketManager,
    Inspector,
    PermitReviewer,
    FinanceOfficer,
    FinanceApprover,
    VoucherOfficer,
    VoucherApprover,
    CaseDecider,
    Laboratory,
    Auditor,
    Terminal,
}

/// <summary>Names of roles as the command line and the API write them.</summary>
public static class RoleNames
{
    private static readonly Dictionary<string, Role> ByName = Enum.GetValues<Role>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>All names, in the order of the enum.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Role>().Select(Of)];

    /// <summary><c>MarketManager</c> → <c>market-manager</c>.</summary>
    public static string Of(Role role) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    public static bool TryParse(string name, out Role role) => ByName.TryGetValue(name, out role);
}
