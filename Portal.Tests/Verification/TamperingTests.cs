using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Storage;
using Portal.Domain.Verification;
using Portal.Tests.Storage;

namespace Portal.Tests.Verification;

/// <summary>Faults of the kind that somebody with the database in their hands makes, one in every place where it can be made.</summary>
public sealed class TamperingTests
{
    private static readonly (string Table, string Column)[] SealedColumns =
    [
        ("Vendors", "OwnerName"), ("Vendors", "Phone"), ("Vendors", "PayoutAccount"), ("Vendors", "PayoutHolder"), ("VendorPhones", "Number"), ("Workers", "Name"),
        ("PayoutAccountChanges", "Account"), ("PayoutAccountChanges", "Holder"),
    ];

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_ReferenceBrokenInAnyTable_IsNamed(DatabaseProvider provider)
    {
        await using var verified = await FilledAsync(provider);
        var missed = new List<string>();
        var planted = new HashSet<string>();
        await using var model = verified.Database.Open();
        // A reference that is part of a row's own key has no row to be put back by; the sums over such rows have a check of their own.
        foreach (var key in model.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()).Where(k => !k.Properties[0].IsPrimaryKey()))
        {
            var (table, column) = (key.DeclaringEntityType.GetTableName()!, key.Properties[0].GetColumnName());
            if (!await AnyAsync(verified, table))
                continue;
            planted.Add(table);
            await BreakAsync(verified, key, table, column);
            var result = await CheckAsync(verified, "foreign-keys");
            if (result.Ok || !result.Detail!.Contains($"{table} name no {key.PrincipalEntityType.GetTableName()} by {column}", StringComparison.Ordinal))
                missed.Add($"{table}.{column}: {result.Detail}");
            await verified.PlantAsync($"update \"{table}\" set \"{column}\" = (select \"V\" from \"Kept\") where \"Id\" = (select \"I\" from \"Kept\"); drop table \"Kept\"");
        }

