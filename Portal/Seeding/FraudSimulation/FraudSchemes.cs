using Portal.Domain.Vouchers;

namespace Portal.Seeding.FraudSimulation;

/// <summary>How vendors cheat, each scheme in three strengths. They play it on top of an ordinary trade.</summary>
internal static class FraudSchemes
{
    public static void Play(FraudPlan plan, SimulatedVendor vendor)
    {
        switch (vendor.Scheme)
        {
            case Scheme.ExcessRedemption:
                Excess(plan, vendor);
                break;
            case Scheme.ClosingBurst:
                Crowds(plan, vendor, vendor.Strength switch { 0 => 4, 1 => 6, _ => 9 }, _ => 18.65, 0.3);
                break;
            case Scheme.NightBurst:
                Crowds(plan, vendor, vendor.Strength switch { 0 => 3, 1 => 4, _ => 6 }, p => 1.2 + (p.Random.NextDouble() * 2), 0.4);
                break;
            case Scheme.RoundSums:
                Round(plan, vendor);
                break;
            case Scheme.SamePairLoop:
                Loop(plan, vendor);
                break;
            case Scheme.SequentialSerials:
                Sequential(plan, vendor);
                break;
            case Scheme.BulkToOneVendor:
                Bulk(plan, vendor);
                break;
            case Scheme.LinkedBuyer:
                Linked(plan, vendor);
                break;
            case Scheme.ManyRefusals:
                Guessing(plan, vendor);
                break;
        }
    }

    /// <summary>Vouchers are bought up and put through the till; nothing is sold for them.</summary>
    private static void Excess(FraudPlan plan, SimulatedVendor vendor)
    {
        var sum = vendor.OtherPayments * vendor.Ticket * 2 * At(vendor, 14.0, 22.0, 36.0);
        sum = Math.Max(sum, 12_000_000);
        var (mules, each) = (Enumerable.Range(0, 60).Select(_ => plan.Stranger()).ToList(), Math.Clamp(sum / 170, vendor.Ticket * 2, 150_000));
        for (var done = 0.0; done < sum;)
        {
            var amount = plan.Price(each);
            if (amount > 330_000)
                continue;
            plan.Pay(vendor, mules[plan.Random.Next(mules.Count)], plan.At(plan.Random.Next(FraudPlan.Days), plan.AnyHour(vendor)), amount);
            done += amount;
        }
    }

    private static void Crowds(FraudPlan plan, SimulatedVendor vendor, int days, Func<FraudPlan, double> hour, double within)
    {
        var least = Math.Max(5, vendor.VoucherPayments / days / 2);
        foreach (var day in Enumerable.Range(0, FraudPlan.Days).OrderBy(_ => plan.Random.Next()).Take(days))
        {
            var start = hour(plan);
            for (var i = least + plan.Random.Next(4 + vendor.Strength); i > 0; i--)
                plan.Pay(vendor, plan.Stranger(), plan.At(day, start + (plan.Random.NextDouble() * within)), plan.Price(vendor.Ticket * 1.7));
        }
    }

    private static void Round(FraudPlan plan, SimulatedVendor vendor)
    {
        long[] sums = [50_000, 60_000, 100_000, 150_000, 200_000];
        var count = Math.Max(At(vendor, 14, 22, 40), (int)(vendor.VoucherPayments * At(vendor, 1.1, 1.4, 2.0)));
        for (var i = 0; i < count; i++)
            plan.Pay(vendor, plan.Stranger(), plan.At(plan.Random.Next(FraudPlan.Days), plan.AnyHour(vendor)), sums[plan.Random.Next(sums.Length)]);
    }

    private static void Loop(FraudPlan plan, SimulatedVendor vendor)
    {
        var own = vendor.VoucherPayments * vendor.Ticket;
        for (var partner = 0; partner <= vendor.Strength; partner++)
        {
            var (buyer, visits) = (plan.Stranger(), 12 + plan.Random.Next(10));
            var each = Math.Clamp(own * 1.1 / visits, 45_000, 230_000);
            for (var i = 0; i < visits; i++)
                plan.Pay(vendor, buyer, plan.At(plan.Random.Next(FraudPlan.Days), plan.AnyHour(vendor)), Math.Min(280_000, plan.Price(each)));
        }
    }

    private static void Sequential(FraudPlan plan, SimulatedVendor vendor)
    {
        for (var session = 0; session <= vendor.Strength; session++)
        {
            var at = plan.At(plan.Random.Next(FraudPlan.Days), 10 + (plan.Random.NextDouble() * 7));
            foreach (var voucher in plan.Sell(plan.Stranger(), BuyerKind.Person, VoucherKind.Mobile, at.AddHours(-30), 13 + plan.Random.Next(9), 30_000).Vouchers)
                plan.PayWith(vendor, voucher, at = at.AddSeconds(35 + plan.Random.Next(90)));
        }
    }

    private static void Bulk(FraudPlan plan, SimulatedVendor vendor)
    {
        for (var purchase = 0; purchase <= vendor.Strength; purchase++)
        {
            var day = plan.Random.Next(FraudPlan.Days - 9);
            var sale = plan.Sell(plan.Stranger(), purchase == 0 ? BuyerKind.Institution : BuyerKind.Person, VoucherKind.Paper, plan.At(day, 11), 40 + plan.Random.Next(70), 10_000);
            var pieces = sale.Vouchers.Where(_ => plan.Random.NextDouble() < 0.72 + (0.1 * vendor.Strength)).ToList();
            plan.Bundles.Add(new SimulatedBundle(vendor.Index, plan.At(day + 2 + plan.Random.Next(6), 14), pieces));
        }
    }

    private static void Linked(FraudPlan plan, SimulatedVendor vendor)
    {
        var count = Math.Max(At(vendor, 10, 16, 26), (int)(vendor.VoucherPayments * At(vendor, 0.25, 0.4, 0.7)));
        for (var i = 0; i < count; i++)
            plan.Pay(vendor, FraudPlan.OwnNumber(vendor), plan.At(plan.Random.Next(FraudPlan.Days), plan.AnyHour(vendor)), plan.Price(vendor.Ticket * 1.6));
    }

    private static void Guessing(FraudPlan plan, SimulatedVendor vendor)
    {
        var count = Math.Max(At(vendor, 16, 30, 60), (int)(vendor.VoucherPayments * At(vendor, 0.6, 0.9, 1.6)));
        for (var i = 0; i < count; i++)
            plan.Refuse(vendor, plan.At(plan.Random.Next(FraudPlan.Days), plan.AnyHour(vendor)));
    }

    private static T At<T>(SimulatedVendor vendor, T weak, T middle, T strong) => vendor.Strength switch { 0 => weak, 1 => middle, _ => strong };
}
