using Portal.Domain.Storage;

namespace Portal.Domain.Jobs;

/// <summary>How far a job has come.</summary>
public enum JobState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>Long work that goes on while its owner does something else: shown in the job centre, cancellable, still there after a reload.</summary>
public sealed class Job : IVersioned
{
    public const int KindLength = 40;
    public const int TitleLength = 200;

    public long Id { get; set; }

    public Guid Uid { get; set; } = Guid.CreateVersion7();

    public long Version { get; set; }

    /// <summary>The text key of what it does: <c>jobs.import_vendors</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What it is about, for example the file's name.</summary>
    public string Title { get; set; } = "";

    public long UserId { get; set; }

    public JobState State { get; set; }

    /// <summary>Steps done.</summary>
    public int Progress { get; set; }

    /// <summary>Steps in all; 0 while unknown.</summary>
    public int Total { get; set; }

    public bool CancelRequested { get; set; }

    /// <summary>The refusal's code when it failed.</summary>
    public string? Error { get; set; }

    /// <summary>Where its result is to be seen: a path within the portal.</summary>
    public string? ResultUrl { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>The portal process that runs it, and until when it vouches for it; a job whose process died is marked failed.</summary>
    public string? Holder { get; set; }

    public DateTime? HeldUntil { get; set; }
}
