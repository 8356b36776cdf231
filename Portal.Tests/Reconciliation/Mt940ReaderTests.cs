using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Domain.Reconciliation.Statements;

namespace Portal.Tests.Reconciliation;

/// <summary>Statements of banks as SWIFT messages, as banks write them.</summary>
public sealed partial class Mt940ReaderTests
{
    private const string Sample = """
        {1:F01BANKDEFFXXXX0000000000}{2:I940BANKDEFFXXXXN}{4:
        :20:START
        :25:10010010/1234567EUR
        :28C:226/1
        :60F:C260105EUR100,00
        :61:2601060106CR429,56NTRFREF-1//BANK-1
        supplement
        :86:166?00CREDIT?20EREF+A-1?21KREF+M-9?22SVWZ+one t?23wo?31DE89 3704 0044 0532 0130 00?32Payer?33 A
        :61:2601011231RD5,NCHGNONREF
        :86:/EREF/E-2/RTRN/AC04/CNTP/NL91ABNA0417164300/ABNANL2A/ACME BV/TOWN/REMI/USTD//INVOICE 42/
        :61:2602300230D1,00NTRFX
        :86:text of a refused entry
        :62F:C260106EUR534,56
        :86:about the statement
        -}
        """;

    [Fact]
    public void Statement_IsReadPieceByPiece()
    {
        var parts = Read(Sample);
        Assert.Equal(new StatementOpened("START 226/1", "10010010/1234567", "EUR", null, null), parts[0]);
        Assert.Equal(new BalanceRead(BalanceKind.Opening, "EUR", 10_000, new DateOnly(2026, 1, 5)), parts[1]);
        var first = new PaymentTexts { EndToEnd = "A-1", Bank = "BANK-1", Batch = "M-9", Party = "Payer A", PartyAccount = "DE89370400440532013000", Text = "supplement one two" };
        Assert.Equal(new EntryRead(1, "EUR", 42_956, true, false, false, new DateOnly(2026, 1, 6), new DateOnly(2026, 1, 6), "NTRF", 0, null, first), parts[2]);
        var second = new PaymentTexts { EndToEnd = "E-2", ReturnReason = "AC04", PartyAccount = "NL91ABNA0417164300", Party = "ACME BV", Text = "INVOICE 42" };
        Assert.Equal(second, Assert.IsType<EntryRead>(parts[3]).Texts);
        Assert.Equal([new EntryRefused(3, StatementFaults.DateMalformed, "0230"), new BalanceRead(BalanceKind.Closing, "EUR", 53_456, new DateOnly(2026, 1, 6)), new StatementEnded()], parts.Skip(4));
    }

    [Theory]
    [InlineData("2601050105C1234,NTRFR", 123_400, true, false)]
    [InlineData("2601050105C1234NTRFR", 123_400, true, false)]
    [InlineData("2601050105D,50NCOMR", 50, false, false)]
    [InlineData("260105D1.234,5NMSCR", 123_450, false, false)]
    [InlineData("2601050105DR0,01NMSCR", 1, false, false)]
    [InlineData("2601050105RC7,00NMSCR", 700, false, true)]
    [InlineData("2601050105RD7,00NMSCR", 700, true, true)]
    [InlineData("260105    C7,00NMSCR", 700, true, false)]
    public void Line_AsBanksWriteIt_HasItsAmountAndSide(string line, long amount, bool credit, bool reversal)
    {
        var entry = Assert.Single(Read(Message(":61:" + line)).OfType<EntryRead>());
        Assert.Equal((amount, credit, reversal, new DateOnly(2026, 1, 5), "R"), (entry.Amount, entry.Credit, entry.Reversal, entry.ValueOn, entry.Texts.EndToEnd));
    }

