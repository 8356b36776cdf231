using System.Globalization;
using System.Text.Json;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;

namespace Portal.Components.Shared;

/// <summary>Changed values as people read them: with the field's heading, the words of choices, and numbers in their usual unit.</summary>
internal static class ChangeWords
{
    /// <summary>Properties that are called otherwise than their column, with the digits after the point of their unit.</summary>
    private static readonly Dictionary<string, (string Column, int Digits)> Others = new(StringComparer.Ordinal)
    {
        ["latitudeE6"] = ("latitude", 6),
        ["longitudeE6"] = ("longitude", 6),
        ["areaCm2"] = ("area", 4),
        ["ownerName"] = ("owner", 0),
        ["zoneId"] = ("zone", 0),
        ["operatorId"] = ("operator", 0),
    };

    /// <summary>The column of a changed property; null for one that people do not know.</summary>
    public static ExchangeColumn? ColumnOf(string field, IReadOnlyList<ExchangeColumn> columns)
    {
        var key = Others.TryGetValue(field, out var other) ? other.Column : field;
        return columns.FirstOrDefault(c => c.Key == key);
    }

    /// <summary>A value; a dash for none, and an ellipsis for the number of another record, which says nothing to people.</summary>
    public static string ValueOf(string field, string? value, ExchangeColumn column, string language)
    {
        if (string.IsNullOrEmpty(value))
            return "–";
        if (field.EndsWith("Id", StringComparison.Ordinal))
            return "…";
        if (Others.TryGetValue(field, out var other) && other.Digits > 0 && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return ScaledNumber.Format(number, other.Digits).TrimEnd('0').TrimEnd('.');
        if (column.Choices.Count == 0)
            return value;
        var words = value.Split(", ").Select(JsonNamingPolicy.CamelCase.ConvertName).Where(code => code is not ("none" or "0"))
            .Select(code => column.Choices.FirstOrDefault(c => c.Code == code)?.Labels.In(language) ?? code).ToList();
        return words.Count == 0 ? "–" : string.Join(" + ", words);
    }
}
