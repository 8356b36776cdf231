using Portal.Domain.Vouchers;

namespace Portal.Seeding.FraudSimulation;

/// <summary>What a simulated vendor does: nothing wrong, or one scheme. These are the labels that the fraud desk is measured by; it never sees them.</summary>
public enum Scheme
{
    Clean,
    ExcessRedemption,
    ClosingBurst,
    RoundSums,
    SamePairLoop,
    SequentialSerials,
    BulkToOneVendor,
    NightBurst,
    LinkedBuyer,
    ManyRefusals,
}

/// <summary>How many vendors to make.</summary>
/// <param name="PerScheme">Vendors of each scheme and strength.</param>
public sealed record SimulationSize(int Markets, int Clean, int PerScheme)
{
    public static SimulationSize Usual { get; } = new(4, 400, 2);

    public static SimulationSize Small { get; } = new(1, 110, 1);
}

/// <summary>A simulated vendor.</summary>
/// <param name="Strength">0 is the weakest form of the scheme.</param>
/// <param name="FloorM2">The floor of his stall.</param>
internal sealed record SimulatedVendor(int Index, int Market, Scheme Scheme, int Strength, int FloorM2)
{
    /// <summary>When his day begins and how long it is, in hours; one who is open at night begins in the evening.</summary>
    public required (double Opens, double Hours) Day { get; init; }

    /// <summary>The share of his customers who come in the last hour.</summary>
    public double LateShare { get; init; }

    /// <summary>Payments by voucher in four weeks.</summary>
    public int VoucherPayments { get; set; }

    /// <summary>Payments without one.</summary>
    public int OtherPayments { get; set; }

    /// <summary>What a customer usually pays.</summary>
    public double Ticket { get; init; }

    /// <summary>True for one who sells by lots.</summary>
    public bool RoundPrices { get; init; }

    /// <summary>The share of tries that are refused.</summary>
    public double RefusedShare { get; init; }
}

internal sealed class SimulatedVoucher
{
    public required SimulatedSale Sale { get; init; }

    public required VoucherKind Kind { get; init; }

    /// <summary>Among those of its kind, from 0.</summary>
    public required int Place { get; init; }

    public required long Face { get; init; }

    public long Left { get; set; }

    /// <summary>The row that was made for it.</summary>
    public Voucher? Row { get; set; }
}

/// <summary>A purchase of vouchers, their numbers following one another.</summary>
internal sealed class SimulatedSale
{
    /// <summary>As the counter knows the buyer.</summary>
    public required string Buyer { get; init; }

    public required BuyerKind Kind { get; init; }

    /// <summary>Local time.</summary>
    public required DateTime At { get; init; }

    public List<SimulatedVoucher> Vouchers { get; } = [];
}

/// <summary>A payment at a stall. What no voucher pays is paid in cash. Local time.</summary>
internal sealed record SimulatedPayment(int Vendor, DateTime At, long Amount, IReadOnlyList<(SimulatedVoucher Voucher, long Amount)> Parts);

/// <summary>A voucher that was refused at a stall. Local time.</summary>
internal sealed record SimulatedRefusal(int Vendor, DateTime At, long Amount, string Reason);

/// <summary>A bundle of paper that a vendor brought to a counter. Local time.</summary>
internal sealed record SimulatedBundle(int Vendor, DateTime At, IReadOnlyList<SimulatedVoucher> Pieces);
