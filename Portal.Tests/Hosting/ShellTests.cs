using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Portal.Tests.Hosting;

/// <summary>The frame as a browser gets it from the real host.</summary>
public sealed partial class ShellTests(ShellHost host) : IClassFixture<ShellHost>
{
    private readonly HttpClient client = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    [Theory]
    [InlineData(null, null, "ko")]
    [InlineData("en-GB,en;q=0.9", null, "en")]
    [InlineData("zh-CN", null, "zh-Hans")]
    [InlineData("fr-FR", null, "ko")]
    [InlineData("en", "c=zh-Hans|uic=zh-Hans", "zh-Hans")]
    public async Task Page_Language_IsTheCookiesThenTheBrowsersThenKorean(string? accepted, string? cookie, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PortalUrls.Error);
        if (accepted is not null)
            request.Headers.Add("Accept-Language", accepted);
        if (cookie is not null)
            request.Headers.Add("Cookie", ".AspNetCore.Culture=" + Uri.EscapeDataString(cookie));
        using var response = await client.SendAsync(request);
        Assert.Contains($"<html lang=\"{expected}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("\"onload=x", "system")]
    public async Task Page_Theme_IsTheCookiesOrTheSystems(string cookie, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PortalUrls.Error);
        request.Headers.Add("Cookie", "portal-theme=" + Uri.EscapeDataString(cookie));
        using var response = await client.SendAsync(request);
        Assert.Contains($"data-theme=\"{expected}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PortalUrls.Error)]
    [InlineData(PortalUrls.NotFound)]
    public async Task Page_Any_ForbidsInlineScriptsAndHasNone(string url)
    {
        using var response = await client.GetAsync(new Uri(url, UriKind.Relative));
        Assert.Contains("script-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var html = await response.Content.ReadAsStringAsync();
        Assert.Matches(@"src=""_framework/blazor\.web\.[\w.]*js""", html);
        Assert.DoesNotMatch(InlineScript(), html);
    }

    [Fact]
    public async Task UnknownPath_Api_IsNeverAnsweredByAPage()
    {
        using var response = await client.GetAsync(new Uri("/api/no-such-thing", UriKind.Relative));
        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.DoesNotContain("<html", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "/vendors?page=2", "/vendors?page=2", true)]
    [InlineData("en", "https://evil.example/", "/", true)]
    [InlineData("en", "//evil.example", "/", true)]
    [InlineData("xx", "/", "/", false)]
    public async Task SetLanguage_Choice_IsKeptAndLeadsBack(string to, string back, string expected, bool kept)
    {
        using var form = new FormUrlEncodedContent([new("to", to), new("return", back)]);
        using var response = await client.PostAsync(new Uri(PortalUrls.SetLanguage, UriKind.Relative), form);
        Assert.Equal((HttpStatusCode.Found, expected), (response.StatusCode, response.Headers.Location?.OriginalString));
        Assert.Equal(kept, response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith(".AspNetCore.Culture=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SetTheme_FormOfAnotherSite_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PortalUrls.SetTheme) { Content = new FormUrlEncodedContent([new("to", "dark")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)|\son[a-z]+=")]
    private static partial Regex InlineScript();
}