    [Theory]
    [InlineData(":61:2613300101C1,00NTRFR", StatementFaults.DateMalformed)]
    [InlineData(":61:2601050230C1,00NTRFR", StatementFaults.DateMalformed)]
    [InlineData(":61:2601050105X1,00NTRFR", StatementFaults.SideMissing)]
    [InlineData(":61:2601050105CNTRFR", StatementFaults.AmountMissing)]
    [InlineData(":61:2601050105C1,23456NTRFR", StatementFaults.AmountTooFine)]
    [InlineData(":61:2601050105C1,2,3NTRFR", StatementFaults.AmountMalformed)]
    public void Line_ThatCannotBeMeant_IsRefusedAlone(string line, string code)
    {
        var parts = Read(Message(line + "\n:86:its text\n:61:2601050105C1,00NTRFOK"));
        Assert.Equal((1, code), Assert.Single(parts.OfType<EntryRefused>().Select(r => (r.Row, r.Code))));
        Assert.Equal(2, Assert.Single(parts.OfType<EntryRead>()).Row);
        Assert.DoesNotContain(parts, p => p is StatementNoticed);
    }

    [Fact]
    public void ThirtiethOfFebruary_IsTold_AndTheMoneyCounts()
    {
        var parts = Read(Message(":61:2602300301D6,00N024NONREF"));
        Assert.Contains(new StatementNoticed("value_day_impossible", 1, "260230"), parts);
        var entry = Assert.Single(parts.OfType<EntryRead>());
        Assert.Equal((600, null, new DateOnly(2026, 3, 1)), (entry.Amount, entry.ValueOn, entry.BookedOn));
    }

    [Fact]
    public void DayOfBooking_OverNewYear_IsInTheYearBeside()
    {
        var entries = Read(Message(":61:2512310102C1,00NTRFA\n:61:2601021231C1,00NTRFB")).OfType<EntryRead>().ToList();
        Assert.Equal([new DateOnly(2026, 1, 2), new DateOnly(2025, 12, 31)], entries.Select(e => e.BookedOn!.Value));
    }

