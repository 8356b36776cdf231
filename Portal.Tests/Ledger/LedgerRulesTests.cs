using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Ledger;

namespace Portal.Tests.Ledger;

/// <summary>The rules against a model that counts everything anew: 100,000 random sequences of all operations.</summary>
public sealed class LedgerRulesTests
{
    private const int Sequences = 100_000;
    private const int LongestSequence = 16;
    private const long UnknownAccount = 99;

    private static readonly DateTime Start = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    private static readonly AccountBalance[] Accounts =
    [
        new(1, 1, "KRW", AccountClass.Asset, AccountLimit.None, AccountState.Open),
        new(2, 1, "KRW", AccountClass.Liability, AccountLimit.DebitsMustNotExceedCredits, AccountState.Open),
        new(3, 1, "KRW", AccountClass.Liability, AccountLimit.DebitsMustNotExceedCredits, AccountState.Open),
        new(4, 1, "KRW", AccountClass.Asset, AccountLimit.CreditsMustNotExceedDebits, AccountState.Open),
        new(5, 1, "KRW", AccountClass.Memo, AccountLimit.None, AccountState.Open),
        new(6, 1, "CNY", AccountClass.Asset, AccountLimit.None, AccountState.Open),
        new(7, 2, "KRW", AccountClass.Asset, AccountLimit.None, AccountState.Open),
        new(8, 1, "KRW", AccountClass.Asset, AccountLimit.Counted, AccountState.Open),
    ];

    private static readonly long[] AccountIds = [1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 8, UnknownAccount];
    private static readonly long[] Amounts = [1, 2, 5, 5, 10, 10, 40, 100, 0, -1, long.MaxValue, long.MaxValue - 20];
    private const long Ceiling = 45;

    private static readonly TransferCode[] Codes = [TransferCode.Payment, TransferCode.Payment, TransferCode.Refund];
    private static readonly TransferKind[] Kinds =
        [TransferKind.Immediate, TransferKind.Immediate, TransferKind.Immediate, TransferKind.Pending, TransferKind.Pending, TransferKind.Post, TransferKind.Void, TransferKind.Expiry];

    /// <summary>One transfer of a posting, in numbers that are looked up in the lists above.</summary>
    public sealed record Move(int Kind, int Debit, int Credit, int Amount, int Code, int Pending, bool Times);

    /// <summary>One posting.</summary>
    /// <param name="Id">Small, so that ids come again.</param>
    /// <param name="State">An account's change of state; none for most.</param>
    /// <param name="Guard">The version asked for of a guarded row; 0 for none.</param>
    /// <param name="Wait">Seconds before it; a wait ends the batch.</param>
    public sealed record Step(int Id, Move[] Moves, int State, int Guard, int Wait, bool OtherOwner);

    /// <summary>What the sequences must have met for their agreement to say anything.</summary>
    private static readonly string[] Refusals =
    [
        "account_unknown", "account_closed", "account_held", "account_not_empty", "accounts_must_differ", "currency_differs", "operator_differs", "memo_mixed", "transfer_not_positive", "amount_overflows",
        "insufficient_funds", "limit_exceeded", "pending_unknown", "pending_posted", "pending_voided", "pending_expired", "pending_not_due", "pending_exceeded", "stale", "id_reused", "id_taken",
    ];

    private static Gen<Move> Moves =>
        from kind in Gen.Choose(0, Kinds.Length - 1)
        from debit in Gen.Choose(0, AccountIds.Length - 1)
        from credit in Gen.Choose(0, AccountIds.Length - 1)
        from amount in Gen.Choose(0, Amounts.Length - 1)
        from code in Gen.Choose(0, Codes.Length - 1)
        from pending in Gen.Choose(0, 7)
        from times in Gen.Choose(0, 2)
        select new Move(kind, debit, credit, amount, code, pending, times == 0);

    private static Gen<Step> Steps =>
        from id in Gen.Choose(0, 40)
        from count in Gen.Elements(1, 1, 1, 2, 3)
        from moves in Gen.ArrayOf(Moves, count)
        from state in Gen.Choose(0, 60)
        from guard in Gen.Elements(0, 0, 0, 0, 1, 2)
        from wait in Gen.Elements(0, 0, 0, 1, 5, 20)
        from other in Gen.Choose(0, 30)
        select new Step(id, moves, state, guard, wait, other == 0);

