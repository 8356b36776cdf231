using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Domain.Storage;

namespace Portal.Domain.Verification;

/// <summary>What the database itself should hold: a sound file, no reference to a row that is not there, and an index of quick search with every vendor.</summary>
internal static class DatabaseChecks
{
    public static IReadOnlyList<Check> All { get; } = [new("database-file", FileAsync), new("foreign-keys", ForeignKeysAsync), new("quick-search", QuickSearchAsync)];

    private static async Task<Findings> FileAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var findings = new Findings();
        if (snapshot.Provider != DatabaseProvider.Sqlite)
            return findings;
        foreach (var line in await snapshot.Db.Database.SqlQueryRaw<string>("select integrity_check as Value from pragma_integrity_check").ToListAsync(cancellation))
            findings.Look(line == "ok" ? null : line);
        return findings;
    }

    /// <summary>Asked of every database in the same way, from the model: constraints can be switched off on each of them.</summary>
    private static async Task<Findings> ForeignKeysAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var findings = new Findings();
        var sql = snapshot.Db.GetService<ISqlGenerationHelper>();
        foreach (var key in snapshot.Db.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()))
        {
            await using var command = snapshot.Db.Database.GetDbConnection().CreateCommand();
            command.Transaction = snapshot.Db.Database.CurrentTransaction!.GetDbTransaction();
            command.CommandText = Statement(key, sql);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            findings.Count(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture));
            var orphans = Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture);
            if (orphans > 0)
                findings.Fault($"{orphans} of {key.DeclaringEntityType.GetTableName()} name no {key.PrincipalEntityType.GetTableName()} by {key.Properties[0].GetColumnName()}");
        }

        return findings;
    }

    /// <summary>Only SQLite's index is a table of its own, which could differ (<see cref="PairSearch"/>).</summary>
    private static async Task<Findings> QuickSearchAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var findings = new Findings();
        if (snapshot.Provider != DatabaseProvider.Sqlite)
            return findings;
        var database = snapshot.Db.Database;
        findings.Count(await database.SqlQueryRaw<long>("select count(*) as Value from \"Vendors\"").SingleAsync(cancellation));
        foreach (var code in await database.SqlQueryRaw<string>("select \"Code\" as Value from \"Vendors\" where \"Id\" not in (select id from \"VendorPairs_docsize\")").ToListAsync(cancellation))
            findings.Fault($"vendor {code} is not found by parts of its name");
        var gone = await database.SqlQueryRaw<long>("select count(*) as Value from \"VendorPairs_docsize\" where id not in (select \"Id\" from \"Vendors\")").SingleAsync(cancellation);
        if (gone > 0)
            findings.Fault($"{gone} entries of quick search are of vendors that do not exist");
        return findings;
    }

    private static string Statement(IForeignKey key, ISqlGenerationHelper sql)
    {
        var column = sql.DelimitIdentifier(key.Properties[0].GetColumnName());
        var principal = sql.DelimitIdentifier(key.PrincipalKey.Properties[0].GetColumnName());
        var (from, to) = (sql.DelimitIdentifier(key.DeclaringEntityType.GetTableName()!), sql.DelimitIdentifier(key.PrincipalEntityType.GetTableName()!));
        return $"select count(*), count(case when p.{principal} is null then 1 end) from {from} d left join {to} p on d.{column} = p.{principal} where d.{column} is not null";
    }
}
