using Portal.Domain.Vouchers;

namespace Portal.Seeding.FraudSimulation;

/// <summary>
/// Four weeks of some markets, made up from a seed: customers, companies, feasts, night stalls, popular stalls, and vendors who cheat. Its figures are its own and describe a market; they know nothing of how
/// fraud is looked for.
/// </summary>
internal sealed class FraudPlan
{
    public const int Days = 28;

    private const int CustomersPerVendor = 9;
    private const int CompaniesPerMarket = 5;
    private static readonly long[] MobileFaces = [10_000, 30_000, 50_000];
    private static readonly string[] Reasons = ["voucher_pin_wrong", "voucher_redeemed", "voucher_insufficient", "voucher_expired", "voucher_unknown"];

    private readonly Dictionary<string, List<SimulatedVoucher>> purses = [];
    private readonly Dictionary<VoucherKind, int> made = [];
    private readonly int[][] feasts;
    private readonly SimulationSize size;
    private int strangers;

    public FraudPlan(SimulationSize size, int seed, DateOnly last)
    {
        (this.size, Random, First) = (size, new Random(seed), last.AddDays(1 - Days));
        feasts = [.. Enumerable.Range(0, size.Markets).Select(_ => new[] { Random.Next(Days), Random.Next(Days) })];
        MakeVendors();
        foreach (var vendor in Vendors)
            Trade(vendor);
        foreach (var market in Enumerable.Range(0, size.Markets))
            Companies(market);
        foreach (var vendor in Vendors.Where(v => v.Scheme != Scheme.Clean))
            FraudSchemes.Play(this, vendor);
    }

    public Random Random { get; }

    public DateOnly First { get; }

    public List<SimulatedVendor> Vendors { get; } = [];

    public List<SimulatedSale> Sales { get; } = [];

    public List<SimulatedPayment> Payments { get; } = [];

    public List<SimulatedRefusal> Refusals { get; } = [];

    public List<SimulatedBundle> Bundles { get; } = [];

    /// <summary>A sum as a shop asks for it: mostly to the hundred, now and then to the thousand.</summary>
    public long Price(double about)
    {
        var price = about * Math.Exp(Normal() * 0.55);
        var step = Random.NextDouble() < 0.35 ? 1_000 : Random.NextDouble() < 0.3 ? 500 : 100;
        return Math.Max(1_000, (long)(price / step) * step);
    }

    /// <summary>The same at a stall, some of which sell by lots at round sums.</summary>
    private long PriceAt(SimulatedVendor vendor, double times) => vendor.RoundPrices && Random.NextDouble() < 0.3 ? 10_000 * (1 + Random.Next(6)) : Price(vendor.Ticket * times);

    public DateTime At(int day, double hour) => First.AddDays(day).ToDateTime(TimeOnly.MinValue).AddHours(hour).AddSeconds(Random.Next(60));

    /// <summary>A customer whom nobody has seen before.</summary>
    public string Stranger() => $"stranger {strangers++}";

    /// <summary>Sells vouchers to somebody, a while before they are needed.</summary>
    public SimulatedSale Sell(string buyer, BuyerKind kind, VoucherKind voucher, DateTime before, int count, long face)
    {
        var sale = new SimulatedSale { Buyer = buyer, Kind = kind, At = before };
        var place = made.GetValueOrDefault(voucher);
        for (var i = 0; i < count; i++)
            sale.Vouchers.Add(new SimulatedVoucher { Sale = sale, Kind = voucher, Place = place + i, Face = face, Left = face });
        made[voucher] = place + count;
        Sales.Add(sale);
        return sale;
    }

