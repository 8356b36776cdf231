using System.Globalization;
using Portal.Domain.Markets;

namespace Portal.Components.Pages.Markets;

/// <summary>A point of the drawing.</summary>
public readonly record struct MapPoint(double X, double Y);

/// <summary>Markets drawn as one: a single one, or several that lie too close to be told apart at this scale.</summary>
public sealed record MapCluster(MapPoint At, IReadOnlyList<MarketPlace> Markets)
{
    public bool IsOne => Markets.Count == 1;

    /// <summary>Grows with the number of markets, by their square root, so that areas compare.</summary>
    public double Radius => IsOne ? 6 : Math.Min(22, 9 + Math.Sqrt(Markets.Count));

    /// <summary>Both as one, in the middle of their markets.</summary>
    public MapCluster With(MapCluster other)
    {
        var (mine, theirs, all) = (Markets.Count, other.Markets.Count, Markets.Count + other.Markets.Count);
        return new(new(((At.X * mine) + (other.At.X * theirs)) / all, ((At.Y * mine) + (other.At.Y * theirs)) / all), [.. Markets, .. other.Markets]);
    }

    /// <summary>True when the drawings of both would cover each other, or a finger could not tell them apart.</summary>
    public bool Meets(MapCluster other) => Math.Sqrt(Math.Pow(At.X - other.At.X, 2) + Math.Pow(At.Y - other.At.Y, 2)) < Math.Max(Radius + other.Radius + 2, MapView.Finger);
}

/// <summary>
/// A window onto the Mercator projection: centre in degrees, and zoom as maps on the web count it (256 units round the equator at 0, doubled at every step).
/// The drawing is <see cref="Width"/> × <see cref="Height"/> units whatever the screen.
/// </summary>
public sealed record MapView(double Latitude, double Longitude, double Zoom)
{
    public const double Width = 1000;
    public const double Height = 600;

    /// <summary>A screen of another shape shows so much more at the sides.</summary>
    public const double Beyond = 800;

    public const double MinZoom = 3;
    public const double MaxZoom = 18;

    /// <summary>How far apart two marks stand at least.</summary>
    public const double Finger = 26;

    private const double Cell = 46;

    /// <summary>From so many places on, a few that lie far off (a wrong coordinate) do not decide what is shown.</summary>
    private const int ManyPlaces = 50;
    private const double Margin = 60;
    private const double MaxLatitude = 85;
    private const double EarthAround = 40_075_016.686;
    private static readonly double[] Steps = [20, 10, 5, 2, 1, .5, .25, .1, .05, .02, .01, .005, .002, .001];
    private static readonly long[] Lengths = [1_000_000, 500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10];

    private double Scale => 256 * Math.Pow(2, Zoom);

    /// <summary>The closest window that shows all places; Korea when there are none. Of many places those far off from all others are left out: they are found in the table.</summary>
    public static MapView Fit(IReadOnlyList<MarketPlace> all)
    {
        if (all.Count == 0)
            return new(36.2, 127.8, 7);
        var places = all.Count < ManyPlaces ? all : Usual(all);
        var (west, east) = (places.Min(p => p.LongitudeE6) / 1e6, places.Max(p => p.LongitudeE6) / 1e6);
        var (south, north) = (places.Min(p => p.LatitudeE6) / 1e6, places.Max(p => p.LatitudeE6) / 1e6);
        var (top, bottom) = (WorldY(north), WorldY(south));
        var across = Math.Max((east - west) / 360, 1e-7) / (Width - (2 * Margin));
        var down = Math.Max(bottom - top, 1e-7) / (Height - (2 * Margin));
        var zoom = Math.Log2(1 / Math.Max(across, down) / 256);
        return new(ToLatitude((top + bottom) / 2), (west + east) / 2, Math.Clamp(zoom, MinZoom, 14));
    }

    /// <summary>Reads what <see cref="ToText"/> wrote; null for anything else.</summary>
    public static MapView? Parse(string? text)
    {
        var parts = (text ?? "").Split(',');
        return parts.Length == 3 && TryRead(parts[0], out var latitude) && TryRead(parts[1], out var longitude) && TryRead(parts[2], out var zoom)
            && Math.Abs(latitude) <= MaxLatitude && Math.Abs(longitude) <= 180 && zoom is >= MinZoom and <= MaxZoom
            ? new(latitude, longitude, zoom) : null;
    }

    /// <summary>For the address: <c>36.2,127.8,7</c>.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Latitude:0.#####},{Longitude:0.#####},{Zoom:0.##}");

    public MapPoint ToDrawing(double latitude, double longitude) => new(
        (Width / 2) + (((longitude - Longitude) / 360) * Scale),
        (Height / 2) + ((WorldY(latitude) - WorldY(Latitude)) * Scale));

    public (double Latitude, double Longitude) ToDegrees(double x, double y) => (
        ToLatitude(WorldY(Latitude) + ((y - (Height / 2)) / Scale)),
        Longitude + ((x - (Width / 2)) / Scale * 360));

    /// <summary>The window after the drawing was pushed by so many units.</summary>
    public MapView Pushed(double dx, double dy)
    {
        var (latitude, longitude) = ToDegrees((Width / 2) - dx, (Height / 2) - dy);
        return this with { Latitude = Math.Clamp(latitude, -MaxLatitude, MaxLatitude), Longitude = Math.Clamp(longitude, -180, 180) };
    }

