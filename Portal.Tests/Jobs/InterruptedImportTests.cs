using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Portal.Tests.Commands;

namespace Portal.Tests.Jobs;

/// <summary>The executable is ended in the middle of a long import: politely, and by force.</summary>
public sealed class InterruptedImportTests
{
    private const int Rows = 30_000;

    [Fact]
    public async Task Import_ProcessTerminatedThenKilled_IsMarkedWholeAndUndoable()
    {
        await using var portal = new PortalProcess();
        await portal.DoAsync("migrate");
        await portal.DoAsync("seed", "load", "--markets", "1", "--vendors", "0");
        var key = (await portal.DoAsync("api-key", "create", "--name", "시험", "--role", "administrator")).TrimEnd().Split('\n')[^1];

        await portal.ServeAsync();
        var terminated = await BeginAsync(portal, key, "가");
        var (exitCode, took) = await portal.TerminateAsync();
        Assert.Equal(0, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(10), $"The end took {took}.");
        await terminated;
        Assert.Equal(("Failed", "job_interrupted"), await StateAsync(portal, 1));
        await AssertWholeAsync(portal, 1);

        await portal.ServeAsync();
        var killed = await BeginAsync(portal, key, "나");
        await portal.KillAsync();
        await killed;
        await AssertWholeAsync(portal, 2);
        await portal.DoAsync("verify");

        await portal.ServeAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await StateAsync(portal, 2) != ("Failed", "job_interrupted"))
            await Task.Delay(100, limit.Token);
        portal.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        for (var import = 1; import <= 2; import++)
        {
            var address = await TextAsync(portal, $"select j.ResultUrl from Jobs j join Imports i on i.Uid = j.Uid where i.Id = {import}");
            using var undone = await portal.Http.PostAsync(new Uri($"/api/v1/imports/{address!.Split('/')[^1]}/undo", UriKind.Relative), null);
            var answer = await undone.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(undone.IsSuccessStatusCode, answer.ToString());
            Assert.Equal(await TextAsync(portal, $"select count(*) from ImportChanges where ImportId = {import}"), answer.GetProperty("archived").ToString());
        }

        await portal.DoAsync("verify");
    }

    /// <summary>Sends a file that takes long, and comes back once its first rows are in; the task ends with the connection.</summary>
    private static async Task<Task> BeginAsync(PortalProcess portal, string key, string name)
    {
        var before = await TextAsync(portal, "select count(*) from ImportChanges");
        var csv = "시장,상호,번호 없는 사유\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"L0001,{name}{i},노점\n"));
        portal.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var sent = SendAsync(portal.Http, csv);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await TextAsync(portal, "select count(*) from ImportChanges") == before)
        {
            Assert.False(sent.IsCompleted, "The import was done too soon.");
            await Task.Delay(20, limit.Token);
        }

        return sent;
    }

    private static async Task SendAsync(HttpClient http, string csv)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "vendors.csv" } };
        try
        {
            using var answer = await http.PostAsync(new Uri("/api/v1/vendors/import", UriKind.Relative), form);
            Assert.False(answer.IsSuccessStatusCode);
        }
        catch (HttpRequestException ended)
        {
            Assert.NotNull(ended.Message);
        }
    }

    /// <summary>Every row that came in has its record, its audit row and what undo needs.</summary>
    private static async Task AssertWholeAsync(PortalProcess portal, int import)
    {
        var changes = await TextAsync(portal, $"select count(*) from ImportChanges where ImportId = {import}");
        Assert.NotEqual("0", changes);
        Assert.Equal(changes, await TextAsync(portal, $"select count(*) from Vendors v join ImportChanges c on c.SubjectId = v.Id where c.ImportId = {import}"));
        Assert.Equal(await TextAsync(portal, "select count(*) from Vendors"), await TextAsync(portal, "select count(*) from AuditEntries where Action = 'vendor.imported'"));
        Assert.Equal(await TextAsync(portal, "select count(*) from Vendors"), await TextAsync(portal, "select count(*) from ImportChanges"));
    }

    private static async Task<(string? Import, string? Job)> StateAsync(PortalProcess portal, int import) =>
        (await TextAsync(portal, $"select State from Imports where Id = {import}"), await TextAsync(portal, $"select j.Error from Jobs j join Imports i on i.Uid = j.Uid where i.Id = {import}"));

    private static async Task<string?> TextAsync(PortalProcess portal, string sql)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
