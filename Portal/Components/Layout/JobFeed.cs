namespace Portal.Components.Layout;

/// <summary>How far a job is.</summary>
public enum JobPhase
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>A job as the job centre shows it.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Title">What it does, in the reader's language: 상인 가져오기.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Percent">0 to 100; null while the size is unknown.</param>
/// <param name="Detail">One sentence: rows so far, or why it failed.</param>
/// <param name="Url">Its result; null while there is none.</param>
/// <param name="MayCancel">True when it can still be stopped.</param>
public sealed record JobView(Guid Id, string Title, JobPhase Phase, int? Percent, string? Detail, string? Url, bool MayCancel);

/// <summary>
/// The reader's jobs, for the job centre. The jobs' own service keeps it filled: it calls <see cref="Show"/> whenever
/// something moved and listens to <see cref="CancelAsked"/>.
/// </summary>
public sealed class JobFeed
{
    /// <summary>Raised when the list has changed.</summary>
    public event Action? Changed;

    /// <summary>Raised when the reader wants a job stopped.</summary>
    public event Func<Guid, Task>? CancelAsked;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JobView> Jobs { get; private set; } = [];

    /// <summary>Replaces the list.</summary>
    public void Show(IReadOnlyList<JobView> jobs)
    {
        Jobs = jobs;
        Changed?.Invoke();
    }

    public Task CancelAsync(Guid id) => CancelAsked?.Invoke(id) ?? Task.CompletedTask;
}
