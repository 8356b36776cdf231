using System.Globalization;
using Radzen;

namespace Portal.Resources;

/// <summary>The component library's own strings in the portal's languages: resource Radzen, key as the library names it.</summary>
public sealed class RadzenTexts : ILocalizer
{
    /// <summary>The text for the library's key; null leaves it to the library's English.</summary>
    public string? Get(string key, CultureInfo culture) => Texts.Find(culture, "radzen." + key);
}
