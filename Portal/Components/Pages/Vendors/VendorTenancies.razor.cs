using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Vendors;

/// <summary>Which stalls a vendor holds and held, on what terms, and what it owes.</summary>
public sealed partial class VendorTenancies
{
    private IReadOnlyList<Refusal> refusals = [];
    private List<FieldChoice<RentPeriod>> periods = [];
    private StallRow? stall;
    private RentPeriod period;
    private DateOnly? from;
    private DateOnly? to;
    private long? rentAmount;
    private long? depositAmount;
    private TenancyRow? chosen;
    private DateOnly? lastDay;
    private DateOnly? due;
    private long? owed;
    private string? note;
    private bool ending;
    private bool owing;

    [CascadingParameter] public required VendorContext Context { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required TenancyService Tenancies { get; set; }

    [Inject] public required StallQueries Stalls { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    private VendorDetail Vendor => Context.Vendor;

    private bool MayEdit => Context.May(Right.EditTenancies);

    protected override void OnInitialized() => periods = [.. Enum.GetValues<RentPeriod>().Select(p => new FieldChoice<RentPeriod>(p, T.Of("vendors", p)))];

    private void Clear() => (stall, period, from, to, rentAmount, depositAmount) = (null, RentPeriod.Month, null, null, null, null);

    private async Task<IReadOnlyList<StallRow>> VacantAsync(string text, CancellationToken cancellation)
    {
        var query = ListQuery.Everything.WithFilter("held", "no").WithFilter("status", "Active").WithFilter("market", ListValues.Join([Vendor.Row.Market])) with
        {
            Search = text.Length > ListQuery.MaxSearch ? text[..ListQuery.MaxSearch] : text,
            Size = ListQuery.Sizes[0],
        };
        var page = await Stalls.PageAsync(await Current.GetAsync(cancellation), query, cancellation);
        return page.TryGet(out var found) ? found.Items : [];
    }

    private async Task<IReadOnlyList<Refusal>> AssignAsync()
    {
        if (stall is null)
            return [new TextMissing { Field = "stall" }];
        var given = await Tenancies.AssignAsync(await Current.GetAsync(), stall.Code, Context.Code, new TenancyTerms(from, to, rentAmount, period, depositAmount));
        if (!given.Ok)
            return given.Refusals;
        Toasts.Show(T["vendors.tenancy_given", Vendor.Row.TradeName, stall.Code]);
        await Context.ReloadAsync();
        return [];
    }

    private void AskEnd(TenancyRow tenancy) => (chosen, lastDay, refusals, ending) = (tenancy, null, [], true);

    private async Task EndAsync(string reason)
    {
        var ended = await Tenancies.EndAsync(await Current.GetAsync(), chosen!.Uid, lastDay, reason);
        refusals = ended.Refusals;
        if (!ended.Ok)
            return;
        ending = false;
        Toasts.Show(T["vendors.tenancy_ended", chosen.Stall]);
        await Context.ReloadAsync();
    }

    private void AskArrear(TenancyRow tenancy) => (chosen, due, owed, note, refusals, owing) = (tenancy, null, tenancy.Rent, null, [], true);

    private async Task AddArrearAsync()
    {
        if (due is null || owed is null)
        {
            refusals = [new TextMissing { Field = due is null ? "due" : "amount" }];
            return;
        }

        var added = await Tenancies.AddArrearAsync(await Current.GetAsync(), chosen!.Uid, due.Value, owed.Value, note);
        refusals = added.Refusals;
        if (!added.Ok)
            return;
        owing = false;
        await Context.ReloadAsync();
    }
}
