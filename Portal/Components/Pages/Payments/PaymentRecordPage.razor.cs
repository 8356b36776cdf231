using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Pages.Payments;

/// <summary>One payment: its whole life, and what can be done with it.</summary>
public sealed partial class PaymentRecordPage
{
    private PaymentRecord? record;
    private IReadOnlyList<Refusal> wrong = [];
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private Guid change;
    private long? amount;
    private bool mayRefund;
    private bool maySeeLedger;
    private bool mayDecide;
    private bool missing;
    private bool voiding;
    private bool refunding;

    [Parameter] public Guid Id { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required PaymentQueries Queries { get; set; }

    [Inject] public required PaymentChangeService Changes { get; set; }

    [Inject] public required RefundRequests Refunds { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private string Lead(PaymentRecord r) => $"{r.Market.Local()} · {r.VendorName ?? r.Stall} · {F.InstantShort(r.Payment.At, zone)}";

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        var found = await Queries.GetAsync(actor, Id);
        missing = !found.Ok;
        record = found.TryGet(out var read) ? read : null;
        if (record is null)
            return;
        zone = TimeZoneInfo.FindSystemTimeZoneById(record.TimeZone);
        mayDecide = actor.May(Right.DecideDisputes, record.Market.Id, record.Market.Region);
        maySeeLedger = actor.May(Right.ViewLedger, record.Market.Id, record.Market.Region);
        mayRefund = actor.May(Right.RefundPayments, record.Market.Id, record.Market.Region);
        change = Guid.NewGuid();
    }

    private void StartRefund() => (refunding, amount, wrong) = (true, record!.Refundable, []);

    // The id of the change is made when the page shows the payment: pressed twice, it is one change.
    private async Task VoidAsync(string reason)
    {
        var done = await Changes.ChangeAsync(await Current.GetAsync(), new PaymentChangeRequest(change, Id, PaymentEventKind.Void, null, reason, Canonical(null, reason)));
        wrong = done.Refusals;
        if (!done.Ok)
            return;
        voiding = false;
        Toasts.Show(T["payments.voided_toast"]);
        await LoadAsync();
    }

    private async Task RefundAsync(string reason)
    {
        if (amount is not { } value)
        {
            wrong = [new TextMissing { Field = "amount" }];
            return;
        }

        var byTerminal = record!.IsRefundedByTerminal;
        wrong = byTerminal
            ? (await Refunds.RequestAsync(await Current.GetAsync(), change, Id, value, reason)).Refusals
            : (await Changes.ChangeAsync(await Current.GetAsync(), new PaymentChangeRequest(change, Id, PaymentEventKind.Refund, new Money(record.Payment.Currency, value), reason, Canonical(value, reason)))).Refusals;
        if (wrong.Count > 0)
            return;
        refunding = false;
        Toasts.Show(T[byTerminal ? "payments.refund_asked_toast" : "payments.refunded_toast"]);
        await LoadAsync();
    }

    private async Task CancelAsync(Guid request)
    {
        var cancelled = await Refunds.CancelAsync(await Current.GetAsync(), request);
        Toasts.Show(cancelled.Ok ? T["payments.refund_cancelled_toast"] : Texts.Of(System.Globalization.CultureInfo.CurrentUICulture, cancelled.Refusal!));
        await LoadAsync();
    }

    private static string Canonical(long? value, string reason) => System.Text.Json.JsonSerializer.Serialize(new { value, reason });
}
