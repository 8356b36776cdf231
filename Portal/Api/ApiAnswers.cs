using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Reconciliation;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Jobs;
using Portal.Resources;

namespace Portal.Api;

/// <summary>One reason in a problem's list: where, which, and the sentence.</summary>
public sealed record ApiReason(string? Field, string Code, string Message);

/// <summary>How refusals leave the API: RFC 9457 problem details with the stable code of the first reason, and all reasons in <c>errors</c>.</summary>
internal static class ApiAnswers
{
    /// <summary>The language that the caller asked for; Korean when none fits.</summary>
    public static CultureInfo Culture(HttpContext context) => context.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture ?? CultureInfo.CurrentUICulture;

    /// <summary>The question itself cannot be meant: its query string, whatever stands in it.</summary>
    public static IResult BadQuestion(HttpContext context, IReadOnlyList<Refusal> refusals) => Refused(context, refusals, StatusCodes.Status400BadRequest);

    public static IResult Refused(HttpContext context, IReadOnlyList<Refusal> refusals) => Refused(context, refusals, StatusOf(refusals[0]));

    public static List<ApiReason> ReasonsOf(HttpContext context, IReadOnlyList<Refusal> refusals) =>
        [.. refusals.Select(r => new ApiReason(r.Field, r.Code, Texts.Of(Culture(context), r)))];

    private static IResult Refused(HttpContext context, IReadOnlyList<Refusal> refusals, int status)
    {
        var reasons = ReasonsOf(context, refusals);
        return Results.Problem(
            statusCode: status,
            title: reasons[0].Message,
            extensions: new Dictionary<string, object?> { ["code"] = reasons[0].Code, ["errors"] = reasons });
    }

    public static IResult Answer<T>(HttpContext context, Outcome<T> outcome, Func<T, IResult> answer) =>
        outcome.TryGet(out var value) ? answer(value) : Refused(context, outcome.Refusals);

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        NotAllowed => StatusCodes.Status403Forbidden,
        BodyMalformed or UnknownColumn or MalformedFilter or MalformedPaging or TooManyConditions or SortNotHere or FormatUnknown => StatusCodes.Status400BadRequest,
        ChangedMeanwhile or TakenMeanwhile or IdReused or IdTaken or AlreadyPrinted or AlreadyApproved or BatchContentChanged or QuoteStale or BusyElsewhere or StatementKnown => StatusCodes.Status409Conflict,
        { Field: null } when refusal.Code.EndsWith("_not_found", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        _ when refusal.Code.EndsWith("_taken", StringComparison.Ordinal) => StatusCodes.Status409Conflict,
        ImportBrokenOff => StatusCodes.Status500InternalServerError,
        _ when refusal.Code.EndsWith("too_large", StringComparison.Ordinal) => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
