namespace Portal.Domain.Storage;

/// <summary>Which database server the portal speaks to.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    Postgres,
}

/// <summary>Where the database is, and the folder of what stands beside it: keys, documents, audit heads.</summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString, string DataFolder)
{
    /// <summary>Reads <c>sqlite</c>, <c>sqlserver</c> and <c>postgres</c>.</summary>
    public static bool TryParse(string? name, out DatabaseProvider provider) => Enum.TryParse(name, ignoreCase: true, out provider) && Enum.IsDefined(provider);
}
