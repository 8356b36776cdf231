namespace Portal.Domain.Lists;

/// <summary>One word of the quick search, in the forms that lists compare.</summary>
public sealed record SearchWord(string Raw)
{
    /// <summary>As <see cref="Text.ForSearch"/> writes search columns.</summary>
    public string Folded { get; } = Text.ForSearch(Raw);

    /// <summary>The digits alone, for phones and registration numbers; empty when there are none or when letters stand beside them.</summary>
    public string Digits { get; } = Raw.All(c => !char.IsLetter(c)) ? Text.Digits(Raw) : "";

    /// <summary>Pattern "anywhere" over a folded column.</summary>
    public string Anywhere => LikePattern.Contains(Folded);

    /// <summary>Pattern "at the beginning" over a folded column: the one an index serves.</summary>
    public string AtStart => LikePattern.StartsWith(Folded);

    /// <summary>The words of a search text; at most eight are looked at.</summary>
    public static IReadOnlyList<SearchWord> Of(string search) =>
        [.. search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => new SearchWord(w)).Where(w => w.Folded.Length > 0).Take(8)];
}
