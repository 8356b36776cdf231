using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Terminals.ListedTerminal, Portal.Domain.Terminals.TerminalRow>;

namespace Portal.Domain.Terminals;

/// <summary>One line of the list of terminals.</summary>
/// <param name="Stall">The code of the only stall it serves; null for all of its market.</param>
/// <param name="PairingUntil">How long its pairing code can be used; null when there is none.</param>
public sealed record TerminalRow(
    long Id, string Code, MarketName Market, string? Stall, string Serial, string? Model, TerminalState State, string? Reason, DateTime? LastSeenAt, string? Software, DateTime? PairedAt, DateTime? PairingUntil,
    DateTime CreatedAt)
{
    /// <summary>How long a terminal in use may be silent before somebody should look.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    /// <summary>True for a terminal in use that was not heard of for longer than <see cref="Silence"/>.</summary>
    public bool IsSilent(DateTime now) => State == TerminalState.Active && now - (LastSeenAt ?? PairedAt ?? CreatedAt) > Silence;
}

/// <summary>A terminal with what its list shows beside it.</summary>
public sealed class ListedTerminal
{
    public required Terminal Terminal { get; init; }

    public required Market Market { get; init; }

    public string? Stall { get; init; }
}

/// <summary>What the list of terminals knows; by their codes.</summary>
internal static class TerminalList
{
    public static ListDefinition<ListedTerminal, TerminalRow> Definition { get; } = new()
    {
        Key = l => l.Terminal.Id,
        Code = l => l.Terminal.Code,
        CodeOf = r => r.Code,
        Row = l => new TerminalRow(
            l.Terminal.Id, l.Terminal.Code, new MarketName(l.Market.Id, l.Market.Code, l.Market.NameKo, l.Market.NameEn, l.Market.NameZh, l.Market.Region), l.Stall, l.Terminal.Serial, l.Terminal.Model,
            l.Terminal.State, l.Terminal.Reason, l.Terminal.LastSeenAt, l.Terminal.Software, l.Terminal.PairedAt, l.Terminal.PairingUntil, l.Terminal.CreatedAt),
        Order = [new ListSort("code")],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.Terminal.Code.Contains(upper) || l.Terminal.Serial.Contains(raw) || l.Terminal.Serial.Contains(upper) || (l.Stall != null && l.Stall.Contains(upper));
        },
        Columns =
        [
            Column.Text("code", "terminals.code", l => l.Terminal.Code, r => r.Code) with { Important = 1 },
            Column.Code("market", "terminals.market", l => l.Market.Code, r => r.Market.Code),
            Column.Text("stall", "terminals.stall", l => l.Stall, r => r.Stall) with { Important = 4 },
            Column.Text("serial", "terminals.serial", l => l.Terminal.Serial, r => r.Serial),
            Column.Text("model", "terminals.model", l => l.Terminal.Model, r => r.Model),
            Column.Choice("state", "terminals.state", l => l.Terminal.State, r => r.State) with { Important = 2, Offered = true },
            Column.Instant("lastSeenAt", "terminals.lastSeenAt", l => l.Terminal.LastSeenAt, r => r.LastSeenAt) with { Important = 3, Offered = true },
            Column.Text("software", "terminals.software", l => l.Terminal.Software, r => r.Software),
            Column.Instant("pairedAt", "terminals.pairedAt", l => l.Terminal.PairedAt, r => r.PairedAt),
        ],
    };
}
