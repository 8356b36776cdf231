using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Vendors;

/// <summary>What a vendor is: its trade, its number, its owner. Each section is edited where it stands.</summary>
public sealed partial class VendorOverview
{
    private string? name;
    private string? nameEn;
    private string? nameZh;
    private string? categories;
    private string? address;
    private string? notes;
    private IReadOnlyList<AcceptedTenders>? tenders;
    private string? number;
    private string? noNumber;
    private string? owner;
    private string? phone;
    private IReadOnlyList<Refusal>? numberRefusals;
    private long version;

    [CascadingParameter] public required VendorContext Context { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required VendorWords Words { get; set; }

    [Inject] public required RecordWords Record { get; set; }

    [Inject] public required VendorService Vendors { get; set; }

    [Inject] public required VendorQueries Queries { get; set; }

    [Inject] public required VendorPersonal Personal { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    private VendorDetail Vendor => Context.Vendor;

    private VendorRow Row => Context.Vendor.Row;

    private bool MayEdit => Context.May(Right.EditVendors);

    private bool MayReveal => Context.May(Right.RevealPersonalData);

    private List<FieldChoice<AcceptedTenders>> TenderChoices => [.. VendorWords.AllTenders.Select(t => new FieldChoice<AcceptedTenders>(t, T.Of("vendors", t)))];

    private void StartTrade()
    {
        (name, nameEn, nameZh, address, notes) = (Row.TradeName, Vendor.TradeNameEn, Vendor.TradeNameZh, Vendor.Address, Vendor.Notes);
        categories = string.Join(", ", VendorRules.SplitCategories(Row.Categories));
        tenders = [.. VendorWords.AllTenders.Where(t => Row.Tenders.HasFlag(t))];
        version = Vendor.Version;
    }

    private void StartNumber() => (number, noNumber, numberRefusals, version) = (Row.BusinessNumber, Vendor.NoNumberReason, null, Vendor.Version);

    private void StartPerson() => (owner, phone, version) = (Row.Owner, Row.Phone, Vendor.Version);

    private Task<IReadOnlyList<Refusal>> SaveTradeAsync()
    {
        var before = new VendorEdit
        {
            TradeName = Row.TradeName,
            TradeNameEn = Vendor.TradeNameEn,
            TradeNameZh = Vendor.TradeNameZh,
            Address = Vendor.Address,
            Notes = Vendor.Notes,
            Categories = new Change<IReadOnlyList<string>>(VendorRules.SplitCategories(Row.Categories)),
            Tenders = Row.Tenders,
        };
        return SaveAsync(new VendorEdit
        {
            TradeName = name,
            TradeNameEn = nameEn,
            TradeNameZh = nameZh,
            Address = address,
            Notes = notes,
            Categories = new Change<IReadOnlyList<string>>((categories ?? "").Split([',', '·'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
            Tenders = (tenders ?? []).Aggregate(AcceptedTenders.None, (all, one) => all | one),
        }, before);
    }

    private Task<IReadOnlyList<Refusal>> SaveNumberAsync()
    {
        numberRefusals = null;
        return SaveAsync(new VendorEdit { BusinessNumber = number == Row.BusinessNumber ? default : new Change<string?>(number), NoNumberReason = noNumber }, null);
    }

    // A field that still shows its mask was not touched.
    private Task<IReadOnlyList<Refusal>> SavePersonAsync() => SaveAsync(new VendorEdit
    {
        Owner = owner == Row.Owner ? default : new Change<string?>(owner),
        Phone = phone == Row.Phone ? default : new Change<string?>(phone),
    }, null);

    private void CheckNumber(string? typed)
    {
        number = typed;
        var refusals = new List<Refusal>();
        if (!string.IsNullOrWhiteSpace(typed) && typed != Row.BusinessNumber)
            BusinessNumbers.Parse(typed, "businessNumber", refusals);
        numberRefusals = refusals.Count > 0 ? refusals : null;
    }

    private async Task<IReadOnlyList<Refusal>> SaveAsync(VendorEdit edit, VendorEdit? before)
    {
        var answer = await Vendors.UpdateAsync(await Current.GetAsync(), Context.Code, edit, version);
        if (answer.Ok)
        {
            Toasts.Show(T["vendors.saved"], undo: before is null ? null : () => UndoAsync(before));
            await Context.ReloadAsync();
            return [];
        }

        // Both values are shown now; saving once more is the reader's decision against the other one.
        if (answer.Refusals.Any(r => r is ChangedMeanwhile) && await Queries.GetAsync(await Current.GetAsync(), Context.Code) is { Ok: true } now)
            version = now.Value.Version;
        return Record.Readable("vendor", answer.Refusals, Context.Zone, Vendor.Currency);
    }

    private async Task UndoAsync(VendorEdit before)
    {
        var answer = await Vendors.UpdateAsync(await Current.GetAsync(), Context.Code, before);
        Toasts.Show(answer.Ok ? T["vendors.undone"] : Texts.Of(CultureInfo.CurrentUICulture, answer.Refusal!), answer.Ok ? Meaning.Good : Meaning.Stop);
        await Context.ReloadAsync();
    }

    private async Task<Outcome<string>> RevealAsync(string field, string reason) => await Personal.RevealAsync(await Current.GetAsync(), Context.Code, field, reason);
}
