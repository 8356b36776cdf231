using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Portal.Domain;

/// <summary>
/// Why something was not done. One record per reason; the record's name, in snake case, is its stable code in the API,
/// in the audit trail and in the translations (<c>refusals.&lt;code&gt;</c>), which may name the record's properties in braces.
/// </summary>
public abstract record Refusal
{
    /// <summary>The field the reason belongs to, as the API names it; null when it belongs to the whole request.</summary>
    public string? Field { get; init; }

    /// <summary>The stable code, for example <c>vendor_suspended</c>.</summary>
    public string Code => JsonNamingPolicy.SnakeCaseLower.ConvertName(GetType().Name);
}

/// <summary>The answer of a command: a value, or the reasons why nothing was done. Never both.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;
    private readonly IReadOnlyList<Refusal>? refusals;

    private Outcome(T? value, IReadOnlyList<Refusal>? refusals) => (this.value, this.refusals) = (value, refusals);

    /// <summary>True when the command was done.</summary>
    public bool Ok => refusals is null;

    /// <summary>The value of a command that was done. Reading it from a refused one is misuse and throws.</summary>
    public T Value => Ok ? value! : throw new InvalidOperationException("Refused: " + string.Join(", ", refusals!.Select(r => r.Code)));

    /// <summary>The reasons; empty when the command was done.</summary>
    public IReadOnlyList<Refusal> Refusals => refusals ?? [];

    /// <summary>The first reason; null when the command was done.</summary>
    public Refusal? Refusal => refusals is [var first, ..] ? first : null;

    /// <summary>The value, when there is one.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T result)
    {
        result = value;
        return Ok;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Outcome<T>(List<Refusal> refusals) => refusals.Count > 0
        ? new(default, refusals)
        : throw new ArgumentException("A refusal needs a reason.", nameof(refusals));
}

/// <summary>The value of a command that has nothing to say beyond "done".</summary>
public readonly record struct Done;
