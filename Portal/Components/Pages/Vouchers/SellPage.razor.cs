using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Lists;
using Portal.Domain.Vouchers;
using Portal.Resources;

namespace Portal.Components.Pages.Vouchers;

/// <summary>A sale to a person: who buys, then one voucher after another or a run from the first to the last, then one key.</summary>
public sealed partial class SellPage
{
    private static readonly PurchaseMeans[] Offered = [PurchaseMeans.Cash, PurchaseMeans.Card, PurchaseMeans.AccountTransfer];

    private IReadOnlyList<ProgrammeRow> programmes = [];
    private IReadOnlyList<Refusal> wrong = [];
    private List<SerialRange> items = [];
    private ScanField? field;
    private SalePreview? preview;
    private SaleAnswer? sold;
    private PurchaseMeans means;
    private string? reference;
    private string? contact;
    private string? programme;
    private string? first;
    private string? said;
    private Guid id = Guid.CreateVersion7();
    private bool accepted;
    private bool busy;
    private bool wasRange;

    /// <summary>Anything: a run from the first to the last serial number is sold.</summary>
    [SupplyParameterFromQuery(Name = "range")] public string? Range { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required VoucherSales Sales { get; set; }

    [Inject] public required VoucherQueries Queries { get; set; }

    [Inject] public required ProgrammeQueries Programmes { get; set; }

    private bool IsRange => Range is not null;

    private string Asks => T[reference is null ? "vouchers.sale_buyer_scan" : !IsRange ? "vouchers.sale_scan" : first is null ? "vouchers.sale_scan_from" : "vouchers.sale_scan_to"];

    private string Currency => preview?.Currency ?? programmes.FirstOrDefault(p => p.Code == programme)?.Currency ?? (programmes.Count > 0 ? programmes[0].Currency : null) ?? "KRW";

    protected override async Task OnInitializedAsync()
    {
        var found = await Programmes.PageAsync(await Current.GetAsync(), ListQuery.Everything);
        programmes = found.Ok ? found.Value.Items : [];
    }

    protected override void OnParametersSet()
    {
        if (wasRange != IsRange)
            Clear();
        wasRange = IsRange;
    }

    private async Task<bool?> ScanAsync(string text)
    {
        wrong = [];
        if (reference is null)
        {
            (reference, said, accepted) = (text.Trim(), T["vouchers.sale_buyer_taken"], true);
            await PreviewAsync(items);
        }
        else
        {
            await TakeAsync(text);
        }

        StateHasChanged();
        return accepted;
    }

    /// <summary>The serial number of what was scanned, which may be the code of a voucher; checked by the trial whether it can be sold.</summary>
    private async Task TakeAsync(string text)
    {
        var serial = VoucherScan.Read(text);
        if (!SerialNumbers.TryParse(serial, out var prefix, out _))
        {
            var found = await Queries.LookUpAsync(await Current.GetAsync(), serial);
            if (!found.TryGet(out var row))
            {
                Refuse(found.Refusal!);
                return;
            }

            serial = row.Serial;
            _ = SerialNumbers.TryParse(serial, out prefix, out _);
        }

        if (items.Count == 0)
            programme = programmes.FirstOrDefault(p => p.Prefix == prefix)?.Code;
        if (items.Exists(i => i.From == serial && i.To is null))
            (said, accepted) = (T["vouchers.sale_twice", serial], false);
        else if (!IsRange)
            await PreviewAsync([.. items, new SerialRange("items", serial)], serial);
        else if (first is null && await PreviewAsync([new SerialRange("items", serial)], serial))
            (first, said) = (serial, T["vouchers.sale_from_taken", serial]);
        else if (first is { } from && await PreviewAsync([new SerialRange("items", from, serial)], serial))
            (first, said) = (null, T["vouchers.sale_range_taken", from, serial, preview!.Vouchers.Count]);
    }

    /// <summary>Tries what would be sold; keeps it when it can be.</summary>
    private async Task<bool> PreviewAsync(List<SerialRange> wanted, string? added = null)
    {
        if (wanted.Count == 0)
        {
            (items, preview) = ([], null);
            return true;
        }

        var tried = await Sales.PreviewAsync(await Current.GetAsync(), Asked(wanted));
        if (!tried.TryGet(out var shown))
        {
            Refuse(tried.Refusal!);
            return false;
        }

        (items, preview, accepted) = (wanted, shown, true);
        if (added is not null)
            said = $"{added} · {Money(shown.Vouchers.LastOrDefault(v => v.Serial == added)?.Face ?? 0)}";
        return true;
    }

    private void Refuse(Refusal refusal) => (said, accepted) = (Texts.Of(System.Globalization.CultureInfo.CurrentUICulture, refusal), false);

    private SaleRequest Asked(List<SerialRange> wanted) => new(id, programme, BuyerKind.Person, reference, [.. wanted.Select((i, place) => i with { Field = $"items[{place}]" })], means, Contact: string.IsNullOrWhiteSpace(contact) ? null : contact);

    private async Task MeansAsync(PurchaseMeans chosen)
    {
        means = chosen;
        await PreviewAsync(items);
        await (field?.FocusAsync() ?? Task.CompletedTask);
    }

    private async Task RemoveAsync(string serial)
    {
        await PreviewAsync([.. items.Where(i => i.From != serial)]);
        await (field?.FocusAsync() ?? Task.CompletedTask);
    }

    private async Task ChangeBuyerAsync()
    {
        (reference, contact, said) = (null, null, null);
        await (field?.FocusAsync() ?? Task.CompletedTask);
    }

    private async Task SellAsync()
    {
        if (busy || sold is not null || items.Count == 0)
            return;
        busy = true;
        try
        {
            var done = await Sales.SellAsync(await Current.GetAsync(), Asked(items));
            wrong = done.Refusals;
            if (done.TryGet(out var answer))
                sold = answer;
            else
                // A refusal may be kept under its id: what is sent next is another sale.
                id = Guid.CreateVersion7();
        }
        finally
        {
            busy = false;
        }
    }

    private Task AgainAsync()
    {
        Clear();
        return Task.CompletedTask;
    }

    private void Clear()
    {
        (items, preview, sold, reference, first, said, wrong) = ([], null, null, null, null, null, []);
        (id, means, contact) = (Guid.CreateVersion7(), PurchaseMeans.Cash, null);
    }

    private string Money(long value) => F.Money(new Money(Currency, value));
}