    /// <summary>Somebody pays with what is in his purse, having bought more where it is too little.</summary>
    /// <param name="share">What vouchers pay of it.</param>
    public void Pay(SimulatedVendor vendor, string buyer, DateTime at, long amount, double share = 1)
    {
        if (!purses.TryGetValue(buyer, out var purse))
            purses[buyer] = purse = [];
        var wanted = Math.Max(100, (long)(amount * share / 100) * 100);
        // A purse holds what was bought before; of what was bought later nothing is spent yet.
        var usable = purse.Where(v => v.Left > 0 && v.Sale.At < at).ToList();
        if (usable.Sum(v => v.Left) < wanted)
        {
            var face = wanted > 60_000 ? MobileFaces[^1] : MobileFaces[Random.Next(MobileFaces.Length)];
            var count = Math.Clamp((int)((wanted / face) + 1 + Random.Next(5)), 1, 30);
            var bought = Sell(buyer, BuyerKind.Person, VoucherKind.Mobile, at.AddHours(-1 - (Random.NextDouble() * 90)), count, face);
            purse.AddRange(bought.Vouchers);
            usable.AddRange(bought.Vouchers);
        }

        var parts = new List<(SimulatedVoucher, long)>();
        foreach (var voucher in usable)
        {
            var part = Math.Min(voucher.Left, wanted);
            voucher.Left -= part;
            wanted -= part;
            parts.Add((voucher, part));
            if (wanted == 0 || parts.Count == 8)
                break;
        }

        Payments.Add(new SimulatedPayment(vendor.Index, at, amount, parts));
    }

    /// <summary>A voucher is spent whole in a payment of its own.</summary>
    public void PayWith(SimulatedVendor vendor, SimulatedVoucher voucher, DateTime at)
    {
        Payments.Add(new SimulatedPayment(vendor.Index, at, voucher.Left, [(voucher, voucher.Left)]));
        voucher.Left = 0;
    }

    public void Refuse(SimulatedVendor vendor, DateTime at) => Refusals.Add(new SimulatedRefusal(vendor.Index, at, Price(vendor.Ticket), Reasons[Random.Next(Reasons.Length)]));

    /// <summary>A day on which customers come: more of them on a feast.</summary>
    public int AnyDay(int market) => Random.NextDouble() < 0.16 ? feasts[market][Random.Next(2)] : Random.Next(Days);

    /// <summary>An hour at which a customer comes to the vendor.</summary>
    public double AnyHour(SimulatedVendor vendor)
    {
        var (opens, hours) = vendor.Day;
        if (Random.NextDouble() < vendor.LateShare)
            return opens + hours - Random.NextDouble();
        return opens + (hours * (Random.NextDouble() + Random.NextDouble()) / 2);
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());

    private void MakeVendors()
    {
        for (var i = 0; i < size.Clean; i++)
            Vendors.Add(MakeVendor(Scheme.Clean, 0));
        foreach (var scheme in Enum.GetValues<Scheme>().Where(s => s != Scheme.Clean))
        {
            foreach (var strength in Enumerable.Range(0, 3))
            {
                for (var i = 0; i < size.PerScheme; i++)
                    Vendors.Add(MakeVendor(scheme, strength));
            }
        }
    }

    /// <summary>Sales of vendors have heavy tails: a few sell as much as all the rest of their row.</summary>
    private SimulatedVendor MakeVendor(Scheme scheme, int strength)
    {
        var index = Vendors.Count;
        var kind = Random.NextDouble();
        var popular = kind < 0.03 ? 6 + (Random.NextDouble() * 9) : 1;
        var vouchers = Math.Clamp((int)(popular * 18 * Math.Exp(Normal() * 0.8)), 3, 900);
        var others = Math.Clamp((int)(vouchers * 1.1 * Math.Exp(Normal() * 0.65)), 4, 1_600);
        var opens = kind is > 0.9 and < 0.94 ? (17.5, 8.5) : (8 + (Random.NextDouble() * 2), 0);
        return new SimulatedVendor(index, index % size.Markets, scheme, strength, Math.Clamp((int)(9 * Math.Exp(Normal() * 0.45) * Math.Sqrt(popular)), 3, 90))
        {
            Day = opens.Item2 > 0 ? opens : (opens.Item1, 19.2 - opens.Item1 + (Random.NextDouble() * 0.7)),
            LateShare = kind is > 0.94 and < 0.98 ? 0.3 : 0.04,
            VoucherPayments = vouchers,
            OtherPayments = others,
            RoundPrices = Random.NextDouble() < 0.05,
            Ticket = 13_000 * Math.Exp(Normal() * 0.35),
            RefusedShare = Random.NextDouble() < 0.05 ? 0.12 : Random.NextDouble() * 0.06,
        };
    }

