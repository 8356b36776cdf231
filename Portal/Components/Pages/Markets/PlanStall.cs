using Portal.Domain.Markets;
using Portal.Domain.Vendors;

namespace Portal.Components.Pages.Markets;

/// <summary>A stall on the drawing: its row, and where it stands now, saved or not. Decimetres.</summary>
public sealed record PlanStall(StallRow Row, int X, int Y, int Width, int Height)
{
    /// <summary>The stall as it is stored; null when it was never drawn.</summary>
    public static PlanStall? Of(StallRow row) => row is { PlanX: { } x, PlanY: { } y, PlanWidth: { } width, PlanHeight: { } height } ? new(row, x, y, width, height) : null;

    public string Code => Row.Code;

    public PlanPlace Place => new(Code, X, Y, Width, Height);

    public bool IsMoved => (X, Y, Width, Height) != (Row.PlanX, Row.PlanY, Row.PlanWidth, Row.PlanHeight);
}
