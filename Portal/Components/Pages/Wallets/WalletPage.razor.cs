using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Wallets;
using Portal.Resources;

namespace Portal.Components.Pages.Wallets;

/// <summary>One wallet at the counter: what it holds, what can be done with it, what moved it.</summary>
public sealed partial class WalletPage
{
    private WalletRecord? record;
    private IReadOnlyList<Refusal> wrong = [];
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private bool mayManage;
    private bool mayViewPayments;
    private bool missing;
    private bool toppingUp;
    private bool paying;
    private bool payingOut;
    private bool closing;
    private bool freezing;
    private bool thawing;

    [Parameter] public string Code { get; set; } = "";

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required WalletQueries Queries { get; set; }

    [Inject] public required WalletService Wallets { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    protected override Task OnParametersSetAsync() => record?.Wallet.Code == Code ? Task.CompletedTask : LoadAsync();

    private static string Lead(WalletRecord r) => r.Wallet.Reference is { } reference ? $"{r.Market.Local()} · {reference}" : r.Market.Local();

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        var found = await Queries.GetAsync(actor, Code.ToUpperInvariant());
        missing = !found.Ok;
        record = found.TryGet(out var read) ? read : null;
        if (record is null)
            return;
        zone = TimeZoneInfo.FindSystemTimeZoneById(record.TimeZone);
        mayManage = actor.May(Right.ManageWallets, record.Wallet.MarketId, record.Market.Region);
        mayViewPayments = actor.May(Right.ViewPayments, record.Wallet.MarketId, record.Market.Region);
    }

    private async Task ToppedUpAsync(TopUpAnswer answer)
    {
        toppingUp = false;
        await LoadAsync();
        Toasts.Show(T["wallets.topped_up", Money(answer.Amount), Money(record?.Balance ?? 0)]);
    }

    private async Task PaidOutAsync(PayOutAnswer answer)
    {
        payingOut = false;
        await LoadAsync();
        Toasts.Show(T["wallets.paid_out", Money(answer.Amount), Money(record?.Balance ?? 0)]);
    }

    private async Task ClosedAsync(PayOutAnswer answer)
    {
        closing = false;
        await LoadAsync();
        Toasts.Show(answer.Amount > 0 ? T["wallets.closed_paid", Money(answer.Amount)] : T["wallets.closed"]);
    }

    private async Task FreezeAsync(string reason)
    {
        var frozen = await Wallets.FreezeAsync(await Current.GetAsync(), record!.Wallet.Code, reason);
        wrong = frozen.Refusals;
        if (!frozen.Ok)
            return;
        freezing = false;
        Toasts.Show(T["wallets.frozen"]);
        await LoadAsync();
    }

    private async Task UnfreezeAsync(string reason)
    {
        var thawed = await Wallets.UnfreezeAsync(await Current.GetAsync(), record!.Wallet.Code, reason);
        wrong = thawed.Refusals;
        if (!thawed.Ok)
            return;
        thawing = false;
        Toasts.Show(T["wallets.unfrozen"]);
        await LoadAsync();
    }

    private string Money(long value) => F.Money(new(record!.Wallet.Currency, value));
}
