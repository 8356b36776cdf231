using System.Globalization;
using Portal.Domain.Vouchers;

namespace Portal.Components.Pages.Vouchers;

/// <summary>A version of rules while somebody writes it. Lists hold what a form shows; empty rows are left out of the terms.</summary>
public sealed class RuleDraft
{
    public DateOnly? From { get; set; }

    public List<Amount> FaceValues { get; } = [];

    public List<Discount> Discounts { get; } = [];

    public List<Cap> Caps { get; } = [];

    public List<Share> Split { get; } = [];

    public List<Rate> ExpiredRates { get; } = [];

    public List<Step> Approvals { get; } = [];

    public string? NoticeDays { get; set; }

    public string? Regions { get; set; }

    public string? Markets { get; set; }

    public string? Categories { get; set; }

    public string? Excluded { get; set; }

    public bool RefundsRest { get; set; }

    public long? ResidualPercent { get; set; }

    public long? ResidualPercentSmall { get; set; }

    public long? SmallBelow { get; set; }

    public long? ValidityMonths { get; set; }

    public long? ReturnDays { get; set; }

    public bool ReturnAtSellerOnly { get; set; }

    public RefundBase Base { get; set; }

    public bool Whole { get; set; }

    public long? ChangePercent { get; set; }

    public long? ClaimYears { get; set; }

    public long? ExpiredPoints { get; set; }

    public long? GraceDays { get; set; }

    public long? GiftDays { get; set; }

    public long? SalesCeiling { get; set; }

    public long? TermMonths { get; set; }

    public long? CapStart { get; set; }

    public long? CapCeiling { get; set; }

    public long? CapDaily { get; set; }

    public long? FreezeThreshold { get; set; }

    public DateOnly? ExpiredSince { get; set; }

    public DateOnly? AcceptedUntil { get; set; }

    public string? Notice { get; set; }

    /// <summary>A draft that begins with terms.</summary>
    public static RuleDraft Of(VoucherTerms terms, IReadOnlyList<FunderName> funders)
    {
        var draft = new RuleDraft
        {
            RefundsRest = terms.ResidualPercent is not null,
            ResidualPercent = terms.ResidualPercent,
            ResidualPercentSmall = terms.ResidualPercentSmall,
            SmallBelow = terms.SmallBelow,
            ValidityMonths = terms.ValidityMonths,
            ReturnDays = terms.ReturnDays,
            ReturnAtSellerOnly = terms.ReturnAtSellerOnly,
            Base = terms.Base,
            Whole = terms.Whole,
            ChangePercent = terms.ChangePercent,
            ClaimYears = terms.ClaimYears,
            ExpiredPoints = terms.ExpiredPointsBasisPoints,
            GraceDays = terms.GraceDays,
            GiftDays = terms.GiftDays,
            NoticeDays = string.Join(", ", terms.NoticeDays),
            Regions = Joined(terms.Places.Regions),
            Markets = Joined(terms.Places.Markets),
            Categories = Joined(terms.Places.Categories),
            Excluded = Joined(terms.Places.ExcludedCategories),
        };
        draft.FaceValues.AddRange(terms.FaceValues.Order().Select(v => new Amount { Value = v }));
        draft.Discounts.AddRange(terms.Discounts.Select(d => new Discount { Buyer = d.Buyer, BasisPoints = d.BasisPoints, Means = d.Means, From = d.From, To = d.To }));
        draft.Caps.AddRange(Enum.GetValues<BuyerKind>().Select(b => terms.Caps.FirstOrDefault(c => c.Buyer == b) is { } c ? new Cap(b) { Monthly = c.Monthly, Holding = c.Holding, Undiscounted = c.Undiscounted } : new Cap(b)));
        draft.Split.AddRange(funders.OrderBy(f => Place(terms, f.Code)).Select(f => new Share(f) { BasisPoints = terms.Split.FirstOrDefault(s => s.Funder == f.Code)?.BasisPoints }));
        draft.ExpiredRates.AddRange(terms.ExpiredRates.OrderBy(r => r.Above).Select(r => new Rate { Above = r.Above, BasisPoints = r.BasisPoints }));
        return draft;
    }

    /// <inheritdoc cref="Of(VoucherTerms, IReadOnlyList{FunderName})"/>
    public static RuleDraft Of(EnrolmentTerms terms)
    {
        var draft = new RuleDraft
        {
            SalesCeiling = terms.SalesCeiling,
            TermMonths = terms.TermMonths,
            CapStart = terms.CapStart,
            CapCeiling = terms.CapCeiling,
            CapDaily = terms.CapDaily,
            FreezeThreshold = terms.FreezeThreshold,
            Excluded = Joined(terms.ExcludedCategories),
        };
        draft.Approvals.AddRange(terms.Approvals.OrderBy(a => a.UpTo ?? long.MaxValue).Select(a => new Step { UpTo = a.UpTo, Approvals = a.Approvals }));
        return draft;
    }

