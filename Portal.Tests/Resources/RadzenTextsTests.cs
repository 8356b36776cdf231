using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Portal.Resources;
using Radzen.Blazor;

namespace Portal.Tests.Resources;

public sealed partial class RadzenTextsTests
{
    private static readonly RadzenTexts Localizer = new();

    public static TheoryData<string> Languages => [.. Texts.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Get_EveryKeyOfTheLibrary_HasATextWithTheSamePlaces(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var own = Library();
        Assert.True(own.Count > 800, "The library's strings were not found.");
        var wrong = own.Where(pair => Localizer.Get(pair.Key, culture) is not { } text || Places(text) != Places(pair.Value)).Select(pair => pair.Key);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("zh-Hans")]
    public void Get_TextsWithWords_AreTranslated(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var untranslated = Library().Where(pair => Word().IsMatch(pair.Value) && Localizer.Get(pair.Key, culture) == pair.Value).Select(pair => pair.Key);
        // "AI" is the same word in all three languages.
        Assert.Equal(["AIChat_AssistantAvatarText"], untranslated);
    }

    private static Dictionary<string, string> Library()
    {
        var manager = new ResourceManager("Radzen.Blazor.RadzenStrings", typeof(RadzenButton).Assembly);
        return manager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static string Places(string text) => string.Join(",", Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Word();
}
