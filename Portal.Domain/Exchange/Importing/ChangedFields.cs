using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Portal.Domain.Exchange.Importing;

/// <summary>The fields of a tracked record that were changed: kept for undo, and shown before saving.</summary>
internal static class ChangedFields
{
    private static readonly HashSet<string> Derived = ["Version", "SearchText", "OwnerIndex", "PhoneTail"];

    /// <summary>The old values as JSON. Sealed fields stay sealed.</summary>
    public static string Before(EntityEntry entry) => JsonSerializer.Serialize(
        entry.Properties.Where(p => p.IsModified && p.Metadata.Name != "Version").ToDictionary(p => p.Metadata.Name, p => p.OriginalValue));

    /// <summary>Puts the old values back.</summary>
    public static void Restore(EntityEntry entry, string before)
    {
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(before)!)
        {
            var property = entry.Property(name);
            property.CurrentValue = value.Deserialize(property.Metadata.ClrType);
        }
    }

    /// <summary>Old and new values for people; of a sealed field only that it changes.</summary>
    public static IReadOnlyList<FieldChange> Read(EntityEntry entry) =>
    [
        .. entry.Properties.Where(p => p.IsModified && !Derived.Contains(p.Metadata.Name))
            .Select(p => new FieldChange(JsonNamingPolicy.CamelCase.ConvertName(p.Metadata.Name), Show(p.OriginalValue), Show(p.CurrentValue))),
    ];

    private static string? Show(object? value) => value switch
    {
        byte[] => "***",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
