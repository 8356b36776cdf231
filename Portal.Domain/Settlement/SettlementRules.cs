using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Settlement;

/// <summary>Fees and terms of payment: one person proposes them, another approves them, and only then do they count.</summary>
public sealed class SettlementRules(IDbContextFactory<PortalDbContext> contexts, Delegations delegations, StepUp stepUp, TimeProvider time)
{
    /// <summary>What an approver's step-up is for.</summary>
    public const string StepUpKind = "settlement-rules.approve";

    private const long MostMinor = Payments.Payment.MostAmount;
    private const long MostUnit = 1_000_000;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Proposes a fee.</summary>
    public async Task<Outcome<FeeRule>> ProposeAsync(Actor actor, NewFeeRule wanted, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.RunSettlement))
            return new NotAllowed(Right.RunSettlement);
        await using var db = contexts.CreateDbContext();
        if (await MarketQueries.Visible(db, actor, Right.RunSettlement).SingleOrDefaultAsync(m => m.Code == wanted.Market, cancellation) is not { } market)
            return new MarketNotFound(wanted.Market ?? "") { Field = "market" };
        if (market.OperatorId is not { } books)
            return new SettlementOperatorMissing { Field = "market" };
        if (await db.FeeRules.AsNoTracking().SingleOrDefaultAsync(r => r.Uid == wanted.Id, cancellation) is { } known)
            return known;
        var refusals = new List<Refusal>();
        var from = DayOf(market, wanted.From, refusals);
        Within(wanted.RatePpm, FeeRule.Whole, "ratePpm", refusals);
        Within(wanted.VatPpm, FeeRule.Whole, "vatPpm", refusals);
        Within(wanted.FixedMinor, MostMinor, "fixedMinor", refusals);
        Within(wanted.MinMinor ?? 0, wanted.MaxMinor ?? MostMinor, "minMinor", refusals);
        Within(wanted.MaxMinor ?? 0, MostMinor, "maxMinor", refusals);
        var acquirer = Text.Clean(wanted.Acquirer, "acquirer", FeeRule.AcquirerLength, refusals)?.ToLowerInvariant();
        if (wanted.Tender == SettledTender.Other || (acquirer is not null && wanted.Tender is not (SettledTender.Card or SettledTender.PartnerWallet)))
            refusals.Add(new TextNotAllowed { Field = wanted.Tender == SettledTender.Other ? "tender" : "acquirer" });
        if (refusals.Count > 0)
            return refusals;
        var rule = new FeeRule
        {
            Uid = wanted.Id,
            OperatorId = books,
            MarketId = market.Id,
            Tender = wanted.Tender,
            Acquirer = acquirer,
            Class = wanted.Class,
            Currency = market.Currency,
            From = from,
            RatePpm = (int)wanted.RatePpm,
            FixedMinor = wanted.FixedMinor,
            MinMinor = wanted.MinMinor,
            MaxMinor = wanted.MaxMinor,
            VatPpm = (int)wanted.VatPpm,
            ReturnsOnRefund = wanted.ReturnsOnRefund,
            MakerId = actor.OwnerId,
            MakerName = SettlementRuns.NameOf(actor),
            MadeAt = Now,
        };
        return await AddAsync(db, actor, rule, "fee_rule.proposed", cancellation);
    }

    /// <summary>Proposes terms of payment.</summary>
    public async Task<Outcome<SettlementTerms>> ProposeAsync(Actor actor, NewSettlementTerms wanted, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.RunSettlement))
            return new NotAllowed(Right.RunSettlement);
        await using var db = contexts.CreateDbContext();
        if (await MarketQueries.Visible(db, actor, Right.RunSettlement).SingleOrDefaultAsync(m => m.Code == wanted.Market, cancellation) is not { } market)
            return new MarketNotFound(wanted.Market ?? "") { Field = "market" };
        if (await db.SettlementTerms.AsNoTracking().SingleOrDefaultAsync(t => t.Uid == wanted.Id, cancellation) is { } known)
            return known;
        var refusals = new List<Refusal>();
        var terms = new SettlementTerms { Uid = wanted.Id, MarketId = market.Id, From = DayOf(market, wanted.From, refusals), Country = market.Currency[..BankHoliday.CountryLength], MinPayout = wanted.MinPayout, FeeUnit = wanted.FeeUnit };
        int Days(SettledTender tender, int usual)
        {
            var days = wanted.Days.GetValueOrDefault(tender, usual);
            Within(days, SettlementTerms.MostDays, char.ToLowerInvariant(tender.ToString()[0]) + tender.ToString()[1..], refusals);
            return (int)Math.Clamp(days, 0, SettlementTerms.MostDays);
        }

        (terms.CardDays, terms.PartnerDays, terms.TransferDays) = (Days(SettledTender.Card, terms.CardDays), Days(SettledTender.PartnerWallet, terms.PartnerDays), Days(SettledTender.AccountTransfer, terms.TransferDays));
        (terms.WalletDays, terms.VoucherDays) = (Days(SettledTender.Wallet, terms.WalletDays), Days(SettledTender.Voucher, terms.VoucherDays));
        Within(wanted.MinPayout, MostMinor, "minPayout", refusals);
        if (wanted.FeeUnit is < 1 or > MostUnit)
            refusals.Add(new NumberOutOfRange(1, MostUnit) { Field = "feeUnit" });
        if (refusals.Count > 0)
            return refusals;
        (terms.MakerId, terms.MakerName, terms.MadeAt) = (actor.OwnerId, SettlementRuns.NameOf(actor), Now);
        return await AddAsync(db, actor, terms, "settlement_terms.proposed", cancellation);
    }

    /// <summary>Approves a rule that somebody else proposed, or turns it down.</summary>
    public async Task<Outcome<Done>> DecideAsync(Actor actor, Guid uid, bool approve, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewSettlement))
            return new NotAllowed(Right.ViewSettlement);
        await using var db = contexts.CreateDbContext();
        var fee = await db.FeeRules.SingleOrDefaultAsync(r => r.Uid == uid, cancellation);
        var terms = fee is null ? await db.SettlementTerms.SingleOrDefaultAsync(t => t.Uid == uid, cancellation) : null;
        var marketId = fee?.MarketId ?? terms?.MarketId;
        if (await MarketQueries.Visible(db, actor, Right.ViewSettlement).SingleOrDefaultAsync(m => m.Id == marketId, cancellation) is not { } market)
            return new SettlementRuleNotFound();
        IApprovedRule rule = fee is null ? terms! : fee;
        var may = await delegations.MayApproveForAsync(actor, ApprovalOf(rule, market.Id, market.Region, BusinessDay.Of(market, Now)), cancellation);
        if (!may.TryGet(out var given))
            return may.Refusals.ToList();
        if (rule.ApprovedAt is not null || rule.RejectedAt is not null)
            return new SettlementRuleDecided();
        if (approve && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            return needed;
        (rule.ApproverId, rule.ApproverName) = (actor.OwnerId, SettlementRuns.NameOf(actor, given));
        if (approve)
            rule.ApprovedAt = Now;
        else
            rule.RejectedAt = Now;
        db.Audit(actor, Now, $"{(fee is null ? "settlement_terms" : "fee_rule")}.{(approve ? "approved" : "rejected")}", (IAudited)rule);
        return await db.SaveOrConflictAsync(rule, cancellation);
    }

    /// <summary>Fees and terms of the markets within reach, those that wait first, then the newest.</summary>
    public async Task<Outcome<IReadOnlyList<SettlementRuleRow>>> AllAsync(Actor actor, int take, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewSettlement))
            return new NotAllowed(Right.ViewSettlement);
        await using var db = contexts.CreateDbContext();
        var markets = MarketQueries.Visible(db, actor, Right.ViewSettlement);
        var fees = await db.FeeRules.AsNoTracking().Join(markets, r => r.MarketId, m => m.Id, (r, m) => new { Rule = r, Market = m }).OrderBy(r => r.Rule.ApprovedAt != null || r.Rule.RejectedAt != null).ThenByDescending(r => r.Rule.Id).Take(take).ToListAsync(cancellation);
        var terms = await db.SettlementTerms.AsNoTracking().Join(markets, t => t.MarketId, m => m.Id, (t, m) => new { Rule = t, Market = m }).OrderBy(t => t.Rule.ApprovedAt != null || t.Rule.RejectedAt != null).ThenByDescending(t => t.Rule.Id).Take(take).ToListAsync(cancellation);
        var rows = new List<SettlementRuleRow>();
        foreach (var (market, fee, term) in fees.Select(f => (f.Market, (FeeRule?)f.Rule, (SettlementTerms?)null)).Concat(terms.Select(t => (t.Market, (FeeRule?)null, (SettlementTerms?)t.Rule))))
        {
            IApprovedRule rule = fee is null ? term! : fee;
            var waits = rule.ApprovedAt is null && rule.RejectedAt is null;
            var may = waits && (await delegations.MayApproveForAsync(actor, ApprovalOf(rule, market.Id, market.Region, BusinessDay.Of(market, Now)), cancellation)).Ok;
            rows.Add(new SettlementRuleRow(fee?.Uid ?? term!.Uid, new MarketName(market.Id, market.Code, market.NameKo, market.NameEn, market.NameZh, market.Region), market.Currency, fee, term, rule, may));
        }

        return rows;
    }

    private static Approval ApprovalOf(IApprovedRule rule, long marketId, string region, DateOnly day) => new(Right.ApproveSettlement, rule.MakerId, marketId, region, null, day);

    private DateOnly DayOf(Market market, DateOnly? from, List<Refusal> refusals)
    {
        var today = BusinessDay.Of(market, Now);
        if (from is null)
            refusals.Add(new TextMissing { Field = "from" });
        else if (from < today)
            refusals.Add(new SettlementRuleInThePast(today) { Field = "from" });
        return from ?? today;
    }

    private static void Within(long value, long most, string field, List<Refusal> refusals)
    {
        if (value < 0 || value > most)
            refusals.Add(new NumberOutOfRange(0, most) { Field = field });
    }

    private async Task<Outcome<T>> AddAsync<T>(PortalDbContext db, Actor actor, T rule, string act, CancellationToken cancellation)
        where T : class, IAudited, IApprovedRule
    {
        db.Add(rule);
        db.Audit(actor, Now, act, rule);
        var saved = await db.SaveOrConflictAsync(rule, cancellation);
        return saved.Ok ? rule : saved.Refusals.ToList();
    }
}
