using System.Globalization;
using System.Text.Json.Serialization;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Vendors;

namespace Portal.Api;

/// <summary>A tenancy. Amounts in minor units of its currency; <paramref name="To"/> is the last day, included.</summary>
public sealed record TenancyBody(
    Guid Id, string Market, string Stall, string Vendor, DateOnly From, DateOnly? To, MoneyBody? Rent, string RentPeriod, MoneyBody? Deposit, string? EndReason, MoneyBody? Arrears)
{
    [JsonIgnore]
    internal long Order { get; init; }

    internal static TenancyBody Of(TenancyListRow row) => new(
        row.Uid, row.Market, row.Stall, row.Vendor, row.From, row.To, MoneyBody.Of(row.RentMoney), EnumChoices.CodeOf(row.RentPeriod), MoneyBody.Of(row.DepositMoney), row.EndReason,
        MoneyBody.Of(row.ArrearsMoney))
    {
        Order = row.Id,
    };
}

/// <summary>Rent that was not paid when due.</summary>
public sealed record ArrearBody(string Code, string Market, string Stall, string Vendor, DateOnly DueDate, MoneyBody Amount, string? Note, DateOnly? SettledDate)
{
    [JsonIgnore]
    internal long Order { get; init; }

    internal static ArrearBody Of(ArrearListRow row) => new(row.Code, row.Market, row.Stall, row.Vendor, row.DueDate, new MoneyBody(row.Currency, row.Amount), row.Note, row.SettledDate)
    {
        Order = row.Id,
    };
}

/// <summary>An amount in minor units.</summary>
public sealed record MoneyBody(string Currency, long Value)
{
    internal static MoneyBody? Of(Money? money) => money is { } m ? new MoneyBody(m.Currency, m.Value) : null;
}

/// <summary>Tenancies and arrears for machines: their lists. Imports and exports stand in <see cref="ExchangeApi"/>.</summary>
internal static class TenancyApi
{
    public static void MapTenancies(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tenancies", async (HttpContext context, CurrentActor who, TenancyLists lists, string? after, int? limit, CancellationToken cancellation) =>
            await RegistryApi.ListAsync(
                context, limit, query => RegistryApi.AllowAsync(who, Right.ViewVendors, actor => lists.AfterAsync(actor, query, After(after), RegistryApi.Wanted(limit), cancellation), cancellation),
                TenancyBody.Of, t => t.Order.ToString(CultureInfo.InvariantCulture)))
            .WithSummary("Tenancies in the order in which they were entered").Produces<ApiList<TenancyBody>>();
        api.MapGet("/arrears", async (HttpContext context, CurrentActor who, ArrearLists lists, string? after, int? limit, CancellationToken cancellation) =>
            await RegistryApi.ListAsync(
                context, limit, query => RegistryApi.AllowAsync(who, Right.ViewVendors, actor => lists.AfterAsync(actor, query, After(after), RegistryApi.Wanted(limit), cancellation), cancellation),
                ArrearBody.Of, a => a.Order.ToString(CultureInfo.InvariantCulture)))
            .WithSummary("Arrears in the order in which they were entered, settled ones included").Produces<ApiList<ArrearBody>>();
    }

    private static long After(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
