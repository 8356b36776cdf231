namespace Portal.Tests.Style;

/// <summary>Blanks comments, strings and characters of C#, keeping every line and column, so that what remains can be counted.</summary>
internal static class BareCode
{
    public static string Of(string code)
    {
        var bare = code.ToCharArray();
        for (var i = 0; i < code.Length;)
        {
            var end = EndOfText(code, i);
            for (var j = i; j < end; j++)
                bare[j] = bare[j] == '\n' ? '\n' : ' ';
            i = Math.Max(end, i + 1);
        }

        return new string(bare);
    }

    /// <summary>Where the comment or literal that begins at a place ends; the place itself when none begins there.</summary>
    private static int EndOfText(string code, int at) => code[at] switch
    {
        '/' when Next(code, at) == '/' => Until(code, at, "\n"),
        '/' when Next(code, at) == '*' => Until(code, at + 2, "*/"),
        '\'' => Quoted(code, at, '\'', escapes: true),
        '"' when code.AsSpan(at).StartsWith("\"\"\"") => Raw(code, at),
        '"' => Quoted(code, at, '"', escapes: !IsVerbatim(code, at)),
        _ => at,
    };

    private static bool IsVerbatim(string code, int at) => (at > 0 && code[at - 1] == '@') || (at > 1 && code[at - 1] == '$' && code[at - 2] == '@');

    private static int Raw(string code, int at)
    {
        var quotes = code.AsSpan(at).IndexOfAnyExcept('"');
        var fence = new string('"', quotes);
        return Until(code, at + quotes, fence);
    }

    private static int Quoted(string code, int at, char quote, bool escapes)
    {
        for (var i = at + 1; i < code.Length; i++)
        {
            if (escapes && code[i] == '\\')
                i++;
            else if (!escapes && code[i] == quote && Next(code, i) == quote)
                i++;
            else if (code[i] == quote)
                return i + 1;
        }

        return code.Length;
    }

    private static char Next(string code, int at) => at + 1 < code.Length ? code[at + 1] : '\0';

    private static int Until(string code, int from, string end) => code.IndexOf(end, from, StringComparison.Ordinal) is var found && found >= 0 ? found + (end == "\n" ? 0 : end.Length) : code.Length;
}
