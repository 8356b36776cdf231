using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Localization;
using Portal.Domain;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>
/// The steps of sign-in as the pages walk them: what was typed comes in, the address of the next page goes out. Each answer sets the cookies
/// that the next step needs.
/// </summary>
internal sealed class SignInFlow(SignIns signIns, OneTimeLinks links, Users users, SetUpCode setUp, SecondFactor secondFactor, SignInThrottle throttle, Sessions sessions, StepUp stepUp, DeviceCookie devices)
{
    private const string SetUpAccount = "set-up";

    /// <summary>User name and password.</summary>
    public async Task<Outcome<string>> PasswordAsync(HttpContext context, string? userName, string? password, string? returnUrl)
    {
        var source = devices.SourceOf(context, signIns.AccountOf(userName));
        var checkedPassword = await signIns.PasswordAsync(userName, password, source, context.RequestAborted);
        return checkedPassword.TryGet(out var progress) ? await NextAsync(context, progress, returnUrl) : Refuse(context, checkedPassword.Refusals);
    }

    /// <summary>A code of the app, or a recovery code, after the password.</summary>
    public async Task<Outcome<string>> CodeAsync(HttpContext context, PendingSignIn pending, string? code, bool recovery, string? returnUrl)
    {
        var account = signIns.AccountOf(pending.UserName);
        var checkedCode = await signIns.CodeAsync(pending.UserId, account, code, recovery, ClientAddress.Of(context), devices.SourceOf(context, account), context.RequestAborted);
        if (!checkedCode.TryGet(out var attempt))
            return Refuse(context, checkedCode.Refusals);
        await StartAsync(context, pending.UserId, pending.UserName, pending.Language, attempt);
        return PortalUrls.LocalOrHome(returnUrl);
    }

    /// <summary>The first code of a newly set up app.</summary>
    /// <returns>The recovery codes.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> EnrolAsync(HttpContext context, PendingSignIn pending, string? sealedSecret, string? code)
    {
        var confirmed = await secondFactor.ConfirmAsync(pending.UserId, ClientAddress.Of(context), sealedSecret, code, context.RequestAborted);
        if (confirmed.Ok)
            await StartAsync(context, pending.UserId, pending.UserName, pending.Language, attempt: 0);
        return confirmed;
    }

    /// <summary>A password of one's own, by a one-time link.</summary>
    public async Task<Outcome<string>> LinkAsync(HttpContext context, string? code, string? password)
    {
        var redeemed = await links.RedeemAsync(code, password, ClientAddress.Of(context), context.RequestAborted);
        return redeemed.TryGet(out var progress) ? await NextAsync(context, progress, returnUrl: null) : Refuse(context, redeemed.Refusals);
    }

    /// <summary>The first administrator, by the code on the console.</summary>
    public async Task<Outcome<string>> SetUpAsync(HttpContext context, string? code, string? userName, string? displayName, string? password)
    {
        var begun = await throttle.BeginAsync(SetUpAccount, ClientAddress.SourceOf(context), context.RequestAborted);
        if (!begun.Ok)
            return Refuse(context, begun.Refusals);
        if (!setUp.Fits(code))
            return Refuse(context, [new CodeWrong { Field = "code" }]);
        var made = await users.SetUpAsync(ClientAddress.Of(context), userName, displayName, password, context.RequestAborted);
        if (!made.TryGet(out var user))
            return Refuse(context, made.Refusals);
        return await NextAsync(context, new SignInProgress(user.Id, user.UserName, null, SignInStep.Enrol, begun.Value), returnUrl: null);
    }

    /// <summary>A fresh proof of presence: a code where there is a second factor, the password elsewhere.</summary>
    public async Task<Outcome<string>> StepUpAsync(HttpContext context, Actor actor, SessionInfo session, string what, string? proof)
    {
        var account = signIns.AccountOf(session.UserName);
        var source = devices.SourceOf(context, account);
        if (session.HasSecondFactor)
        {
            var code = await signIns.CodeAsync(session.UserId, account, proof, recovery: false, actor.From, source, context.RequestAborted);
            if (!code.TryGet(out var attempt))
                return Refuse(context, code.Refusals);
            await throttle.SucceedAsync(attempt, context.RequestAborted);
        }
        else if (await signIns.ProvePasswordAsync(actor, proof, source, context.RequestAborted) is { Ok: false } wrong)
        {
            return Refuse(context, wrong.Refusals);
        }

        await stepUp.StampAsync(actor, what, context.RequestAborted);
        return what;
    }

    private static Outcome<string> Refuse(HttpContext context, IReadOnlyList<Refusal> refusals)
    {
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        if (refusals[0] is TooManyTries wait)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = wait.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return refusals.ToList();
    }

    private async Task<string> NextAsync(HttpContext context, SignInProgress progress, string? returnUrl)
    {
        if (progress.Next == SignInStep.Done)
        {
            await StartAsync(context, progress.UserId, progress.UserName, progress.Language, progress.AttemptId);
            return PortalUrls.LocalOrHome(returnUrl);
        }

        await PendingSignIn.KeepAsync(context, progress);
        return PortalUrls.With(progress.Next == SignInStep.Code ? PortalUrls.SignInCode : PortalUrls.SignInEnrol, PortalUrls.ReturnKey, returnUrl);
    }

    private async Task StartAsync(HttpContext context, long userId, string userName, string? language, long attempt)
    {
        await throttle.SucceedAsync(attempt, context.RequestAborted);
        var session = await sessions.StartAsync(userId, ClientAddress.Of(context), context.Request.Headers.UserAgent.ToString(), context.RequestAborted);
        await PendingSignIn.ForgetAsync(context);
        await context.SignInAsync(PortalPrincipal.Scheme, PortalPrincipal.ForCookie(session));
        devices.Remember(context, signIns.AccountOf(userName));
        if (language is not null)
            context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)), new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
            });
    }
}
