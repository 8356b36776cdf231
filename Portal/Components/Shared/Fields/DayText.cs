using System.Globalization;
using Portal.Domain;

namespace Portal.Components.Shared.Fields;

/// <summary>The text is no day, or one the field does not take.</summary>
public sealed record DayMalformed : Refusal;

/// <summary>The range ends before it begins.</summary>
public sealed record RangeReversed : Refusal;

/// <summary>Days as date inputs spell them, whatever the reader's language.</summary>
internal static class DayText
{
    public static string? Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>True with null for an empty text.</summary>
    public static bool TryRead(string? text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return day is not null || string.IsNullOrEmpty(text);
    }
}
