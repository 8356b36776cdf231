using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.MerchantQr;

namespace Portal.Tests.MerchantQr;

/// <summary>Payloads of random content: what is made is read as it was, what is damaged is refused, and nothing throws.</summary>
public sealed class QrPropertyTests
{
    private const int Rounds = 3_000;

    private static readonly char[] Letters = [.. "ABCXYZabcxyz0123456789 .-*/&'가나다힣市场京ñé".ToCharArray()];

    private static Gen<string> Value(int most) =>
        from length in Gen.Choose(1, most)
        from letters in Gen.ArrayOf(Gen.Elements(Letters), length)
        select new string(letters);

    private static Gen<QrField> Template(string id, params (string Id, int Most)[] parts) =>
        from values in Gen.CollectToArray(parts, p => Value(p.Most))
        select QrField.Of(id, [.. parts.Zip(values, (p, v) => QrField.Of(p.Id, v))]);

    /// <summary>Data objects that keep all rules: those that must be, and some of the others, unknown ids among them, in no order.</summary>
    private static Gen<QrField[]> Payloads =>
        from account in Gen.Choose(26, 51).SelectMany(id => Template($"{id}", ("00", 20), ("01", 15), ("07", 9)))
        from system in Gen.Choose(2, 25).SelectMany(id => Value(16).Select(v => QrField.Of($"{id:D2}", v)))
        from name in Value(25)
        from city in Value(15)
        from category in Gen.Choose(0, 9999)
        from amount in Gen.Choose(1, int.MaxValue)
        from additional in Template("62", ("03", 12), ("50", 5))
        from language in Template("64", ("01", 10), ("02", 6))
        from open in Gen.Choose(65, 99).SelectMany(id => Value(12).Select(v => QrField.Of($"{id}", v)))
        from order in Gen.Shuffle((QrField[])[
            account, system, QrField.Of("59", name), QrField.Of("60", city), QrField.Of("52", $"{category:D4}"), QrField.Of("53", "410"), QrField.Of("58", "KR"), QrField.Of("54", $"{amount}"),
            additional, QrField.Of("64", [QrField.Of("00", "ko"), .. language.Parts]), open])
        select (QrField[])[QrField.Of("00", "01"), .. order];

    [Fact]
    public void ParseOfMake_AnyPayload_IsTheIdentity() => Check(Payloads, fields =>
    {
        var made = QrPayload.Make(fields);
        Assert.True(made.Ok, string.Join(',', made.Refusals.Select(r => r.ToString())));
        var read = QrPayload.Parse(made.Value.Text).Value;
        Assert.Equal(made.Value.Text, read.Text);
        Assert.Equal(fields.Select(f => (f.Id, f.Value)), read.Fields.SkipLast(1).Select(f => (f.Id, f.Value)));
        Assert.Equal(fields.Where(f => f.Id != "64" && f.Parts.Count > 0).SelectMany(f => f.Parts.Select(p => (p.Id, p.Value))).Order(),
            read.Fields.Where(f => QrIds.IsAccountTemplate(f.Id) || f.Id == "62").SelectMany(f => f.Parts.Select(p => (p.Id, p.Value))).Order());
    });

    /// <summary>
    /// One ASCII character for another changes at most 8 bits in a row, which CRC-16 always finds; capitals for small letters within the checksum itself are no change.
    /// (A Hangul syllable for another changes up to 20 bits: of those one in 65,536 goes unnoticed by any checksum of 16 bits, so they are not promised.)
    /// </summary>
    [Fact]
    public void Parse_OneCharacterCorrupted_IsRefusedByTheChecksum()
    {
        var damages = from fields in Payloads from at in Gen.Choose(0, 10_000) from letter in Gen.Choose(' ', '~') select (fields, at, (char)letter);
        Check(damages, damage =>
        {
            var text = QrPayload.Make(damage.fields).Value.Text;
            var places = Enumerable.Range(0, text.Length).Where(i => char.IsAscii(text[i]) && !text.AsSpan(i, 1).Equals(damage.Item3.ToString(), i >= text.Length - 4 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)).ToList();
            var place = places[damage.at % places.Count];
            var refusals = QrReading.Of(string.Concat(text.AsSpan(0, place), damage.Item3.ToString(), text.AsSpan(place + 1))).Refusals;
            // Where the head of the checksum itself was hit, there is none any more.
            Assert.Contains(refusals, r => place < text.Length - 8 ? r is QrCrcWrong : r is QrCrcWrong or QrCrcMissing or QrValueMalformed or QrFieldCutShort or QrFieldUnreadable or QrTextBehindCrc or QrCrcNotLast);
        });
    }

    [Fact]
    public void Read_AnyText_NeverThrows()
    {
        var digits = Gen.ArrayOf(Gen.Elements("0123456789".ToCharArray())).Select(d => new string(d));
        var broken = from fields in Payloads from cut in Gen.Choose(0, 200) from junk in digits select QrPayload.Make(fields).Value.Text is var t && cut < t.Length ? t[..cut] + junk + t[cut..] : junk;
        var texts = Gen.OneOf(ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""), digits, digits.Select(d => "000201" + d), broken, Gen.ArrayOf(Gen.Elements(Letters)).Select(l => "000201" + new string(l)));
        Check(texts, text =>
        {
            var reading = QrReading.Of(text);
            Assert.Equal(reading.Refusals.Count == 0, QrPayload.Parse(text).Ok);
        });
    }

    private static void Check<T>(Gen<T> values, Action<T> holds) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(Rounds).WithQuietOnSuccess(true), Prop.ForAll(values.ToArbitrary(), holds));
}
