using System.Text.Json;
using Portal.Domain.Lists;
using CaseColumn = Portal.Domain.Lists.ListColumn<Portal.Domain.Fraud.ListedCase, Portal.Domain.Fraud.FraudCaseRow>;
using SignalColumn = Portal.Domain.Lists.ListColumn<Portal.Domain.Fraud.ListedSignal, Portal.Domain.Fraud.FraudSignalRow>;

namespace Portal.Domain.Fraud;

/// <summary>One line of the list of signals.</summary>
/// <param name="SubjectCode">The vendor's code; empty for other subjects.</param>
/// <param name="Case">The code of the case that it belongs to.</param>
public sealed record FraudSignalRow(
    long Id, FraudSubject Subject, long SubjectId, string SubjectCode, string SubjectName, string Market, DateOnly Day, FraudCode Code, FraudSource Source, int Weight, int Score, int Points, string ValuesJson, string RowsJson, string? Case, string Currency)
{
    /// <summary>The figures of the text <c>fraud.why_&lt;code&gt;</c>, by the names in its braces.</summary>
    public IReadOnlyDictionary<string, long> Values => JsonSerializer.Deserialize<Dictionary<string, long>>(ValuesJson)!;

    /// <summary>The rows that it rests on.</summary>
    public IReadOnlyList<FraudRow> Rows => FraudRowList.Read(RowsJson);
}

/// <summary>One line of the list of cases. Minor units.</summary>
/// <param name="Signals">How many signals belong to it.</param>
public sealed record FraudCaseRow(
    long Id, string Code, FraudSubject Subject, long SubjectId, string SubjectCode, string SubjectName, string Market, int Points, FraudCaseState State, FraudDecision? Decision, string? Assignee, string Opener, DateTime OpenedAt, DateTime? DecidedAt,
    DateTime? ClosedAt, long Claimed, int Signals, string Currency);

/// <summary>A signal with what its list shows beside it.</summary>
public sealed class ListedSignal
{
    public required FraudSignal Signal { get; init; }

    public required string Market { get; init; }

    public required string SubjectCode { get; init; }

    public required string SubjectName { get; init; }

    public string? Case { get; init; }

    /// <summary>Of the market.</summary>
    public required string Currency { get; init; }
}

/// <summary>A case with what its list shows beside it.</summary>
public sealed class ListedCase
{
    public required FraudCase Case { get; init; }

    public required string Market { get; init; }

    public required string SubjectName { get; init; }

    public int Signals { get; init; }

    /// <summary>Of the vendor's market, or of the programme of the voucher or of the buyer's vouchers.</summary>
    public required string Currency { get; init; }
}

