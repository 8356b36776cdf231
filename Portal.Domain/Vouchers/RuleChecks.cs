namespace Portal.Domain.Vouchers;

/// <summary>Whether terms make sense. Each mistake is named by the field it is in.</summary>
internal static class RuleChecks
{
    private const int Whole = 10_000;
    private const int MostMonths = 1_200;
    private const int MostLines = 50;
    private const long MostAmount = 1_000_000_000_000;

    public static List<Refusal> Check(VoucherTerms terms, IReadOnlyCollection<string> funders)
    {
        var wrong = new List<Refusal>();
        Hold(terms.FaceValues.Count is > 0 and <= MostLines && terms.FaceValues.All(v => v is > 0 and <= MostAmount) && terms.FaceValues.Distinct().Count() == terms.FaceValues.Count, "faceValues", wrong);
        Hold(terms.Discounts.Count <= MostLines && terms.Discounts.All(d => d.BasisPoints is >= 0 and < Whole && (d.From is null || d.To is null || d.From <= d.To)), "discounts", wrong);
        Hold(terms.Caps.Count <= MostLines && terms.Caps.All(c => c.Monthly is null or (>= 0 and <= MostAmount) && c.Holding is null or (>= 0 and <= MostAmount)) && terms.Caps.Select(c => c.Buyer).Distinct().Count() == terms.Caps.Count, "caps", wrong);
        Hold(terms.Split.All(s => s.BasisPoints is > 0 and <= Whole) && terms.Split.Select(s => s.Funder).Distinct().Count() == terms.Split.Count && (terms.Split.Count == 0 || terms.Split.Sum(s => s.BasisPoints) == Whole), "split", wrong);
        Hold(terms.Discounts.All(d => d.BasisPoints == 0) || terms.Split.Count > 0, "split", wrong);
        wrong.AddRange(terms.Split.Where(s => !funders.Contains(s.Funder)).Select(s => new FunderNotFound(s.Funder) { Field = "terms.split" }));
        Hold(terms.ValidityMonths is > 0 and <= MostMonths, "validityMonths", wrong);
        Hold(terms.ReturnDays is >= 0 and <= 365, "returnDays", wrong);
        Hold(IsPercent(terms.ResidualPercent), "residualPercent", wrong);
        Hold(IsPercent(terms.ResidualPercentSmall), "residualPercentSmall", wrong);
        Hold(terms.SmallBelow is >= 0 and <= MostAmount, "smallBelow", wrong);
        Hold(terms.ChangePercent is >= 0 and <= 100, "changePercent", wrong);
        Hold(terms.ClaimYears is >= 0 and <= 100, "claimYears", wrong);
        Hold(terms.ExpiredRates.Count <= MostLines && terms.ExpiredRates.All(r => r.BasisPoints is >= 0 and <= Whole && r.Above >= 0), "expiredRates", wrong);
        Hold(terms.ExpiredPointsBasisPoints is >= 0 and <= Whole, "expiredPointsBasisPoints", wrong);
        Hold(terms.GraceDays is >= 0 and <= 3_650, "graceDays", wrong);
        Hold(terms.GiftDays is >= 1 and <= 365, "giftDays", wrong);
        Hold(terms.NoticeDays.Count <= MostLines && terms.NoticeDays.All(d => d is >= 0 and <= 365), "noticeDays", wrong);
        return wrong;
    }

    public static List<Refusal> Check(EnrolmentTerms terms)
    {
        var wrong = new List<Refusal>();
        Hold(terms.SalesCeiling is null or (> 0 and <= MostAmount), "salesCeiling", wrong);
        Hold(terms.TermMonths is > 0 and <= MostMonths, "termMonths", wrong);
        Hold(terms.CapStart is >= 0 and <= MostAmount && terms.CapStart <= terms.CapCeiling && terms.CapCeiling <= MostAmount, "capStart", wrong);
        Hold(terms.CapDaily is null or (> 0 and <= MostAmount), "capDaily", wrong);
        Hold(terms.FreezeThreshold is >= 0 and <= MostAmount, "freezeThreshold", wrong);
        Hold(terms.Approvals.Count is > 0 and <= 10 && terms.Approvals.All(a => a.Approvals is > 0 and <= 5 && a.UpTo is null or > 0) && terms.Approvals.Any(a => a.UpTo is null), "approvals", wrong);
        return wrong;
    }

    /// <param name="from">The day on which the notice begins.</param>
    public static List<Refusal> Check(ExpiredPaperTerms terms, DateOnly from)
    {
        var wrong = new List<Refusal>();
        Hold(terms.AcceptedUntil >= from, "acceptedUntil", wrong);
        Hold(terms.ExpiredSince is not { } since || since <= terms.AcceptedUntil, "expiredSince", wrong);
        Hold(terms.Notice.Trim().Length is > 0 and <= ExpiredPaperTerms.NoticeLength, "notice", wrong);
        return wrong;
    }

    private static bool IsPercent(int? value) => value is null or (> 0 and <= 100);

    private static void Hold(bool holds, string field, List<Refusal> wrong)
    {
        if (!holds)
            wrong.Add(new TermsMalformed(field) { Field = "terms." + field });
    }
}
