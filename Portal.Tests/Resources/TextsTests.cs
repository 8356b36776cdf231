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

    [Theory]
    [InlineData("ko", "2031. 11. 2.", "1,000")]
    [InlineData("en", "2 Nov 2031", "1,000")]
    [InlineData("zh-Hans", "2031年11月2日", "1,000")]
    public void Of_RefusalWithDayOrNumber_WritesItAsTheLanguageDoes(string language, string day, string number)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var wrong = new List<string>();
        foreach (var type in typeof(Refusal).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract))
        {
            var arguments = type.GetConstructors().MinBy(c => c.GetParameters().Length)!.GetParameters();
            if (arguments.FirstOrDefault(p => Value(p.ParameterType) is not (null or "x")) is not { } telling)
                continue;
            var refusal = (Refusal)Activator.CreateInstance(type, [.. arguments.Select(p => Value(p.ParameterType) ?? Activator.CreateInstance(p.ParameterType))])!;
            var sentence = Texts.Of(culture, refusal);
            if (Texts.In(culture, "refusals." + refusal.Code).Contains('{' + telling.Name! + '}', StringComparison.Ordinal) && !sentence.Contains(Value(telling.ParameterType) is DateOnly ? day : number, StringComparison.Ordinal))
                wrong.Add(sentence);
        }

        Assert.Empty(wrong);
        Assert.Contains(day, Texts.Of(culture, new Portal.Domain.Exchange.ImportRefusal { Code = "tenancy_ended", Arguments = """{"To":"2031-11-02"}""" }), StringComparison.Ordinal);
    }

    private static object? Value(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(DateOnly) => new DateOnly(2031, 11, 2),
        var t when t == typeof(int) => 1_000,
        var t when t == typeof(long) => 1_000L,
        var t when t == typeof(string) => "x",
        _ => null,
    };

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Places(string text) => string.Join(",", Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\w+")]
    private static partial Regex Place();

    [GeneratedRegex("""\bT\["([a-z]\w*\.[\w.]+)"[\],]""")]
    private static partial Regex Key();
}
