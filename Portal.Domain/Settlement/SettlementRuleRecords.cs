using Portal.Domain.Markets;

namespace Portal.Domain.Settlement;

/// <summary>A fee that is proposed for a market. Minor units of its currency, and parts per million.</summary>
/// <param name="Id">Made by the client: sent again, it is the same rule.</param>
/// <param name="From">The first day of sale that it holds for; not before today.</param>
public sealed record NewFeeRule(Guid Id, string? Market, SettledTender Tender, DateOnly? From, long RatePpm, long FixedMinor = 0, long? MinMinor = null, long? MaxMinor = null, long VatPpm = 0)
{
    public string? Acquirer { get; init; }

    public FeeClass? Class { get; init; }

    public bool ReturnsOnRefund { get; init; } = true;
}

/// <summary>Terms of payment that are proposed for a market.</summary>
/// <param name="From">The first day of settlement that they hold for; not before today.</param>
/// <param name="Days">T+n of each tender in bank days; those of tenders that are left out stay as the portal begins with.</param>
/// <param name="MinPayout">Minor units.</param>
/// <param name="FeeUnit">Minor units.</param>
public sealed record NewSettlementTerms(Guid Id, string? Market, DateOnly? From, IReadOnlyDictionary<SettledTender, long> Days, long MinPayout = 0, long FeeUnit = 1);

/// <summary>A rule as its list shows it.</summary>
/// <param name="Fee">Null for terms.</param>
/// <param name="Terms">Null for a fee.</param>
/// <param name="May">True when the reader may approve it or turn it down.</param>
public sealed record SettlementRuleRow(Guid Uid, MarketName Market, string Currency, FeeRule? Fee, SettlementTerms? Terms, IApprovedRule Rule, bool May);

/// <summary>There is no such rule within reach.</summary>
public sealed record SettlementRuleNotFound : Refusal;

/// <summary>The rule was decided before.</summary>
public sealed record SettlementRuleDecided : Refusal;

/// <summary>A rule holds from today on at the earliest: what is past was settled by the rules of its day.</summary>
public sealed record SettlementRuleInThePast(DateOnly Today) : Refusal;
