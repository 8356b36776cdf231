using Microsoft.JSInterop;

namespace Portal.Components.Shared;

/// <summary>Letting script modules go.</summary>
internal static class ScriptModule
{
    /// <summary>Gives the module back. Where the window is gone, or goes meanwhile, its module went with it.</summary>
    public static async ValueTask ReleaseAsync(this IJSObjectReference? module)
    {
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
            return;
        }
    }
}
