using System.Diagnostics;

namespace Portal.Benchmarks;

/// <summary>How often a second the disk makes a small write durable: what every commit waits for.</summary>
internal static class DiskSync
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public static double PerSecond(string folder)
    {
        var samples = Milliseconds(folder);
        return samples.Count / samples.Sum() * 1_000;
    }

    /// <summary>The time that each write took.</summary>
    public static IReadOnlyList<double> Milliseconds(string folder)
    {
        var path = Path.Combine(folder, "sync");
        var block = new byte[4_096];
        var samples = new List<double>();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            for (var all = Stopwatch.StartNew(); all.Elapsed < Time;)
            {
                var one = Stopwatch.StartNew();
                file.Write(block);
                file.Flush(flushToDisk: true);
                samples.Add(one.Elapsed.TotalMilliseconds);
            }
        }

        File.Delete(path);
        return samples;
    }
}
