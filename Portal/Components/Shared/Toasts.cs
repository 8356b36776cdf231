namespace Portal.Components.Shared;

/// <summary>A short word after an act.</summary>
/// <param name="Id">Distinguishes it from the others.</param>
/// <param name="Text">The sentence, in the reader's language.</param>
/// <param name="Meaning">Good, or attention or stop.</param>
/// <param name="Undo">Takes the act back; null where it cannot be, or needs a reversal of its own.</param>
public sealed record Toast(long Id, string Text, Meaning Meaning, Func<Task>? Undo);

/// <summary>The toasts of one reader's window. Safe edits offer their undo here.</summary>
public sealed class Toasts
{
    private readonly List<Toast> shown = [];
    private long last;

    /// <summary>Raised when the list has changed.</summary>
    public event Action? Changed;

    /// <summary>What is shown now, oldest first.</summary>
    public IReadOnlyList<Toast> Shown => shown;

    /// <summary>Shows a sentence; the oldest gives way when there are more than four.</summary>
    public Toast Show(string text, Meaning meaning = Meaning.Good, Func<Task>? undo = null)
    {
        var toast = new Toast(++last, text, meaning, undo);
        shown.Add(toast);
        if (shown.Count > 4)
            shown.RemoveAt(0);
        Changed?.Invoke();
        return toast;
    }

    public void Close(Toast toast)
    {
        if (shown.Remove(toast))
            Changed?.Invoke();
    }
}
