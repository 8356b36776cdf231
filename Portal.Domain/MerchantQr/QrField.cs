namespace Portal.Domain.MerchantQr;

/// <summary>One data object of a payload: two digits of id, two of length, and the value.</summary>
/// <param name="Id">00 to 99.</param>
/// <param name="Value">As it stands in the payload; of a template, its parts as text.</param>
/// <param name="Position">The place of its first character in the payload, counted from 1 in characters; 0 for one that was not read.</param>
/// <param name="Parts">The data objects inside a template; empty otherwise.</param>
public sealed record QrField(string Id, string Value, int Position, IReadOnlyList<QrField> Parts)
{
    /// <summary>Greatest length that two digits can say.</summary>
    public const int LongestValue = 99;

    /// <summary>Greatest length of a template's globally unique id, in characters.</summary>
    public const int LongestUniqueId = 32;

    /// <summary>A field to be written.</summary>
    public static QrField Of(string id, string value) => new(id, value, 0, []);

    /// <summary>A template to be written. Lengths within it count characters.</summary>
    public static QrField Of(string id, IReadOnlyList<QrField> parts) => new(id, string.Concat(parts.Select(p => p.Write(QrLengthUnit.Characters))), 0, parts);

    /// <summary>The part of an id; null when there is none.</summary>
    public QrField? Part(string id) => Parts.FirstOrDefault(p => p.Id == id);

    /// <summary>The field as it stands in a payload.</summary>
    public string Write(QrLengthUnit unit) => $"{Id}{QrLength.Of(Value, unit):D2}{Value}";

    /// <summary>This field and what is inside it, each with its path: 62, 62.03.</summary>
    public IEnumerable<(string Path, QrField Field)> Walk(string parent = "")
    {
        var path = QrIds.Join(parent, Id);
        return Parts.SelectMany(p => p.Walk(path)).Prepend((path, this));
    }
}

/// <summary>How the value of an id is to be read.</summary>
internal enum QrKind
{
    Primitive,

    /// <summary>Data objects of its own.</summary>
    Template,

    /// <summary>Meant as a template, but the content is its owner's matter: taken apart where it can be, a plain value otherwise.</summary>
    OpenTemplate,
}

/// <summary>The ids of merchant-presented codes (EMV QRCPS MPM v1.1, tables 3.1 and 4.1 on).</summary>
public static class QrIds
{
    public const string Format = "00";
    public const string Initiation = "01";
    public const string Category = "52";
    public const string Currency = "53";
    public const string Amount = "54";
    public const string Tip = "55";
    public const string FixedFee = "56";
    public const string PercentFee = "57";
    public const string Country = "58";
    public const string Name = "59";
    public const string City = "60";
    public const string PostalCode = "61";
    public const string Additional = "62";
    public const string Crc = "63";
    public const string Language = "64";

    /// <summary>Value of <see cref="Initiation"/>: one code for many payments, without amount.</summary>
    public const string Static = "11";

    /// <summary>Value of <see cref="Initiation"/>: one code for one payment.</summary>
    public const string Dynamic = "12";

    /// <summary>The id of a field within a template: 62.03; at the top the id alone.</summary>
    public static string Join(string parent, string id) => parent.Length == 0 ? id : $"{parent}.{id}";

    /// <summary>True for 02 to 51: account information of the merchant.</summary>
    public static bool IsAccount(string id) => Number(id) is >= 2 and <= 51;

    /// <summary>True for 26 to 51: account information with a globally unique id.</summary>
    public static bool IsAccountTemplate(string id) => Number(id) is >= 26 and <= 51;

    internal static QrKind KindOf(string path) => path switch
    {
        Additional or Language => QrKind.Template,
        [_, _] when IsAccountTemplate(path) => QrKind.Template,
        [_, _] when Number(path) >= 80 => QrKind.OpenTemplate,
        ['6', '2', '.', >= '5', _] => QrKind.OpenTemplate,
        _ => QrKind.Primitive,
    };

    private static int Number(string id) => id is [>= '0' and <= '9', >= '0' and <= '9'] ? ((id[0] - '0') * 10) + id[1] - '0' : -1;
}
