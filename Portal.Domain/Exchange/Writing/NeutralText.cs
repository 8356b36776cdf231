namespace Portal.Domain.Exchange.Writing;

/// <summary>
/// Keeps spreadsheet programs from running a text as a formula: where the first character that shows is one of
/// <c>= + - @</c>, tab, CR, LF or a full-width form, the text gets a leading apostrophe. A text of that kind that starts with
/// apostrophes gets one more, and the readers take exactly one off; so every text comes back as it was.
/// </summary>
public static class NeutralText
{
    /// <summary>The text as it is written into a cell.</summary>
    public static string Neutralise(string text) => IsDangerous(text) ? "'" + text : text;

    /// <summary>The text of a written cell as it was before.</summary>
    public static string Restore(string text) => text.StartsWith('\'') && IsDangerous(text) ? text[1..] : text;

    /// <summary>Apostrophes, then white space, then a character that starts a formula. Adding or taking an apostrophe changes nothing in it.</summary>
    private static bool IsDangerous(string text)
    {
        var at = 0;
        while (at < text.Length && text[at] == '\'')
            at++;
        for (; at < text.Length; at++)
        {
            if (text[at] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠')
                return true;
            if (!char.IsWhiteSpace(text[at]) && text[at] is not ('\u200B' or '\uFEFF'))
                return false;
        }

        return false;
    }
}
