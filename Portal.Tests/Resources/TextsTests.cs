using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Domain;
using Portal.Resources;

namespace Portal.Tests.Resources;

public sealed partial class TextsTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "Portal", "Resources");

    [Fact]
    public void EveryKey_IsInAllLanguages_WithTheSamePlaces()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.GetFiles(Folder, "*.resx").Where(f => !Path.GetFileName(f)[..^5].Contains('.')))
        {
            var korean = Read(file);
            foreach (var suffix in new[] { ".en", ".zh-Hans" })
            {
                var other = Read(Path.ChangeExtension(file, null) + suffix + ".resx");
                wrong.AddRange(korean.Keys.Except(other.Keys).Select(k => $"{Path.GetFileName(file)}{suffix}: {k} missing"));
                wrong.AddRange(other.Keys.Except(korean.Keys).Select(k => $"{Path.GetFileName(file)}{suffix}: {k} too many"));
                wrong.AddRange(korean.Keys.Intersect(other.Keys).Where(k => Places(korean[k]) != Places(other[k])).Select(k => $"{Path.GetFileName(file)}{suffix}: {k} has other places"));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void EveryRefusal_HasASentence()
    {
        var missing = typeof(Refusal).Assembly.GetTypes().Concat(typeof(Texts).Assembly.GetTypes())
            .Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract)
            .Select(t => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(t.Name))
            .Where(code => Texts.Find(CultureInfo.GetCultureInfo("ko"), "refusals." + code) is null);
        Assert.Empty(missing);
    }

    [Fact]
    public void EveryKeyThatTheSourceNames_IsWritten()
    {
        var missing = new SortedSet<string>();
        foreach (var file in SourceTree.Files("Portal", "*.razor").Concat(SourceTree.Files("Portal", "*.cs")))
        {
            foreach (Match match in Key().Matches(File.ReadAllText(file)))
            {
                if (Texts.Find(CultureInfo.GetCultureInfo("ko"), match.Groups[1].Value) is null)
                    missing.Add($"{Path.GetFileName(file)}: {match.Groups[1].Value}");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Of_RefusalWithProperties_FillsItsPlaces() =>
        Assert.Equal("Use at most 20 characters.", Texts.Of(CultureInfo.GetCultureInfo("en"), new TextTooLong(20)));

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Places(string text) => string.Join(",", Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\w+")]
    private static partial Regex Place();

    [GeneratedRegex("""\bT\["([a-z]\w*\.[\w.]+)"[\],]""")]
    private static partial Regex Key();
}
