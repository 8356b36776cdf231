using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>
/// A native dialog that follows the parameter <see cref="Open"/>: the browser makes the rest of the page inert, keeps the
/// focus inside, closes on Escape and gives the focus back.
/// </summary>
public abstract class DialogBase : ComponentBase, IAsyncDisposable
{
    private IJSObjectReference? module;
    private bool shown;

    [Parameter] public bool Open { get; set; }

    [Parameter] public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>The heading, which also names the dialog.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required IJSRuntime Script { get; set; }

    /// <summary>Names the heading for aria-labelledby.</summary>
    protected string TitleId { get; } = "d" + Guid.NewGuid().ToString("N")[..8];

    protected ElementReference Dialog { get; set; }

    protected Task CloseAsync() => OnClosedAsync();

    /// <summary>The browser has closed it, by Escape or by a button.</summary>
    protected async Task OnClosedAsync()
    {
        if (!Open)
            return;
        Open = false;
        await OpenChanged.InvokeAsync(false);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Open == shown)
            return;
        shown = Open;
        module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/dialog.js"]);
        await module.InvokeVoidAsync(Open ? "show" : "hide", Dialog);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await module.ReleaseAsync();
    }
}
