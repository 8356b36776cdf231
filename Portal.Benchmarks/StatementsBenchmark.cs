using System.Diagnostics;
using System.Globalization;
using System.Text;
using Portal.Domain.Reconciliation;
using Portal.Domain.Reconciliation.Statements;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>A camt.053 of a gigabyte: read piece by piece without a database, then taken in whole, with how much the process grows.</summary>
internal static class StatementsBenchmark
{
    private const string Name = "statements";
    private const long Bytes = 1L << 30;
    private const double Megabyte = 1024 * 1024;
    private const double ReadGoal = 50;
    private const double TakeInGoal = 10;
    private const double GrowthGoal = 200;

    public static async Task RunAsync(IReadOnlyList<DatabaseProvider> providers)
    {
        foreach (var provider in providers)
        {
            await using var portal = await FilledPortal.MakeAsync(provider, markets: 1, vendors: 1);
            if (portal is null)
            {
                PrintNothing(provider);
                continue;
            }

            await MeasureAsync(provider, portal);
        }
    }

    public static void PrintNothing(DatabaseProvider provider)
    {
        Figures.AtLeast(Name, "read_mb_per_second", provider, null, ReadGoal);
        Figures.AtLeast(Name, "taken_in_mb_per_second", provider, null, TakeInGoal);
        Figures.Print(Name, "growth_mb", provider, null, GrowthGoal);
    }

    private static async Task MeasureAsync(DatabaseProvider provider, FilledPortal portal)
    {
        var path = Path.Combine(portal.Folder, "statement.xml");
        var entries = await WriteAsync(path);
        var clock = Stopwatch.StartNew();
        await using (var file = File.OpenRead(path))
        {
            if (CamtReader.Read(file).Count(p => p is EntryRead) != entries)
                throw new InvalidOperationException("Entries were lost.");
        }

        Figures.AtLeast(Name, "read_mb_per_second", provider, Bytes / Megabyte / clock.Elapsed.TotalSeconds, ReadGoal, entries);
        await using var content = File.OpenRead(path);
        var brought = (await portal.Get<StatementIntake>().BringAsync(FilledPortal.Actor, new BroughtFile("statement.xml", content))).Value;
        var memory = Memory.Watch();
        clock.Restart();
        if (!(await portal.Get<StatementReading>().ReadAsync(brought.Uid)).Ok)
            throw new InvalidOperationException("The file was refused.");
        Figures.AtLeast(Name, "taken_in_mb_per_second", provider, Bytes / Megabyte / clock.Elapsed.TotalSeconds, TakeInGoal, entries);
        Figures.Print(Name, "growth_mb", provider, memory.Growth, GrowthGoal);
        var statement = (await portal.Get<StatementFileQueries>().GetAsync(FilledPortal.Actor, brought.Uid)).Value.Statements[0].Statement;
        if (statement.Entries != entries || statement.Duplicates != 0)
            throw new InvalidOperationException($"{statement.Entries} of {entries} entries, {statement.Duplicates} known.");
    }

    /// <summary>Writes entries until the file is as large as is wanted; answers how many.</summary>
    private static async Task<int> WriteAsync(string path)
    {
        await using var file = File.Create(path);
        await using var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 20);
        await text.WriteAsync("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><Othr><Id>110000000001</Id></Othr></Id><Ccy>KRW</Ccy></Acct>\n");
        var entries = 0;
        while (file.Position < Bytes)
        {
            var (number, amount) = (++entries, 1_000 + (entries * 7_919L % 900_000));
            await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"""
                <Ntry><NtryRef>{number}</NtryRef><Amt Ccy="KRW">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt><ValDt><Dt>2026-01-05</Dt></ValDt><AcctSvcrRef>B{number:D12}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>P{number:D12}</EndToEndId></Refs><Amt Ccy="KRW">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>측정 카드사</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>정산 {number}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>

                """));
        }

        await text.WriteAsync("</Stmt></BkToCstmrStmt></Document>");
        return entries;
    }
}
