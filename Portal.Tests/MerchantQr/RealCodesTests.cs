using System.Text.Json;
using Portal.Domain;
using Portal.Domain.MerchantQr;

namespace Portal.Tests.MerchantQr;

/// <summary>
/// 204 codes of seventeen schemes in use, each with what an independent reader noted about it: data objects, checksum, faults. What it found wrong is refused for that
/// reason; what it found right is read, unless it breaks a rule of the specification that the file did not look at; those are listed here one by one.
/// </summary>
public sealed class RealCodesTests
{
    /// <summary>Rules that the file did not check: the form and length of values, fees, empty values inside templates, the whole length.</summary>
    private static readonly HashSet<string> NotNoted =
        ["qr_value_malformed", "qr_value_too_long", "qr_amount_malformed", "qr_value_empty", "qr_too_long", "qr_account_missing", "qr_field_cut_short", "qr_field_unreadable"];

    private sealed record Code(string Payload, string[] Notes, bool? CrcOk, string? Expected, string LengthUnit, JsonElement Fields);

    [SharedDataFact]
    public void Parse_EveryRealCode_IsReadOrRefusedForWhatTheFileSays()
    {
        var codes = Load();
        Assert.Equal(204, codes.Count);
        var wrong = codes.SelectMany(c => Complaints(c).Select(complaint => $"{complaint}\n  {c.Payload}")).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [SharedDataFact]
    public void Parse_EveryCodeThatIsRead_IsWrittenAsItWas()
    {
        var read = Load().Select(c => (c.Payload, Parsed: QrPayload.Parse(c.Payload))).Where(c => c.Parsed.Ok).ToList();
        Assert.True(read.Count > 80, $"Only {read.Count} were read.");
        // Canonical but for a checksum in small letters.
        Assert.All(read, c => Assert.Equal(c.Payload[..^4] + c.Payload[^4..].ToUpperInvariant(), c.Parsed.Value.Text));
    }

    [SharedDataFact]
    public void Read_CodesWithNamesInHangulHanAndKhmer_CountCharacters()
    {
        var codes = Load().Where(c => c.LengthUnit == "characters").ToList();
        Assert.True(codes.Count >= 10);
        Assert.All(codes, c => Assert.Equal(QrLengthUnit.Characters, QrReading.Of(c.Payload).Unit));
        Assert.Contains(codes, c => QrPayload.Parse(c.Payload) is { Ok: true } parsed && parsed.Value.Find("64")!.Part("01")!.Value == "나이스샷");
    }

    private static IEnumerable<string> Complaints(Code code)
    {
        var reading = QrReading.Of(code.Payload);
        var refused = reading.Refusals.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        var expected = code.Notes.SelectMany(n => ReasonsFor(n)).ToHashSet(StringComparer.Ordinal);
        foreach (var note in code.Notes.Where(n => ReasonsFor(n).Length > 0 && !ReasonsFor(n).Any(refused.Contains)))
            yield return $"“{note}”, but refused for {string.Join(", ", refused)}";
        foreach (var reason in refused.Where(r => !expected.Contains(r) && !NotNoted.Contains(r)))
            yield return $"refused for {reason}, which the file does not say";
        if (code.CrcOk == true && refused.Contains("qr_crc_wrong"))
            yield return "the checksum is right";
        if (reading.Refusals.OfType<QrCrcWrong>().FirstOrDefault() is { } crc && crc.Expected != code.Expected)
            yield return $"expected {crc.Expected}, not {code.Expected}";
        if (expected.Overlaps(["qr_field_unreadable", "qr_field_cut_short"]))
            yield break;
        var (own, theirs) = (reading.Fields.Select(f => (f.Id, f.Value)), code.Fields.EnumerateArray().Select(f => (f.GetProperty("tag").GetString()!, f.GetProperty("value").GetString()!)));
        if (!refused.Overlaps(["qr_field_cut_short", "qr_field_unreadable"]) && !own.SequenceEqual(theirs))
            yield return "taken apart otherwise";
    }

    /// <summary>The refusals of which one answers to a note; none for what is allowed: data objects may stand in any order.</summary>
    private static string[] ReasonsFor(string note) => note switch
    {
        _ when note.StartsWith("TLV does not parse", StringComparison.Ordinal) => ["qr_field_unreadable", "qr_field_cut_short"],
        _ when note.StartsWith("mandatory tag", StringComparison.Ordinal) => ["qr_id_missing", "qr_field_unreadable", "qr_field_cut_short"],
        _ when note.StartsWith("amount form", StringComparison.Ordinal) => ["qr_amount_malformed"],
        "CRC wrong" => ["qr_crc_wrong"],
        "no CRC" => ["qr_crc_missing"],
        "tag 00 not first" => ["qr_format_not_first"],
        "zero-length value" => ["qr_value_empty", "qr_field_unreadable"],
        "tags not in ascending order" => [],
        _ => ["not known: " + note],
    };

    private static List<Code> Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("03_emv_qr", "emv_mpm_payloads.json")));
        return [.. document.RootElement.GetProperty("payloads").EnumerateArray().Select(p => new Code(
            p.GetProperty("payload").GetString()!,
            [.. p.GetProperty("notes").EnumerateArray().SelectMany(n => n.GetString()!.Split("; "))],
            p.GetProperty("crc") is { ValueKind: JsonValueKind.Object } crc && crc.TryGetProperty("ok", out var ok) && ok.ValueKind is JsonValueKind.True or JsonValueKind.False ? ok.GetBoolean() : null,
            p.GetProperty("crc") is { ValueKind: JsonValueKind.Object } with && with.TryGetProperty("computed_utf8", out var computed) ? computed.GetString() : null,
            p.GetProperty("length_unit").GetString() ?? "",
            p.GetProperty("tlv").Clone()))];
    }
}
