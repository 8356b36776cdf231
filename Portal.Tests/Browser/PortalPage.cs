using Portal.Domain.Access;

namespace Portal.Tests.Browser;

/// <summary>A page of the portal as the tests visit it.</summary>
/// <param name="Name">A short name, also of its picture.</param>
/// <param name="Route">The template of its route.</param>
/// <param name="Url">An address of it that shows data of the demo.</param>
/// <param name="Right">The right that it needs; null when being signed in is enough.</param>
public sealed record PortalPage(string Name, string Route, string Url, Right? Right = null)
{
    /// <summary>The key of a sentence that must stand on it.</summary>
    public string? Says { get; init; }

    /// <summary>Something of the demo that must stand on it.</summary>
    public string? Shows { get; init; }

    /// <summary>Open to those who are not signed in.</summary>
    public bool IsPublic { get; init; }

    /// <summary>What it answers.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Where it leads somebody who has not been where it continues from (a second step of signing in).</summary>
    public string? LeadsTo { get; init; }

    /// <summary>Keys of the words on buttons that open a dialog or a form; each of these has a button that cancels.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    /// <summary>The role that it is looked at as.</summary>
    public Role Reader { get; init; } = Role.Administrator;

    public override string ToString() => Name;
}
