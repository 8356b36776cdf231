using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>Signs machines in by <c>Authorization: Bearer &lt;key&gt;</c>. A cookie never opens /api, so no other site's form can reach it.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys, ApiLimits limits)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Prefix = "Bearer ";
    private bool guessing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var text = header[Prefix.Length..].Trim();
        // A key that worked before is looked up whatever others at its address do; only unknown ones are guesses.
        var source = ClientAddress.SourceOf(Context);
        if (!ApiKeys.HasForm(text) || (!keys.IsKnown(text) && limits.IsGuessing(source)))
            return Wrong(source);
        if (await keys.UseAsync(text, Context.RequestAborted) is not { } key)
            return Wrong(source);
        Context.Items[typeof(LiveKey)] = key;
        Context.Items[typeof(Actor)] = key.ToActor(ClientAddress.Of(Context));
        return AuthenticateResult.Success(new AuthenticationTicket(PortalPrincipal.For(key, SchemeName), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (guessing)
        {
            Response.Headers.RetryAfter = ApiLimits.GuessWindowSeconds;
            return ApiProblem.WriteAsync(Context, StatusCodes.Status429TooManyRequests, "too_many_failed_keys", "Too many wrong API keys came from this address.");
        }

        Response.Headers.WWWAuthenticate = SchemeName;
        return ApiProblem.WriteAsync(Context, StatusCodes.Status401Unauthorized, "unauthorized", "A valid API key is needed: Authorization: Bearer <key>.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.WriteAsync(Context, StatusCodes.Status403Forbidden, "not_allowed", "The role of this API key does not allow this.");

    private AuthenticateResult Wrong(string source)
    {
        guessing = !limits.TakeGuess(source);
        return AuthenticateResult.Fail("The API key is unknown or revoked.");
    }
}
