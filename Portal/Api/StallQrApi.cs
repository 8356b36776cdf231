using System.Globalization;
using System.Text;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.MerchantQr;

namespace Portal.Api;

/// <summary>The payment code of a stall (EMVCo merchant-presented mode) as a drawing, a picture and a text: three forms of one payload.</summary>
internal static class StallQrApi
{
    /// <summary>The forms by the ending of the address.</summary>
    public static IReadOnlyDictionary<string, string> MediaTypes { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["svg"] = "image/svg+xml", ["png"] = "image/png", ["txt"] = "text/plain" };

    public static void MapStallQr(this IEndpointRouteBuilder api)
    {
        foreach (var (form, type) in MediaTypes)
        {
            api.MapGet($"/stalls/{{code}}/qr.{form}", Answer(form)).WithSummary($"The payment code of the stall as {form}: without amount for many payments, with amount (minor units) for one")
                .Produces(StatusCodes.Status200OK, null, type);
        }
    }

    /// <summary>The pages' own downloads, for people who are signed in.</summary>
    public static void MapStallQrFiles(this IEndpointRouteBuilder app)
    {
        foreach (var form in MediaTypes.Keys)
            app.MapGet($"{PortalUrls.Stalls}/{{code}}/qr.{form}", Answer(form)).RequireAuthorization(NeedsAttribute.PolicyOf(Right.ViewStalls)).ExcludeFromDescription();
    }

    private static Delegate Answer(string form) => async (HttpContext context, CurrentActor who, StallQrs codes, string code, string? amount, CancellationToken cancellation) =>
    {
        long? minor = null;
        if (amount is not null)
        {
            // A whole number of minor units, as amounts are everywhere in the API; nothing is rounded or guessed.
            if (!long.TryParse(amount, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read))
                return ApiAnswers.BadQuestion(context, [new NumberMalformed { Field = "amount" }]);
            minor = read;
        }

        var made = await RegistryApi.AllowAsync(who, Right.ViewStalls, actor => codes.GetAsync(actor, code, minor, cancellation), cancellation);
        return made.Refusal is Domain.Markets.NumberOutOfRange { Field: "amount" } ? ApiAnswers.BadQuestion(context, made.Refusals) : ApiAnswers.Answer(context, made, qr => File(form, qr.Payload.Text));
    };

    private static IResult File(string form, string payload) => form switch
    {
        "svg" => Results.Text(QrImage.Svg(payload), MediaTypes[form], Encoding.UTF8),
        "png" => Results.Bytes(QrImage.Png(payload), MediaTypes[form]),
        _ => Results.Text(payload, MediaTypes[form], Encoding.UTF8),
    };
}
