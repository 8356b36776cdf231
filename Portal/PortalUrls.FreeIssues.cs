namespace Portal;

/// <summary>The pages of free issue.</summary>
public static partial class PortalUrls
{
    public const string FreeIssues = "/voucher-free-issues";
    public const string FreeIssueNew = "/voucher-free-issues/new";
    public const string FreeIssueRecord = "/voucher-free-issues/{Code}";

    /// <summary>A list's record.</summary>
    public static string FreeIssue(string code) => $"{FreeIssues}/{code}";
}
