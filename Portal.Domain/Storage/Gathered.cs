namespace Portal.Domain.Storage;

/// <summary>
/// One question of the database for many who ask the same kind of thing at the same moment: while one is being answered the next ones gather, and are then asked together. Nobody waits who is alone,
/// and nobody is answered from what was read before he asked.
/// </summary>
/// <param name="answer">Answers each question; those that it leaves out have no answer.</param>
internal sealed class Gathered<TQuestion, TAnswer>(Func<IReadOnlyList<TQuestion>, Task<IReadOnlyDictionary<TQuestion, TAnswer>>> answer)
    where TQuestion : notnull
    where TAnswer : class
{
    private readonly Lock gate = new();
    private List<Waiting> gathering = [];
    private bool asking;

    /// <summary>The answer, null when there is none. A caller who gives up leaves the others theirs.</summary>
    public Task<TAnswer?> AskAsync(TQuestion question, CancellationToken cancellation)
    {
        var waiting = new Waiting(question);
        lock (gate)
        {
            gathering.Add(waiting);
            if (!asking)
            {
                asking = true;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return waiting.Answer.Task.WaitAsync(cancellation);
    }

    private async Task RunAsync()
    {
        while (Next() is { } batch)
            await AnswerAsync(batch);
    }

    /// <summary>What cannot be answered together is halved, until the culprit stands alone.</summary>
    private async Task AnswerAsync(IReadOnlyList<Waiting> batch)
    {
        var work = answer([.. batch.Select(w => w.Question).Distinct()]);
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsCompletedSuccessfully)
        {
            foreach (var waiting in batch)
                waiting.Answer.SetResult(work.Result.GetValueOrDefault(waiting.Question));
        }
        else if (batch.Count > 1)
        {
            await AnswerAsync([.. batch.Take(batch.Count / 2)]);
            await AnswerAsync([.. batch.Skip(batch.Count / 2)]);
        }
        else if (work.Exception is { } failure)
        {
            batch[0].Answer.SetException(failure.InnerExceptions);
        }
        else
        {
            batch[0].Answer.SetCanceled();
        }
    }

    private List<Waiting>? Next()
    {
        lock (gate)
        {
            if (gathering.Count == 0)
            {
                asking = false;
                return null;
            }

            var batch = gathering;
            gathering = [];
            return batch;
        }
    }

    private sealed class Waiting(TQuestion question)
    {
        public TQuestion Question { get; } = question;

        public TaskCompletionSource<TAnswer?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
