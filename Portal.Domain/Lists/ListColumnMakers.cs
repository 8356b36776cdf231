using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Lists;

// CA1000: a definition names the two types once, by an alias (using Column = …), and not at every column.
// CA1304, CA1311: ToLower stands in an expression that becomes SQL.
#pragma warning disable CA1000, CA1304, CA1311

public sealed partial record ListColumn<TEntity, TRow>
{
    /// <summary>A column that is only shown: computed after loading, neither sorted nor filtered.</summary>
    public static ListColumn<TEntity, TRow> Shown(string key, string title, ListKind kind, Func<TRow, object?> value) =>
        new() { Key = key, Title = title, Kind = kind, Value = value };

    /// <summary>Text; its filter is "contains", in any case of letters.</summary>
    public static ListColumn<TEntity, TRow> Text(string key, string title, Expression<Func<TEntity, string?>> entity, Func<TRow, string?> row) =>
        Make(key, title, ListKind.Text, entity, row, (value, _) =>
        {
            var pattern = LikePattern.Contains(value.ToLowerInvariant());
            return entity.Is(text => EF.Functions.Like(text!.ToLower(), pattern, LikePattern.Escape));
        });

    /// <summary>One of an enum's values, which the column keeps as text; the texts are <c>area.EnumName_Value</c>, the area being the title's.</summary>
    public static ListColumn<TEntity, TRow> Choice<TEnum>(string key, string title, Expression<Func<TEntity, TEnum>> entity, Func<TRow, TEnum> row)
        where TEnum : struct, Enum =>
        EnumColumn<TEnum>(key, title, entity, r => row(r), (values, _) => entity.Is(value => values.Contains(value)));

    /// <inheritdoc cref="Choice{TEnum}"/>
    public static ListColumn<TEntity, TRow> OptionalChoice<TEnum>(string key, string title, Expression<Func<TEntity, TEnum?>> entity, Func<TRow, TEnum?> row)
        where TEnum : struct, Enum =>
        EnumColumn<TEnum>(key, title, entity, r => row(r), (values, _) => entity.Is(value => value != null && values.Contains(value.Value)));

    /// <summary>One of a set of codes that the data know: zones, categories.</summary>
    public static ListColumn<TEntity, TRow> Code(string key, string title, Expression<Func<TEntity, string?>> entity, Func<TRow, string?> row) =>
        Make(key, title, ListKind.Choice, entity, row, (value, _) =>
        {
            var codes = ListValues.Split(value).ToList();
            return codes.Count is 0 or > ListValues.MaxChoices ? Malformed(key) : entity.Is(code => codes.Contains(code!));
        });

    /// <summary>A business day.</summary>
    public static ListColumn<TEntity, TRow> Date(string key, string title, Expression<Func<TEntity, DateOnly?>> entity, Func<TRow, DateOnly?> row) =>
        Make(key, title, ListKind.Date, entity, r => row(r), (value, _) =>
        {
            if (!ListValues.TryDates(value, out var from, out var to))
                return Malformed(key);
            return entity.Between(from is null ? null : day => day >= from, to is null ? null : day => day <= to);
        });

    /// <summary>An instant in UTC; its filter takes days of the reader's time zone.</summary>
    public static ListColumn<TEntity, TRow> Instant(string key, string title, Expression<Func<TEntity, DateTime?>> entity, Func<TRow, DateTime?> row) =>
        Make(key, title, ListKind.Instant, entity, r => row(r), (value, zone) =>
        {
            if (!ListValues.TryDates(value, out var from, out var to))
                return Malformed(key);
            var (start, end) = (from is { } first ? StartOf(first, zone) : default, to is { } last ? StartOf(last.AddDays(1), zone) : default);
            return entity.Between(from is null ? null : at => at >= start, to is null ? null : at => at < end);
        });

    /// <summary>A whole number: a count, or a value scaled as its title says.</summary>
    public static ListColumn<TEntity, TRow> Number(string key, string title, Expression<Func<TEntity, long?>> entity, Func<TRow, long?> row) =>
        Make(key, title, ListKind.Number, entity, r => row(r), NumberFilter(key, entity));

    /// <summary>An amount in minor units; sort and filter compare minor units, so a list has one currency.</summary>
    public static ListColumn<TEntity, TRow> Money(string key, string title, Expression<Func<TEntity, long?>> entity, Func<TRow, Money?> row) =>
        Make(key, title, ListKind.Money, entity, r => row(r), NumberFilter(key, entity));

    /// <summary>Yes or no.</summary>
    public static ListColumn<TEntity, TRow> YesNo(string key, string title, Expression<Func<TEntity, bool>> entity, Func<TRow, bool?> row) =>
        Make(key, title, ListKind.YesNo, entity, r => row(r), (value, _) =>
            ListValues.TryYesNo(value, out var wanted) ? entity.Is(flag => flag == wanted) : Malformed(key));

    private static ListColumn<TEntity, TRow> EnumColumn<TEnum>(
        string key, string title, LambdaExpression entity, Func<TRow, object?> row, Func<List<TEnum>, TimeZoneInfo, Expression<Func<TEntity, bool>>> filter)
        where TEnum : struct, Enum => Make(key, title, ListKind.Choice, entity, row, (value, zone) =>
        {
            var names = ListValues.Split(value);
            // By name only: Enum.TryParse would take numbers as well. The API writes the names in camelCase.
            var known = names.Select(n => Enum.GetNames<TEnum>().FirstOrDefault(k => k.Equals(n, StringComparison.OrdinalIgnoreCase))).ToList();
            return known.Count == 0 || known.Contains(null) ? Malformed(key) : filter([.. known.OfType<string>().Select(Enum.Parse<TEnum>).Distinct()], zone);
        }) with
        {
            Choices = Enum.GetNames<TEnum>(),
            ChoiceText = $"{title[..title.IndexOf('.', StringComparison.Ordinal)]}.{typeof(TEnum).Name}_",
        };

    private static ListColumn<TEntity, TRow> Make(
        string key, string title, ListKind kind, LambdaExpression sort, Func<TRow, object?> value, Func<string, TimeZoneInfo, Outcome<Expression<Func<TEntity, bool>>>> filter) =>
        new() { Key = key, Title = title, Kind = kind, Value = value, Sort = sort, Filter = filter };

    private static Func<string, TimeZoneInfo, Outcome<Expression<Func<TEntity, bool>>>> NumberFilter(string key, Expression<Func<TEntity, long?>> entity) => (value, _) =>
    {
        if (!ListValues.TryNumbers(value, out var from, out var to))
            return Malformed(key);
        return entity.Between(from is null ? null : number => number >= from, to is null ? null : number => number <= to);
    };

    private static DateTime StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks jump over midnight the day begins later.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, zone);
    }

    private static MalformedFilter Malformed(string key) => new(key) { Field = "f." + key };
}
