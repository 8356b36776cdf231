using Portal.Domain.Ledger;

namespace Portal.Tests.Ledger;

/// <summary>Feeds the rules batch after batch, and keeps in memory what a database would keep between them.</summary>
internal sealed class RulesRun
{
    private readonly Dictionary<Guid, KnownPosting> known = [];
    private readonly Dictionary<long, PendingTransfer> pendings = [];
    private readonly Dictionary<(Type, long), long> versions = [];

    public RulesRun(IEnumerable<AccountBalance> accounts)
    {
        Accounts = accounts.ToDictionary(a => a.Id);
        versions[(typeof(LedgerRulesTests), 1)] = 1;
    }

    public Dictionary<long, AccountBalance> Accounts { get; }

    public IReadOnlyList<long> PendingIds => [.. pendings.Keys];

    public IReadOnlyList<PostingOutcome> Decide(IReadOnlyList<PostingRequest> batch, DateTime now, long order)
    {
        var decision = LedgerRules.Decide(new LedgerState(now, order) { Accounts = Accounts, Known = known, Pendings = pendings, Versions = versions }, batch);
        for (var i = 0; i < batch.Count; i++)
            Keep(batch[i], decision.Outcomes[i]);
        foreach (var account in decision.Accounts)
            Accounts[account.Id] = account;
        foreach (var line in decision.Transfers)
            Keep(line);
        return decision.Outcomes;
    }

    private void Keep(PostingRequest posting, PostingOutcome outcome)
    {
        if (outcome.Repeated || outcome.LedgerOrder == 0)
            return;
        known[posting.Id] = new KnownPosting(posting.Owner, posting.Request, outcome);
        foreach (var guard in outcome.Posted ? posting.Guards : [])
            versions[(guard.Row, guard.Id)]++;
    }

    private void Keep(Transfer line)
    {
        if (line.Kind == TransferKind.Pending)
            pendings[line.Id] = new PendingTransfer(line.Id, line.DebitId, line.CreditId, line.Amount, line.ExpiresAt, null);
        else if (line.PendingId is { } id)
            pendings[id] = pendings[id] with { EndedBy = line.Kind };
    }
}
