using System.Text;

namespace Portal.Domain.Exchange.Columns;

/// <summary>The form in which headings and choices are compared: NFKC, lower case, without white space and underscores.</summary>
internal static class Folded
{
    public static string Of(string text) => string.Concat(
        (Text.IsAllowed(text, lines: true) ? text.Normalize(NormalizationForm.FormKC) : text).ToLowerInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '*' or '\u200B' or '\uFEFF')));
}
