namespace Portal.Domain.Exchange.Reading;

/// <summary>Stops a parser in the middle of a bad file. It never leaves <see cref="TableFile"/>, which answers its refusal.</summary>
internal sealed class UnreadableFileException(Refusal refusal) : IOException(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}
