using System.Globalization;

namespace Portal;

/// <summary>The pages of the fraud desk.</summary>
public static partial class PortalUrls
{
    public const string FraudCases = "/fraud/cases";
    public const string FraudCaseRecord = "/fraud/cases/{Code}";
    public const string FraudSignals = "/fraud/signals";

    /// <summary>A case's record.</summary>
    public static string FraudCase(string code) => $"{FraudCases}/{code}";

    /// <summary>A signal beside the list.</summary>
    public static string FraudSignal(string id) => With(FraudSignals, "sel", id);

    /// <summary>The document of a note in a case.</summary>
    public static string FraudFile(string code, long note) => string.Create(CultureInfo.InvariantCulture, $"{FraudCases}/{code}/notes/{note}/file");
}
