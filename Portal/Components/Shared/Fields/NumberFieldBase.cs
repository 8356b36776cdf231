using Microsoft.AspNetCore.Components;
using Portal.Domain;

namespace Portal.Components.Shared.Fields;

/// <summary>
/// A number typed as text and kept as a whole number of its last decimal. What cannot be read stays in the field as typed, with
/// the reason; the value is then null.
/// </summary>
public abstract class NumberFieldBase : FieldBase<long?>
{
    private long? received;
    private long? sent;
    private int shownDigits = -1;

    /// <summary>The least value, in its own scale.</summary>
    [Parameter] public long Min { get; set; }

    /// <summary>The greatest value, in its own scale.</summary>
    [Parameter] public long MaxValue { get; set; } = 999_999_999_999_999;

    protected string Shown { get; private set; } = "";

    protected abstract int Decimals { get; }

    protected abstract Outcome<long> Read(string text);

    /// <summary>A value as the refusal of another names it.</summary>
    protected abstract string Named(long value);

    protected override void OnParametersSet()
    {
        // A cascading value that changes sets all parameters once more, with the value of before: neither that nor the echo
        // of what was just handed on may replace what somebody typed.
        if (shownDigits == Decimals && Value == received)
            return;
        var echo = shownDigits == Decimals && Value == sent;
        (received, shownDigits) = (Value, Decimals);
        if (echo)
            return;
        (sent, Unread) = (Value, null);
        Shown = Value is { } value ? AmountText.Bare(value, Decimals) : "";
    }

    protected Task ReadAsync(ChangeEventArgs e)
    {
        var text = (e.Value as string ?? "").Trim();
        Unread = null;
        sent = null;
        if (text.Length > 0)
        {
            var read = Read(text);
            Unread = !read.Ok ? read.Refusal : read.Value < Min || read.Value > MaxValue ? new AmountOutOfRange(Named(Min), Named(MaxValue)) : null;
            sent = Unread is null ? read.Value : null;
        }

        Shown = sent is { } value ? AmountText.Bare(value, Decimals) : text;
        return SetAsync(sent);
    }
}
