using Portal.Domain.Privacy;

namespace Portal.Domain.Auditing;

/// <summary>Reads before and after from audit rows: sealed values masked, or in plain text for who gave a reason.</summary>
public static class AuditReader
{
    /// <summary>Sealed values masked: what kind of value it is says its field.</summary>
    public static IReadOnlyList<AuditChange> Masked(AuditEntry entry, PersonKey? key, PersonalData personal) =>
        [.. AuditQueue.Read(entry.Changes).Select(c => new AuditChange(c.Field, Mask(c.Field, c.Before, key, personal), Mask(c.Field, c.After, key, personal)))];

    /// <summary>Sealed values in plain text; null where the key was destroyed.</summary>
    public static IReadOnlyList<AuditChange> Open(AuditEntry entry, PersonKey key, PersonalData personal) =>
        [.. AuditQueue.Read(entry.Changes).Select(c => new AuditChange(c.Field, Open(c.Before, key, personal), Open(c.After, key, personal)))];

    /// <summary>True when the row holds a value that a reason can open.</summary>
    public static bool HasSealed(AuditEntry entry) => entry.Changes.Contains('"' + AuditQueue.SealedPrefix, StringComparison.Ordinal);

    /// <summary>True for a field that points to another record.</summary>
    public static bool IsKey(string field) => field.EndsWith("Id", StringComparison.Ordinal);

    /// <summary>False for fields that only the portal reads: hashes, and what is found by.</summary>
    public static bool IsForPeople(string field) => !field.EndsWith("Hash", StringComparison.Ordinal) && field is not ("phoneTail" or "hash" or "contentType" or "length" or "pinSalt");

    private static string? Mask(string field, string? value, PersonKey? key, PersonalData personal)
    {
        if (value is null || !value.StartsWith(AuditQueue.SealedPrefix, StringComparison.Ordinal))
            return field == "businessNumber" ? Privacy.Mask.Number(value) : value;
        var plain = key is null ? null : Open(value, key, personal);
        return plain is null ? "***"
            : field.Contains("phone", StringComparison.OrdinalIgnoreCase) ? Privacy.Mask.Phone(plain)
            : field.Contains("account", StringComparison.OrdinalIgnoreCase) ? Privacy.Mask.Number(plain)
            : Privacy.Mask.Name(plain);
    }

    private static string? Open(string? value, PersonKey key, PersonalData personal) => value is not null && value.StartsWith(AuditQueue.SealedPrefix, StringComparison.Ordinal)
        ? personal.Open(key, Convert.FromBase64String(value[AuditQueue.SealedPrefix.Length..]))
        : value;
}
