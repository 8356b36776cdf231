using Microsoft.AspNetCore.Diagnostics;

namespace Portal.Components.Pages.Public;

/// <summary>How pages for everybody answer.</summary>
internal static class PublicAnswers
{
    /// <summary>Says that nothing is here with the page's own words, instead of the portal's general page, which is for its users.</summary>
    public static void SayNotFound(this HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
    }
}