    [Fact]
    public void Decide_RandomSequences_AgreeWithTheNaiveModel()
    {
        var sequences = from length in Gen.Choose(1, LongestSequence) from steps in Gen.ArrayOf(Steps, length) select steps;
        var met = new HashSet<string>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithQuietOnSuccess(true), Prop.ForAll(sequences.ToArbitrary(), steps => Agree(steps, met)));
        Assert.Empty(Refusals.Except(met));
    }

    private static bool Agree(Step[] steps, HashSet<string> met)
    {
        var naive = new NaiveLedger(Accounts);
        var run = new RulesRun(Accounts);
        var (now, order) = (Start, 1_000L);
        var batch = new List<PostingRequest>();
        foreach (var step in steps)
        {
            if (step.Wait > 0)
                Flush();
            now += TimeSpan.FromSeconds(step.Wait);
            batch.Add(PostingOf(step, run));
        }

        Flush();
        return true;

        void Flush()
        {
            var outcomes = run.Decide(batch, now, order);
            for (var i = 0; i < batch.Count; i++)
            {
                var expected = naive.Post(batch[i], now, order, out var repeated);
                met.Add(expected);
                Assert.Equal(expected, outcomes[i].Refusal?.Code ?? NaiveLedger.Accepted);
                Assert.Equal(repeated, outcomes[i].Repeated);
            }

            foreach (var account in Accounts.Where(a => a.Limit != AccountLimit.None))
                Same(naive, run.Accounts[account.Id]);
            order += 1_000;
            batch.Clear();
        }
    }

    private static void Same(NaiveLedger naive, AccountBalance account)
    {
        Assert.Equal(naive.Debits(account.Id), account.Debits);
        Assert.Equal(naive.Credits(account.Id), account.Credits);
        Assert.Equal(naive.DebitsReserved(account.Id), account.DebitsReserved);
        Assert.Equal(naive.CreditsReserved(account.Id), account.CreditsReserved);
        Assert.Equal(naive.StateOf(account.Id), account.State);
        Assert.Equal(naive.LinesOf(account.Id), account.LastLine);
    }

    private static PostingRequest PostingOf(Step step, RulesRun run)
    {
        var transfers = step.Moves.Select(m => TransferOf(m, run)).ToList();
        var states = step.State < 6 ? new[] { new StateChange(AccountIds[step.State * 2], (AccountState)(step.State % 3)) { AfterLine = step.OtherOwner || step.Guard > 0 ? step.Guard : null, First = step.Id % 2 == 1 } } : [];
        return new PostingRequest
        {
            Id = new Guid(step.Id, 0, 0, new byte[8]),
            Owner = step.OtherOwner ? "key:2" : "key:1",
            Request = JsonSerializer.Serialize(new { transfers, states, step.Guard }),
            OperatorId = 1,
            BusinessDate = new DateOnly(2026, 1, 5),
            Transfers = transfers,
            States = states,
            Guards = step.Guard == 0 ? [] : [new RowGuard(typeof(LedgerRulesTests), 1, step.Guard)],
        };
    }

    private static bool IsLimited(long account) => Accounts.Any(a => a.Id == account && a.Limit != AccountLimit.None);

    private static TransferRequest TransferOf(Move move, RulesRun run)
    {
        var (kind, code, amount) = (Kinds[move.Kind], Codes[move.Code], Amounts[move.Amount]);
        if (kind is TransferKind.Immediate)
            return TransferRequest.Move(code, AccountIds[move.Debit], AccountIds[move.Credit], amount) with
            {
                CreditCeiling = move.Times && IsLimited(AccountIds[move.Credit]) ? Ceiling : null,
                DebitCeiling = move.Times && IsLimited(AccountIds[move.Debit]) ? Ceiling : null,
            };
        if (kind is TransferKind.Pending)
            return TransferRequest.Reserve(code, AccountIds[move.Debit], AccountIds[move.Credit], amount, move.Times ? TimeSpan.FromSeconds(10) : null);
        var pending = run.PendingIds.Count == 0 ? 7 : run.PendingIds[move.Pending % run.PendingIds.Count];
        return kind switch
        {
            TransferKind.Post => TransferRequest.Post(code, pending, amount),
            TransferKind.Void => TransferRequest.Void(pending),
            _ => TransferRequest.Expire(pending),
        };
    }
}
