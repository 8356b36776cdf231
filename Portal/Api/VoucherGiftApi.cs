using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;

namespace Portal.Api;

/// <summary>A gift of a mobile voucher. Token and PIN are told once, to who accepts.</summary>
/// <param name="From">The code of the giver's wallet.</param>
/// <param name="To">The code of the other.</param>
public sealed record GiftBody(Guid Id, string Serial, string From, string To, string Status, DateTime OfferedAt, DateTime ExpiresAt, string? Token, string? Pin)
{
    internal static GiftBody Of(GiftView g) => new(g.Id, g.Serial, g.From, g.To, VoucherReading.CodeOf(g.State), g.OfferedAt, g.ExpiresAt, g.Token, g.Pin);
}

/// <summary>Gifts of mobile vouchers between wallets.</summary>
internal static class VoucherGiftApi
{
    public static void MapVoucherGifts(this IEndpointRouteBuilder api)
    {
        api.MapPost("/vouchers/{serial}/gifts", (HttpContext context, CurrentActor who, VoucherGifts gifts, string serial) => ApiBodies.DoAsync(
            context, who, Right.SellVouchers, VoucherReading.ReadGift, (actor, asked) => gifts.OfferAsync(actor, asked.Id, serial, asked.Wallet), g => Results.Json(GiftBody.Of(g), statusCode: 201)))
            .WithSummary("Offers a mobile voucher to another wallet").Accepts<GiftBody>("application/json").Produces<GiftBody>(201);
        api.MapPost("/vouchers/{serial}/gifts/{id:guid}/accept", async (HttpContext context, CurrentActor who, VoucherGifts gifts, string serial, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.SellVouchers, actor => gifts.AcceptAsync(actor, serial, id, CancellationToken.None), cancellation), g => Results.Ok(GiftBody.Of(g))))
            .WithSummary("Takes a gift: the voucher lies in the other wallet, under a new token").Produces<GiftBody>();
        api.MapPost("/vouchers/{serial}/gifts/{id:guid}/return", async (HttpContext context, CurrentActor who, VoucherGifts gifts, string serial, Guid id, CancellationToken cancellation) =>
            ApiAnswers.Answer(context, await RegistryApi.AllowAsync(who, Right.SellVouchers, actor => gifts.ReturnAsync(actor, serial, id, CancellationToken.None), cancellation), g => Results.Ok(GiftBody.Of(g))))
            .WithSummary("Gives a gift back").Produces<GiftBody>();
    }
}
