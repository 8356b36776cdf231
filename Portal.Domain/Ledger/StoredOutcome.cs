using System.Collections.Frozen;
using System.Text.Json;

namespace Portal.Domain.Ledger;

/// <summary>How the outcome of a posting is kept with its id, and read again.</summary>
internal static class StoredOutcome
{
    /// <summary>Refusals by their codes. A posting keeps only refusals of the ledger itself.</summary>
    private static readonly FrozenDictionary<string, Type> Refusals = typeof(StoredOutcome).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Refusal)) && t.Namespace == typeof(StoredOutcome).Namespace)
        .ToFrozenDictionary(t => JsonNamingPolicy.SnakeCaseLower.ConvertName(t.Name));

    public static LedgerPosting Row(PostingRequest posting, PostingOutcome outcome, DateTime now) => new()
    {
        Id = outcome.LedgerOrder,
        Uid = posting.Id,
        Owner = posting.Owner,
        Request = posting.Request,
        OperatorId = posting.OperatorId,
        MarketId = posting.MarketId,
        BusinessDate = outcome.BusinessDate,
        CameFor = outcome.BusinessDate == posting.BusinessDate ? null : posting.BusinessDate,
        At = now,
        Document = posting.Document,
        Refusal = outcome.Refusal?.Code,
        RefusalValues = outcome.Refusal is { } refusal ? JsonSerializer.Serialize(refusal, refusal.GetType()) : null,
        Answer = outcome.Answer,
        Lines = outcome.TransferIds.Count,
        FirstLine = outcome.TransferIds.Count > 0 ? outcome.TransferIds[0] : 0,
    };

    public static PostingOutcome Of(LedgerPosting posting) => new(posting.Id, posting.BusinessDate, RefusalOf(posting))
    {
        TransferIds = [.. Enumerable.Range(0, posting.Lines).Select(i => posting.FirstLine + i)],
        Answer = posting.Answer,
        Repeated = true,
    };

    private static Refusal? RefusalOf(LedgerPosting posting) =>
        posting.Refusal is { } code ? (Refusal)JsonSerializer.Deserialize(posting.RefusalValues!, Refusals[code])! : null;
}
