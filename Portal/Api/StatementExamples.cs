namespace Portal.Api;

/// <summary>Examples of the calls about statements of banks.</summary>
internal static class StatementExamples
{
    private const string File = """
        <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><Othr><Id>110000000001</Id></Othr></Id><Ccy>KRW</Ccy></Acct><Ntry><Amt Ccy=\"KRW\">12000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry></Stmt></BkToCstmrStmt></Document>
        """;

    private const string Source = """
        {"code":"BANK-1","name":"시범은행","format":"camt","account":"110000000009"}
        """;

    public static IReadOnlyDictionary<string, ApiExample> All { get; } = new Dictionary<string, ApiExample>
    {
        ["GET /api/v1/statement-sources"] = new(new Dictionary<string, string>(), null, $"[{Source}]"),
        ["POST /api/v1/statement-sources"] = new(new Dictionary<string, string>(), Source, Source),
        ["POST /api/v1/statements"] = new(new Dictionary<string, string> { ["source"] = "ANY-CAMT" }, $$"""{"file":"{{File.Trim()}}"}""", """{"id":"0199a1b2-0000-7000-8000-000000000071"}"""),
        ["GET /api/v1/statements/{id}"] = new(new Dictionary<string, string> { ["id"] = Known }, null, $$"""
            {"id":"{{Known}}","status":"done","format":"camt.053.001.08","source":"ANY-CAMT","statements":[{"id":"S0","account":"110000000001","currency":"KRW","opening":null,"closing":null,"entries":1,"transactions":1,"credits":{"count":1,"sum":-5},"debits":{"count":0,"sum":0},"duplicates":0,"foreign":null}],"warnings":[{"code":"negative_amount","message":"음수 금액입니다: -₩5","statement":1,"row":1}],"refused":[]}
            """),
    };

    /// <summary>The file that the examples know.</summary>
    public const string Known = "0199a1b2-0000-7000-8000-000000000072";
}