    private void Trade(SimulatedVendor vendor)
    {
        var customers = Math.Max(4, CustomersPerVendor * size.Clean / size.Markets);
        var regulars = Enumerable.Range(0, Math.Max(3, vendor.VoucherPayments / 5)).Select(_ => Random.Next(customers)).ToList();
        for (var i = 0; i < vendor.VoucherPayments; i++)
        {
            var customer = Random.NextDouble() < 0.55 ? regulars[(int)(regulars.Count * Math.Pow(Random.NextDouble(), 1.6))] : Random.Next(customers);
            var at = At(AnyDay(vendor.Market), AnyHour(vendor));
            Pay(vendor, $"customer {vendor.Market}/{customer}", at, PriceAt(vendor, 1), Random.NextDouble() < 0.15 ? 0.6 : 1);
            if (Random.NextDouble() < vendor.RefusedShare)
                Refuse(vendor, at.AddMinutes(-1));
        }

        for (var i = 0; i < vendor.OtherPayments; i++)
            Payments.Add(new SimulatedPayment(vendor.Index, At(AnyDay(vendor.Market), AnyHour(vendor)), PriceAt(vendor, 2), []));
        Habits(vendor);
    }

    /// <summary>What looks odd and is not: a family that pays one by one from one pack, a neighbour who comes every other day, a vendor who spends a voucher of his own.</summary>
    private void Habits(SimulatedVendor vendor)
    {
        if (Random.NextDouble() < 0.06)
        {
            var at = At(AnyDay(vendor.Market), AnyHour(vendor));
            foreach (var voucher in Sell(Stranger(), BuyerKind.Person, VoucherKind.Mobile, at.AddHours(-20), 2 + Random.Next(4), 10_000).Vouchers)
                PayWith(vendor, voucher, at = at.AddMinutes(1 + Random.Next(4)));
        }

        if (Random.NextDouble() < 0.08)
        {
            var neighbour = Stranger();
            for (var day = Random.Next(3); day < Days; day += 2 + Random.Next(3))
                Pay(vendor, neighbour, At(day, AnyHour(vendor)), Price(vendor.Ticket * 0.7));
        }

        if (Random.NextDouble() < 0.04)
            Pay(vendor, OwnNumber(vendor), At(AnyDay(vendor.Market), AnyHour(vendor)), Price(vendor.Ticket));
        if (Random.NextDouble() < 0.5)
            Paper(vendor);
    }

    /// <summary>Stands for the business number of the vendor, which he gave when he bought.</summary>
    public static string OwnNumber(SimulatedVendor vendor) => $"vendor {vendor.Index}";

    /// <summary>Paper that came in singly over a week, brought to the counter in one bundle.</summary>
    private void Paper(SimulatedVendor vendor)
    {
        for (var week = 1; week <= Days / 7; week++)
        {
            var at = At((week * 7) - 1, 10 + (Random.NextDouble() * 6));
            var pieces = new List<SimulatedVoucher>();
            for (var i = Math.Clamp((int)(vendor.VoucherPayments / 9.0 * Random.NextDouble()), 1, 60); i > 0; i -= 2)
                pieces.AddRange(Sell(Stranger(), BuyerKind.Person, VoucherKind.Paper, at.AddDays(-1 - Random.Next(20)), 1 + Random.Next(6), 10_000).Vouchers.Take(1 + Random.Next(3)));
            Bundles.Add(new SimulatedBundle(vendor.Index, at, pieces));
        }
    }

    /// <summary>A company gives vouchers to its people, who spend them all over the market, and rather at its popular stalls.</summary>
    private void Companies(int market)
    {
        var stalls = Vendors.Where(v => v.Market == market && v.Scheme == Scheme.Clean).ToList();
        var weights = stalls.ConvertAll(v => Math.Sqrt(v.VoucherPayments));
        for (var i = 0; i < CompaniesPerMarket; i++)
        {
            var given = Random.Next(Days - 8);
            var sale = Sell($"company {market}/{i}", BuyerKind.Institution, VoucherKind.Mobile, At(given, 9), 60 + Random.Next(180), 10_000);
            foreach (var chunk in sale.Vouchers.Where(_ => Random.NextDouble() < 0.8).Chunk(3))
            {
                var stall = stalls[Weighted(weights)];
                var at = At(Math.Min(Days - 1, given + 1 + Random.Next(12)), AnyHour(stall));
                Payments.Add(new SimulatedPayment(stall.Index, at, chunk.Sum(v => v.Left), [.. chunk.Select(v => (v, v.Left))]));
            }
        }
    }

    private int Weighted(List<double> weights)
    {
        var at = Random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Count; i++)
        {
            at -= weights[i];
            if (at <= 0)
                return i;
        }

        return weights.Count - 1;
    }
}
