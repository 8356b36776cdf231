namespace Portal;

/// <summary>The pages of what banks, card companies and wallets say.</summary>
public static partial class PortalUrls
{
    public const string Statements = "/statements";

    /// <summary>A file and what it holds.</summary>
    public static string StatementFile(Guid id) => $"{Statements}/{id}";
}
