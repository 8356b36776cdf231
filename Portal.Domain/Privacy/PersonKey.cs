namespace Portal.Domain.Privacy;

/// <summary>How long a person's data is kept after the last tenancy or visit; then the key is destroyed and with it every sealed field.</summary>
public enum RetentionClass
{
    /// <summary>Owners of stalls and their workers: five years after the business ended (books and vouchers, 국세기본법 art. 85-3).</summary>
    Vendor,

    /// <summary>People who wrote to the market or complained: three years.</summary>
    Contact,
}

/// <summary>
/// The key of one person. Personal fields of that person (and their copies in the audit trail) are sealed with it. When it is erased they can
/// never be read again, while sums and chains over the rows still hold.
/// </summary>
public sealed class PersonKey
{
    public long Id { get; set; }

    /// <summary>The key, wrapped by the portal's master key, which is not in the database; null once erased.</summary>
    public byte[]? Wrapped { get; set; }

    public RetentionClass Retention { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? ErasedAt { get; set; }
}
