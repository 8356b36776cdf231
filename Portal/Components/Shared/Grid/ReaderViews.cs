using System.Globalization;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Resources;

namespace Portal.Components.Shared.Grid;

/// <summary>The views that the reader named, of any list: <c>Views="@views"</c> with <c>views = Kept.Of("stalls")</c>.</summary>
public sealed class ReaderViews(SavedViews saved, CurrentActor current, Toasts toasts, Texts texts)
{
    /// <param name="grid">The list's own name; it never changes, or its views are lost.</param>
    public GridViews Of(string grid) => new(
        async () => [.. (await saved.ListAsync(await current.GetAsync(), grid)).Select(v => new GridView(v.Name, v.Query))],
        async view =>
        {
            var done = await saved.SaveAsync(await current.GetAsync(), grid, view.Name, view.Query);
            toasts.Show(done.Ok ? texts["grid.view_saved", view.Name] : Texts.Of(CultureInfo.CurrentUICulture, done.Refusal!), done.Ok ? Meaning.Good : Meaning.Stop);
        },
        async name => await saved.DeleteAsync(await current.GetAsync(), grid, name));
}
