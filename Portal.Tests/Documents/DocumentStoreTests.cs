using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Documents;
using Portal.Tests.Storage;

namespace Portal.Tests.Documents;

public sealed class DocumentStoreTests
{
    [Fact]
    public async Task Save_SameContentTwice_IsKeptOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var store = Store(database);
        var first = (await store.SaveAsync(Content("시장"), "text/plain", 100)).Value;
        var second = (await store.SaveAsync(Content("시장"), "text/plain", 100)).Value;
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(6, first.Length);
        await using var file = store.Open(first.Hash)!;
        Assert.Equal("시장", await new StreamReader(file).ReadToEndAsync());
        Assert.Equal([store.PathOf(first.Hash)], Directory.GetFiles(store.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Save_LongerThanTheLimit_IsRefusedAndLeavesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var store = Store(database);
        var refused = await store.SaveAsync(new MemoryStream(new byte[(2 << 20) + 1]), "text/plain", 2 << 20);
        Assert.Equal(new DocumentTooLarge(2), refused.Refusal);
        Assert.Empty(Directory.GetFiles(store.Folder, "*", SearchOption.AllDirectories));
        await using var db = database.Open();
        Assert.Empty(await db.Documents.ToListAsync());
    }

    [Fact]
    public async Task Save_ExactlyTheLimit_IsKept()
    {
        await using var database = await TestDatabase.CreateAsync();
        Assert.True((await Store(database).SaveAsync(new MemoryStream(new byte[1000]), "text/plain", 1000)).Ok);
    }

    [Fact]
    public async Task Save_SameContentAtOnce_GivesOneRow()
    {
        await using var database = await TestDatabase.CreateAsync();
        var store = Store(database);
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.SaveAsync(Content("같은 내용"), "text/plain", 100))));
        Assert.Single(saved.Select(s => s.Value.Id).Distinct());
    }

    [Fact]
    public async Task Open_UnknownHash_IsNull_AndAPathThrows()
    {
        await using var database = await TestDatabase.CreateAsync();
        Assert.Null(Store(database).Open(new string('a', 64)));
        Assert.Throws<ArgumentException>(() => Store(database).Open("../../etc/passwd"));
    }

    private static DocumentStore Store(TestDatabase database) => new(database.Factory, database.Factory.Options, database.Time);

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));
}
