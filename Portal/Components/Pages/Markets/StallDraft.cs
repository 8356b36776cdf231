using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>What a form of a stall holds until it is saved.</summary>
public sealed class StallDraft
{
    public string? Number { get; set; }

    public string? Zone { get; set; }

    public StallKind Kind { get; set; }

    public StallStatus Status { get; set; }

    /// <summary>Hundredths of a square metre.</summary>
    public long? Area { get; set; }

    public IReadOnlyList<Utilities>? Utilities { get; set; }

    public static StallDraft From(StallRecord stall) => new()
    {
        Zone = stall.Row.Zone,
        Kind = stall.Row.Kind,
        Status = stall.Row.Status,
        Area = SquareMetres.ToHundredths(stall.Row.AreaCm2),
        Utilities = FlagNames.Set(stall.Row.Utilities),
    };

    public StallEdit Change() => new() { Zone = Zone, Kind = Kind, Status = Status, Area = SquareMetres.FromHundredths(Area), Utilities = FlagNames.Join(Utilities) };

    public StallEdit New(string market) => Change() with { Market = market, Number = Number };
}
