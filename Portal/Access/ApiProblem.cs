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
}
