using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Markets;
using Portal.Resources;

namespace Portal.Components.Pages.Markets;

/// <summary>The days on which a market is held: its rule, its closures, and the month that follows from both.</summary>
public sealed partial class MarketDays
{
    private static readonly string[] Fields = ["opening", "timeZone", "currency", "dayTurnHour"];
    private IReadOnlyList<MarketClosure> closures = [];
    private IReadOnlyList<Refusal> refusals = [];
    private MarketDraft draft = new();
    private DayRange? days;
    private string? reason;
    private DateOnly month;

    [Parameter, EditorRequired] public required MarketDetail Market { get; set; }

    /// <summary>The market's business day.</summary>
    [Parameter, EditorRequired] public DateOnly Today { get; set; }

    [Parameter] public EventCallback Changed { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required RecordWords Words { get; set; }

    [Inject] public required MarketQueries Queries { get; set; }

    [Inject] public required MarketService Service { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    private string MonthName => month.ToString(T["markets.monthFormat"], CultureInfo.CurrentCulture);

    protected override async Task OnInitializedAsync()
    {
        month = new DateOnly(Today.Year, Today.Month, 1);
        await LoadAsync();
    }

    private async Task LoadAsync() => closures = await Queries.ClosuresAsync(await Current.GetAsync(), Market.Row.Code);

    private async Task<IReadOnlyList<Refusal>> SaveAsync()
    {
        var saved = await Service.UpdateAsync(await Current.GetAsync(), Market.Row.Code, draft.Days(), Market.Version);
        if (!saved.Ok)
            return Words.Readable("market", saved.Refusals, TimeZoneInfo.FindSystemTimeZoneById(Market.TimeZone), Market.Row.Currency);
        await Changed.InvokeAsync();
        Toasts.Show(T["markets.saved"]);
        return [];
    }

    private async Task AddAsync()
    {
        if (days is not { From: { } from })
        {
            refusals = [new TextMissing { Field = "to" }];
            return;
        }

        var added = await Service.AddClosureAsync(await Current.GetAsync(), Market.Row.Code, from, days.To ?? from, reason);
        refusals = added.Refusals;
        if (!added.Ok)
            return;
        (days, reason) = (null, null);
        await LoadAsync();
        Toasts.Show(T["markets.closureAdded"]);
    }

    private async Task CancelAsync(MarketClosure closure)
    {
        var done = await Service.CancelClosureAsync(await Current.GetAsync(), Market.Row.Code, closure.Id);
        refusals = done.Refusals;
        if (!done.Ok)
            return;
        await LoadAsync();
        Toasts.Show(T["markets.closureCancelled"], undo: async () =>
        {
            await Service.AddClosureAsync(await Current.GetAsync(), Market.Row.Code, closure.FromDate, closure.ToDate, closure.Reason);
            await LoadAsync();
            StateHasChanged();
        });
    }

    /// <summary>The weeks of the month, Sunday first; days of its neighbours fill the ends.</summary>
    private IEnumerable<IEnumerable<DateOnly>> Weeks()
    {
        var first = month.AddDays(-(int)month.DayOfWeek);
        var last = month.AddMonths(1);
        for (var week = first; week < last; week = week.AddDays(7))
        {
            var start = week;
            yield return Enumerable.Range(0, 7).Select(start.AddDays);
        }
    }

    private bool IsShut(DateOnly day) => closures.Any(c => c.FromDate <= day && day <= c.ToDate);

    private bool IsHeld(DateOnly day) => OpeningDays.TryParse(Market.Row.Opening, out var rule) && rule.IncludesDate(day);

    private string ClassOf(DateOnly day) => day.Month != month.Month ? "off" : (IsShut(day) ? "shut" : IsHeld(day) ? "held" : "off") + (day == Today ? " today" : "");

    private string WordOf(DateOnly day) => IsShut(day) ? T["markets.shut"] : IsHeld(day) ? T["markets.held"] : "";
}
