namespace Portal.Domain.Vendors;

/// <summary>What is to be set on a vendor; fields left out stay as they are. Names are those of the API and of import columns.</summary>
public sealed record VendorEdit
{
    /// <summary>Only for a new vendor; empty asks the portal for one.</summary>
    public Change<string?> Code { get; init; }

    /// <summary>The market's code; only for a new vendor.</summary>
    public Change<string?> Market { get; init; }

    public Change<string?> TradeName { get; init; }

    public Change<string?> TradeNameEn { get; init; }

    public Change<string?> TradeNameZh { get; init; }

    /// <summary>With or without separators; empty needs <see cref="NoNumberReason"/>.</summary>
    public Change<string?> BusinessNumber { get; init; }

    public Change<string?> NoNumberReason { get; init; }

    public Change<string?> Owner { get; init; }

    public Change<string?> Phone { get; init; }

    public Change<IReadOnlyList<string>> Categories { get; init; }

    public Change<AcceptedTenders> Tenders { get; init; }

    public Change<string?> Address { get; init; }

    public Change<string?> Notes { get; init; }
}

/// <summary>A vendor of this code exists already, in this market or another.</summary>
public sealed record VendorCodeTaken(string Taken) : Refusal;

/// <summary>There is no such vendor, or none that the reader may see.</summary>
public sealed record VendorNotFound(string Wanted) : Refusal;

/// <summary>A vendor without a business number needs a reason for having none.</summary>
public sealed record NoNumberReasonMissing : Refusal;

/// <summary>Another vendor of the market has the same business number.</summary>
public sealed record BusinessNumberTaken(string By) : Refusal;

/// <summary>A telephone number has 3 to 20 digits, and beside them only + - ( ) and spaces.</summary>
public sealed record PhoneMalformed : Refusal;

/// <summary>The vendor's personal data was destroyed; nothing personal can be written for it any more.</summary>
public sealed record PersonalDataDestroyed : Refusal;

/// <summary>More categories than a vendor takes, or one with a bar or a comma in it.</summary>
public sealed record CategoriesMalformed(int Max) : Refusal;
