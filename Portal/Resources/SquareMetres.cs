using System.Globalization;

namespace Portal.Resources;

/// <summary>Areas are kept in square centimetres and read in square metres.</summary>
internal static class SquareMetres
{
    private const decimal PerSquareMetre = 10_000m;

    /// <summary>33000 → <c>3.3 m²</c>; at most two digits after the point.</summary>
    public static string Write(long squareCentimetres) => (squareCentimetres / PerSquareMetre).ToString("#,0.##", CultureInfo.InvariantCulture) + " m²";

    /// <summary>Hundredths of a square metre, as the form's number field has them, to square centimetres.</summary>
    public static long? FromHundredths(long? hundredths) => hundredths * 100;

    /// <summary>Square centimetres to hundredths of a square metre; the rest is cut.</summary>
    public static long? ToHundredths(long? squareCentimetres) => squareCentimetres / 100;
}
