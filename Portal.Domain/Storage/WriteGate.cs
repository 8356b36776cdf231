namespace Portal.Domain.Storage;

/// <summary>
/// SQLite has one writer. All writes of the process pass this gate one after another, in the order in which they came, so that none
/// waits in SQLite's own polling loop. On the other databases it is open and costs nothing.
/// </summary>
public sealed class WriteGate(bool needed)
{
    private readonly Lock sync = new();
    private readonly LinkedList<TaskCompletionSource> waiting = new();
    private bool taken;

    /// <summary>Waits for the turn. Dispose what it returns to let the next one in.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation = default)
    {
        if (!needed)
            return new Turn(null);
        LinkedListNode<TaskCompletionSource> place;
        lock (sync)
        {
            if (!taken)
            {
                taken = true;
                return new Turn(this);
            }

            place = waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await using var registration = cancellation.UnsafeRegister(_ => GiveUp(place, cancellation), null);
        await place.Value.Task;
        return new Turn(this);
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellation)
    {
        lock (sync)
        {
            if (place.List is null)
                return;
            waiting.Remove(place);
        }

        place.Value.SetCanceled(cancellation);
    }

    private void Leave()
    {
        TaskCompletionSource? next = null;
        lock (sync)
        {
            if (waiting.First is { } first)
            {
                next = first.Value;
                waiting.RemoveFirst();
            }
            else
            {
                taken = false;
            }
        }

        next?.SetResult();
    }

    private sealed class Turn(WriteGate? gate) : IDisposable
    {
        private WriteGate? gate = gate;

        public void Dispose() => Interlocked.Exchange(ref gate, null)?.Leave();
    }
}
