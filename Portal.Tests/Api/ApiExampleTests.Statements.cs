using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api;
using Portal.Domain.Reconciliation;
using Portal.Domain.Storage;

namespace Portal.Tests.Api;

/// <summary>What the examples about statements speak of.</summary>
public sealed partial class ApiExampleTests
{
    private const string Camt = """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S0</Id><Acct><Id><Othr><Id>110000000001</Id></Othr></Id><Ccy>KRW</Ccy></Acct><Ntry><Amt Ccy="KRW">-5</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry></Stmt></BkToCstmrStmt></Document>
        """;

    /// <summary>A source that takes any account, and a file that was read.</summary>
    private static async Task FillStatementsAsync(IServiceProvider services, HttpClient client)
    {
        _ = (await services.GetRequiredService<StatementSources>().AddAsync(Make.Actor(), new NewStatementSource("ANY-CAMT", "시험 은행", SourceFormat.Camt))).Value;
        using var form = new MultipartFormDataContent { { new StringContent(Camt), "file", "example.xml" } };
        using var brought = await client.PostAsync(new Uri("/api/v1/statements", UriKind.Relative), form);
        var id = (await brought.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await client.GetFromJsonAsync<JsonElement>($"/api/v1/statements/{id}", limit.Token)).GetProperty("status").GetString() is "queued" or "running")
            await Task.Delay(50, limit.Token);
        await using var db = services.GetRequiredService<PortalDbContextFactory>().CreateDbContext();
        await db.StatementFiles.Where(f => f.Uid == id).ExecuteUpdateAsync(s => s.SetProperty(f => f.Uid, Guid.Parse(StatementExamples.Known)));
    }
}
