using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Data.Sqlite;
using Portal.Domain.Access;
using Portal.Resources;

namespace Portal.Tests.Browser;

/// <summary>
/// A page speaks its reader's language alone: no keys, no names of the code, no words of another language but codes, names and data. Pages are read as
/// the server sends them.
/// </summary>
[Collection(DemoPortal.Walk)]
public sealed partial class WordsTests(DemoPortal portal)
{
    /// <summary>Codes and proper names that every language writes so.</summary>
    private static readonly HashSet<string> Everywhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "Ctrl", "Enter", "Esc", "Space", "Shift", "Excel", "xlsx", "csv", "json", "PDF", "QR", "API", "VAN", "JSON", "CSV", "UTF", "CP", "GB", "Windows", "BE", "LE", "Asia", "Seoul", "Shanghai",
        "KRW", "CNY", "Chrome", "Chromium", "Edge", "Linux", "HTTP", "JPEG", "PNG", "WebP", "CCTV", "kg", "km", "cm", "MB", "KB", "www", "http", "https", "Portal", "SVG", "IP", "OTP", "TOTP", "ID", "AI", "px", "Tab", "Alt", "DTD", "HTML",
        "WeChat", "UnionPay", "XML", "DOCX", "HWP", "HWPX", "xls", "xlsb", "ods", "OpenDocument", "ISO", "camt", "SWIFT", "MT", "PEM", "DER", "RSA", "SHA", "StdDev", "Debian", "Ubuntu", "apt", "get", "install", "fonts", "noto", "cjk",
    };

    /// <summary>What is typed into a file as it is: the rule of opening days, the name of a field, patterns of dates.</summary>
    private static readonly HashSet<string> Typed = ["always", "dates", "weekdays", "mon", "thu", "file", "yyyy", "ddd"];

    /// <summary>What stands in another language on purpose, and what people read as a whole: codes, addresses.</summary>
    private const string Skipped = "script, style, code, .code, .secret, .paper-code, body [lang], option[lang]";

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Pages_InEachLanguage_HoldNoWordsOfOthers(string language)
    {
        var data = await VocabularyAsync();
        var clients = new Dictionary<Role, HttpClient>();
        using var stranger = portal.Host.NewClient(language);
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var page in Pages.All.Where(p => p.LeadsTo is null))
        {
            if (!page.IsPublic && !clients.ContainsKey(page.Reader))
            {
                clients[page.Reader] = await portal.SignInAsync(page.Reader);
                clients[page.Reader].DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            }

            using var answer = await (page.IsPublic ? stranger : clients[page.Reader]).GetAsync(page.Url);
            using var document = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
            Assert.Equal(language, document.DocumentElement.GetAttribute("lang"));
            foreach (var text in Texts(document))
                wrong.UnionWith(Foreign(language, text).Where(w => !Everywhere.Contains(w) && !data.Contains(w)).Select(w => $"{page.Name}: {w} in “{text}”"));
        }

        foreach (var client in clients.Values)
            client.Dispose();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Every text that the portal can say, refusals and dialogs included.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(".en")]
    [InlineData(".zh-Hans")]
    public void Resources_InEachLanguage_HoldNoWordsOfOthers(string suffix)
    {
        var language = suffix.Length == 0 ? "ko" : suffix[1..];
        var files = Directory.GetFiles(Path.Combine(SourceTree.Root, "Portal", "Resources"), "*.resx").Where(f => Path.GetFileName(f)[..^5] is var name && (suffix.Length == 0 ? !name.Contains('.', StringComparison.Ordinal) : name.EndsWith(suffix, StringComparison.Ordinal)));
        var wrong = from file in files
                    from text in System.Xml.Linq.XDocument.Load(file).Root!.Elements("data")
                    from word in Foreign(language, Place().Replace(text.Element("value")!.Value, ""))
                    where !Everywhere.Contains(word) && !Typed.Contains(word)
                    select $"{Path.GetFileName(file)} {text.Attribute("name")!.Value}: {word}";
        Assert.Empty(wrong);
    }

    /// <summary>In English, Hangul, Chinese and names of the code; in Korean, Latin words; in Chinese, Latin words and Hangul.</summary>
    private static IEnumerable<string> Foreign(string language, string text) => (language switch { "ko" => Latin(), "en" => HangulOrCode(), _ => LatinOrHangul() }).Matches(text).Select(m => m.Value);

    /// <summary>What is read or heard: text, and the names and hints of fields and buttons.</summary>
    private static IEnumerable<string> Texts(IDocument document)
    {
        var body = document.Body!;
        var read = body.Descendants<IText>().Where(t => t.ParentElement is { } e && e.Closest(Skipped) is null).Select(t => t.Data);
        var heard = body.QuerySelectorAll("[aria-label], [title], [placeholder], [alt]").Where(e => e.Closest(Skipped) is null)
            .SelectMany(e => new[] { "aria-label", "title", "placeholder", "alt" }.Select(e.GetAttribute).OfType<string>());
        return read.Concat(heard).Append(document.Title ?? "").Select(t => t.Trim()).Where(t => t.Length > 0).Distinct();
    }

    /// <summary>The words of the demo's own data: names, addresses, reasons. Columns of codes of the program are not among them.</summary>
    private async Task<HashSet<string>> VocabularyAsync()
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await using var connection = new SqliteConnection(portal.Host.Database.Factory.Options.ConnectionString);
        await connection.OpenAsync();
        var columns = await ReadAsync(connection, "SELECT m.name || '|' || p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND p.type = 'TEXT' AND m.name NOT LIKE 'sqlite%'");
        foreach (var (table, column) in columns.Select(c => c.Split('|')).Select(c => (c[0], c[1])))
        {
            var latin = column.EndsWith("En", StringComparison.Ordinal) || column is "Email" or "UserName" or "Code" or "Number" or "Serial" or "Model" or "Issuer" or "FileName" or "UserAgent" or "ActorName" or "From" or "Reason" or "Title" or "Note" or "AddedBy" or "Acquirer" or "Fingerprint";
            foreach (var text in await ReadAsync(connection, $"SELECT DISTINCT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL"))
                words.UnionWith((latin ? LatinOrHangul() : HangulOrCode()).Matches(text).Select(m => m.Value).Where(w => latin || w[0] >= 0x1100));
        }

        // The file of the draft, read rightly and wrongly.
        foreach (var encoding in (int[])[949, 54936])
            words.UnionWith(HangulOrCode().Matches(CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetString(DemoPortal.FileOf(run: false))).Select(m => m.Value));
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

    [GeneratedRegex(@"\{\w+[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();

    /// <summary>A masked name is data: its first letter stands before stars. So is the name of a file.</summary>
    [GeneratedRegex(@"[가-힣]+(?![가-힣]*\*)|[\u4e00-\u9fff]+|\b[A-Z][a-z]+[A-Z]\w+|(?<!@)\b[a-z]\w*\.(?!(csv|xlsx|json|pdf)\b)[a-z]\w*\b(?![.@/])")]
    private static partial Regex HangulOrCode();

    [GeneratedRegex("[A-Za-z]{2,}|[가-힣]+(?![가-힣]*\\*)")]
    private static partial Regex LatinOrHangul();
}
