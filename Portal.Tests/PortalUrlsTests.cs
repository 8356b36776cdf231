namespace Portal.Tests;

public sealed class PortalUrlsTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/vendors?page=2#top", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("/a\nb", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsLocal_Address_OnlyPathsOfThisPortal(string? url, bool expected) => Assert.Equal(expected, PortalUrls.IsLocal(url));

    [Theory]
    [InlineData("/vendors", "market", "SB", "/vendors?market=SB")]
    [InlineData("/vendors?market=A&q=x", "market", "SB", "/vendors?q=x&market=SB")]
    [InlineData("/vendors?market=A", "market", null, "/vendors")]
    [InlineData("/vendors#row", "q", "가 나", "/vendors?q=%EA%B0%80%20%EB%82%98#row")]
    public void With_Parameter_ReplacesOrAddsOrRemoves(string url, string key, string? value, string expected) =>
        Assert.Equal(expected, PortalUrls.With(url, key, value));
}
