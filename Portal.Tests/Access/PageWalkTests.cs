using System.Net;
using Portal.Domain.Access;
using Portal.Resources;
using Portal.Tests.Browser;
using Portal.Tests.Hosting;

namespace Portal.Tests.Access;

/// <summary>Every page of the list with every role of the matrix: what is allowed is shown, what is not answers 403, nothing answers 500.</summary>
[Collection(DemoPortal.Collection)]
public sealed class PageWalkTests(DemoPortal portal)
{
    public static TheoryData<Role> Roles => [.. DemoPortal.People];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Page_OfEveryRole_IsShownOrDeniedAsTheMatrixSays(Role role)
    {
        using var client = await portal.SignInAsync(role);
        var wrong = new List<string>();
        foreach (var page in Pages.All)
        {
            var allowed = page.Right is not { } right || RightsMatrix.Allows(role, right);
            var (status, body, at) = await GetAsync(client, page.Url);
            if (!allowed && (status != 403 || !Holds(body, "access.deniedTitle")))
                wrong.Add($"{page.Url}: {status} at {at}, though {role} lacks {page.Right}");
            // Who is signed in has no business on the way there.
            if (allowed && page.LeadsTo is not null && (status != 200 || at == page.Url))
                wrong.Add($"{page.Url}: led to {at}");
            if (allowed && page.LeadsTo is null && Complaint(page, status, body) is { } complaint)
                wrong.Add($"{page.Url}: {complaint}");
        }

        Assert.True(wrong.Count == 0, $"{role}: {string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task Page_OfNobody_LeadsToSignInUnlessItIsPublic()
    {
        using var client = portal.Host.NewClient("ko");
        var wrong = new List<string>();
        foreach (var page in Pages.All)
        {
            var (status, body, at) = await GetAsync(client, page.Url);
            if (page.IsPublic ? page.LeadsTo is null && Complaint(page, status, body) is not null : at != PortalUrls.SignIn)
                wrong.Add($"{page.Url}: {status} at {at}");
        }

        Assert.Empty(wrong);
    }

    private static string? Complaint(PortalPage page, int status, string body) => status != page.Status ? $"{status}"
        : page.Says is { } key && !Holds(body, key) ? $"does not say {key}"
        : page.Shows is { } text && !body.Contains(text, StringComparison.Ordinal) ? $"does not show {text}"
        : null;

    private static bool Holds(string body, string key) => body.Contains(Texts.In(new Look().Culture, key), StringComparison.Ordinal);

    /// <summary>Follows redirects, and says where they end.</summary>
    private static async Task<(int Status, string Body, string At)> GetAsync(HttpClient client, string url)
    {
        for (var hops = 0; ; hops++)
        {
            using var answer = await client.GetAsync(url);
            if (PortalHost.TargetOf(answer) is not { } target || hops > 4)
                return ((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), url.Split('?')[0]);
            url = target;
        }
    }
}
