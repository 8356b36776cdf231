using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Access;

/// <summary>Answers of /api before any endpoint is reached: problem details (RFC 9457) with the portal's stable <c>code</c>.</summary>
internal static class ApiProblem
{
    public static Task WriteAsync(HttpContext context, int status, string code, string title)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Type = "about:blank" };
        problem.Extensions["code"] = code;
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    /// <summary>True for addresses that machines call: they answer 401 and 403, never with a redirect.</summary>
    public static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whatever ends without a body of its own, a fault of the program included, is answered as a problem too.</summary>
    public static void UseProblems(IApplicationBuilder api)
    {
        api.UseStatusCodePages(pages => WriteAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode));
        api.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => WriteAsync(context, context.Response.StatusCode),
            StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
    }

    private static Task WriteAsync(HttpContext context, int status)
    {
        var (code, title) = status switch
        {
            StatusCodes.Status404NotFound => ("not_found", "There is no such address."),
            StatusCodes.Status405MethodNotAllowed => ("method_not_allowed", "This address does not take that method."),
            StatusCodes.Status413PayloadTooLarge => ("too_large", "The body of the request is too large."),
            StatusCodes.Status415UnsupportedMediaType => ("media_type_not_supported", "This address does not take a body of that Content-Type."),
            >= StatusCodes.Status500InternalServerError => ("failed", "The portal failed. What happened stands in its log."),
            _ => ("bad_request", "The request cannot be read."),
        };
        return WriteAsync(context, status, code, title);
    }
}
