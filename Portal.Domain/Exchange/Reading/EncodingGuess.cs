namespace Portal.Domain.Exchange.Reading;

/// <summary>How sure the portal is of a guessed encoding.</summary>
public enum EncodingConfidence
{
    /// <summary>Several encodings read about equally well: the user has to look.</summary>
    Unsure,
    /// <summary>One encoding reads clearly better than the others.</summary>
    Likely,
    /// <summary>A byte order mark, pure ASCII, or a structure that no other encoding has by chance.</summary>
    Certain,
}

/// <summary>An encoding in which the file can be read without error.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Score">How plausible the text is: about 1 for common words, below 0 for nonsense.</param>
/// <param name="Sample">The first lines with characters beyond ASCII as this encoding reads them, to show for confirmation.</param>
public sealed record EncodingCandidate(TextEncoding Encoding, double Score, string Sample);

/// <summary>The encoding that a text file seems to have, and what else it could be.</summary>
/// <param name="Encoding">The best guess.</param>
/// <param name="Confidence">How sure the guess is.</param>
/// <param name="Candidates">All encodings that decode the bytes, the best first.</param>
public sealed record EncodingGuess(TextEncoding Encoding, EncodingConfidence Confidence, IReadOnlyList<EncodingCandidate> Candidates);
