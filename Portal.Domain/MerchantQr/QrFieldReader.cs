namespace Portal.Domain.MerchantQr;

/// <summary>A payload taken apart, before its values are looked at.</summary>
/// <param name="Refusals">Why it could not be read to its end; empty when it could.</param>
internal sealed record QrStructure(QrLengthUnit Unit, IReadOnlyList<QrField> Fields, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Every character belongs to a data object, and the last one is the checksum.</summary>
    public bool IsWhole => Refusals.Count == 0 && Fields is [.., { Id: QrIds.Crc }];
}

/// <summary>Takes a payload apart into data objects, with lengths in one unit.</summary>
internal sealed class QrFieldReader
{
    private const int HeadLength = 4;
    private readonly string text;
    private readonly QrLengthUnit unit;
    private readonly List<Refusal> refusals = [];

    private QrFieldReader(string text, QrLengthUnit unit) => (this.text, this.unit) = (text, unit);

    /// <summary>
    /// Reads with lengths in characters; only where that does not come out whole and lengths in UTF-8 bytes do, with those.
    /// So the reading of a payload never depends on anything but itself, and the rule of EMVCo goes first.
    /// </summary>
    public static QrStructure Read(string text)
    {
        var byCharacters = Read(text, QrLengthUnit.Characters);
        return !byCharacters.IsWhole && !System.Text.Ascii.IsValid(text) && Read(text, QrLengthUnit.Utf8Bytes) is { IsWhole: true } byBytes ? byBytes : byCharacters;
    }

    private static QrStructure Read(string text, QrLengthUnit unit)
    {
        var reader = new QrFieldReader(text, unit);
        var fields = reader.Fields(0, text.Length, "");
        return new QrStructure(unit, fields, reader.refusals);
    }

    private List<QrField> Fields(int start, int end, string parent)
    {
        var fields = new List<QrField>();
        for (var at = start; at < end;)
        {
            if (LengthAt(at, end) is not { } length)
            {
                refusals.Add(new QrFieldUnreadable(PositionOf(at), QrLength.Cut(text[at..end], HeadLength)) { Field = FieldOf(parent) });
                break;
            }

            var path = QrIds.Join(parent, text[at..(at + 2)]);
            var (from, to) = (at + HeadLength, QrLength.End(text, at + HeadLength, length, end, unit));
            if (to < 0)
            {
                refusals.Add(new QrFieldCutShort(path, PositionOf(at), length, QrLength.Of(text.AsSpan(from, end - from), unit)) { Field = path });
                break;
            }

            fields.Add(new QrField(path[^2..], text[from..to], PositionOf(at), PartsOf(path, from, to)));
            if (path == QrIds.Crc && to < end)
            {
                refusals.Add(IsFieldAt(to, end) ? new QrCrcNotLast(PositionOf(at)) { Field = path } : new QrTextBehindCrc(PositionOf(to)) { Field = path });
                break;
            }

            at = to;
        }

        return fields;
    }

    private List<QrField> PartsOf(string path, int from, int to)
    {
        var (kind, before) = (QrIds.KindOf(path), refusals.Count);
        if (kind == QrKind.Primitive)
            return [];
        var parts = Fields(from, to, path);
        if (kind == QrKind.Template || (refusals.Count == before && IsTemplate(parts)))
            return parts;
        refusals.RemoveRange(before, refusals.Count - before);
        return [];
    }

    /// <summary>A plain value may look like data objects by chance; a template begins with the id of its owner, and has no id twice and no empty value.</summary>
    private static bool IsTemplate(List<QrField> parts) => parts is [{ Id: "00" } owner, ..] && QrLength.Of(owner.Value, QrLengthUnit.Characters) <= QrField.LongestUniqueId
        && parts.All(p => p.Value.Length > 0) && parts.DistinctBy(p => p.Id).Count() == parts.Count;

    private bool IsFieldAt(int at, int end) => LengthAt(at, end) is { } length && QrLength.End(text, at + HeadLength, length, end, unit) >= 0;

    /// <summary>The length that the head of a data object says; null where no head stands.</summary>
    private int? LengthAt(int at, int end) =>
        end - at >= HeadLength && !text.AsSpan(at, HeadLength).ContainsAnyExceptInRange('0', '9') ? ((text[at + 2] - '0') * 10) + text[at + 3] - '0' : null;

    private int PositionOf(int index) => QrLength.Of(text.AsSpan(0, index), QrLengthUnit.Characters) + 1;

    private static string? FieldOf(string parent) => parent.Length == 0 ? null : parent;
}
