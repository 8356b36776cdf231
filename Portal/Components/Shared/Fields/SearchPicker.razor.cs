using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Components.Shared.Grid;

namespace Portal.Components.Shared.Fields;

/// <summary>One of many, found by typing a part of it.</summary>
public sealed partial class SearchPicker<TItem>
{
    private readonly CancellationTokenSource gone = new();
    private GridScript? script;
    private DotNetObjectReference<SearchPicker<TItem>>? self;
    private ElementReference input;
    private IReadOnlyList<TItem> found = [];
    private TItem? shown;
    private string text = "";
    private int at = -1;
    private int asked;
    private bool open;
    private bool write;

    /// <summary>Finds what matches; the empty text may answer with usual choices.</summary>
    [Parameter, EditorRequired] public required Func<string, CancellationToken, Task<IReadOnlyList<TItem>>> Search { get; set; }

    [Parameter, EditorRequired] public required Func<TItem, string> NameOf { get; set; }

    [Parameter] public RenderFragment<TItem>? ItemTemplate { get; set; }

    [Parameter] public string? Placeholder { get; set; }

    /// <summary>The typed text, after a pause and never in the middle of a syllable.</summary>
    [JSInvokable]
    public Task TypedAsync(string typed) => InvokeAsync(async () =>
    {
        var mine = ++asked;
        var items = await Search(typed.Trim(), gone.Token);
        // An answer that was overtaken by a newer question is of no interest.
        if (mine != asked)
            return;
        (found, at, open) = (items, items.Count > 0 ? 0 : -1, true);
        StateHasChanged();
    });

    protected override void OnParametersSet()
    {
        if (EqualityComparer<TItem>.Default.Equals(shown, Value))
            return;
        shown = Value;
        Write();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        script ??= new(Js, "./js/typing.js");
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            await script.CallAsync("watch", input, self, text ?? "");
        }

        if (write)
        {
            write = false;
            await script.CallAsync("set", input, text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        gone.Dispose();
        self?.Dispose();
        if (script is not null)
            await script.DisposeAsync();
    }

    /// <summary>One of the keys that move: the arrows, Enter, Escape. Others never leave the browser.</summary>
    [JSInvokable]
    public Task KeyAsync(string key) => InvokeAsync(async () =>
    {
        switch (key)
        {
            case "ArrowDown" when !open:
                await TypedAsync("");
                break;
            case "ArrowDown" when found.Count > 0:
                at = (at + 1) % found.Count;
                break;
            case "ArrowUp" when open && found.Count > 0:
                at = (at + found.Count - 1) % found.Count;
                break;
            case "Enter" when open && at >= 0:
                await ChooseAsync(at);
                break;
            case "Escape" when open:
                Close();
                break;
        }

        StateHasChanged();
    });

    private async Task ChooseAsync(int index)
    {
        shown = found[index];
        Close();
        await SetAsync(shown);
        StateHasChanged();
    }

    // Text that was not chosen is no choice: the field shows again what it holds.
    private void LeaveAsync()
    {
        if (open)
            Close();
    }

    private void Close()
    {
        asked++;
        (open, at, found) = (false, -1, []);
        Write();
    }

    private void Write() => (text, write) = (shown is null ? "" : NameOf(shown), true);
}
