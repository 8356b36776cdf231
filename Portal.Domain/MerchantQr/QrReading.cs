namespace Portal.Domain.MerchantQr;

/// <summary>What was read of a payload, whole or not: all that could be taken apart, and everything that is wrong with it.</summary>
/// <param name="Unit">What its lengths count.</param>
/// <param name="Fields">In the order of the payload, unknown ids included; up to the first that could not be read.</param>
/// <param name="Refusals">Empty when it is a payload that a wallet must take.</param>
public sealed record QrReading(string Text, QrLengthUnit Unit, IReadOnlyList<QrField> Fields, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>What a QR code can hold at all, in digits (ISO/IEC 18004, version 40-L): nothing longer is looked at.</summary>
    public const int LongestRead = 7_089;

    private const int CrcLength = 4;
    private const string CrcHead = "6304";

    /// <summary>Reads any text; never throws.</summary>
    public static QrReading Of(string text)
    {
        if (Unreadable(text) is { } refusal)
            return new QrReading(text, QrLengthUnit.Characters, [], [refusal]);
        var structure = QrFieldReader.Read(text);
        var refusals = new List<Refusal>(structure.Refusals);
        if (refusals.Count == 0)
            refusals.AddRange(QrRules.Check(structure.Fields));
        refusals.AddRange(CheckCrc(text, structure));
        if (QrLength.Of(text, QrLengthUnit.Characters) is var length and > QrPayload.Longest)
            refusals.Add(new QrTooLong(length, QrPayload.Longest));
        return new QrReading(text, structure.Unit, structure.Fields, refusals);
    }

    private static Refusal? Unreadable(string text) => text.Length == 0 ? new TextMissing()
        : text.Length > LongestRead ? new QrTooLong(text.Length, QrPayload.Longest)
        : !Portal.Domain.Text.IsAllowed(text, lines: false) ? new TextNotAllowed()
        : null;

    /// <summary>The checksum is looked at even where the data objects cannot be read: together they tell a damaged code from one that was made wrongly.</summary>
    private static IEnumerable<Refusal> CheckCrc(string text, QrStructure structure)
    {
        var looksSealed = text.Length >= CrcHead.Length + CrcLength && text.AsSpan()[..^CrcLength].EndsWith(CrcHead, StringComparison.Ordinal);
        // Where the reading broke off before the end, the last eight characters are taken at their looks.
        if (!structure.Fields.Any(f => f.Id == QrIds.Crc) && (!looksSealed || structure.Refusals.Count == 0))
            yield return new QrCrcMissing { Field = QrIds.Crc };
        if (!looksSealed)
            yield break;
        var (found, expected) = (text[^CrcLength..], Crc16.Digits(text[..^CrcLength]));
        if (!found.Equals(expected, StringComparison.OrdinalIgnoreCase))
            yield return new QrCrcWrong(expected, found) { Field = QrIds.Crc };
    }
}
