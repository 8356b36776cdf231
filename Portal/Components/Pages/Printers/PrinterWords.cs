using Portal.Components.Shared;
using Portal.Domain.Vouchers.Printers;

namespace Portal.Components.Pages.Printers;

/// <summary>How printers, their orders and bundles read.</summary>
internal static class PrinterWords
{
    private const int Group = 4;

    public static Meaning MeaningOf(PrinterState state) => state switch
    {
        PrinterState.Approved => Meaning.Good,
        PrinterState.Proposed => Meaning.Attention,
        PrinterState.Withdrawn => Meaning.Neutral,
        _ => Meaning.Stop,
    };

    public static Meaning MeaningOf(BundleState state) => state switch
    {
        BundleState.Received or BundleState.Settled => Meaning.Good,
        BundleState.Expected => Meaning.Neutral,
        BundleState.Miscounted => Meaning.Attention,
        _ => Meaning.Stop,
    };

    /// <summary>A fingerprint in groups of four: so it is read out on the telephone.</summary>
    public static string Grouped(string fingerprint) => string.Join(' ', fingerprint.Chunk(Group).Select(c => new string(c)));
}
