namespace Portal.Domain.Fraud.Signals;

/// <summary>Many payments in a short time.</summary>
internal static class Bursts
{
    /// <summary>The payments that stand in a crowd of at least so many, none of which is further than a window from the first; a payment of several vouchers counts once. They come in the order of time.</summary>
    public static List<Redemption> Of(IEnumerable<Redemption> redemptions, TimeSpan window, int least)
    {
        var payments = redemptions.DistinctBy(r => r.GroupId).OrderBy(r => r.At).ToList();
        var inBurst = new bool[payments.Count];
        for (var (first, last) = (0, 0); last < payments.Count; last++)
        {
            while (payments[last].At - payments[first].At > window)
                first++;
            if (last - first + 1 >= least)
                Array.Fill(inBurst, true, first, last - first + 1);
        }

        return [.. payments.Where((_, i) => inBurst[i])];
    }
}
