using Microsoft.JSInterop;

namespace Portal.Components.Shared.Grid;

/// <summary>A script module, loaded when first needed; silent once the browser is gone.</summary>
internal sealed class GridScript(IJSRuntime runtime, string path) : IAsyncDisposable
{
    private IJSObjectReference? module;

    public async Task CallAsync(string function, params object?[] arguments)
    {
        module ??= await runtime.InvokeAsync<IJSObjectReference>("import", path);
        await module.InvokeVoidAsync(function, arguments);
    }

    public ValueTask DisposeAsync() => module.ReleaseAsync();
}
