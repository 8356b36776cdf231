namespace Portal.Tests;

/// <summary>Real files that are not shipped with the project. Tests that read them are skipped where they are absent.</summary>
internal static class SharedData
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(SourceTree.Root, "..", "shared", "data"));

    public static string File(params string[] parts) => Path.Combine([Folder, .. parts]);
}

/// <summary>A test that reads ../shared/data, and says that it was skipped where that is absent.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!Directory.Exists(SharedData.Folder))
            Skip = "../shared/data is not here.";
    }
}
