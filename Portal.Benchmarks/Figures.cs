using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>One figure as it is printed. Without a goal it is a baseline, and nothing is met or missed.</summary>
/// <param name="Size">How many rows it was measured over, where that is what it is about.</param>
internal sealed record Figure(
    string Benchmark,
    [property: JsonPropertyName("figure")] string Name,
    string? Provider,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Value,
    double? Goal,
    bool? Met,
    long? Size = null);

/// <summary>Prints figures: one JSON line each on standard output, everything else on standard error.</summary>
internal static class Figures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly HashSet<(string Name, string? Provider)> Printed = [];

    /// <summary>A figure with a goal that it must not exceed; null: it could not be measured, and so is not met.</summary>
    public static void Print(string benchmark, string figure, DatabaseProvider? provider, double? value, double goal) =>
        Write(new Figure(benchmark, figure, Name(provider), Round(value), goal, value <= goal));

    /// <summary>A figure with a goal that it must reach; null: it could not be measured, and so is not met.</summary>
    public static void AtLeast(string benchmark, string figure, DatabaseProvider? provider, double? value, double goal, long? size = null) =>
        Write(new Figure(benchmark, figure, Name(provider), Round(value), goal, value >= goal, size));

    /// <summary>A figure that others are compared with.</summary>
    public static void Baseline(string benchmark, string figure, DatabaseProvider? provider, double? value, long? size = null) =>
        Write(new Figure(benchmark, figure, Name(provider), Round(value), null, null, size));

    public static void Note(string text) => Console.Error.WriteLine(text);

    /// <summary>The value that this share of the samples does not exceed (nearest rank).</summary>
    public static double Percentile(IReadOnlyCollection<double> samples, double share) =>
        samples.Order().ElementAt(Math.Clamp((int)Math.Ceiling(samples.Count * share) - 1, 0, samples.Count - 1));

    private static double? Round(double? value) => value is { } v ? Math.Round(v, 2) : null;

    private static string? Name(DatabaseProvider? provider) => provider?.ToString().ToLowerInvariant();

    /// <summary>Each figure once: what was measured is not taken back when the rest fails.</summary>
    private static void Write(Figure figure)
    {
        if (Printed.Add((figure.Name, figure.Provider)))
            Console.Out.WriteLine(JsonSerializer.Serialize(figure, Json));
    }
}
