using System.Text.Json;

namespace Portal.Domain.Ledger;

/// <summary>Compares two requests that came under one id.</summary>
public static class CanonicalRequest
{
    /// <summary>The name of the first field that is not the same in both; null when all are.</summary>
    public static string? FieldThatDiffers(string first, string second)
    {
        if (first == second)
            return null;
        using var a = JsonDocument.Parse(first);
        using var b = JsonDocument.Parse(second);
        foreach (var field in a.RootElement.EnumerateObject())
        {
            if (!b.RootElement.TryGetProperty(field.Name, out var other) || !JsonElement.DeepEquals(field.Value, other))
                return field.Name;
        }

        return b.RootElement.EnumerateObject().Select(f => f.Name).FirstOrDefault(name => !a.RootElement.TryGetProperty(name, out _));
    }
}
