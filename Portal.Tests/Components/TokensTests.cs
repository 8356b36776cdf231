using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Tests.Components;

/// <summary>Text on every ground it stands on reaches 4.5:1 (WCAG 2.2, 1.4.3), in both themes; fields' borders 3:1 (1.4.11).</summary>
public sealed partial class TokensTests
{
    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Token()
        .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "wwwroot-assets", "wwwroot", "css", "tokens.css")))
        .ToDictionary(m => m.Groups[1].Value, m => (m.Groups[2].Value, m.Groups[3].Value));

    [Theory]
    [InlineData("text", "bg surface raised sunken hover accent-weak good-weak warn-weak stop-weak", 4.5)]
    [InlineData("muted", "bg surface raised sunken hover", 4.5)]
    [InlineData("faint", "bg surface raised", 4.5)]
    [InlineData("accent", "bg surface raised hover accent-weak", 4.5)]
    [InlineData("on-accent", "accent accent-strong", 4.5)]
    [InlineData("good", "surface good-weak", 4.5)]
    [InlineData("warn", "surface warn-weak", 4.5)]
    [InlineData("stop", "surface raised stop-weak", 4.5)]
    [InlineData("on-stop", "stop", 4.5)]
    [InlineData("line-field", "surface raised", 3)]
    public void Contrast_OnEveryGround_IsEnough(string ink, string grounds, double least)
    {
        foreach (var ground in grounds.Split(' '))
        {
            Assert.True(Contrast(Tokens[ink].Light, Tokens[ground].Light) >= least, $"{ink} on {ground}, light");
            Assert.True(Contrast(Tokens[ink].Dark, Tokens[ground].Dark) >= least, $"{ink} on {ground}, dark");
        }
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    [GeneratedRegex(@"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")]
    private static partial Regex Token();
}
