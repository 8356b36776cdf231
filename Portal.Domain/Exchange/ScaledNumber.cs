using System.Globalization;

namespace Portal.Domain.Exchange;

/// <summary>Decimal numbers as the database keeps them: a whole number of units of 10 to the minus <c>digits</c>.</summary>
public static class ScaledNumber
{
    /// <summary>The invariant text: 1250 with 2 digits is <c>12.50</c>.</summary>
    public static string Format(long value, int digits)
    {
        if (digits == 0)
            return value.ToString(CultureInfo.InvariantCulture);
        var text = UInt128.CreateChecked(Int128.Abs(value)).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return $"{(value < 0 ? "-" : "")}{text[..^digits]}.{text[^digits..]}";
    }

    /// <summary>Scales a number; null when it does not fit into 64 bits.</summary>
    /// <param name="exact">False when digits beyond the scale were rounded (half away from zero).</param>
    public static long? Scale(decimal number, int digits, out bool exact)
    {
        exact = true;
        if (Math.Abs(number) > long.MaxValue / Power(digits))
            return null;
        var scaled = number * Power(digits);
        var whole = Math.Round(scaled, MidpointRounding.AwayFromZero);
        exact = whole == scaled;
        return Math.Abs(whole) <= long.MaxValue ? (long)whole : null;
    }

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++)
            power *= 10;
        return power;
    }
}
