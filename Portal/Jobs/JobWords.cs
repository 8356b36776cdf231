using System.Globalization;
using Portal.Resources;

namespace Portal.Jobs;

/// <summary>What jobs are called and why they failed, in words.</summary>
internal static class JobWords
{
    /// <summary>The sentence for a code; the one for any failure where it needs more than the code.</summary>
    public static string Why(CultureInfo language, string error) =>
        Texts.Find(language, "jobs." + error) ?? (Texts.Find(language, "refusals." + error) is { } text && !text.Contains('{', StringComparison.Ordinal) ? text : Texts.In(language, "jobs.job_failed"));
}
