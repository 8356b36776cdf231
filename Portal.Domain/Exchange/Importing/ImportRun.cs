using Portal.Domain.Access;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Storage;

namespace Portal.Domain.Exchange.Importing;

/// <summary>What became of a row.</summary>
public enum RowVerdict
{
    Refused,
    Created,
    Updated,
    Unchanged,
}

/// <summary>One field that a row would change, as people read it.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>The decision on one row.</summary>
/// <param name="Record">The record it makes or changes; new ones are not yet in the context.</param>
/// <param name="Extra">What is made together with it: a zone, a tenancy.</param>
public sealed record RowDecision(ImportedRow Row, RowVerdict Verdict, string? Code, Auditing.IAudited? Record, IReadOnlyList<object> Extra, IReadOnlyList<Refusal> Refusals)
{
    public static RowDecision Refuse(ImportedRow row, IReadOnlyList<Refusal> refusals, string? code = null) => new(row, RowVerdict.Refused, code, null, [], refusals);
}

/// <summary>One pass over a file: who, when, from which file, and what earlier rows already said.</summary>
public sealed class ImportRun(Actor actor, DateTime now, string fileName, long? defaultMarketId, long? importId)
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    public Actor Actor { get; } = actor;

    public DateTime Now { get; } = now;

    public string FileName { get; } = fileName;

    /// <summary>The market of rows that name none.</summary>
    public long? DefaultMarketId { get; } = defaultMarketId;

    /// <summary>Null while the import is only tried.</summary>
    public long? ImportId { get; } = importId;

    /// <summary>What a target keeps from one batch of rows to the next.</summary>
    public Dictionary<string, object> Memory { get; } = new(StringComparer.Ordinal);

    /// <summary>The earlier row that spoke of the same record; null when none did. A row that is decided again is not its own repetition.</summary>
    public int? EarlierRow(string key, int row) => seen.TryAdd(key, row) || seen[key] == row ? null : seen[key];
}

/// <summary>An earlier row of the file is about the same record.</summary>
public sealed record RowRepeated(int FirstRow) : Refusal;

/// <summary>
/// A registry that files can be imported into. It says which columns there are, and what each row would do; the engine saves, counts and undoes.
/// </summary>
public abstract class ImportTarget
{
    public abstract ImportKind Kind { get; }

    public abstract IReadOnlyList<ExchangeColumn> Columns { get; }

    /// <summary>The first part of its audit actions: <c>vendor</c>.</summary>
    public abstract string Subject { get; }

    /// <summary>
    /// Decides a batch of rows: existing records are loaded into the context and changed there (a refused row leaves its record as it was),
    /// new ones are made but not added.
    /// </summary>
    public abstract Task<IReadOnlyList<RowDecision>> DecideAsync(PortalDbContext db, ImportRun run, IReadOnlyList<ImportedRow> rows, CancellationToken cancellation);

    /// <summary>True when new records go in by <see cref="InsertAsync"/>; otherwise EF Core saves them.</summary>
    public virtual bool InsertsInBulk => false;

    /// <summary>Inserts the new records with what is made together with them, within the write that the caller has begun.</summary>
    public virtual Task InsertAsync(PortalDbContext db, BulkInsert bulk, IReadOnlyList<RowDecision> fresh, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Why a record that the import made cannot be archived: something else refers to it by now. Null when it can.</summary>
    public abstract Task<IReadOnlySet<long>> InUseAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, CancellationToken cancellation);

    /// <summary>Records that the import changed and that cannot have their old values again, because something else stands there by now.</summary>
    /// <param name="going">New records of the import that are archived at the same moment.</param>
    public virtual Task<IReadOnlySet<long>> InTheWayAsync(PortalDbContext db, IReadOnlyList<ImportChange> changed, IReadOnlySet<long> going, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlySet<long>>(new HashSet<long>());

    /// <summary>The records of these ids, tracked.</summary>
    public abstract Task<IReadOnlyDictionary<long, IImported>> LoadAsync(PortalDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation);

    /// <summary>Archives what else the import made together with these records.</summary>
    public virtual Task ArchiveExtraAsync(PortalDbContext db, long importId, IReadOnlyList<long> ids, DateTime now, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>A record that imports make, and that undoing an import archives.</summary>
public interface IImported : IVersioned, Auditing.IAudited
{
    DateTime? ArchivedAt { get; set; }
}
