using Microsoft.AspNetCore.Components;

namespace Portal.Reports;

/// <summary>Whole addresses of the portal as people outside know it: <c>Portal:PublicUrl</c>, else as the reader called it.</summary>
public sealed class PublicAddress(IConfiguration configuration, NavigationManager navigator, IHttpContextAccessor accessor)
{
    public string Of(string path) => Origin.TrimEnd('/') + path;

    /// <summary>Scheme and host, with a path where the portal stands under one.</summary>
    public string Origin => configuration["Portal:PublicUrl"] is { Length: > 0 } configured ? configured
        : accessor.HttpContext?.Features.Get<PrintPass>()?.Origin ?? navigator.BaseUri;
}
