namespace Portal.Domain.Storage;

/// <summary>
/// A row that people change. The context increments the version at every update and refuses to overwrite a version it did not read,
/// so that of two concurrent changes one is told.
/// </summary>
public interface IVersioned
{
    long Version { get; set; }
}

/// <summary>A row that is written once. The context refuses to update or delete it; <c>portal verify</c> proves it.</summary>
public interface IInsertOnly;

/// <summary>Somebody else changed the record in the meantime; nothing was saved.</summary>
/// <param name="Mine">The value that was to be saved, as text.</param>
/// <param name="Theirs">The value that stands now, as text.</param>
public sealed record ChangedMeanwhile(string Mine, string Theirs) : Refusal;
