using System.Diagnostics;

namespace Portal.Benchmarks;

/// <summary>
/// How much a piece of work makes the process grow: the peak of its working set beyond what it was, warm and collected, just before. Linux keeps
/// the peak itself and can be told to begin anew; elsewhere the peak of the process's whole life stands in, which can only overstate.
/// </summary>
internal sealed class Memory
{
    private const string Reset = "/proc/self/clear_refs";
    private const double Megabyte = 1024 * 1024;
    private readonly long before;

    private Memory(long before) => this.before = before;

    /// <summary>Megabytes by which the process has grown at its peak.</summary>
    public double Growth
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return Math.Max(0, self.PeakWorkingSet64 - before) / Megabyte;
        }
    }

    /// <summary>Begins to watch. What earlier work left is collected and given back first, so that it cannot hide growth.</summary>
    public static Memory Watch()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (File.Exists(Reset))
            File.WriteAllText(Reset, "5");
        using var self = Process.GetCurrentProcess();
        return new Memory(self.WorkingSet64);
    }
}
