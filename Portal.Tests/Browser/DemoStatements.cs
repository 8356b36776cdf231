using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Reconciliation;
using Portal.Tests.Hosting;

namespace Portal.Tests.Browser;

/// <summary>A file of a bank that was read, with a warning, a row that is not taken in and a payment that is known, under the id that <see cref="Pages"/> knows.</summary>
internal static class DemoStatements
{
    public const string FileName = "camt053-20261122.xml";

    private static readonly Actor Officer = Make.Actor(Role.FinanceOfficer, id: 9_041, name: "시험 정산");

    public static async Task AddAsync(PortalHost host)
    {
        _ = (await host.Services.GetRequiredService<StatementSources>().AddAsync(Officer, new NewStatementSource("ANY-CAMT", "시범 은행", SourceFormat.Camt))).Value;
        var entries = Entry(1_250_000, "CRDT", "R1") + Entry(1_250_000, "CRDT", "R1") + Entry(-300, "DBIT", "R2") + Entry(0.5m, "CRDT", "R3");
        var file = $"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>2026-226</Id><Acct><Id><Othr><Id>110000000001</Id></Othr></Id><Ccy>KRW</Ccy></Acct>{entries}</Stmt></BkToCstmrStmt></Document>
            """;
        var brought = (await host.Services.GetRequiredService<StatementIntake>().BringAsync(Officer, new BroughtFile(FileName, new MemoryStream(Encoding.UTF8.GetBytes(file))))).Value;
        Assert.True((await host.Services.GetRequiredService<StatementReading>().ReadAsync(brought.Uid)).Ok);
        await using var db = host.Database.Open();
        await db.StatementFiles.Where(f => f.Id == brought.Id).ExecuteUpdateAsync(s => s.SetProperty(f => f.Uid, Pages.StatementFile));
    }

    private static string Entry(decimal amount, string side, string reference) => FormattableString.Invariant(
        $"<Ntry><Amt Ccy=\"KRW\">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-22</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef></Ntry>");
}
