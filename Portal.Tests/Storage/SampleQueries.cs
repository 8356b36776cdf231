using Portal.Domain.Access;
using Portal.Domain.Lists;

namespace Portal.Tests.Storage;

/// <summary>Arguments with which the methods of any service can be called, so that their queries are reached.</summary>
internal static class SampleQueries
{
    /// <summary>Queries of a list that sort and filter by each of its columns in turn, and search; one plain query for a service without a list.</summary>
    public static IEnumerable<ListQuery> Of(object service)
    {
        yield return new ListQuery { Search = "가람 4821 010-1234-5678" };
        var type = service.GetType();
        dynamic? definition = type.GetMethod("Definition", [])?.Invoke(service, []) ?? type.GetProperty("Definition")?.GetValue(service);
        if (definition is null)
            yield break;
        foreach (var column in definition.Columns)
        {
            string key = column.Key;
            yield return new ListQuery
            {
                Sorts = column.Sort is null ? [] : [new ListSort(key, Descending: true)],
                Filters = column.Filter is null ? [] : [new ListFilter(key, Value((ListKind)column.Kind, (IReadOnlyList<string>?)column.Choices))],
            };
        }
    }

    /// <summary>A value that the type takes: a found id, a plain text, an empty edit.</summary>
    public static object? Argument(Type type, Actor actor, ListQuery query)
    {
        if (type == typeof(Actor))
            return actor;
        if (type == typeof(ListQuery))
            return query;
        if (type == typeof(string))
            return "SB-A-001";
        if (type == typeof(Stream))
            return new MemoryStream("이름,code\n가람,A\n"u8.ToArray());
        if (Nullable.GetUnderlyingType(type) is { } plain)
            return Argument(plain, actor, query);
        if (type == typeof(int) || type == typeof(long))
            return Convert.ChangeType(1, type, null);
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 11, 22);
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IReadOnlyList<>) || open == typeof(IEnumerable<>) || open == typeof(IReadOnlyCollection<>)))
            return Items(type.GetGenericArguments()[0], actor, query);
        if (type.IsAbstract || type.IsSubclassOf(typeof(Delegate)))
            return null;
        var constructor = type.GetConstructors().MinBy(c => c.GetParameters().Length);
        return constructor?.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType == type ? null : Argument(p.ParameterType, actor, query))]);
    }

    /// <summary>Waits for whatever a method gave back; a stream of rows is read to its end.</summary>
    public static async Task FinishAsync(object? result)
    {
        switch (result)
        {
            case Task task:
                await task;
                break;
            case not null when result.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>):
                await (Task)type.GetMethod("AsTask")!.Invoke(result, null)!;
                break;
            case not null when result.GetType().GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) is { } rows:
                await (Task)typeof(SampleQueries).GetMethod(nameof(ReadAsync))!.MakeGenericMethod(rows.GetGenericArguments()).Invoke(null, [result])!;
                break;
        }
    }

    public static async Task ReadAsync<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var row in rows)
            _ = row;
    }

    private static Array Items(Type type, Actor actor, ListQuery query)
    {
        var items = Array.CreateInstance(type, 1);
        items.SetValue(Argument(type, actor, query), 0);
        return items;
    }

    private static string Value(ListKind kind, IReadOnlyList<string>? choices) => kind switch
    {
        ListKind.Choice => choices is [var first, ..] ? first : "A",
        ListKind.Number or ListKind.Money => "1..5",
        ListKind.Date or ListKind.Instant => "2026-01-01..2026-02-01",
        ListKind.YesNo => "yes",
        _ => "a",
    };
}
