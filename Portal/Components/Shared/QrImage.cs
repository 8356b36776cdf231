using QRCoder;

namespace Portal.Components.Shared;

/// <summary>QR codes of the portal, all drawn from one matrix: error correction M (15 % may be lost to dirt and folds), a quiet zone of four modules, no byte order mark.</summary>
internal static class QrImage
{
    /// <summary>Pixels of one module in a PNG: on paper of 300 dpi a code of 69 modules is 5 cm wide.</summary>
    private const int PixelsPerModule = 8;

    /// <summary>The code as a drawing that takes the size of its place, dark on white in every theme so that every camera reads it.</summary>
    public static string Svg(string content)
    {
        using var data = Encode(content);
        return new SvgQRCode(data).GetGraphic(4, "#000000", "#ffffff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>The code as a picture in black and white.</summary>
    public static byte[] Png(string content)
    {
        using var data = Encode(content);
        return new PngByteQRCode(data).GetGraphic(PixelsPerModule);
    }

    private static QRCodeData Encode(string content) => QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
}
