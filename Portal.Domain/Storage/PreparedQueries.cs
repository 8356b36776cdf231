namespace Portal.Domain.Storage;

/// <summary>Queries that are asked so often that their plan is worth keeping.</summary>
internal static class PreparedQueries
{
    /// <summary>The comment such a query bears.</summary>
    public const string Tag = "prepared";
}
