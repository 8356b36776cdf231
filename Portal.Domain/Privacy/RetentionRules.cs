namespace Portal.Domain.Privacy;

/// <summary>How long personal data of each class is kept after the relation with the person has ended.</summary>
public static class RetentionRules
{
    /// <summary>Books and vouchers are kept for five years (국세기본법 art. 85-3); letters and complaints for three.</summary>
    public static int YearsOf(RetentionClass retention) => retention switch
    {
        RetentionClass.Vendor => 5,
        RetentionClass.Contact => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(retention), retention, "No rule says how long this is kept."),
    };

    /// <summary>The last day on which data is kept whose relation ended on a day; it may be destroyed from the next day on.</summary>
    public static DateOnly KeptUntil(RetentionClass retention, DateOnly ended) => ended.AddYears(YearsOf(retention));
}
