using Portal.Domain.Ledger;

namespace Portal.Domain.Verification;

/// <summary>A line of an account with a limit, as it stands in that account.</summary>
/// <param name="Balance">Credits less debits after it; minor units.</param>
/// <param name="Reserved">What the reservation that it ends had reserved; 0 when it ends none.</param>
internal sealed record RunLine(long Account, long Line, long Balance, TransferKind Kind, long Amount, long Reserved, bool IsDebit);

/// <summary>Goes through the lines of one account in their order, and counts along.</summary>
internal sealed class AccountRun(AccountLimit limit)
{
    private long last;
    private Int128 debits;
    private Int128 credits;
    private Int128 debitsReserved;
    private Int128 creditsReserved;

    /// <summary>What is wrong with the next line; null when nothing is.</summary>
    public string? Take(RunLine line)
    {
        var gap = line.Line != last + 1;
        last = line.Line;
        var moved = line.Kind is TransferKind.Immediate or TransferKind.Post ? line.Amount : 0;
        var reserved = line.Kind == TransferKind.Pending ? line.Amount : -line.Reserved;
        if (line.IsDebit)
            (debits, debitsReserved) = (debits + moved, debitsReserved + reserved);
        else
            (credits, creditsReserved) = (credits + moved, creditsReserved + reserved);
        return gap ? $"account {line.Account}: no line before line {line.Line}"
            : line.Balance != credits - debits ? $"account {line.Account}, line {line.Line}: balance {line.Balance}, counted {credits - debits}"
            : IsPassed ? $"account {line.Account}, line {line.Line}: its limit is passed"
            : null;
    }

    private bool IsPassed => limit switch
    {
        AccountLimit.DebitsMustNotExceedCredits => debits + debitsReserved > credits,
        AccountLimit.CreditsMustNotExceedDebits => credits + creditsReserved > debits,
        _ => false,
    };

    /// <summary>True when the account's own row says the same.</summary>
    public bool EndsAt(LedgerAccount account) => account.LastLine == last && account.Debits == debits && account.Credits == credits
        && account.DebitsReserved == debitsReserved && account.CreditsReserved == creditsReserved && (account.State != AccountState.Closed || debits == credits);
}
