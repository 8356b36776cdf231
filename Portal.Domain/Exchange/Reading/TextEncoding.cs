using System.Text;

namespace Portal.Domain.Exchange.Reading;

/// <summary>The encodings in which text files come.</summary>
public enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    /// <summary>Korean Windows (code page 949, a superset of EUC-KR).</summary>
    Cp949,
    /// <summary>The Chinese national standard, a superset of GBK and GB2312.</summary>
    Gb18030,
}

/// <summary>How the encodings are named and decoded.</summary>
public static class TextEncodings
{
    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The name in the API and in messages: <c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c>, <c>cp949</c>, <c>gb18030</c>.</summary>
    public static string Name(this TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "utf-8",
        TextEncoding.Utf16LittleEndian => "utf-16le",
        TextEncoding.Utf16BigEndian => "utf-16be",
        TextEncoding.Cp949 => "cp949",
        TextEncoding.Gb18030 => "gb18030",
        _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
    };

    /// <summary>The encoding of a name, and of the common other names of the same; null for an unknown one.</summary>
    public static TextEncoding? Parse(string? name) => name?.ToLowerInvariant() switch
    {
        "utf-8" or "utf8" => TextEncoding.Utf8,
        "utf-16le" or "utf-16" => TextEncoding.Utf16LittleEndian,
        "utf-16be" => TextEncoding.Utf16BigEndian,
        "cp949" or "euc-kr" or "ks_c_5601-1987" => TextEncoding.Cp949,
        "gb18030" or "gbk" or "gb2312" => TextEncoding.Gb18030,
        _ => null,
    };

    /// <summary>A decoder that throws <see cref="DecoderFallbackException"/> on bytes that are not text of the encoding.</summary>
    internal static Encoding Strict(this TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        TextEncoding.Utf16LittleEndian => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        TextEncoding.Utf16BigEndian => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        TextEncoding.Cp949 => Encoding.GetEncoding(949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        TextEncoding.Gb18030 => Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
    };
}
