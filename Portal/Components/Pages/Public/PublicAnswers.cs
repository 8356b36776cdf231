namespace Portal.Components.Pages.Public;

/// <summary>How pages for everybody answer.</summary>
internal static class PublicAnswers
{
    /// <summary>
    /// Says that nothing is here with the page's own words, instead of the portal's general page, which is for its users. The status is set when the page is on its way: known before, the page would not be written.
    /// </summary>
    public static void SayNotFound(this HttpContext http) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>Says that there were too many questions from there, and when the next one is answered.</summary>
    public static void SayTooMany(this HttpContext http, string seconds) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = seconds;
        return Task.CompletedTask;
    });
}
