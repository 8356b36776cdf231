using Portal.Domain.Auditing;
using Portal.Tests.Storage;

namespace Portal.Tests.Auditing;

/// <summary>Audit rows for tests that need some.</summary>
internal static class AuditRows
{
    /// <summary>Makes markets, each audited in a commit of its own.</summary>
    public static async Task WriteMarketsAsync(this TestDatabase database, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var db = database.Open();
            var market = Make.Market($"{prefix}{i}");
            db.Add(market);
            db.Audit(Make.Actor(), database.Time.GetUtcNow().UtcDateTime, "market.created", market);
            await db.SaveChangesAsync();
        }
    }

    /// <summary>One row with an id of the test's choice.</summary>
    public static async Task AddEntryAsync(this TestDatabase database, long id)
    {
        await using var db = database.Open();
        db.AuditEntries.Add(new AuditEntry { Id = id, At = database.Time.GetUtcNow().UtcDateTime, ActorName = "시험", From = "test", Action = "market.updated", SubjectKind = "market", SubjectId = 1, SubjectCode = "SB" });
        await db.SaveChangesAsync();
    }
}
