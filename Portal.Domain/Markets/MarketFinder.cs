using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Storage;

namespace Portal.Domain.Markets;

/// <summary>Several markets have this name; the file has to give the code.</summary>
public sealed record MarketAmbiguous(string Wanted) : Refusal;

/// <summary>Finds the market that a row of a file means: by code, else by name, else the one the import was started for.</summary>
public sealed class MarketFinder
{
    private const string Key = "markets";
    private readonly Dictionary<string, MarketName> byCode;
    private readonly ILookup<string, MarketName> byName;
    private readonly MarketName? usual;
    private readonly HashSet<long> ids;

    private MarketFinder(List<MarketName> markets, long? defaultMarketId)
    {
        ids = [.. markets.Select(m => m.Id)];
        byCode = markets.ToDictionary(m => m.Code, StringComparer.OrdinalIgnoreCase);
        byName = markets.SelectMany(m => ((string?[])[m.NameKo, m.NameEn, m.NameZh]).OfType<string>().Select(n => (Name: Text.ForSearch(n), Market: m))).Distinct()
            .ToLookup(pair => pair.Name, pair => pair.Market, StringComparer.Ordinal);
        usual = defaultMarketId is { } id ? markets.FirstOrDefault(m => m.Id == id) : markets is [var only] ? only : null;
    }

    /// <summary>The finder of a run, made at its first batch: over the markets that the actor's right reaches.</summary>
    public static async Task<MarketFinder> OfAsync(PortalDbContext db, ImportRun run, Right right, CancellationToken cancellation)
    {
        if (run.Memory.TryGetValue(Key, out var kept))
            return (MarketFinder)kept;
        var markets = await MarketQueries.Visible(db, run.Actor, right).Select(m => new MarketName(m.Id, m.Code, m.NameKo, m.NameEn, m.NameZh, m.Region)).ToListAsync(cancellation);
        var finder = new MarketFinder(markets, run.DefaultMarketId);
        run.Memory[Key] = finder;
        return finder;
    }

    /// <summary>The market of rows that name none; null when there is none.</summary>
    public MarketName? Usual => usual;

    /// <summary>True for a market that the actor's right reaches.</summary>
    public bool Reaches(long marketId) => ids.Contains(marketId);

    /// <summary>The market whose code a stall's code begins with; null when none does.</summary>
    public MarketName? OfStall(string code)
    {
        for (var at = code.LastIndexOf('-'); at > 0; at = code.LastIndexOf('-', at - 1))
        {
            if (byCode.TryGetValue(code[..at], out var market))
                return market;
        }

        return null;
    }

    public bool IsCode(string code) => byCode.ContainsKey(code);

    /// <summary>The market, or null and a refusal on <c>market</c>. Of several with one name the one is taken whose region the address begins with.</summary>
    public MarketName? Find(string? wanted, string? address, List<Refusal> refusals)
    {
        if (wanted is null)
        {
            if (usual is null)
                refusals.Add(new TextMissing { Field = "market" });
            return usual;
        }

        if (byCode.TryGetValue(wanted, out var market))
            return market;
        var named = byName[Text.ForSearch(wanted)].Distinct().ToList();
        if (named.Count > 1 && address is not null)
            named = named.Where(m => address.StartsWith(m.Region, StringComparison.Ordinal)).ToList() is { Count: > 0 } near ? near : named;
        if (named is [var only])
            return only;
        refusals.Add(named.Count == 0 ? new MarketNotFound(wanted) { Field = "market" } : new MarketAmbiguous(wanted) { Field = "market" });
        return null;
    }
}
