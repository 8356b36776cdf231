using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>What a sale fulfils that is none of the counter's: an institution's order, a list of beneficiaries. Prices, drawers and postings stay those of every sale.</summary>
/// <param name="Name">Tells it from others in the request that is kept.</param>
/// <param name="ReadAsync">Reads what the sale draws on, given the vouchers and what is paid for them (minor units): refuses, or says what is written beside the sale.</param>
internal sealed record SaleBacking(string Name, Func<PortalDbContext, IReadOnlyList<Voucher>, long, CancellationToken, Task<Outcome<BackedSale>>> ReadAsync)
{
    /// <summary>The account that pays what the buyer pays; null for that of the means of payment.</summary>
    public string? MoneyFrom { get; init; }

    /// <summary>Given away: the funders pay all of it, and nobody's cap counts it.</summary>
    public bool Given { get; init; }
}

/// <summary>What is written beside a sale, in its commit.</summary>
/// <param name="Guard">The row that it was decided on.</param>
/// <param name="Rows">New rows, and the guarded one with its next version.</param>
internal sealed record BackedSale(RowGuard? Guard, Func<VoucherSale, IReadOnlyList<object>> Rows);

/// <summary>Nobody pays for vouchers that are given away: the rule names no funders.</summary>
public sealed record NobodyPays : Refusal;

/// <summary>Only mobile vouchers lie in a wallet.</summary>
public sealed record WalletNeedsMobile(VoucherKind Kind) : Refusal;

/// <summary>Vouchers are given away by an approved list of beneficiaries, and not at the counter.</summary>
public sealed record GivenByListAlone : Refusal;
