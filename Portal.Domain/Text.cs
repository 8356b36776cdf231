using System.Buffers;
using System.Globalization;
using System.Text;

namespace Portal.Domain;

/// <summary>The text has a character that no field takes: NUL, another control character, or half of a surrogate pair.</summary>
public sealed record TextNotAllowed : Refusal;

/// <summary>The text is longer than the field.</summary>
/// <param name="Max">The field's length in UTF-16 code units.</param>
public sealed record TextTooLong(int Max) : Refusal;

/// <summary>The field must not be empty.</summary>
public sealed record TextMissing : Refusal;

/// <summary>
/// The rules that every text column shares: NFC, trimmed, no NUL, no control characters (line feed and tab are kept in
/// long texts), no lone surrogates, and never longer than its column.
/// </summary>
public static class Text
{
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c), '\u007f', .. Enumerable.Range(0x80, 32).Select(c => (char)c), '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff']);

    /// <summary>Cleans an optional text: null when it is empty, a refusal on <paramref name="field"/> when it breaks a rule.</summary>
    /// <param name="lines">True for notes and other texts that may hold line breaks.</param>
    public static string? Clean(string? value, string field, int max, List<Refusal> refusals, bool lines = false)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        // A megabyte is refused before anything walks over it.
        if (value.Length > max * 4 + 64)
            return Refuse(new TextTooLong(max) { Field = field }, refusals);
        var text = value.Trim();
        if (!IsAllowed(text, lines))
            return Refuse(new TextNotAllowed { Field = field }, refusals);
        text = text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        if (text.Length > max)
            return Refuse(new TextTooLong(max) { Field = field }, refusals);
        return text.Length == 0 ? null : text;
    }

    /// <summary>Cleans a text that must be there; the empty string stands for a refused one.</summary>
    public static string Require(string? value, string field, int max, List<Refusal> refusals, bool lines = false)
    {
        var before = refusals.Count;
        var text = Clean(value, field, max, refusals, lines);
        if (text is null && refusals.Count == before)
            refusals.Add(new TextMissing { Field = field });
        return text ?? "";
    }

    /// <summary>True when no character is a control character or half of a pair.</summary>
    public static bool IsAllowed(string text, bool lines)
    {
        for (var rest = text.AsSpan(); ;)
        {
            var at = rest.IndexOfAny(Suspicious);
            if (at < 0)
                break;
            if (!(lines && rest[at] is '\n' or '\r' or '\t'))
                return false;
            rest = rest[(at + 1)..];
        }

        return !HasLoneSurrogate(text);
    }

    /// <summary>The form that quick search compares: NFKC, lower case, without white space and hyphens.</summary>
    public static string ForSearch(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return string.Concat(folded.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '‐' or '–' or '.')));
    }

    /// <summary>Only the ASCII digits of a text, full-width ones folded.</summary>
    public static string Digits(string text) => string.Concat(text.Select(c => CharUnicodeInfo.GetDecimalDigitValue(c)).Where(d => d >= 0).Select(d => (char)('0' + d)));

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private static string? Refuse(Refusal refusal, List<Refusal> refusals)
    {
        refusals.Add(refusal);
        return null;
    }
}
