using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Portal.Tests.Bunit;

/// <summary>Finds the stand-in for AngleSharp.Diffing, which the project file copies to a folder of its own.</summary>
internal static class AngleSharpDiffing
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += (context, name) =>
    {
        var file = Path.Combine(AppContext.BaseDirectory, "bunit", name.Name + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    };
}
