using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Domain.Storage;

/// <summary>
/// SQLite has no conditional statements, so EF Core writes no idempotent script for it. Tables and indexes are made "if not exists" and the history
/// is written "or ignore", which is idempotent. A migration that alters a table cannot be written so: it is named in a comment, and
/// <c>portal migrate</c> applies it.
/// </summary>
internal static partial class SqliteScript
{
    public static string Write(DbContext db)
    {
        var migrator = db.GetService<IMigrator>();
        var script = new StringBuilder();
        var before = Migration.InitialDatabase;
        foreach (var migration in db.Database.GetMigrations())
        {
            var sql = migrator.GenerateScript(before, migration);
            if (Altering().IsMatch(sql))
            {
                script.AppendLine(null, $"-- {migration} alters tables; SQLite can do that only once. Run: portal migrate");
                break;
            }

            sql = sql.Replace("CREATE TABLE \"", "CREATE TABLE IF NOT EXISTS \"", StringComparison.Ordinal);
            sql = sql.Replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ", StringComparison.Ordinal);
            sql = sql.Replace("DROP INDEX ", "DROP INDEX IF EXISTS ", StringComparison.Ordinal);
            sql = sql.Replace("CREATE UNIQUE INDEX ", "CREATE UNIQUE INDEX IF NOT EXISTS ", StringComparison.Ordinal);
            script.AppendLine(sql.Replace("INSERT INTO \"__EFMigrationsHistory\"", "INSERT OR IGNORE INTO \"__EFMigrationsHistory\"", StringComparison.Ordinal));
            before = migration;
        }

        return script.AppendLine(PairSearch.SqliteIndex).ToString();
    }

    [GeneratedRegex("^(ALTER|DROP (?!INDEX)|UPDATE|INSERT INTO \"(?!__EF))", RegexOptions.Multiline)]
    private static partial Regex Altering();
}
