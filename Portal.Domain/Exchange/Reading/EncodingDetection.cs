using System.Buffers;
using System.Text;

namespace Portal.Domain.Exchange.Reading;

/// <summary>
/// Tells the encoding of a text file by its content. A byte order mark decides; otherwise every encoding that decodes the
/// bytes without error is weighed by how plausible its text is, because the bytes of code page 949 and GB 18030 decode as
/// each other.
/// </summary>
public static class EncodingDetection
{
    private const int SampleBytes = 256 * 1024;
    private const int SampleCharacters = 400;
    private const double Nonsense = -0.15;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    /// <summary>The encoding of a stream, from its beginning and, if that is ASCII, from its first part that is not. Null when no encoding makes sense of it.</summary>
    /// <param name="stream">A stream that can seek; it is left at its beginning.</param>
    public static EncodingGuess? Detect(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Position = 0;
        var buffer = new byte[(int)Math.Min(SampleBytes, stream.Length)];
        var head = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        var guess = ByMark(head);
        while (guess is null && !head.IsEmpty && Ascii.IsValid(head) && !head.Contains((byte)0) && stream.Position < stream.Length)
            head = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        guess ??= Detect(head);
        stream.Position = 0;
        return guess;
    }

    /// <summary>The encoding of some bytes; a last character may be cut off. Null when no encoding makes sense of them.</summary>
    public static EncodingGuess? Detect(ReadOnlySpan<byte> bytes)
    {
        if (ByMark(bytes) is { } marked)
            return marked;
        if (Ascii.IsValid(bytes) && !bytes.Contains((byte)0))
            return new(TextEncoding.Utf8, EncodingConfidence.Certain, [new(TextEncoding.Utf8, 1, Sample(Encoding.ASCII.GetString(bytes)))]);

        var candidates = new List<(EncodingCandidate Candidate, double Share)>();
        foreach (var encoding in Enum.GetValues<TextEncoding>())
        {
            if (Decode(bytes, encoding) is { } text)
                candidates.Add(Weigh(encoding, text));
        }

        candidates.Sort((a, b) => b.Candidate.Score.CompareTo(a.Candidate.Score));
        if (candidates is not [var best, ..] || best.Candidate.Score < Nonsense)
            return null;
        return new(best.Candidate.Encoding, ConfidenceOf(candidates), [.. candidates.Select(c => c.Candidate)]);
    }

    private static EncodingGuess? ByMark(ReadOnlySpan<byte> bytes)
    {
        TextEncoding? encoding = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => TextEncoding.Utf8,
            [0xFF, 0xFE, 0, 0, ..] => null,
            [0xFF, 0xFE, ..] => TextEncoding.Utf16LittleEndian,
            [0xFE, 0xFF, ..] => TextEncoding.Utf16BigEndian,
            _ => null,
        };
        return encoding is { } marked && Decode(bytes, marked) is { } text
            ? new(marked, EncodingConfidence.Certain, [new(marked, 1, Sample(text.TrimStart('\uFEFF')))])
            : null;
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, TextEncoding encoding)
    {
        var decoder = encoding.Strict().GetDecoder();
        var characters = new char[bytes.Length + 2];
        try
        {
            // Not flushed: the sample may end inside a character.
            return new string(characters, 0, decoder.GetChars(bytes, characters, flush: false));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static (EncodingCandidate Candidate, double Share) Weigh(TextEncoding encoding, string text)
    {
        double sum = 0;
        int all = 0, beyondAscii = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var weight = TextPlausibility.Weight(rune);
            // Sequences of two and more bytes that keep the rules of UTF-8 are rare by chance.
            if (!rune.IsAscii && encoding == TextEncoding.Utf8 && weight > -1)
                weight += rune.Utf8SequenceLength > 2 ? 0.8 : 0.4;
            sum += weight;
            all++;
            beyondAscii += rune.IsAscii ? 0 : 1;
        }

        var share = all == 0 ? 0 : (double)beyondAscii / all;
        return (new(encoding, all == 0 ? Nonsense * 2 : sum / all, Sample(text)), share);
    }

    private static EncodingConfidence ConfidenceOf(List<(EncodingCandidate Candidate, double Share)> candidates)
    {
        var (best, share) = candidates[0];
        if (candidates.Count == 1)
            return best.Score > 0.3 ? EncodingConfidence.Certain : EncodingConfidence.Unsure;
        // The lead of the best, measured on the characters in which the readings differ.
        var lead = (best.Score - candidates[1].Candidate.Score) / (share > 0 ? share : 1);
        return lead switch
        {
            > 0.6 when best.Encoding == TextEncoding.Utf8 => EncodingConfidence.Certain,
            > 0.35 => EncodingConfidence.Likely,
            _ => EncodingConfidence.Unsure,
        };
    }

    /// <summary>The first lines that have a character beyond ASCII, or the very first lines.</summary>
    private static string Sample(string text)
    {
        var lines = text.Length > 64 * 1024 ? text[..(64 * 1024)] : text;
        var telling = new StringBuilder();
        foreach (var range in lines.AsSpan().SplitAny(LineEnds))
        {
            var line = lines.AsSpan()[range];
            if (!line.IsEmpty && !Ascii.IsValid(line) && telling.Length < SampleCharacters)
                telling.Append(line[..Math.Min(line.Length, SampleCharacters - telling.Length)]).Append('\n');
        }

        return telling.Length > 0 ? telling.ToString().TrimEnd('\n') : lines[..Math.Min(lines.Length, SampleCharacters)];
    }
}
