using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Portal.Domain.Reconciliation.Statements;

namespace Portal.Tests.Reconciliation;

/// <summary>Statements of banks, against a reader of another making that holds the whole file.</summary>
public sealed class CamtReaderTests
{
    /// <summary>An entry with two payments, a reversal without any, and an amount that its currency cannot have.</summary>
    private const string Sample = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>
        <Acct><Id><IBAN>DE89 3704 0044 0532 0130 00</IBAN></Id><Ccy>EUR</Ccy></Acct>
        <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>
        <Ntry><NtryRef>E1</NtryRef><Amt Ccy="EUR">429.56</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2026-01-06T23:30:00+09:00</DtTm></BookgDt><ValDt><Dt>2026-01-07</Dt></ValDt>
          <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
          <NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
            <TxDtls><Refs><EndToEndId>A-1</EndToEndId></Refs><Amt Ccy="EUR">329.56</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Payer A</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>GB33BUKB20201555555555</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd></RmtInf></TxDtls>
            <TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><AmtDtls><InstdAmt><Amt Ccy="USD">110</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">100</Amt></TxAmt></AmtDtls><RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
          </NtryDtls></Ntry>
        <Ntry><Amt Ccy="EUR">-5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>PDNG</Sts><AddtlNtryInf>taken back</AddtlNtryInf></Ntry>
        <Ntry><Amt Ccy="EUR">1.00001</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts></Ntry>
        <Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-30</Dt></BookgDt></Ntry>
        </Stmt></BkToCstmrStmt></Document>
        """;

    [Fact]
    public void Statement_IsReadPieceByPiece()
    {
        var parts = Read(Sample);
        Assert.Equal(new StatementOpened("S1", "DE89370400440532013000", "EUR", null, null), parts[0]);
        Assert.Equal(new BalanceRead(BalanceKind.Opening, "EUR", 10_000, new DateOnly(2026, 1, 5)), parts[1]);
        Assert.Equal(
            new DetailRead("EUR", 32_956, true, new PaymentTexts { EndToEnd = "A-1", Party = "Payer A", PartyAccount = "GB33BUKB20201555555555", Text = "one two" }), parts[2]);
        Assert.Equal(new DetailRead("EUR", 10_000, null, new PaymentTexts { Creditor = "RF18539007547034" }), parts[3]);
        Assert.Equal(
            new EntryRead(1, "EUR", 42_956, true, false, false, new DateOnly(2026, 1, 6), new DateOnly(2026, 1, 7), "PMNT/RCDT/ESCT", 2, 2, new PaymentTexts { EndToEnd = "E1" }), parts[4]);
        Assert.Equal(new EntryRead(2, "EUR", -500, false, true, true, null, null, null, 0, null, new PaymentTexts { Text = "taken back" }), parts[5]);
        Assert.Equal([new EntryRefused(3, StatementFaults.AmountTooFine, "1.00001"), new EntryRefused(4, StatementFaults.DateMalformed, "2026-02-30"), new StatementEnded()], parts.Skip(6));
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Document><Stmt><Id>&b;</Id></Stmt></Document>", StatementFaults.DocumentType)]
    [InlineData("<Document><Stmt><Ntry>", StatementFaults.Malformed)]
    [InlineData("<Document><Other/></Document>", StatementFaults.Unknown)]
    [InlineData("no XML at all", StatementFaults.Malformed)]
    public void File_ThatIsNoneOrBreaksOff_IsUnreadable(string file, string code) => Assert.Equal(code, Assert.Throws<StatementUnreadableException>(() => Read(file)).Code);

    [Fact]
    public void Text_OfAHundredMegabytes_IsRefusedWithoutBeingHeld()
    {
        using var file = new MemoryStream();
        using (var writer = new StreamWriter(file, leaveOpen: true))
        {
            writer.Write("<Document><Stmt><Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><AddtlNtryInf>");
            for (var i = 0; i < 100; i++)
                writer.Write(new string('x', 1_000_000));
            writer.Write("</AddtlNtryInf></Ntry></Stmt></Document>");
        }

        file.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(StatementFaults.TooLong, Assert.Throws<StatementUnreadableException>(() => CamtReader.Read(file).Count()).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [SharedDataFact]
    public void PublishedFiles_SayTheSameAsAnotherReader()
    {
        var files = new[] { "camt052", "camt053", "camt053_daily_series", "camt054" }.SelectMany(f => Directory.EnumerateFiles(SharedData.File("01_iso20022", f), "*.xml")).Order().ToList();
        Assert.InRange(files.Count, 90, 200);
        foreach (var file in files)
            Compare(file);
    }

    private static void Compare(string file)
    {
        XDocument document;
        try
        {
            document = XDocument.Load(file);
        }
        catch (XmlException)
        {
            using var broken = File.OpenRead(file);
            Assert.Throws<StatementUnreadableException>(() => CamtReader.Read(broken).Count());
            return;
        }

        using var stream = File.OpenRead(file);
        if (!document.Descendants().Any(e => CamtReader.MessageOf(e.Name.LocalName) is not null))
        {
            Assert.Throws<StatementUnreadableException>(() => CamtReader.Read(stream).Count());
            return;
        }

        var parts = CamtReader.Read(stream).ToList();
        var name = Path.GetFileName(file);
        var entries = document.Descendants().Where(e => e.Name.LocalName == "Ntry").ToList();
        Assert.Equal(document.Descendants().Count(e => e.Name.LocalName is "Stmt" or "Rpt" or "Ntfctn"), parts.OfType<StatementOpened>().Count());
        Assert.Equal((name, entries.Count), (name, parts.Count(p => p is EntryRead or EntryRefused)));
        var taken = entries.Where(Whole).ToList();
        Assert.Equal(taken.Select(e => (name, SideOf(e), MinorOf(e))), parts.OfType<EntryRead>().Select(e => (name, e.Credit, (decimal)e.Amount)));
        Assert.Equal(taken.Select(e => e.Descendants().Count(d => d.Name.LocalName == "TxDtls")), parts.OfType<EntryRead>().Select(e => e.Details));
        Assert.Equal(taken.Sum(e => e.Descendants().Count(d => d.Name.LocalName == "TxDtls")), parts.OfType<DetailRead>().Count());
    }

    private static List<StatementPart> Read(string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        return [.. CamtReader.Read(stream)];
    }

    private static string? Child(XElement entry, string name) => entry.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim();

    private static bool SideOf(XElement entry) => Child(entry, "CdtDbtInd") == "CRDT";

    private static decimal MinorOf(XElement entry)
    {
        var amount = entry.Elements().First(e => e.Name.LocalName == "Amt");
        return decimal.Parse(amount.Value, CultureInfo.InvariantCulture) * (decimal)Math.Pow(10, CurrencyDigits.Of(amount.Attribute("Ccy")!.Value)!.Value);
    }

    /// <summary>An entry with what it cannot do without, and an amount that its currency has.</summary>
    private static bool Whole(XElement entry) =>
        entry.Elements().FirstOrDefault(e => e.Name.LocalName == "Amt")?.Attribute("Ccy") is { } currency && CurrencyDigits.Of(currency.Value) is not null && Child(entry, "CdtDbtInd") is not null && MinorOf(entry) % 1 == 0;
}