    /// <summary>The window after zooming by a factor around a point of the drawing, which stays where it is.</summary>
    public MapView Zoomed(double factor, double x, double y)
    {
        var (latitude, longitude) = ToDegrees(x, y);
        var zoomed = this with { Zoom = Math.Clamp(Zoom + Math.Log2(factor), MinZoom, MaxZoom) };
        var there = zoomed.ToDrawing(latitude, longitude);
        return zoomed.Pushed(x - there.X, y - there.Y);
    }

    /// <summary>The places in the window; those that share a cell of the drawing as one.</summary>
    public IReadOnlyList<MapCluster> Clusters(IEnumerable<MarketPlace> places)
    {
        var cells = new Dictionary<(int, int), List<(MapPoint At, MarketPlace Place)>>();
        // Cells hang on the world, not on the window, so that clusters do not change while it is pushed.
        var origin = ToDrawing(0, 0);
        foreach (var place in places)
        {
            var at = ToDrawing(place.LatitudeE6 / 1e6, place.LongitudeE6 / 1e6);
            if (at.X < -Beyond || at.X > Width + Beyond || at.Y < -Beyond || at.Y > Height + Beyond)
                continue;
            var cell = ((int)Math.Floor((at.X - origin.X) / Cell), (int)Math.Floor((at.Y - origin.Y) / Cell));
            if (!cells.TryGetValue(cell, out var members))
                cells[cell] = members = [];
            members.Add((at, place));
        }

        return Apart([.. cells.Values.Select(m => new MapCluster(new(m.Average(p => p.At.X), m.Average(p => p.At.Y)), [.. m.Select(p => p.Place)]))]);
    }

    /// <summary>Joins what would be drawn over each other, until nothing is.</summary>
    private static List<MapCluster> Apart(List<MapCluster> clusters)
    {
        for (var joined = true; joined;)
        {
            joined = false;
            clusters.Sort((a, b) => a.At.Y.CompareTo(b.At.Y));
            for (var i = 0; i < clusters.Count; i++)
            {
                // Sorted by their height, so those further down cannot meet this one.
                for (var j = i + 1; j < clusters.Count && clusters[j].At.Y - clusters[i].At.Y < Cell; j++)
                {
                    if (!clusters[i].Meets(clusters[j]))
                        continue;
                    clusters[i] = clusters[i].With(clusters[j]);
                    clusters.RemoveAt(j--);
                    joined = true;
                }
            }
        }

        return clusters;
    }

    /// <summary>Degrees at which lines of the graticule stand: about six across the window.</summary>
    public (IReadOnlyList<double> Latitudes, IReadOnlyList<double> Longitudes) Graticule()
    {
        var west = ToDegrees(0, 0).Longitude;
        var east = ToDegrees(Width, 0).Longitude;
        var step = Steps.LastOrDefault(s => (east - west) / s <= 7, Steps[0]);
        var (farNorth, farWest) = ToDegrees(-Beyond, -Beyond);
        var (farSouth, farEast) = ToDegrees(Width + Beyond, Height + Beyond);
        return (Between(farSouth, farNorth, step), Between(farWest, farEast, step));
    }

    /// <summary>A round length, in metres, and how many units of the drawing it takes at its centre.</summary>
    public (long Metres, double Units) ScaleBar()
    {
        var metresPerUnit = EarthAround * Math.Cos(Latitude * Math.PI / 180) / Scale;
        var metres = Lengths.FirstOrDefault(l => l / metresPerUnit <= Width / 6, Lengths[^1]);
        return (metres, metres / metresPerUnit);
    }

    /// <summary>Those within the span of the middle 98 of 100, and half of it on both sides.</summary>
    private static List<MarketPlace> Usual(IReadOnlyList<MarketPlace> all)
    {
        (long From, long To) Span(IEnumerable<long> values)
        {
            var sorted = values.Order().ToList();
            var (low, high) = (sorted[sorted.Count / 100], sorted[^(1 + (sorted.Count / 100))]);
            return (low - ((high - low) / 2), high + ((high - low) / 2));
        }

        var (latitudes, longitudes) = (Span(all.Select(p => p.LatitudeE6)), Span(all.Select(p => p.LongitudeE6)));
        return [.. all.Where(p => p.LatitudeE6 >= latitudes.From && p.LatitudeE6 <= latitudes.To && p.LongitudeE6 >= longitudes.From && p.LongitudeE6 <= longitudes.To)];
    }

    private static List<double> Between(double from, double to, double step)
    {
        var lines = new List<double>();
        for (var n = Math.Ceiling(from / step); n * step <= to && lines.Count < 40; n++)
            lines.Add(Math.Round(n * step, 4));
        return lines;
    }

    private static double WorldY(double latitude)
    {
        var sine = Math.Sin(Math.Clamp(latitude, -MaxLatitude, MaxLatitude) * Math.PI / 180);
        return .5 - (Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI));
    }

    private static double ToLatitude(double worldY) => (360 / Math.PI * Math.Atan(Math.Exp((.5 - worldY) * 2 * Math.PI))) - 90;

    private static bool TryRead(string text, out double value) => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
