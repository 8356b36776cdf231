namespace Portal.Domain.MerchantQr;

/// <summary>
/// A payload of a merchant-presented QR code that keeps all rules (EMV QRCPS, Merchant-Presented Mode, v1.1). Data objects keep their order and unknown ones
/// are kept, so that a canonical payload is written as it was read; canonical is one whose checksum is in capitals.
/// </summary>
public sealed class QrPayload
{
    /// <summary>The greatest length in characters.</summary>
    public const int Longest = 512;

    private QrPayload(QrLengthUnit unit, IReadOnlyList<QrField> fields) => (Unit, Fields, Text) = (unit, fields, Write(unit, fields));

    /// <summary>What the lengths count.</summary>
    public QrLengthUnit Unit { get; }

    /// <summary>In the order of the payload, the checksum last.</summary>
    public IReadOnlyList<QrField> Fields { get; }

    /// <summary>What the QR code holds.</summary>
    public string Text { get; }

    /// <summary>True for a code that is made for one payment.</summary>
    public bool IsDynamic => Find(QrIds.Initiation)?.Value == QrIds.Dynamic;

    /// <summary>Reads a payload, or says everything that is wrong with it.</summary>
    public static Outcome<QrPayload> Parse(string text)
    {
        var reading = QrReading.Of(text);
        return reading.Refusals.Count > 0 ? reading.Refusals.ToList() : new QrPayload(reading.Unit, reading.Fields);
    }

    /// <summary>Writes data objects and their checksum; refused by the same rules by which payloads are read.</summary>
    /// <param name="fields">Without the checksum.</param>
    public static Outcome<QrPayload> Make(IReadOnlyList<QrField> fields)
    {
        var tooLong = fields.SelectMany(f => f.Walk()).Where(f => QrLength.Of(f.Field.Value, QrLengthUnit.Characters) > QrField.LongestValue)
            .Select(Refusal (f) => new QrValueTooLong(f.Path, 0, QrField.LongestValue) { Field = f.Path }).ToList();
        return tooLong.Count > 0 ? tooLong : Parse(Write(QrLengthUnit.Characters, fields));
    }

    /// <summary>The data object of an id at the top; null when there is none.</summary>
    public QrField? Find(string id) => Fields.FirstOrDefault(f => f.Id == id);

    private static string Write(QrLengthUnit unit, IEnumerable<QrField> fields)
    {
        var covered = string.Concat(fields.Where(f => f.Id != QrIds.Crc).Select(f => f.Write(unit))) + QrIds.Crc + "04";
        return covered + Crc16.Digits(covered);
    }
}
