using System.Runtime.CompilerServices;

namespace Portal.Tests;

/// <summary>The source files, for tests that hold the style.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/wwwroot/", StringComparison.Ordinal));

    private static string Here([CallerFilePath] string path = "") => path;
}
