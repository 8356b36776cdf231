namespace Portal.Domain.Reconciliation;

/// <summary>A statement, report or notification of one account in a file, with its control totals. Amounts in minor units of its currency.</summary>
public sealed class Statement
{
    public const int BankIdLength = 140;

    public long Id { get; set; }

    public long FileId { get; set; }

    /// <summary>Its place in the file, from 1.</summary>
    public int Number { get; set; }

    /// <summary>As the bank numbers it.</summary>
    public string? BankId { get; set; }

    /// <summary>IBAN or account number; null when the file names none.</summary>
    public string? Account { get; set; }

    /// <summary>Of the account; where the file names none, that of its first balance or entry.</summary>
    public string? Currency { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public long? Opening { get; set; }

    public DateOnly? OpeningOn { get; set; }

    public long? Closing { get; set; }

    public DateOnly? ClosingOn { get; set; }

    /// <summary>Entries in the file, also those that are not taken in.</summary>
    public int Entries { get; set; }

    /// <summary>Payments that the entries list; an entry without any counts as one.</summary>
    public int Transactions { get; set; }

    public int CreditCount { get; set; }

    /// <summary>Of the entries in the statement's currency, duplicates included.</summary>
    public long CreditSum { get; set; }

    public int DebitCount { get; set; }

    /// <inheritdoc cref="CreditSum"/>
    public long DebitSum { get; set; }

    /// <summary>Entries that were known before.</summary>
    public int Duplicates { get; set; }
}

/// <summary>The totals of entries in another currency than their statement's.</summary>
public sealed class StatementForeignSum
{
    public long Id { get; set; }

    public long StatementId { get; set; }

    public string Currency { get; set; } = "";

    public int CreditCount { get; set; }

    public long CreditSum { get; set; }

    public int DebitCount { get; set; }

    public long DebitSum { get; set; }
}

/// <summary>What a bank says of a payment or an entry.</summary>
public interface IPaymentTexts
{
    const int ReferenceLength = 140;
    const int TextLength = 500;

    string? EndToEnd { get; set; }

    string? Bank { get; set; }

    string? Creditor { get; set; }

    string? Batch { get; set; }

    string? Party { get; set; }

    string? PartyAccount { get; set; }

    string? Text { get; set; }

    string? ReturnReason { get; set; }
}

/// <summary>One line of an account. Amounts in minor units.</summary>
public sealed class BankEntry : IPaymentTexts
{
    public const int CodeLength = 40;
    public const int FingerprintLength = 32;

    public long Id { get; set; }

    public long FileId { get; set; }

    public long StatementId { get; set; }

    /// <summary>Its place in the file, from 1.</summary>
    public int Row { get; set; }

    public string Currency { get; set; } = "";

    /// <summary>With the sign that the file gives it.</summary>
    public long Amount { get; set; }

    /// <summary>True for money that came in.</summary>
    public bool Credit { get; set; }

    public bool Reversal { get; set; }

    public bool Pending { get; set; }

    public DateOnly? BookedOn { get; set; }

    public DateOnly? ValueOn { get; set; }

    /// <summary>The bank's transaction code.</summary>
    public string? Code { get; set; }

    /// <summary>Hash of what makes it the same entry in another file: account, side, amount, days, references, text, and how many like it came before it in this file.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>It was known before, from this file or another: shown, and reckoned with nowhere else.</summary>
    public bool IsDuplicate { get; set; }

    public string? EndToEnd { get; set; }

    public string? Bank { get; set; }

    public string? Creditor { get; set; }

    public string? Batch { get; set; }

    public string? Party { get; set; }

    public string? PartyAccount { get; set; }

    public string? Text { get; set; }

    public string? ReturnReason { get; set; }
}

/// <summary>One payment of an entry that lists its payments. Amounts in minor units.</summary>
public sealed class StatementDetail : IPaymentTexts
{
    public long Id { get; set; }

    public long FileId { get; set; }

    public long EntryId { get; set; }

    /// <summary>Its place within the entry, from 1.</summary>
    public int Number { get; set; }

    public string? Currency { get; set; }

    /// <summary>Null when the bank does not say how much of the entry it is.</summary>
    public long? Amount { get; set; }

    public bool? Credit { get; set; }

    public string? EndToEnd { get; set; }

    public string? Bank { get; set; }

    public string? Creditor { get; set; }

    public string? Batch { get; set; }

    public string? Party { get; set; }

    public string? PartyAccount { get; set; }

    public string? Text { get; set; }

    public string? ReturnReason { get; set; }
}
