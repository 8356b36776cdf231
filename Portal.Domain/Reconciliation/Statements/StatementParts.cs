namespace Portal.Domain.Reconciliation.Statements;

/// <summary>One thing that a reader finds in a bank's file, in the file's order.</summary>
public abstract record StatementPart;

/// <summary>A statement, report or notification begins.</summary>
/// <param name="Id">As the bank numbers it.</param>
/// <param name="Account">IBAN or account number without spaces; null when the file names none.</param>
/// <param name="Currency">Of the account; null where only the entries name one.</param>
public sealed record StatementOpened(string? Id, string? Account, string? Currency, DateOnly? From, DateOnly? To) : StatementPart;

/// <summary>Which balance a bank states.</summary>
public enum BalanceKind
{
    Opening,
    Closing,

    /// <summary>Between two pages of a statement, available, expected and others: shown, not reckoned with.</summary>
    Other,
}

/// <summary>A balance as the bank states it.</summary>
/// <param name="Amount">Minor units; negative for a debit balance.</param>
public sealed record BalanceRead(BalanceKind Kind, string Currency, long Amount, DateOnly? Date) : StatementPart;

/// <summary>What a bank says of a payment within an entry, or of the entry itself where it has no payments of its own.</summary>
public sealed record PaymentTexts
{
    public const int Most = 500;

    /// <summary>The payer's own reference (EndToEndId, //-reference, customer reference).</summary>
    public string? EndToEnd { get; init; }

    /// <summary>The bank's reference.</summary>
    public string? Bank { get; init; }

    /// <summary>The payee's structured reference (SCOR, QRR, ESR).</summary>
    public string? Creditor { get; init; }

    /// <summary>The reference of the order file from which it came: message, payment information or batch.</summary>
    public string? Batch { get; init; }

    /// <summary>The other side's name and account.</summary>
    public string? Party { get; init; }

    public string? PartyAccount { get; init; }

    /// <summary>What was written about it, unstructured.</summary>
    public string? Text { get; init; }

    /// <summary>Why it came back, as the bank codes it (ISO 20022 external return reasons: AC01, AC04…).</summary>
    public string? ReturnReason { get; init; }
}

/// <summary>One payment of an entry that has several, or its only one. It comes before its entry.</summary>
/// <param name="Amount">Minor units of its currency; null when the bank does not say how much of the entry it is.</param>
public sealed record DetailRead(string? Currency, long? Amount, bool? Credit, PaymentTexts Texts) : StatementPart;

/// <summary>An entry: one line of the account.</summary>
/// <param name="Row">Its place in the file, from 1.</param>
/// <param name="Amount">Minor units, with the sign that the file gives it; what counts is the side.</param>
/// <param name="Credit">The side: true for money that came in, also when it takes another entry back.</param>
/// <param name="Reversal">True when it takes another entry back.</param>
/// <param name="Pending">True when it is announced and not booked.</param>
/// <param name="Details">How many payments it has: those that were read since the entry before it.</param>
/// <param name="Announced">How many payments the bank says it has; null where it says nothing.</param>
public sealed record EntryRead(
    int Row, string Currency, long Amount, bool Credit, bool Reversal, bool Pending, DateOnly? BookedOn, DateOnly? ValueOn, string? Code, int Details, int? Announced, PaymentTexts Texts) : StatementPart;

/// <summary>An entry that is not taken in, with why. What was read of its payments is dropped with it.</summary>
/// <param name="Code">A stable code.</param>
public sealed record EntryRefused(int Row, string Code, string Found) : StatementPart;

/// <summary>Something that the file says and that is passed over.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Row">The entry's place in the file, from 1; null where it is the statement's.</param>
public sealed record StatementNoticed(string Code, int? Row, string Found) : StatementPart;

/// <summary>The statement ends.</summary>
public sealed record StatementEnded : StatementPart;

/// <summary>The file is none of its kind, or breaks off: nothing of it is taken in.</summary>
/// <param name="Line">From 1; 0 when it is not known.</param>
public sealed class StatementUnreadableException(string code, long line, string found) : Exception($"{code} at line {line}: {found}")
{
    /// <summary>A stable code.</summary>
    public string Code { get; } = code;

    public long Line { get; } = line;

    public string Found { get; } = found;
}

/// <summary>Why an entry, or a file, is not taken in.</summary>
public static class StatementFaults
{
    /// <summary>The file breaks off, or is not what its beginning says.</summary>
    public const string Malformed = "malformed";

    /// <summary>It declares a document type: such files are not opened.</summary>
    public const string DocumentType = "document_type";

    /// <summary>It is none of the formats that are read.</summary>
    public const string Unknown = "format_unknown";

    /// <summary>A text is longer than any of its kind.</summary>
    public const string TooLong = "text_too_long";

    public const string AmountMissing = "amount_missing";

    public const string AmountMalformed = "amount_malformed";

    /// <summary>More decimals than the currency has.</summary>
    public const string AmountTooFine = "amount_too_fine";

    public const string AmountTooLarge = "amount_too_large";

    public const string CurrencyUnknown = "currency_unknown";

    public const string SideMissing = "side_missing";

    public const string DateMalformed = "date_malformed";
}
