namespace Portal;

/// <summary>The pages of redeemed paper.</summary>
public static partial class PortalUrls
{
    public const string PaperBoxes = "/voucher-boxes";
    public const string PaperPieces = "/voucher-boxes/pieces";
    public const string PaperDestroy = "/voucher-boxes/destroy";
    public const string PaperBoxRecord = "/voucher-boxes/{Code}";
    public const string PrintDestructions = "/print/voucher-destructions";

    /// <summary>A box's record.</summary>
    public static string PaperBox(string code) => $"{PaperBoxes}/{code}";

    /// <summary>The pieces of a programme that are in one place; all of them for none.</summary>
    public static string PaperPiecesOf(string programme, string? place) => With(With(PaperPieces, "f.programme", programme), "f.place", place);

    /// <summary>The boxes of a programme whose counts differ.</summary>
    public static string PaperBoxesDiffering(string programme) => With(With(PaperBoxes, "f.programme", programme), "f.differs", "true");

    /// <summary>The record of a destruction, to be printed.</summary>
    public static string PrintDestruction(string code) => $"{PrintDestructions}/{code}";

    /// <summary>The photo of a destruction.</summary>
    public static string DestructionPhoto(string code) => $"{PaperBoxes}/destructions/{code}/photo";
}
