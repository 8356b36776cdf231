using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.FreeIssues;

/// <summary>Finds beneficiaries who stand on a list twice, or stood on an earlier one of the programme.</summary>
internal static class FreeIssueDuplicates
{
    private const int ChunkSize = 500;

    /// <summary>Marks each row with the first one before it that is about the same person by the chosen fields.</summary>
    public static async Task MarkAsync(PortalDbContext db, FreeIssueList list, List<FreeIssueRow> rows, CancellationToken cancellation)
    {
        foreach (var (by, key) in Keys.Where(k => list.SameBy.HasFlag(k.By)))
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                if (key(row) is { } hash && !seen.TryAdd(Convert.ToHexString(hash), row.RowNumber))
                    row.SameAsRow ??= seen[Convert.ToHexString(hash)];
            }

            foreach (var chunk in rows.Where(r => key(r) is not null).Chunk(ChunkSize))
            {
                var before = await BeforeAsync(db, list.ProgrammeId, by, chunk.Select(r => key(r)!).ToList(), cancellation);
                foreach (var row in chunk)
                {
                    if (before.TryGetValue(Convert.ToHexString(key(row)!), out var earlier))
                        row.SameAsListId ??= earlier;
                }
            }
        }
    }

    private static (SameBy By, Func<FreeIssueRow, byte[]?> Key)[] Keys => [(SameBy.Identity, r => r.IdentityHash), (SameBy.NameAndBirth, r => r.NameBirthHash), (SameBy.Telephone, r => r.TelephoneHash)];

    /// <summary>The latest list of the programme with each hash; rows that were skipped and lists that were rejected or given up do not count.</summary>
    private static async Task<Dictionary<string, long>> BeforeAsync(PortalDbContext db, long programme, SameBy by, List<byte[]> hashes, CancellationToken cancellation)
    {
        var former = from row in db.FreeIssueRows.AsNoTracking()
                     join list in db.FreeIssueLists on row.ListId equals list.Id
                     where list.ProgrammeId == programme && list.State != FreeIssueState.Rejected && list.State != FreeIssueState.Discarded && row.Choice != DuplicateChoice.Skip
                     select row;
        var found = by switch
        {
            SameBy.Identity => await former.Where(r => hashes.Contains(r.IdentityHash)).Select(r => new { Hash = r.IdentityHash, r.ListId }).ToListAsync(cancellation),
            SameBy.NameAndBirth => await former.Where(r => hashes.Contains(r.NameBirthHash!)).Select(r => new { Hash = r.NameBirthHash!, r.ListId }).ToListAsync(cancellation),
            _ => await former.Where(r => hashes.Contains(r.TelephoneHash!)).Select(r => new { Hash = r.TelephoneHash!, r.ListId }).ToListAsync(cancellation),
        };
        return found.GroupBy(f => Convert.ToHexString(f.Hash)).ToDictionary(g => g.Key, g => g.Max(f => f.ListId));
    }
}
