using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Resources;

namespace Portal.Components.Shared.Fields;

/// <summary>
/// What all fields share: label, hint, refusal, required mark. Values are taken when the field is left (change, not input), so
/// that composing a syllable costs no round trip.
/// </summary>
public abstract class FieldBase<TValue> : ComponentBase
{
    [Inject] public required Texts T { get; init; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>The field as refusals name it (<see cref="Refusal.Field"/>).</summary>
    [Parameter] public string? Name { get; set; }

    [Parameter] public string? Hint { get; set; }

    [Parameter] public bool Required { get; set; }

    /// <summary>The field takes the whole width of its form.</summary>
    [Parameter] public bool Full { get; set; }

    [Parameter] public TValue? Value { get; set; }

    [Parameter] public EventCallback<TValue?> ValueChanged { get; set; }

    /// <summary>The refusals of the command; by default those of the form around the field.</summary>
    [Parameter] public IReadOnlyList<Refusal>? Refusals { get; set; }

    [CascadingParameter(Name = "Refusals")] public IReadOnlyList<Refusal>? FormRefusals { get; set; }

    [CascadingParameter] public EditSection? Section { get; set; }

    /// <summary>What the field itself cannot read; it stands before the command's refusals.</summary>
    protected Refusal? Unread { get; set; }

    protected string Id { get; } = "f" + Guid.NewGuid().ToString("n");

    protected string? Error => Unread is { } unread ? Texts.Of(CultureInfo.CurrentUICulture, unread)
        : (Refusals ?? FormRefusals ?? []).FirstOrDefault(r => Name is not null && r.Field == Name) is { } refusal ? Texts.Of(CultureInfo.CurrentUICulture, refusal) : null;

    /// <summary>Points the input at its hint and its error.</summary>
    protected string? Describes => (Hint, Error) switch
    {
        (null, null) => null,
        (_, null) => Id + "-hint",
        (null, _) => Id + "-wrong",
        _ => $"{Id}-hint {Id}-wrong",
    };

    protected string? Invalid => Error is null ? null : "true";

    protected Task SetAsync(TValue? value)
    {
        Value = value;
        Section?.Touch(this, readable: Unread is null);
        return ValueChanged.InvokeAsync(value);
    }
}
