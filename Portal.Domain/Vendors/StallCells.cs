using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Writing;
using Portal.Domain.Markets;

namespace Portal.Domain.Vendors;

/// <summary>Stalls written to files.</summary>
public static class StallCells
{
    /// <summary>The cell of a stall in a column; it reads back as the same value.</summary>
    public static ExportCell CellOf(ExchangeColumn column, StallRow row, string language) => column.Key switch
    {
        "code" => ExportCell.OfText(row.Code),
        "market" => ExportCell.OfText(row.Market),
        "zone" => ExportCell.OfText(row.Zone),
        "number" => ExportCell.OfText(row.Number),
        "kind" => column.Choice(EnumChoices.CodeOf(row.Kind), language),
        "status" => column.Choice(EnumChoices.CodeOf(row.Status), language),
        "area" => ExportCell.OfScaled(row.AreaCm2 / StallColumns.Cm2PerAreaUnit, StallColumns.AreaDigits),
        "utilities" => column.Choices(EnumChoices.CodesOf(row.Utilities), language),
        "planX" => ExportCell.OfWhole(row.PlanX),
        "planY" => ExportCell.OfWhole(row.PlanY),
        "planWidth" => ExportCell.OfWhole(row.PlanWidth),
        "planHeight" => ExportCell.OfWhole(row.PlanHeight),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Key, "Not a column of stalls."),
    };
}
