using System.Text.RegularExpressions;

namespace Portal.Domain.MerchantQr;

/// <summary>What holds for the data objects of every country's codes (EMV QRCPS MPM v1.1, chapters 3 and 4). Order is free, but for the first and the last.</summary>
internal static partial class QrRules
{
    private const string OnlyFormat = "01";
    private const string PartsFrom = "01";
    private const string UniqueId = "00";
    private static readonly string[] Mandatory = [QrIds.Format, QrIds.Category, QrIds.Currency, QrIds.Country, QrIds.Name, QrIds.City];

    /// <summary>The greatest length of a value in characters.</summary>
    private static readonly Dictionary<string, int> Longest = new(StringComparer.Ordinal)
    {
        [QrIds.Amount] = 13,
        [QrIds.FixedFee] = 13,
        [QrIds.PercentFee] = 5,
        [QrIds.Name] = 25,
        [QrIds.City] = 15,
        [QrIds.PostalCode] = 10,
        ["62.09"] = 3,
        ["64.01"] = 25,
        ["64.02"] = 15,
    };

    /// <summary>Of each of 62.01 to 62.08.</summary>
    private const int LongestReference = 25;

    /// <summary>The greatest length of the value at a path, in characters.</summary>
    public static int LongestOf(string path) => Longest.TryGetValue(path, out var most) ? most
        : path is ['6', '2', '.', '0', >= '1' and <= '8'] ? LongestReference
        : path.EndsWith(".00", StringComparison.Ordinal) && path != "64.00" ? QrField.LongestUniqueId
        : QrField.LongestValue;

    /// <summary>Everything that is wrong with data objects that were read to the end.</summary>
    public static IEnumerable<Refusal> Check(IReadOnlyList<QrField> fields)
    {
        if (fields is [{ Id: not QrIds.Format } first, ..])
            yield return new QrFormatNotFirst(first.Id) { Field = first.Id };
        foreach (var refusal in Missing(fields).Concat(Repeated("", fields)))
            yield return refusal;
        var exponent = fields.FirstOrDefault(f => f.Id == QrIds.Currency) is { } currency ? Iso4217.ExponentOfNumber(currency.Value) : null;
        foreach (var (path, field) in fields.SelectMany(f => f.Walk()))
        {
            if (Refuse(path, field, exponent) is { } refusal)
                yield return refusal;
        }
    }

    private static IEnumerable<Refusal> Missing(IReadOnlyList<QrField> fields)
    {
        var ids = fields.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in Mandatory.Where(id => !ids.Contains(id)))
            yield return new QrIdMissing(id) { Field = id };
        if (!ids.Any(QrIds.IsAccount))
            yield return new QrAccountMissing();
        foreach (var template in fields.Where(f => QrIds.IsAccountTemplate(f.Id) && f.Value.Length > 0 && f.Part(UniqueId) is null))
            yield return Absent(QrIds.Join(template.Id, UniqueId));
        if (fields.FirstOrDefault(f => f.Id == QrIds.Language) is { Value.Length: > 0 } language)
        {
            foreach (var id in ((string[])[UniqueId, PartsFrom]).Where(id => language.Part(id) is null))
                yield return Absent(QrIds.Join(QrIds.Language, id));
        }

        // The fee that the indicator announces: 02 a fixed one, 03 a percentage.
        if (fields.FirstOrDefault(f => f.Id == QrIds.Tip)?.Value switch { "02" => QrIds.FixedFee, "03" => QrIds.PercentFee, _ => null } is { } fee && !ids.Contains(fee))
            yield return Absent(fee);
    }

    private static QrIdMissing Absent(string path) => new(path) { Field = path };

    private static IEnumerable<Refusal> Repeated(string parent, IReadOnlyList<QrField> fields) => fields.GroupBy(f => f.Id)
        .SelectMany(g => g.Skip(1).Select(Refusal (f) => new QrIdRepeated(QrIds.Join(parent, f.Id), f.Position) { Field = QrIds.Join(parent, f.Id) }))
        .Concat(fields.SelectMany(f => Repeated(QrIds.Join(parent, f.Id), f.Parts)));

    private static Refusal? Refuse(string path, QrField field, int? exponent)
    {
        var (at, value) = (field.Position, field.Value);
        if (value.Length == 0)
            return new QrValueEmpty(path, at) { Field = path };
        if (QrLength.Of(value, QrLengthUnit.Characters) > LongestOf(path))
            return new QrValueTooLong(path, at, LongestOf(path)) { Field = path };
        return path switch
        {
            QrIds.Amount => IsAmount(value, exponent) ? null : new QrAmountMalformed(path, at, value) { Field = path },
            QrIds.FixedFee => Fits(Figure()),
            QrIds.PercentFee => Fits(Percent()),
            QrIds.Format => value == OnlyFormat ? null : Malformed(),
            QrIds.Initiation => value is QrIds.Static or QrIds.Dynamic ? null : Malformed(),
            QrIds.Category => Fits(FourDigits()),
            QrIds.Currency => Fits(ThreeDigits()),
            QrIds.Tip => value is "01" or "02" or "03" ? null : Malformed(),
            QrIds.Country => Fits(TwoCapitals()),
            QrIds.Crc => Fits(Hexadecimal()),
            "64.00" => Fits(TwoLetters()),
            _ => null,
        };

        QrValueMalformed Malformed() => new(path, at, value) { Field = path };
        QrValueMalformed? Fits(Regex form) => form.IsMatch(value) ? null : Malformed();
    }

    /// <summary>
    /// Digits with at most one point (98.73, 98, 98.), not zero, and no decimal beyond those of the currency. Zeros beyond are let pass, as in 5000.00 won:
    /// codes in circulation have them and no wallet can mistake them. Of a currency that the portal does not know the decimals are not counted.
    /// </summary>
    private static bool IsAmount(string value, int? exponent)
    {
        if (!Figure().IsMatch(value) || !value.Any(c => c is >= '1' and <= '9'))
            return false;
        var point = value.IndexOf('.', StringComparison.Ordinal);
        return point < 0 || exponent is not { } digits || value[(point + 1)..].TrimEnd('0').Length <= digits;
    }

    [GeneratedRegex(@"^[0-9]+(\.[0-9]*)?\z")]
    private static partial Regex Figure();

    [GeneratedRegex(@"^[0-9]{1,2}(\.[0-9]{0,2})?\z")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^[0-9]{4}\z")]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"^[0-9]{3}\z")]
    private static partial Regex ThreeDigits();

    [GeneratedRegex(@"^[A-Z]{2}\z")]
    private static partial Regex TwoCapitals();

    [GeneratedRegex(@"^[A-Za-z]{2}\z")]
    private static partial Regex TwoLetters();

    [GeneratedRegex(@"^[0-9A-Fa-f]{4}\z")]
    private static partial Regex Hexadecimal();
}
