using Portal.Domain.Payments;

namespace Portal.Domain.Settlement;

/// <summary>What a vendor's payable moved by, as far as terms of payment and fees tell it apart.</summary>
public enum SettledTender
{
    /// <summary>Cards, those of public transport among them: both come from an acquirer.</summary>
    Card,

    PartnerWallet,

    AccountTransfer,

    Wallet,

    Voucher,

    /// <summary>What no tender moved: an amount kept back in a dispute, a correction, a payout that came back.</summary>
    Other,
}

/// <summary>How the account on the other side of a payable tells the tender.</summary>
internal static class SettledTenders
{
    private const string Acquirer = "receivable:acquirer:";
    private const string Partner = "receivable:partner:";

    /// <summary>The tender and, of cards and partner wallets, who collects it.</summary>
    /// <param name="heading">The code of the other account, or of its parent where it has one.</param>
    public static (SettledTender Tender, string? Acquirer) Of(string heading) =>
        heading.StartsWith(Acquirer, StringComparison.Ordinal) ? (SettledTender.Card, heading[Acquirer.Length..])
        : heading.StartsWith(Partner, StringComparison.Ordinal) ? (SettledTender.PartnerWallet, heading[Partner.Length..])
        : (heading == Ledger.Chart.Transfers ? SettledTender.AccountTransfer : heading == "wallets" ? SettledTender.Wallet : heading.StartsWith("vouchers:", StringComparison.Ordinal) ? SettledTender.Voucher : SettledTender.Other, null);

    /// <summary>The tender's part of an account's code: <c>fees:card</c>.</summary>
    public static string CodeOf(SettledTender tender) => tender switch
    {
        SettledTender.PartnerWallet => nameof(TenderKind.PartnerWallet).ToLowerInvariant(),
        SettledTender.AccountTransfer => "transfer",
        _ => tender.ToString().ToLowerInvariant(),
    };
}
