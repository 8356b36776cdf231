using System.Threading.Channels;
using Portal.Domain.Storage;

namespace Portal.Domain.Ledger;

/// <summary>
/// The one way to move money. Concurrent postings are gathered and committed together; nobody is answered before the commit is durable.
/// </summary>
/// <remarks>
/// While one batch is being committed the next one gathers. Several portal processes may post to one database: accounts with a limit are locked in the order of their ids,
/// and a deadlock or a failed serialisation is tried again here. When a connection is lost the ids are looked up before anyone is answered, so a commit that came through is found
/// and one that did not is made. On any other database error the batch is halved until the culprit stands alone.
/// </remarks>
public sealed class GeneralLedger : IAsyncDisposable
{
    /// <summary>Postings of one commit.</summary>
    private const int LargestBatch = 1_024;

    private const int MaxTries = 10;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(1);

    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>();
    private readonly LedgerStore store;
    private readonly Task loop;

    /// <summary>How many callers there were when the last batch was answered: those who were, and those who waited for the next.</summary>
    private int expected;

    public GeneralLedger(LedgerStore store)
    {
        this.store = store;
        loop = Task.Run(RunAsync);
    }

    /// <summary>
    /// Posts, and answers once it is durable. A refusal is an outcome and is kept under the id; only <see cref="Stale"/>, <see cref="IdReused"/> and <see cref="IdTaken"/> leave nothing behind.
    /// </summary>
    public Task<PostingOutcome> PostAsync(PostingRequest posting)
    {
        if (posting.Transfers.Count > LedgerRules.MaxTransfers)
            throw new ArgumentException($"A posting has at most {LedgerRules.MaxTransfers} transfers; this one has {posting.Transfers.Count}.", nameof(posting));
        var waiting = new Waiting(posting);
        return queue.Writer.TryWrite(waiting) ? waiting.Answer.Task : throw new ObjectDisposedException(nameof(GeneralLedger));
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await store.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>(LargestBatch);
        while (await queue.Reader.WaitToReadAsync())
        {
            // Those who were just answered are about to post again: without this moment they and those who waited meanwhile would take turns, each in half a batch.
            if (queue.Reader.Count < expected)
                await Task.Delay(Gathering);
            while (batch.Count < LargestBatch && queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            await AnswerAsync(batch);
            batch.Clear();
        }
    }

    private async Task AnswerAsync(IReadOnlyList<Waiting> batch)
    {
        var work = CommitAsync(batch);
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsCompletedSuccessfully)
        {
            expected = batch.Count + queue.Reader.Count;
            for (var i = 0; i < batch.Count; i++)
                batch[i].Answer.SetResult(work.Result[i]);
        }
        else if (batch.Count == 1)
        {
            batch[0].Answer.SetException(work.Exception!.InnerExceptions);
        }
        else
        {
            await AnswerAsync([.. batch.Take(batch.Count / 2)]);
            await AnswerAsync([.. batch.Skip(batch.Count / 2)]);
        }
    }

    private async Task<IReadOnlyList<PostingOutcome>> CommitAsync(IReadOnlyList<Waiting> batch)
    {
        var postings = batch.Select(w => w.Posting).ToList();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcomes = await store.CommitAsync(postings);
                return attempt == 1 ? outcomes : [.. outcomes.Select((o, i) => batch[i].InDoubt ? o with { Repeated = false } : o)];
            }
            catch (Exception error) when (attempt < MaxTries && DatabaseErrors.CauseOf(error) is { } cause && DatabaseErrors.MayPass(cause))
            {
                // Lost, the commit may have come through although its answer did not: then the ids are found at the next try.
                foreach (var waiting in batch)
                    waiting.InDoubt |= DatabaseErrors.IsLost(DatabaseErrors.CauseOf(error)!);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4) << Math.Min(attempt, 6)));
        }
    }

    private sealed class Waiting(PostingRequest posting)
    {
        public PostingRequest Posting { get; } = posting;

        public TaskCompletionSource<PostingOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>True once a commit of it was tried and not seen to end.</summary>
        public bool InDoubt { get; set; }
    }
}
