namespace Portal.Domain.Reconciliation.Statements;

/// <summary>The formats that are read.</summary>
public static class StatementReaders
{
    /// <summary>The format that a file is by its content; null when it is none.</summary>
    public static string? FormatOf(Stream file)
    {
        var camt = CamtReader.FormatOf(file);
        if (camt is not null)
            return camt;
        file.Position = 0;
        return Mt940Reader.FormatOf(file);
    }

    /// <summary>Which kind of source a format belongs to.</summary>
    public static SourceFormat KindOf(string format) => format.StartsWith("mt", StringComparison.Ordinal) ? SourceFormat.Mt940 : SourceFormat.Camt;

    /// <summary>What a file of a format says, piece by piece.</summary>
    public static IEnumerable<StatementPart> Read(string format, Stream file) => KindOf(format) == SourceFormat.Mt940 ? Mt940Reader.Read(file) : CamtReader.Read(file);
}
