namespace Portal.Domain.Exchange.Columns;

/// <summary>Enums as choices of a column. Codes are the enum's names in camelCase, as the API writes them.</summary>
public static class EnumChoices
{
    public static string CodeOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Reads a code that somebody typed; numbers and unknown words are none.</summary>
    public static bool TryParse<TEnum>(string? code, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return code is [var first, ..] && char.IsAsciiLetter(first) && Enum.TryParse(code, ignoreCase: true, out value) && Enum.IsDefined(value);
    }

    /// <summary>The value of a code; the default value for null.</summary>
    public static TEnum Parse<TEnum>(string? code)
        where TEnum : struct, Enum => code is null ? default : Enum.Parse<TEnum>(code, ignoreCase: true);

    /// <summary>A set of flags from codes.</summary>
    public static TEnum ParseSet<TEnum>(IEnumerable<string> codes)
        where TEnum : struct, Enum => (TEnum)Enum.ToObject(typeof(TEnum), codes.Aggregate(0, (set, code) => set | Convert.ToInt32(Enum.Parse<TEnum>(code, ignoreCase: true), null)));

    /// <summary>The codes of a set of flags, in the order of the enum.</summary>
    public static IReadOnlyList<string> CodesOf<TEnum>(TEnum set)
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Where(flag => Convert.ToInt32(flag, null) != 0 && set.HasFlag(flag)).Select(CodeOf)];
}
