using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Portal.Domain.Lists;

namespace Portal.Components.Shared.Grid;

// The rows, written by hand: a page of 100 rows is rendered often.
public sealed partial class RegistryGrid<TRow>
{
    private string DensityClass => query.Dense switch { true => "dense", false => "roomy", null => "" };

    private RenderFragment EmptyContent => builder =>
    {
        if (query.HasConditions)
        {
            builder.AddMarkupContent(0, "<p>");
            builder.AddContent(1, T["grid.empty_match"]);
            builder.AddMarkupContent(2, "</p>");
        }
        else if (Empty is not null)
        {
            builder.AddContent(3, Empty);
        }
        else
        {
            builder.AddContent(4, T["grid.empty"]);
        }
    };

    private RenderFragment Rows => builder =>
    {
        if (loading && rows.Count == 0)
            Skeleton(builder);
        for (var i = 0; i < rows.Count; i++)
            Row(builder, i, rows[i]);
    };

    private void Row(RenderTreeBuilder builder, int index, TRow row)
    {
        var code = CodeOf(row);
        builder.OpenElement(10, "tr");
        builder.SetKey(code);
        builder.AddAttribute(11, "data-row", index);
        builder.AddAttribute(12, "tabindex", index == active ? "0" : "-1");
        builder.AddAttribute(13, "class", Selection.Contains(code) && Selectable ? "ticked" : null);
        builder.AddAttribute(14, "aria-current", code == query.Selected && opened is not null ? "true" : null);
        builder.AddAttribute(15, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => OpenRowAsync(index)));
        if (Selectable)
            Tick(builder, index, code);
        for (var c = 0; c < visible.Count; c++)
            Cell(builder, row, code, visible[c].Key, first: c == 0);
        builder.CloseElement();
    }

    private void Tick(RenderTreeBuilder builder, int index, string code)
    {
        builder.OpenElement(20, "td");
        builder.AddAttribute(21, "class", "tick");
        builder.AddEventStopPropagationAttribute(22, "onclick", true);
        builder.OpenElement(23, "input");
        builder.AddAttribute(24, "type", "checkbox");
        builder.AddAttribute(25, "aria-label", T["grid.select_row", code]);
        builder.AddAttribute(26, "checked", Selection.Contains(code));
        builder.AddAttribute(27, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, e => TickAsync(index, e.ShiftKey)));
        builder.SetUpdatesAttributeName("checked");
        builder.CloseElement();
        builder.CloseElement();
    }

    private void Cell(RenderTreeBuilder builder, TRow row, string code, string key, bool first)
    {
        var column = Columns.First(c => c.Key == key);
        builder.OpenElement(30, "td");
        builder.SetKey(key);
        builder.AddAttribute(31, "class", (column.IsNumeric ? "num" : "") + (facts.TryGetValue(key, out var rank) ? $" fact{rank}" : ""));
        if (first && Record is not null)
        {
            builder.OpenElement(32, "a");
            builder.AddAttribute(33, "href", RecordHref(code));
            builder.AddAttribute(34, "data-open", "");
            builder.AddAttribute(35, "tabindex", "-1");
        }

        if (Cells is not null && Cells.TryGetValue(key, out var content))
            builder.AddContent(36, content(row));
        else
            builder.AddContent(37, CellText.Of(column, row, T, F, Zone));
        if (first && Record is not null)
            builder.CloseElement();
        builder.CloseElement();
    }

    private void Skeleton(RenderTreeBuilder builder)
    {
        for (var i = 0; i < 12; i++)
        {
            builder.OpenElement(50, "tr");
            builder.AddAttribute(51, "class", "skeleton");
            builder.AddAttribute(52, "aria-hidden", "true");
            for (var c = 0; c < visible.Count + (Selectable ? 1 : 0); c++)
                builder.AddMarkupContent(53, "<td><i></i></td>");
            builder.CloseElement();
        }
    }

    private string Figure(int number) => F.Count(number);
}