    [Fact]
    public void Text_BeforeAnyEntry_BelongsToNone_AndWhatLooksLikeATagIsText()
    {
        var parts = Read(Message(":86:whose?\n:61:2601050105C1,00NTRFA\n:86:first\n:not a tag: more\n-\n:61:2601050105C2,00NTRFB"));
        Assert.Equal(new StatementNoticed("text_without_entry", null, "whose?"), Assert.Single(parts.OfType<StatementNoticed>()));
        Assert.Equal(["first :not a tag: more -", null], parts.OfType<EntryRead>().Select(e => e.Texts.Text));
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Lines_EndedInAnyWay_AreTheSame(string end) => Assert.Equal(Read(Sample), Read(Sample.ReplaceLineEndings("\n").Replace("\n", end, StringComparison.Ordinal)));

    [Fact]
    public void File_InLatin1_IsRead_AndOneWithoutMessages_IsNone()
    {
        using var file = new MemoryStream(Encoding.Latin1.GetBytes(Message(":61:2601050105C1,00NTRFA\n:86:Müller")));
        Assert.Equal("Müller", Assert.Single(Mt940Reader.Read(file).OfType<EntryRead>()).Texts.Text);
        Assert.Equal(StatementFaults.Unknown, Assert.Throws<StatementUnreadableException>(() => Read("date;amount\n1;2")).Code);
        Assert.Equal(StatementFaults.TooLong, Assert.Throws<StatementUnreadableException>(() => Read(Message(":86:" + new string('x', 10_000)))).Code);
    }

    /// <summary>Every published file with messages is read to its end: as many statements as messages, as many entries as lines of entries.</summary>
    [SharedDataFact]
    public void PublishedFiles_AreReadWhole()
    {
        var read = 0;
        var wrong = new List<string>();
        foreach (var path in Directory.EnumerateFiles(SharedData.File("02_mt940")).Where(f => Path.GetExtension(f) is not (".json" or ".yml" or ".csv")).Order())
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            var messages = Messages().Count(text);
            if (messages == 0)
                continue;
            using var file = File.OpenRead(path);
            var parts = Mt940Reader.Read(file).ToList();
            var (lines, entries) = (Lines().Count(text), parts.Count(p => p is EntryRead or EntryRefused));
            if (parts.OfType<StatementOpened>().Count() != messages || entries != lines)
                wrong.Add($"{Path.GetFileName(path)}: {parts.OfType<StatementOpened>().Count()} of {messages} messages, {entries} of {lines} entries");
            read++;
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(read, 80, 300);
    }

    /// <summary>Where the catalogue's plain reader found opening + entries = closing, or by how much not, this one finds the same.</summary>
    [SharedDataFact]
    public void PublishedFiles_AddUpAsTheCatalogueSays()
    {
        var (agreed, wrong) = (0, new List<string>());
        foreach (var row in File.ReadLines(SharedData.File("02_mt940/catalogue.csv")).Skip(1).Select(l => l.Split(',', 10)))
        {
            // Behind the end of its message stands an entry, which counts here.
            if (row[0] == "wolph_mt940__self-provided_multiline.sta")
                continue;
            if (row.Length < 10 || row[9].Trim('"') is not { Length: > 0 } said || said.Contains("unread", StringComparison.Ordinal))
                continue;
            using var file = File.OpenRead(SharedData.File("02_mt940/" + row[0]));
            var expected = said.Replace(" ...", "", StringComparison.Ordinal).Split("; ").Select(OffBy).ToList();
            var found = Differences(Mt940Reader.Read(file)).Take(expected.Count).ToList();
            if (expected.SequenceEqual(found))
                agreed++;
            else
                wrong.Add($"{row[0]}: {said} | {string.Join("; ", found)}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(agreed, 100, 300);
    }

    /// <summary>What every entry is in another reader's opinion.</summary>
    [SharedDataFact]
    public void PublishedFiles_HaveTheEntriesOfAnotherReader()
    {
        var (agreed, wrong) = (0, new List<string>());
        foreach (var path in Directory.EnumerateFiles(SharedData.File("02_mt940"), "svenstaro*.json").Order())
        {
            if (Directory.EnumerateFiles(SharedData.File("02_mt940"), Path.GetFileNameWithoutExtension(path) + ".*").FirstOrDefault(f => f != path) is not { } original)
                continue;
            using var said = JsonDocument.Parse(File.ReadAllText(path));
            var expected = said.RootElement.EnumerateArray().SelectMany(m => m.GetProperty("statement_lines").EnumerateArray())
                .Select(l => $"{l.GetProperty("value_date")} {l.GetProperty("ext_debit_credit_indicator")} {decimal.Parse(l.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture):0.00}").ToList();
            using var file = File.OpenRead(original);
            var found = Mt940Reader.Read(file).OfType<EntryRead>()
                .Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.ValueOn:yyyy-MM-dd} {(e.Reversal ? e.Credit ? "ReverseDebit" : "ReverseCredit" : e.Credit ? "Credit" : "Debit")} {e.Amount / 100m:0.00}")).ToList();
            if (expected.SequenceEqual(found))
                agreed++;
            else
                wrong.Add($"{Path.GetFileName(path)}: {string.Join("; ", expected.Except(found).Take(3))} | {string.Join("; ", found.Except(expected).Take(3))}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(agreed, 8, 30);
    }

    private static decimal OffBy(string said) => said == "ok" ? 0 : decimal.Parse(said["off by ".Length..], CultureInfo.InvariantCulture);

    /// <summary>Closing less what opening and entries make, of every statement with both balances.</summary>
    private static IEnumerable<decimal> Differences(IEnumerable<StatementPart> parts)
    {
        long? opening = null, closing = null;
        var sum = 0L;
        foreach (var part in parts)
        {
            if (part is StatementOpened)
                (opening, closing, sum) = (null, null, 0);
            else if (part is BalanceRead { Kind: BalanceKind.Opening } first)
                opening ??= first.Amount;
            else if (part is BalanceRead { Kind: BalanceKind.Closing } last)
                closing = last.Amount;
            else if (part is EntryRead entry)
                sum += entry.Credit ? entry.Amount : -entry.Amount;
            else if (part is StatementEnded && opening is { } from && closing is { } to)
                yield return (to - from - sum) / 100m;
        }
    }

    private static string Message(string content) => $":20:T\n:25:123456789\n:28C:1/1\n:60F:C260105EUR0,00\n{content}\n:62F:C260105EUR0,00\n-";

    private static List<StatementPart> Read(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. Mt940Reader.Read(file)];
    }

    [GeneratedRegex(@"(?:^|[\r\n]):20:")]
    private static partial Regex Messages();

    [GeneratedRegex(@"(?:^|[\r\n]):61:")]
    private static partial Regex Lines();
}
