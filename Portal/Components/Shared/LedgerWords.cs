using System.Globalization;
using Portal.Domain.Ledger;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>How the ledger's own words read: accounts, documents, what became of postings.</summary>
public static class LedgerWords
{
    /// <summary>The heading of the chart that an account stands under: 점포 지급 예정액.</summary>
    public static string Heading(AccountHeading heading, CultureInfo culture) => Texts.In(culture, "ledger.account_" + heading.Key);

    /// <summary>Whose or which account it is, in words; null where the code alone says it, or there is one account alone.</summary>
    public static string? Whose(AccountLabel label, CultureInfo culture) => label switch
    {
        { Owner: { } owner } => owner.Local(),
        { Heading.Of: AccountOf.Tender, Which: { } tender } => Texts.Find(culture, "ledger.tender_" + tender),
        { Heading.Of: AccountOf.Partner, Which: { } partner } => Texts.Find(culture, "ledger.partner_" + partner),
        _ => null,
    };

    /// <summary>The account in one line: 점포 지급 예정액 · 과일나라.</summary>
    public static string Name(AccountLabel label, CultureInfo culture) =>
        (Whose(label, culture) ?? label.Which) is { } whose ? Texts.In(culture, "ledger.name_of", Heading(label.Heading, culture), whose) : Heading(label.Heading, culture);

    /// <summary>A document's kind in words; null for one that only has a number or name of its own.</summary>
    public static string? Document(string? document, CultureInfo culture)
    {
        if (document is null)
            return null;
        var blank = document.IndexOf(' ', StringComparison.Ordinal);
        var (kind, rest) = blank > 0 ? (document[..blank], document[blank..]) : (document, "");
        return Texts.Find(culture, "ledger.document_" + kind) is { } word ? word + rest : null;
    }

    public static Meaning MeaningOf(PostingState state) => state switch
    {
        PostingState.Posted => Meaning.Good,
        PostingState.Refused => Meaning.Stop,
        _ => Meaning.Neutral,
    };

    public static Meaning MeaningOf(AccountState state) => state switch
    {
        AccountState.Open => Meaning.Good,
        AccountState.Held => Meaning.Attention,
        _ => Meaning.Neutral,
    };

    public static Meaning MeaningOf(TransferKind kind) => kind switch
    {
        TransferKind.Pending => Meaning.Attention,
        TransferKind.Immediate or TransferKind.Post => Meaning.Good,
        _ => Meaning.Neutral,
    };
}
