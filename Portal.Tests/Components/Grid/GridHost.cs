using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Shared.Grid;
using Portal.Domain;
using Portal.Domain.Lists;
using Portal.Resources;
using Portal.Tests.Lists;

namespace Portal.Tests.Components.Grid;

/// <summary>A grid over the test registry's own database, with everything that the pages use.</summary>
public abstract class GridHost : BunitContext
{
    protected GridHost()
    {
        Services.AddSingleton<Texts>();
        Services.AddSingleton<Formats>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Persistent = AddBunitPersistentComponentState();
    }

    protected BunitPersistentComponentState Persistent { get; }

    internal Booths Booths { get; } = Booths.WithAsync([.. Enumerable.Range(1, 60).Select(i =>
        Booths.Make($"X{i:000}", i % 2 == 0 ? "rice" : "bean", i % 3 == 0 ? BoothState.Taken : BoothState.Free, i <= 30 ? "N" : "S", sales: i * 1000))]).GetAwaiter().GetResult();

    protected int Loads { get; private set; }

    protected string Address => Uri.UnescapeDataString(new Uri(Navigation.Uri).Query);

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected IRenderedComponent<RegistryGrid<BoothRow>> Open(
        string query = "", Action<ComponentParameterCollectionBuilder<RegistryGrid<BoothRow>>>? more = null, Func<ListQuery, CancellationToken, Task<Outcome<Page<BoothRow>>>>? load = null)
    {
        Navigation.NavigateTo("/booths" + query);
        return Render<RegistryGrid<BoothRow>>(parameters =>
        {
            parameters.Add(g => g.Label, "Booths").Add(g => g.Columns, Booths.List.Columns).Add(g => g.CodeOf, Booths.List.CodeOf).Add(g => g.Load, load ?? LoadAsync).Add(g => g.Order, Booths.List.Order)
                .Add(g => g.SearchHint, "Find").Add(g => g.Record, code => "/booths/" + code).Add(g => g.Selectable, true)
                .Add(g => g.Panel, row => $"<h2>{row.Code}</h2>");
            more?.Invoke(parameters);
        });
    }

    protected static IReadOnlyList<string> Codes(IRenderedComponent<RegistryGrid<BoothRow>> grid) => [.. grid.FindAll("tr[data-row] a[data-open]").Select(a => a.TextContent)];

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            Booths.Dispose();
    }

    private async Task<Outcome<Page<BoothRow>>> LoadAsync(ListQuery query, CancellationToken cancel)
    {
        Loads++;
        return await Booths.All.ToPageAsync(query, Booths.List, null, cancel);
    }
}