/// <summary>What the two lists know.</summary>
internal static class FraudLists
{
    /// <summary>The newest day first, on it the most points.</summary>
    public static ListDefinition<ListedSignal, FraudSignalRow> Signals { get; } = new()
    {
        Key = l => l.Signal.Id,
        Code = l => l.SubjectCode,
        CodeOf = r => r.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Row = l => new FraudSignalRow(
            l.Signal.Id, l.Signal.Subject, l.Signal.SubjectId, l.SubjectCode, l.SubjectName, l.Market, l.Signal.Day, l.Signal.Code, l.Signal.Source, l.Signal.Weight, l.Signal.Score, l.Signal.Points, l.Signal.Values, l.Signal.Rows, l.Case, l.Currency),
        Order = [new ListSort("day", Descending: true), new ListSort("points", Descending: true)],
        Search = word => { var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant()); return l => l.SubjectCode.Contains(upper) || l.SubjectName.Contains(raw); },
        Columns =
        [
            SignalColumn.Date("day", "fraud.day", l => l.Signal.Day, r => r.Day) with { Important = 3, Offered = true },
            SignalColumn.Choice("signal", "fraud.signal", l => l.Signal.Code, r => r.Code) with { Important = 1, Offered = true },
            SignalColumn.Text("vendor", "fraud.vendor", l => l.SubjectCode, r => r.SubjectCode),
            SignalColumn.Text("vendorName", "fraud.vendorName", l => l.SubjectName, r => r.SubjectName) with { Important = 2 },
            SignalColumn.Code("market", "fraud.market", l => l.Market, r => r.Market),
            SignalColumn.Number("score", "fraud.score", l => l.Signal.Score, r => r.Score),
            SignalColumn.Number("weight", "fraud.weight", l => l.Signal.Weight, r => r.Weight) with { Hidden = true },
            SignalColumn.Number("points", "fraud.points", l => l.Signal.Points, r => r.Points),
            SignalColumn.Choice("source", "fraud.source", l => l.Signal.Source, r => r.Source) with { Hidden = true },
            SignalColumn.Text("case", "fraud.case", l => l.Case, r => r.Case),
        ],
    };

    /// <summary>What is still to be done comes first, the newest first.</summary>
    public static ListDefinition<ListedCase, FraudCaseRow> Cases { get; } = new()
    {
        Key = l => l.Case.Id,
        Code = l => l.Case.Code,
        CodeOf = r => r.Code,
        Row = l => new FraudCaseRow(
            l.Case.Id, l.Case.Code, l.Case.Subject, l.Case.SubjectId, l.Case.SubjectCode, l.SubjectName, l.Market, l.Case.Points, l.Case.State, l.Case.Decision, l.Case.AssigneeName, l.Case.OpenerName, l.Case.OpenedAt, l.Case.DecidedAt,
            l.Case.ClosedAt, l.Case.ClaimedMinor, l.Signals, l.Currency),
        Order = [new ListSort("state"), new ListSort("points", Descending: true)],
        Search = word => { var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant()); return l => l.Case.Code.Contains(upper) || l.Case.SubjectCode.Contains(upper) || l.SubjectName.Contains(raw); },
        Columns =
        [
            CaseColumn.Text("code", "fraud.case", l => l.Case.Code, r => r.Code) with { Important = 1 },
            CaseColumn.Choice("state", "fraud.state", l => l.Case.State, r => r.State) with
            {
                Important = 2,
                Offered = true,
                Sort = (System.Linq.Expressions.Expression<Func<ListedCase, int>>)(l => l.Case.State == FraudCaseState.Closed ? 3 : l.Case.State == FraudCaseState.Decided ? 2 : l.Case.State == FraudCaseState.Appealed ? 0 : 1),
            },
            CaseColumn.Choice("subject", "fraud.subject", l => l.Case.Subject, r => r.Subject),
            CaseColumn.Text("about", "fraud.about", l => l.Case.SubjectCode, r => r.SubjectCode) with { Important = 3 },
            CaseColumn.Text("name", "fraud.vendorName", l => l.SubjectName, r => r.SubjectName),
            CaseColumn.Code("market", "fraud.market", l => l.Market, r => r.Market),
            CaseColumn.Number("points", "fraud.points", l => l.Case.Points, r => r.Points),
            CaseColumn.Number("signals", "fraud.signals", l => l.Signals, r => r.Signals),
            CaseColumn.Text("assignee", "fraud.assignee", l => l.Case.AssigneeName, r => r.Assignee) with { Offered = true },
            CaseColumn.OptionalChoice("decision", "fraud.decision", l => l.Case.Decision, r => r.Decision),
            CaseColumn.Text("opener", "fraud.opener", l => l.Case.OpenerName, r => r.Opener) with { Hidden = true },
            CaseColumn.Number("claimed", "fraud.claimed", l => l.Case.ClaimedMinor, r => r.Claimed) with { Hidden = true },
            CaseColumn.Instant("openedAt", "fraud.openedAt", l => l.Case.OpenedAt, r => r.OpenedAt),
            CaseColumn.Instant("decidedAt", "fraud.decidedAt", l => l.Case.DecidedAt, r => r.DecidedAt) with { Hidden = true },
            CaseColumn.Instant("closedAt", "fraud.closedAt", l => l.Case.ClosedAt, r => r.ClosedAt) with { Hidden = true },
        ],
    };
}
