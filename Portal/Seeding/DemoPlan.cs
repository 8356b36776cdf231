using Portal.Domain.Markets;

namespace Portal.Seeding;

/// <summary>Draws the stalls of a zone as markets are built: pairs of rows back to back, an aisle between the pairs, one aisle across.</summary>
internal static class DemoPlan
{
    private const int PerRow = 12;
    private const int Depth = 26;
    private const int Aisle = 30;
    private const int Pitch = 20;
    private static readonly int[] Widths = [30, 30, 36, 30, 24, 30];

    public static IEnumerable<Stall> Draw(Market market, Zone zone, DemoZone plan, Random random)
    {
        var count = plan.Held + plan.Vacant;
        var (x, y) = (10, 10);
        for (var i = 0; i < count; i++)
        {
            var place = i % PerRow;
            if (place == 0 && i > 0)
            {
                // The second row of a pair stands at the back of the first; the next pair begins beyond the aisle.
                y += i / PerRow % 2 == 1 ? RowDepth(plan) : RowDepth(plan) + Aisle;
                x = 10;
            }

            x += place == PerRow / 2 ? Aisle : 0;
            var width = plan.Kind == StallKind.DayPitch ? Pitch : Widths[place % Widths.Length];
            yield return Make(market, zone, plan, i + 1, x, y, width, random);
            x += width;
        }
    }

    private static int RowDepth(DemoZone plan) => plan.Kind == StallKind.DayPitch ? Pitch : Depth;

    private static Stall Make(Market market, Zone zone, DemoZone plan, int number, int x, int y, int width, Random random)
    {
        var text = $"{plan.Code}-{number:D3}";
        return new Stall
        {
            Uid = SeedNumbers.Uid(random),
            Market = market,
            Zone = zone,
            Number = text,
            Code = $"{market.Code}-{text}",
            Kind = plan.Kind,
            AreaCm2 = width * RowDepth(plan) * 100L,
            Utilities = plan.Kind == StallKind.DayPitch ? Utilities.None
                : Utilities.Electricity | (plan.Trades.Contains("수산") ? Utilities.Water | Utilities.Drainage | Utilities.Refrigeration
                : plan.Trades.Contains("분식") ? Utilities.Water | Utilities.Drainage | Utilities.Gas | Utilities.Ventilation
                : Utilities.Internet),
            PlanX = x,
            PlanY = y,
            PlanWidth = width,
            PlanHeight = RowDepth(plan),
        };
    }
}