        Assert.Empty(missed);
        Assert.Superset(new HashSet<string> { "Zones", "Stalls", "StallDevices", "Vendors", "VendorPhones", "Workers", "Suspensions", "MerchantNumbers", "Tenancies", "Arrears", "PayoutAccountChanges", "Attachments", "Imports", "ImportChanges", "ImportRefusals", "UserGrants" }, planted);
        Assert.True((await CheckAsync(verified, "foreign-keys")).Ok);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_SealedValueChanged_IsNamedInEveryColumn(DatabaseProvider provider)
    {
        await using var verified = await FilledAsync(provider);
        foreach (var (table, column) in SealedColumns)
        {
            await using (var db = verified.Database.Open())
            {
                var (id, bytes) = await SealedAsync(db, table, column);
                Assert.True(bytes.Length > 28, $"{table}.{column} holds nothing to tamper with.");
                await WriteAsync(db, table, column, id, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
                Assert.False((await CheckAsync(verified, "sealed-fields")).Ok, $"{table}.{column}");
                await WriteAsync(db, table, column, id, bytes[..20]);
                Assert.False((await CheckAsync(verified, "sealed-fields")).Ok, $"{table}.{column}, cut");
                await WriteAsync(db, table, column, id, bytes);
            }

            Assert.True((await CheckAsync(verified, "sealed-fields")).Ok);
        }
    }

    [Fact]
    public async Task Run_AttachedDocumentChangedGoneOrExchanged_IsNamed()
    {
        await using var verified = await FilledAsync(DatabaseProvider.Sqlite);
        await using var db = verified.Database.Open();
        var hash = await db.Attachments.OrderBy(a => a.Id).Select(a => a.Hash).FirstAsync();
        var path = verified.Documents.PathOf(hash);
        var content = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, [.. content[..^1], 0]);
        Assert.Contains($"{hash} has another content", (await CheckAsync(verified, "documents")).Detail, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains($"{hash} has no file", (await CheckAsync(verified, "documents")).Detail, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(path, content);
        await verified.PlantAsync("update \"Attachments\" set \"Hash\" = 'none' where \"Id\" = 1");
        Assert.Contains("not among the documents", (await CheckAsync(verified, "document-references")).Detail, StringComparison.Ordinal);
        await verified.PlantAsync($"update \"Attachments\" set \"Hash\" = (select \"Hash\" from \"Attachments\" where \"Id\" = 2) where \"Id\" = 1");
        Assert.Contains("another length", (await CheckAsync(verified, "document-references")).Detail, StringComparison.Ordinal);
        await verified.PlantAsync($"update \"Attachments\" set \"Hash\" = '{hash}' where \"Id\" = 1");
        Assert.True((await CheckAsync(verified, "document-references")).Ok && (await CheckAsync(verified, "documents")).Ok);
    }

    [Fact]
    public async Task Run_PageOfTheFileOverwritten_IsNamedAndTheOthersAreStillAsked()
    {
        await using var verified = await FilledAsync(DatabaseProvider.Sqlite);
        await verified.PlantAsync("pragma wal_checkpoint(truncate)");
        var file = Migrator.SqlitePath(verified.Database.Factory.Options.ConnectionString)!;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            // Everything behind the schema: whatever is read next, it is not what was written.
            stream.Position = stream.Length / 2;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', (int)(stream.Length / 4))));
        }

        var checks = await verified.Verifier.RunAsync();
        Assert.False(checks.Single(c => c.Name == "database-file").Ok);
        Assert.Equal(Verifier.Checks.Count, checks.Count);
    }

    private static async Task<VerifiedDatabase> FilledAsync(DatabaseProvider provider)
    {
        var verified = await VerifiedDatabase.CreateAsync(provider);
        var database = verified.Database;
        var service = new AttachmentService(database.Factory, verified.Documents, database.Personal, database.Time);
        await using var db = database.Open();
        var vendor = await db.Vendors.Include(v => v.PersonKey).OrderBy(v => v.Id).FirstAsync();
        foreach (var (to, text) in (IEnumerable<(AttachedTo, string)>)[(new(AttachedKind.Market, "SB"), "%PDF-1.7 a"), (new(AttachedKind.Vendor, vendor.Code), "%PDF-1.7 longer")])
            Assert.True((await service.AddAsync(Actor.System("test"), to, new AttachmentEdit(AttachmentKind.Contract, "시험"), new MemoryStream(Encoding.ASCII.GetBytes(text)))).Ok);
        vendor.PayoutAccount = database.Personal.Seal(vendor.PersonKey!, "110-222-333444");
        vendor.PayoutHolder = database.Personal.Seal(vendor.PersonKey!, "김가람");
        foreach (var change in await db.PayoutAccountChanges.ToListAsync())
            change.Holder = database.Personal.Seal(vendor.PersonKey!, "김가람");
        await db.SaveChangesAsync();
        return verified;
    }

    private static async Task<CheckResult> CheckAsync(VerifiedDatabase verified, string name)
    {
        await using var db = verified.Database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var snapshot = new Snapshot(db, verified.Database.Factory.Options.Provider, verified.Database.Keys, verified.Database.Personal, verified.Documents, verified.Database.Time.GetUtcNow().UtcDateTime, null);
        return (await Verifier.Checks.Single(c => c.Name == name).RunAsync(snapshot, CancellationToken.None)).Result(name);
    }

    private static async Task<bool> AnyAsync(VerifiedDatabase verified, string table)
    {
        await using var db = verified.Database.Open();
        return Convert.ToInt64(await ScalarAsync(db, $"select count(*) from \"{table}\""), CultureInfo.InvariantCulture) > 0 && !table.StartsWith("User", StringComparison.Ordinal) | table == "UserGrants";
    }

    /// <summary>Keeps the row's value aside, and names a row that is not there.</summary>
    private static Task BreakAsync(VerifiedDatabase verified, IForeignKey key, string table, string column) => verified.PlantAsync(
        $"create table \"Kept\" as select \"Id\" as \"I\", \"{column}\" as \"V\" from \"{table}\" where \"{key.DeclaringEntityType.FindPrimaryKey()!.Properties[0].GetColumnName()}\" = (select min(\"Id\") from \"{table}\"); "
        + $"update \"{table}\" set \"{column}\" = 987654321 where \"Id\" = (select \"I\" from \"Kept\")");

    private static async Task<(long Id, byte[] Bytes)> SealedAsync(PortalDbContext db, string table, string column)
    {
        var id = Convert.ToInt64(await ScalarAsync(db, $"select min(\"Id\") from \"{table}\" where \"{column}\" is not null"), CultureInfo.InvariantCulture);
        return (id, (byte[])(await ScalarAsync(db, $"select \"{column}\" from \"{table}\" where \"Id\" = {id}"))!);
    }

    private static async Task<object?> ScalarAsync(PortalDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private static async Task WriteAsync(PortalDbContext db, string table, string column, long id, byte[] bytes)
    {
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"update \"{table}\" set \"{column}\" = @bytes where \"Id\" = {id}";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@bytes", bytes);
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync();
    }
}
