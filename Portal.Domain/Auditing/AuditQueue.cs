using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Auditing;

/// <summary>One field of an audit row. Personal values are sealed.</summary>
public sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>
/// The audit rows that the next save of a context writes, in the same commit as the changes they tell of.
/// Before and after are read from the change tracker, so what is audited is what is saved.
/// </summary>
internal sealed class AuditQueue
{
    public const string SealedPrefix = "sealed:";

    /// <summary>What says nothing to a reader, and what must not be read: hashes, stamps of sign-in, and how many a bundle holds that is still to be counted.</summary>
    private static readonly HashSet<string> Silent =
    [
        "Id", "Uid", "Version", "SearchText", "OwnerIndex", "HolderIndex", "PersonKeyId",
        "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "NormalizedUserName", "NormalizedEmail", "EmailConfirmed", "PhoneNumberConfirmed",
        "AccessFailedCount", "LockoutEnabled", "LastTotpStep", "Hash",
        "Certificate", "BundleSize", "BoxSize",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<Pending> pending = [];

    public bool IsEmpty => pending.Count == 0;

    public static bool IsSilent(string property) => Silent.Contains(property);

    public void Add(AuditEntry entry, IAudited subject, IReadOnlyList<AuditChange> also) => pending.Add(new Pending(entry, subject, also));

    /// <summary>Reads before and after, while the change tracker still knows them.</summary>
    public void ReadChanges(DbContext db)
    {
        foreach (var (entry, subject, also) in pending)
        {
            var tracked = db.Entry((object)subject);
            entry.Changes = JsonSerializer.Serialize(ChangesOf(tracked).Concat(also), Json);
        }
    }

    /// <summary>Hands the rows to the context, now that new records have their ids.</summary>
    public void Flush(PortalDbContext db)
    {
        foreach (var (entry, subject, _) in pending)
        {
            Complete(db, entry, subject);
            db.AuditEntries.Add(entry);
        }

        pending.Clear();
    }

    /// <summary>A sealed value as audit rows hold it.</summary>
    public static string? Sealed(byte[]? value) => value is null ? null : SealedPrefix + Convert.ToBase64String(value);

    public static IReadOnlyList<AuditChange> Read(string changes) => JsonSerializer.Deserialize<List<AuditChange>>(changes, Json) ?? [];

    /// <summary>What became of a record that is not tracked, as the change tracker would tell it.</summary>
    /// <param name="before">The record as it was; null for a new one.</param>
    public static string ChangesOf(IEntityType type, object? before, object after) => JsonSerializer.Serialize(
        type.GetProperties().Where(p => !p.IsShadowProperty() && !Silent.Contains(p.Name)).Select(p => (p.Name, Value: p.GetGetter()))
            .Select(p => new AuditChange(JsonNamingPolicy.CamelCase.ConvertName(p.Name), before is null ? null : Format(p.Value.GetClrValue(before)), Format(p.Value.GetClrValue(after)))).Where(c => c.After != c.Before),
        Json);

    /// <summary>Names the record, now that it has its id.</summary>
    public static void Complete(DbContext db, AuditEntry entry, IAudited subject)
    {
        entry.SubjectId = subject.Id;
        entry.SubjectCode = Cut(subject.AuditCode, AuditEntry.CodeLength);
        entry.MarketId = subject.AuditMarketId;
        if (db.Model.FindEntityType(subject.GetType())?.FindProperty("PersonKeyId") is { } key)
            entry.PersonKeyId = (long?)key.GetGetter().GetClrValue(subject);
    }

    private static IEnumerable<AuditChange> ChangesOf(EntityEntry entry)
    {
        var isNew = entry.State == EntityState.Added;
        if (entry.State is not (EntityState.Added or EntityState.Modified))
            yield break;
        foreach (var property in entry.Properties.Where(p => !p.Metadata.IsShadowProperty() && !Silent.Contains(p.Metadata.Name)))
        {
            var after = Format(property.CurrentValue);
            var before = isNew ? null : Format(property.OriginalValue);
            if (isNew ? after is not null : property.IsModified && before != after)
                yield return new AuditChange(JsonNamingPolicy.CamelCase.ConvertName(property.Metadata.Name), before, after);
        }
    }

    private static string? Format(object? value) => value switch
    {
        null => null,
        byte[] bytes => Sealed(bytes),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null),
        DateOnly day => day.ToString("O", null),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private sealed record Pending(AuditEntry Entry, IAudited Subject, IReadOnlyList<AuditChange> Also);
}
