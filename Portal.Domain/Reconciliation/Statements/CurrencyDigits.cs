using System.Collections.Frozen;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>Decimal digits of the minor unit of every currency in which a bank may state something (ISO 4217, list one, and codes that were replaced since 2000), beyond those that the portal keeps books in.</summary>
public static class CurrencyDigits
{
    private const string Two = """
        AED AFN ALL AMD ANG AOA ARS AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHW COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GTQ GYD
        HNL HTG HUF ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MOP MRU MUR MVR MWK MXN MXV MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PKR PLN QAR RON RSD RUB
        SAR SBD SCR SDG SEK SHP SLE SOS SRD SSP STN SVC SYP SZL TJS TMT TOP TRY TTD TZS UAH USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        BYR CHC CUC CYP EEK GHC HRK LTL LVL MRO MTL ROL RUR SIT SKK SLL STD TRL VEF VEB ZMK ZWL DEM FRF ITL ESP NLG ATS
        """;

    private const string None = "BIF CLP DJF GNF ISK KMF PYG RWF UGX UYI VUV XAF XOF XPF";
    private const string Three = "BHD IQD JOD KWD LYD OMR TND";
    private const string Four = "CLF UYW";

    private static readonly FrozenDictionary<string, int> Known = new[] { (Two, 2), (None, 0), (Three, 3), (Four, 4) }
        .SelectMany(list => list.Item1.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(code => (code, list.Item2)))
        .ToFrozenDictionary(c => c.code, c => c.Item2, StringComparer.Ordinal);

    /// <summary>Digits after the decimal point; null for no currency.</summary>
    public static int? Of(string? currency) => currency is null ? null : Iso4217.IsKnown(currency) ? Iso4217.Exponent(currency) : Known.TryGetValue(currency, out var digits) ? digits : null;
}
