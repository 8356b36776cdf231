using System.Collections.Frozen;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>Decimal digits of the minor unit of every currency in which a bank may state something (ISO 4217, list one, and codes that were replaced since 2000), beyond those that the portal keeps books in.</summary>
public static class CurrencyDigits
{
    private const string Two = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
        HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
        SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        BYR CHC CUC CYP EEK GHC HRK LTL LVL MRO MTL ROL RUR SIT SKK SLL STD TRL VEF VEB ZMK ZWL DEM FRF ITL ESP NLG ATS
        """;

    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string Three = "BHD IQD JOD KWD LYD OMR TND";
    private const string Four = "CLF UYW";

    private static readonly FrozenDictionary<string, int> Known = new[] { (Two, 2), (None, 0), (Three, 3), (Four, 4) }
        .SelectMany(list => list.Item1.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(code => (code, list.Item2)))
        .ToFrozenDictionary(c => c.code, c => c.Item2, StringComparer.Ordinal);

    /// <summary>Digits after the decimal point; null for no currency.</summary>
    public static int? Of(string? currency) => currency is not null && Known.TryGetValue(currency, out var digits) ? digits : null;
}
