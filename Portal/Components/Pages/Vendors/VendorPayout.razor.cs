using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Vendors;

/// <summary>The account a vendor is paid out to, and the changes that wait for a second person and for a day.</summary>
public sealed partial class VendorPayout
{
    private IReadOnlyList<PayoutChangeRow> changes = [];
    private IReadOnlyList<Refusal> refusals = [];
    private IReadOnlyList<Refusal> rejectRefusals = [];
    private VendorContext? of;
    private string? bank;
    private string? account;
    private string? holder;
    private long chosen;
    private bool rejecting;

    [CascadingParameter] public required VendorContext Context { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required PayoutAccounts Payouts { get; set; }

    [Inject] public required VendorPersonal Personal { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required NavigationManager Navigator { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    private VendorDetail Vendor => Context.Vendor;

    private bool MayReveal => Context.May(Right.RevealPersonalData);

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(of, Context))
            return;
        of = Context;
        await LoadAsync();
    }

    private static bool Waits(PayoutChangeRow change) => change is { AppliedAt: null, Approved: not false };

    private RenderFragment State(PayoutChangeRow change) => builder =>
    {
        var (meaning, text) = change switch
        {
            { DecidedAt: null } => (Meaning.Attention, T["vendors.payout_waits"]),
            { Approved: false } => (Meaning.Stop, T["vendors.payout_rejected"]),
            { AppliedAt: { } applied } => (Meaning.Good, T["vendors.payout_applied", F.InstantShort(applied, Context.Zone)]),
            _ => (Meaning.Attention, T["vendors.payout_from", F.InstantShort(change.EffectiveAt!.Value, Context.Zone)]),
        };
        builder.OpenComponent<StateBadge>(0);
        builder.AddComponentParameter(1, nameof(StateBadge.Meaning), meaning);
        builder.AddComponentParameter(2, nameof(StateBadge.Text), text);
        builder.CloseComponent();
    };

    private async Task LoadAsync() => changes = await Payouts.ListAsync(await Current.GetAsync(), Context.Code);

    private async Task<IReadOnlyList<Refusal>> RequestAsync()
    {
        var answer = await Payouts.RequestAsync(await Current.GetAsync(), Context.Code, new PayoutAccountEdit(bank, account, holder));
        if (answer.Ok)
            Toasts.Show(T["vendors.payout_requested"]);
        await LoadAsync();
        return answer.Refusals;
    }

    private async Task ApproveAsync(long id)
    {
        var answer = await Payouts.ApproveAsync(await Current.GetAsync(), id);
        if (answer.Refusal is StepUpNeeded needed)
        {
            Navigator.NavigateTo(PortalUrls.StepUpFor(needed.What, PortalUrls.VendorTab(Context.Code, "payout")), forceLoad: true);
            return;
        }

        refusals = answer.Refusals;
        if (answer.Ok)
            Toasts.Show(T["vendors.payout_approved"]);
        await LoadAsync();
    }

    private async Task RejectAsync(string reason)
    {
        var answer = await Payouts.RejectAsync(await Current.GetAsync(), chosen, reason);
        rejectRefusals = answer.Refusals;
        rejecting = !answer.Ok;
        await LoadAsync();
    }

    private async Task<Outcome<string>> RevealAsync(string field, string reason) => await Personal.RevealAsync(await Current.GetAsync(), Context.Code, field, reason);
}
