using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Layout;
using Portal.Components.Shared;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;
using Portal.Resources;

namespace Portal.Components.Pages.Vendors;

/// <summary>Registers one vendor; the business number is checked when its field is left.</summary>
public sealed partial class NewVendorPage
{
    private static readonly string[] Fields = ["market", "tradeName", "businessNumber", "noNumberReason", "owner", "phone", "categories", "code", "address", "tenders", "notes"];
    private IReadOnlyList<Refusal> refusals = [];
    private IReadOnlyList<MarketName> markets = [];
    private IReadOnlyList<AcceptedTenders>? tenders = [AcceptedTenders.Cash, AcceptedTenders.Card];
    private MarketName? market;
    private string? name;
    private string? number;
    private string? noNumber;
    private string? owner;
    private string? phone;
    private string? categories;
    private string? code;
    private string? address;
    private string? notes;
    private bool withoutNumber;
    private bool saving;
    private bool saved;

    [Inject] public required Texts T { get; set; }

    [Inject] public required VendorService Vendors { get; set; }

    [Inject] public required VendorQueries Queries { get; set; }

    [Inject] public required MarketQueries Markets { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required MarketChoice Market { get; set; }

    [Inject] public required NavigationManager Navigator { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    private List<Refusal> Whole => [.. refusals.Where(r => r.Field is null || !Fields.Contains(r.Field) || (withoutNumber && r.Field == "businessNumber"))];

    private List<FieldChoice<AcceptedTenders>> TenderChoices => [.. VendorWords.AllTenders.Select(t => new FieldChoice<AcceptedTenders>(t, T.Of("vendors", t)))];

    protected override async Task OnInitializedAsync()
    {
        markets = await Markets.NamesAsync(await Current.GetAsync());
        market = markets.FirstOrDefault(m => m.Code == Market.Code) ?? (markets is [var only] ? only : null);
    }

    private static string NameOf(MarketName market) => CultureInfo.CurrentUICulture.Name switch
    {
        "en" => market.NameEn ?? market.NameKo,
        "zh-Hans" => market.NameZh ?? market.NameKo,
        _ => market.NameKo,
    };

    private Task<IReadOnlyList<MarketName>> FindMarketsAsync(string text, CancellationToken cancellation)
    {
        var wanted = Text.ForSearch(text);
        return Task.FromResult<IReadOnlyList<MarketName>>(
            [.. markets.Where(m => Text.ForSearch($"{m.NameKo} {m.NameEn} {m.NameZh} {m.Code} {m.Region}").Contains(wanted, StringComparison.Ordinal)).Take(20)]);
    }

    private async Task CheckNumberAsync(string? typed)
    {
        number = typed;
        var found = new List<Refusal>();
        var parsed = string.IsNullOrWhiteSpace(typed) ? null : BusinessNumbers.Parse(typed, "businessNumber", found);
        if (parsed is { } good && (await Queries.FindAsync(await Current.GetAsync(), good.Number, market?.Code)).FirstOrDefault(v => v.BusinessNumber?.EndsWith(good.Number[^4..], StringComparison.Ordinal) == true) is { } other)
            found.Add(new BusinessNumberTaken(other.Code) { Field = "businessNumber" });
        refusals = [.. refusals.Where(r => r.Field != "businessNumber"), .. found];
    }

    private async Task SaveAsync()
    {
        if (saving)
            return;
        saving = true;
        try
        {
            var answer = await Vendors.CreateAsync(await Current.GetAsync(), Edit());
            refusals = answer.Refusals;
            if (!answer.TryGet(out var made))
                return;
            saved = true;
            Toasts.Show(T["vendors.registered", name ?? ""]);
            Navigator.NavigateTo(Market.Keep(PortalUrls.Vendor(made)));
        }
        finally
        {
            saving = false;
        }
    }

    private VendorEdit Edit() => new()
    {
        Market = market?.Code,
        Code = code,
        TradeName = name,
        BusinessNumber = withoutNumber ? null : number,
        NoNumberReason = withoutNumber ? noNumber : null,
        Owner = owner,
        Phone = phone,
        Address = address,
        Notes = notes,
        Categories = new Change<IReadOnlyList<string>>((categories ?? "").Split([',', '·'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        Tenders = (tenders ?? []).Aggregate(AcceptedTenders.None, (all, one) => all | one),
    };
}
