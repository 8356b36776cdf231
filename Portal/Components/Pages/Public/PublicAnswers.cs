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
}
