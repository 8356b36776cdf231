using Portal.Components.Shared.Fields;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>Sets that are kept in one number, as words.</summary>
internal static class FlagNames
{
    /// <summary>The names of all that is set, one after the other; null when nothing is.</summary>
    public static string? Of<TEnum>(string area, TEnum value, Texts texts)
        where TEnum : struct, Enum => Set(value) is { Count: > 0 } set ? string.Join(" · ", set.Select(v => texts.Of(area, v))) : null;

    /// <summary>What can be chosen: every single flag.</summary>
    public static IReadOnlyList<FieldChoice<TEnum>> Choices<TEnum>(string area, Texts texts)
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Where(v => Number(v) != 0).Select(v => new FieldChoice<TEnum>(v, texts.Of(area, v)))];

    /// <summary>The single flags of a value.</summary>
    public static IReadOnlyList<TEnum> Set<TEnum>(TEnum value)
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Where(v => Number(v) != 0 && value.HasFlag(v))];

    /// <summary>The flags together.</summary>
    public static TEnum Join<TEnum>(IEnumerable<TEnum>? flags)
        where TEnum : struct, Enum => (TEnum)Enum.ToObject(typeof(TEnum), (flags ?? []).Aggregate(0L, (all, flag) => all | Number(flag)));

    private static long Number<TEnum>(TEnum value)
        where TEnum : struct, Enum => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
}
