using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.MerchantQr;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>What the data objects of a payment code mean, in the reader's words (EMV QRCPS MPM v1.1, tables 3.1 to 4.9).</summary>
internal static class QrWords
{
    /// <summary>The first id of each payment system among 02 to 25; each holds up to the next.</summary>
    private static readonly (int From, string Key)[] Systems =
        [(2, "visa"), (4, "mastercard"), (6, "reserved"), (9, "discover"), (11, "amex"), (13, "jcb"), (15, "unionpay"), (17, "reserved")];

    /// <summary>The meaning of a data object by its path (62.03).</summary>
    public static string Meaning(string path, Texts texts) => texts["qr." + KeyOf(path)];

    /// <summary>What a value of a known list stands for; null for values that speak for themselves.</summary>
    public static string? Explain(string path, string value, Texts texts) => (path, value) switch
    {
        (QrIds.Initiation, QrIds.Static) => texts["qr.static"],
        (QrIds.Initiation, QrIds.Dynamic) => texts["qr.dynamic"],
        (QrIds.Tip, "01" or "02" or "03") => texts["qr.tip_" + value],
        (QrIds.Currency, _) => Iso4217.CodeOfNumber(value),
        _ => null,
    };

    private static string KeyOf(string path)
    {
        var id = int.Parse(path.AsSpan(0, 2), System.Globalization.CultureInfo.InvariantCulture);
        return path.Length == 2 ? TopKey(id) : path[..2] switch
        {
            "62" when string.CompareOrdinal(path, "62.01") >= 0 && string.CompareOrdinal(path, "62.10") < 0 && path.Length == 5 => "id_" + path.Replace('.', '_'),
            "62" => "additionalOther",
            "64" when path is "64.00" or "64.01" or "64.02" => "id_" + path.Replace('.', '_'),
            "64" => "reserved",
            _ => path.EndsWith(".00", StringComparison.Ordinal) ? "uniqueId" : "ofItsOwner",
        };
    }

    private static string TopKey(int id) => id switch
    {
        0 or 1 or (>= 52 and <= 64) => $"id_{id:D2}",
        < 26 => "system_" + Systems.Last(s => id >= s.From).Key,
        < 52 => "account",
        < 80 => "reserved",
        _ => "unreserved",
    };
}
