using System.Text.RegularExpressions;

namespace Portal.Domain.Lists;

/// <summary>
/// Patterns for LIKE that mean their text literally on all three databases. Always say <c>EF.Functions.Like(column, pattern, LikePattern.Escape)</c>.
/// </summary>
public static partial class LikePattern
{
    public const string Escape = "\\";

    public static string Contains(string text) => "%" + Literal(text) + "%";

    public static string StartsWith(string text) => Literal(text) + "%";

    public static string EndsWith(string text) => "%" + Literal(text);

    private static string Literal(string text) => Wild().Replace(text, @"\$0");

    // The bracket is a wildcard on SQL Server only; escaped it is itself everywhere.
    [GeneratedRegex(@"[\\%_\[]")]
    private static partial Regex Wild();
}
