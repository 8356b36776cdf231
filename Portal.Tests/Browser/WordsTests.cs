using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Portal.Tests.Browser;

/// <summary>A Korean page speaks Korean and a Chinese one Chinese: no keys, no names of the code, no words of another language but codes, names and data.</summary>
[Collection(DemoPortal.Collection)]
public sealed partial class WordsTests(DemoPortal portal)
{
    /// <summary>Codes and proper names that every language writes so.</summary>
    private static readonly HashSet<string> Everywhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "Ctrl", "Enter", "Esc", "Excel", "xlsx", "csv", "tsv", "txt", "json", "PDF", "QR", "API", "VAN", "KRW", "CNY", "Chrome", "Chromium", "Linux", "HTTP", "JPEG", "PNG", "WebP", "CCTV", "km", "MB", "KB", "www", "http", "https",
    };

    private HashSet<string>? data;

    public static TheoryData<string> Names => Pages.Names;

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public async Task Page_InKoreanAndChinese_HoldsNoWordsOfOtherLanguages(string name)
    {
        var page = Pages.Named(name);
        data ??= await VocabularyAsync();
        var wrong = new List<string>();
        foreach (var (language, foreign) in ((string, Regex)[])[("ko", Latin()), ("zh-Hans", LatinOrHangul())])
        {
            await using var window = await portal.OpenAsync(page.IsPublic ? null : page.Reader, new Look(language));
            await window.GoAsync(page.Url);
            foreach (var text in await TextsAsync(window))
                wrong.AddRange(foreign.Matches(text).Select(m => m.Value).Where(w => !Everywhere.Contains(w) && !data.Contains(w)).Select(w => $"{language}: {w} in “{text}”"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    /// <summary>What is read or heard: text, and the names and hints of fields and buttons; not what stands in another language on purpose.</summary>
    private static async Task<string[]> TextsAsync(Window window) => await window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const found = [];
          const skipped = 'script, style, code, .code, .secret, header.top [lang], main [lang]';
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode.nodeValue.trim();
            if (text && !walker.currentNode.parentElement.closest(skipped)) found.push(text);
          }
          for (const e of document.body.querySelectorAll('[aria-label], [title], [placeholder]'))
            if (!e.closest(skipped)) found.push(...['aria-label', 'title', 'placeholder'].map(a => e.getAttribute(a)).filter(t => t));
          return [document.title, ...found];
        }
        """);

    /// <summary>The words of the demo's own data: names, addresses, reasons. Columns of codes of the program are not among them.</summary>
    private async Task<HashSet<string>> VocabularyAsync()
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await using var connection = new SqliteConnection(portal.Host.Database.Factory.Options.ConnectionString);
        await connection.OpenAsync();
        var columns = await ReadAsync(connection, "SELECT m.name || '|' || p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND p.type = 'TEXT' AND m.name NOT LIKE 'sqlite%'");
        foreach (var (table, column) in columns.Select(c => c.Split('|')).Select(c => (c[0], c[1])))
        {
            var latin = column.EndsWith("En", StringComparison.Ordinal) || column is "Email" or "UserName" or "Code" or "Number" or "Serial" or "Model" or "Issuer" or "Opening" or "TimeZone";
            foreach (var text in await ReadAsync(connection, $"SELECT DISTINCT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL"))
                words.UnionWith((latin ? LatinOrHangul() : Hangul()).Matches(text).Select(m => m.Value));
        }

        return words;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();

    [GeneratedRegex("[가-힣]+(?![가-힣]*\\*)")]
    private static partial Regex Hangul();

    [GeneratedRegex("[A-Za-z]{2,}|[가-힣]+(?![가-힣]*\\*)")]
    private static partial Regex LatinOrHangul();
}