    /// <inheritdoc cref="Of(VoucherTerms, IReadOnlyList{FunderName})"/>
    public static RuleDraft Of(ExpiredPaperTerms terms) => new() { ExpiredSince = terms.ExpiredSince, AcceptedUntil = terms.AcceptedUntil == default ? null : terms.AcceptedUntil, Notice = terms.Notice };

    /// <summary>What the draft says about expired paper.</summary>
    public ExpiredPaperTerms ExpiredPaper() => new() { ExpiredSince = ExpiredSince, AcceptedUntil = AcceptedUntil ?? default, Notice = Notice ?? "" };

    /// <summary>The terms that are written; what is empty becomes a value that the domain refuses.</summary>
    public VoucherTerms Terms() => new()
    {
        FaceValues = [.. FaceValues.Select(v => v.Value).OfType<long>()],
        Discounts = [.. Discounts.Select(d => new DiscountLine(d.Buyer, Whole32(d.BasisPoints), d.Means, d.From, d.To))],
        Caps = [.. Caps.Where(c => c.Monthly is not null || c.Holding is not null).Select(c => new CapLine(c.Buyer, c.Monthly, c.Holding, c.Undiscounted))],
        Split = [.. Split.Where(s => s.BasisPoints is > 0).Select(s => new FunderShare(s.Funder.Code, Whole32(s.BasisPoints)))],
        ValidityMonths = Whole32(ValidityMonths),
        ReturnDays = Whole32(ReturnDays),
        ReturnAtSellerOnly = ReturnAtSellerOnly,
        ResidualPercent = RefundsRest ? Whole32(ResidualPercent) : null,
        ResidualPercentSmall = RefundsRest && ResidualPercentSmall is not null ? Whole32(ResidualPercentSmall) : null,
        SmallBelow = SmallBelow ?? 0,
        Base = Base,
        Whole = Whole,
        ChangePercent = Whole32(ChangePercent),
        ClaimYears = Whole32(ClaimYears),
        ExpiredRates = [.. ExpiredRates.Where(r => r.BasisPoints is not null).Select(r => new ExpiredRate(r.Above ?? 0, Whole32(r.BasisPoints)))],
        ExpiredPointsBasisPoints = Whole32(ExpiredPoints),
        GraceDays = Whole32(GraceDays),
        GiftDays = Whole32(GiftDays),
        NoticeDays = [.. Parted(NoticeDays).Select(d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : -1)],
        Places = new ValidPlaces(Parted(Regions), Parted(Markets), Parted(Categories), Parted(Excluded)),
    };

    /// <inheritdoc cref="Terms"/>
    public EnrolmentTerms Enrolment() => new()
    {
        SalesCeiling = SalesCeiling,
        ExcludedCategories = Parted(Excluded),
        TermMonths = Whole32(TermMonths),
        CapStart = CapStart ?? -1,
        CapCeiling = CapCeiling ?? -1,
        CapDaily = CapDaily,
        FreezeThreshold = FreezeThreshold ?? -1,
        Approvals = [.. Approvals.Select(a => new ApprovalStep(a.UpTo, Whole32(a.Approvals)))],
    };

    private static int Whole32(long? value) => value is null or > int.MaxValue or < int.MinValue ? -1 : (int)value;

    private static string? Joined(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join(", ", values);

    private static List<string> Parted(string? text) => [.. (text ?? "").Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>Funders of the split in its order, since the first one pays what is left over; then the others.</summary>
    private static int Place(VoucherTerms terms, string funder) => terms.Split.Select(s => s.Funder).ToList().IndexOf(funder) is var at and >= 0 ? at : int.MaxValue;

    public sealed class Amount
    {
        public long? Value { get; set; }
    }

    public sealed class Discount
    {
        public BuyerKind Buyer { get; set; }

        public long? BasisPoints { get; set; }

        public PurchaseMeans? Means { get; set; }

        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }
    }

    public sealed class Cap(BuyerKind buyer)
    {
        public BuyerKind Buyer { get; } = buyer;

        public long? Monthly { get; set; }

        public long? Holding { get; set; }

        public bool Undiscounted { get; set; }
    }

    public sealed class Share(FunderName funder)
    {
        public FunderName Funder { get; } = funder;

        public long? BasisPoints { get; set; }
    }

    public sealed class Rate
    {
        public long? Above { get; set; }

        public long? BasisPoints { get; set; }
    }

    public sealed class Step
    {
        public long? UpTo { get; set; }

        public long? Approvals { get; set; }
    }
}
