using System.Globalization;
using Microsoft.Playwright;
using Portal.Resources;

namespace Portal.Tests.Browser;

/// <summary>
/// One window of the browser. What its console or its scripts complain about fails the test when the window closes:
/// <c>await using var window = await portal.OpenAsync(Role.MarketManager);</c>
/// </summary>
public sealed class Window : IAsyncDisposable
{
    /// <summary>How long a test waits for what must come, also on a machine that is busy with other tests. Milliseconds.</summary>
    private const float Patience = 60_000;

    private readonly List<string> complaints = [];

    static Window() => Assertions.SetDefaultExpectTimeout(Patience);

    public Window(IPage page, Look look)
    {
        (Page, Look) = (page, look);
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) => Note(message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal) ? $"console: {message.Text} ({message.Location})" : null);
        page.PageError += (_, error) => Note("script: " + error);
        page.Response += (_, response) => Note(response.Status >= 500 ? $"{response.Status} {response.Url}" : null);
    }

    public IPage Page { get; }

    public Look Look { get; }

    /// <summary>What a test provokes on purpose: complaints that hold this text are passed over.</summary>
    public string? Expected { get; set; }

    /// <summary>A sentence of the portal in this window's language.</summary>
    public string T(string key, params object?[] arguments) => Texts.In(CultureInfo.GetCultureInfo(Look.Language), key, arguments);

    /// <summary>Opens an address and waits until the page answers clicks and shows its data.</summary>
    public async Task GoAsync(string url)
    {
        var answer = await Page.GotoAsync(url, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        Assert.True(answer is null or { Status: < 500 }, $"{url}: {answer?.Status}");
        await SettleAsync();
    }

    /// <summary>Waits until the circuit is there, lists have loaded and shapes have given way to data. Pages without a circuit are ready when they are read.</summary>
    public async Task SettleAsync()
    {
        await Page.WaitForFunctionAsync("() => document.readyState === 'complete' && (!document.querySelector('script[src*=Radzen]') || document.querySelector('#palette[data-live]'))");
        await Page.WaitForFunctionAsync("() => !document.querySelector('main .ghost, main [aria-busy=true]') && document.fonts.status === 'loaded'");
    }

    /// <summary>Gives a file to the field of this label once it listens, as a person can only then.</summary>
    public async Task ChooseFileAsync(string label, string name, string mediaType, byte[] content)
    {
        var input = Page.Locator("input[type=file]").And(Page.GetByLabel(T(label)));
        await Assertions.Expect(input).ToBeEnabledAsync();
        await input.SetInputFilesAsync(new FilePayload { Name = name, MimeType = mediaType, Buffer = content });
    }

    /// <summary>True when the page has lost its server or fell over.</summary>
    public async Task AssertAliveAsync()
    {
        Assert.False(await Page.Locator("#components-reconnect-modal.components-reconnect-show, #components-reconnect-modal.components-reconnect-failed, #components-reconnect-modal.components-reconnect-rejected").CountAsync() > 0, "The circuit was lost.");
        Assert.Equal(0, await Page.GetByText(T("shell.failed"), new() { Exact = true }).CountAsync());
    }

    /// <summary>What was complained about so far.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (complaints)
                return [.. complaints.Where(c => Expected is null || !c.Contains(Expected, StringComparison.Ordinal))];
        }
    }

    public async ValueTask DisposeAsync()
    {
        var url = Page.Url;
        await Page.Context.DisposeAsync();
        Assert.True(Complaints.Count == 0, $"{url} ({Look}): {string.Join("; ", Complaints)}");
    }

    private void Note(string? complaint)
    {
        if (complaint is null)
            return;
        lock (complaints)
            complaints.Add(complaint);
    }
}
