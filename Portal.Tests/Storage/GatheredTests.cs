using System.Collections.Concurrent;
using Portal.Domain.Storage;

namespace Portal.Tests.Storage;

/// <summary>Questions of one moment that are asked together.</summary>
public sealed class GatheredTests
{
    [Fact]
    public async Task Ask_WhileOneIsAnswered_GathersTheNextOnes()
    {
        var (batches, gate) = (new ConcurrentQueue<int[]>(), new TaskCompletionSource());
        var gathered = new Gathered<int, string>(async asked =>
        {
            batches.Enqueue([.. asked]);
            await gate.Task;
            return asked.Where(q => q != 4).ToDictionary(q => q, q => $"answer {q}");
        });

        var first = gathered.AskAsync(1, default);
        while (batches.IsEmpty)
            await Task.Yield();
        Task<string?>[] next = [gathered.AskAsync(2, default), gathered.AskAsync(3, default), gathered.AskAsync(2, default), gathered.AskAsync(4, default)];
        gate.SetResult();

        Assert.Equal("answer 1", await first);
        Assert.Equal(new[] { "answer 2", "answer 3", "answer 2", null }, await Task.WhenAll(next));
        Assert.Equal([[1], [2, 3, 4]], batches);
    }

    [Fact]
    public async Task Ask_OneThatFails_LeavesTheOthersTheirAnswers()
    {
        var gate = new TaskCompletionSource();
        var gathered = new Gathered<int, string>(async asked =>
        {
            await gate.Task;
            return asked.Contains(3) ? throw new InvalidOperationException("three") : asked.ToDictionary(q => q, q => $"answer {q}");
        });

        var all = Enumerable.Range(0, 8).Select(q => gathered.AskAsync(q, default)).ToList();
        gate.SetResult();
        await Task.WhenAll(all.Select(async t => await ((Task)t).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing)));

        Assert.Equal("three", (await Assert.ThrowsAsync<InvalidOperationException>(() => all[3])).Message);
        Assert.All(all.Where((_, q) => q != 3), t => Assert.True(t.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task Ask_GivenUp_IsAnsweredToTheOthers()
    {
        var gate = new TaskCompletionSource();
        var gathered = new Gathered<int, string>(async asked =>
        {
            await gate.Task;
            return asked.ToDictionary(q => q, q => $"answer {q}");
        });
        using var gone = new CancellationTokenSource();

        var (given, other) = (gathered.AskAsync(1, gone.Token), gathered.AskAsync(1, default));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        gate.SetResult();

        Assert.Equal("answer 1", await other);
        Assert.Equal("answer 2", await gathered.AskAsync(2, default));
    }
}
