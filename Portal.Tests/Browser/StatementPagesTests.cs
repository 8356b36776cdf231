using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Domain.Access;

namespace Portal.Tests.Browser;

/// <summary>A finance officer brings a bank's file in, reads what it holds, and brings it again.</summary>
[Collection(DemoPortal.Collection)]
public sealed class StatementPagesTests(DemoPortal portal)
{
    private const string File = """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>PAGE</Id><Acct><Id><Othr><Id>110000000077</Id></Othr></Id><Ccy>KRW</Ccy></Acct><Ntry><Amt Ccy="KRW">340000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><AcctSvcrRef>PAGE-1</AcctSvcrRef></Ntry></Stmt></BkToCstmrStmt></Document>
        """;

    [BrowserFact]
    public async Task File_IsBrought_Read_AndKnownTheSecondTime()
    {
        await using var window = await portal.OpenAsync(Role.FinanceOfficer);
        await window.GoAsync(PortalUrls.Statements);
        await window.ChooseFileAsync("statements.file", "page.xml", "text/xml", Encoding.UTF8.GetBytes(File));
        var row = window.Page.Locator("tbody tr").Filter(new() { HasText = "page.xml" });
        await Assertions.Expect(row).ToContainTextAsync(window.T("statements.StatementFileState_Done"));
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await window.Page.ReachAsync(new Regex(Regex.Escape(PortalUrls.Statements) + "/[0-9a-f-]+$"));
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("PAGE-1");
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("₩340,000");

        await window.GoAsync(PortalUrls.Statements);
        await window.ChooseFileAsync("statements.file", "again.xml", "text/xml", Encoding.UTF8.GetBytes(File));
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync(window.T("refusals.statement_known"));
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await window.AssertAliveAsync();
    }
}
