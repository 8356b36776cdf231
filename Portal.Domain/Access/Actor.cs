namespace Portal.Domain.Access;

/// <summary>What kind of actor did something.</summary>
public enum ActorKind
{
    /// <summary>A person who signed in.</summary>
    Person,

    /// <summary>A machine with an API key.</summary>
    ApiKey,

    /// <summary>The portal itself: start-up, command line, jobs.</summary>
    System,
}

/// <summary>How far a role reaches.</summary>
public enum ScopeKind
{
    All,
    Region,
    Market,
}

/// <summary>A role held within a scope.</summary>
/// <param name="Region">The region's name as markets carry it; only for <see cref="ScopeKind.Region"/>.</param>
/// <param name="MarketId">Only for <see cref="ScopeKind.Market"/>.</param>
public sealed record Grant(Role Role, ScopeKind Scope, string? Region = null, long? MarketId = null)
{
    /// <summary>True when the grant reaches this market.</summary>
    public bool Reaches(long marketId, string region) => Scope switch
    {
        ScopeKind.All => true,
        ScopeKind.Region => Region == region,
        _ => MarketId == marketId,
    };
}

/// <summary>Who acts, and where from. Made at the edge (sign-in, API key, command line) and handed to every command.</summary>
/// <param name="Id">The user's or key's id; 0 for the system.</param>
/// <param name="OwnerId">The person or service account that stands behind a key; the same as <paramref name="Id"/> for a person. Maker and checker are compared by it.</param>
/// <param name="From">The network address the request came from, or the command line.</param>
public sealed record Actor(ActorKind Kind, long Id, long OwnerId, string Name, string From, IReadOnlyList<Grant> Grants)
{
    /// <summary>The sign-in a person acts through, where a step-up is stamped; null for machines and the portal.</summary>
    public Guid? SessionUid { get; init; }

    /// <summary>The portal itself, which may do everything.</summary>
    public static Actor System(string from) => new(ActorKind.System, 0, 0, "portal", from, [new Grant(Role.Administrator, ScopeKind.All)]);

    /// <summary>True when some grant has the right, wherever it reaches: for showing a page or a button.</summary>
    public bool May(Right right) => Grants.Any(g => RightsMatrix.Allows(g.Role, right));

    /// <summary>True when a grant with the right reaches this market.</summary>
    public bool May(Right right, long marketId, string region) => Grants.Any(g => RightsMatrix.Allows(g.Role, right) && g.Reaches(marketId, region));

    /// <summary>True when a grant with the right reaches all markets.</summary>
    public bool MayEverywhere(Right right) => Grants.Any(g => g.Scope == ScopeKind.All && RightsMatrix.Allows(g.Role, right));

    /// <summary>The markets that a right reaches, for queries.</summary>
    public Reach ReachOf(Right right)
    {
        var grants = Grants.Where(g => RightsMatrix.Allows(g.Role, right)).ToList();
        return new Reach(
            grants.Any(g => g.Scope == ScopeKind.All),
            [.. grants.Where(g => g.Scope == ScopeKind.Region).Select(g => g.Region!).Distinct()],
            [.. grants.Where(g => g.Scope == ScopeKind.Market).Select(g => g.MarketId!.Value).Distinct()]);
    }
}

/// <summary>A set of markets: all, or those of some regions and some by name.</summary>
public sealed record Reach(bool All, IReadOnlyList<string> Regions, IReadOnlyList<long> MarketIds);

/// <summary>The actor has no right to do this, or not in this market. Also the answer for a record that is outside the actor's reach.</summary>
public sealed record NotAllowed(Right Right) : Refusal;
