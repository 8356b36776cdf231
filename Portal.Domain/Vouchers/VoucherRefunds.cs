using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using AccountState = Portal.Domain.Ledger.AccountState;

namespace Portal.Domain.Vouchers;

/// <summary>What a refund would come to.</summary>
/// <param name="Quote">The id to confirm it by; null when nothing is given back.</param>
/// <param name="Rule">The version of the rules that the voucher is judged by: the first day on which it held.</param>
public sealed record QuotedRefund(Guid? Quote, string Serial, string Currency, RefundReckoning Reckoning, DateOnly? Rule, RefundPayout Payout, DateTime ExpiresAt);

/// <summary>A refund that is confirmed.</summary>
/// <param name="Id">Made by the client.</param>
public sealed record RefundConfirmation(Guid Id, string Serial, Guid Quote);

/// <summary>A refund as answered, the same each time the same id comes. Minor units.</summary>
public sealed record VoucherRefundAnswer(Guid Id, string Serial, string Currency, long Amount, long Returned, long Kept, RefundPayout Payout, RefundRight Right, long LedgerOrder, DateOnly BusinessDate, bool Repeated);

/// <summary>Gives the rest of a voucher back to its holder: first a quote with its computation, then the refund, which is refused when anything has moved on the voucher since.</summary>
public sealed class VoucherRefunds(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, RuleBook rules, VoucherOffices offices, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Reckons what would be given back now. A refundable one is kept as a quote.</summary>
    /// <param name="office">Where it is asked for; null for the head office.</param>
    public async Task<Outcome<QuotedRefund>> QuoteAsync(Actor actor, string serial, RefundPayout payout, string? office = null, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.RefundVouchers))
            return new NotAllowed(Right.RefundVouchers);
        await using var db = contexts.CreateDbContext();
        if (await VoucherFinder.BySerialAsync(db, serial, cancellation) is not var (voucher, programme))
            return new VoucherNotFound();
        if (await offices.FindAsync(office, cancellation) is not { } here)
            return new OfficeNotFound(office ?? "") { Field = "office" };
        var name = SerialNumbers.Of(programme.Prefix, voucher.Number);
        if (voucher.State == VoucherState.Stock)
            return new VoucherStateUnfit(voucher.State, voucher.Frozen);
        if (voucher.State == VoucherState.Void && voucher.AccountId is null)
            return new QuotedRefund(null, name, programme.Currency, RefundRules.Reckon(NothingOf(voucher), default, payout), null, payout, Now);
        var (facts, line, from) = await FactsAsync(db, voucher, here, cancellation);
        var reckoning = RefundRules.Reckon(facts, programme.DayAt(Now), payout);
        if (!reckoning.Refundable)
            return new QuotedRefund(null, name, programme.Currency, reckoning, from, payout, Now);
        var quote = new RefundQuote
        {
            Uid = Guid.NewGuid(),
            VoucherId = voucher.Id,
            Right = reckoning.Right!.Value,
            Payout = payout,
            AccountLine = line,
            AmountMinor = reckoning.Amount,
            Lines = JsonSerializer.Serialize(new KeptReckoning(here.Code, reckoning.Returned, reckoning.Breakage, reckoning.Lines), Json),
            At = Now,
        };
        db.Add(quote);
        await db.SaveChangesAsync(cancellation);
        return new QuotedRefund(quote.Uid, name, programme.Currency, reckoning, from, payout, quote.At + RefundQuote.Life);
    }

    /// <summary>Pays what was quoted.</summary>
    public async Task<Outcome<VoucherRefundAnswer>> RefundAsync(Actor actor, RefundConfirmation asked, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.RefundVouchers))
            return new NotAllowed(Right.RefundVouchers);
        await using var db = contexts.CreateDbContext();
        if (await VoucherFinder.BySerialAsync(db, asked.Serial, cancellation) is not var (voucher, programme))
            return new VoucherNotFound();
        var quote = await db.RefundQuotes.AsNoTracking().SingleOrDefaultAsync(q => q.Uid == asked.Quote && q.VoucherId == voucher.Id, cancellation);
        if (quote is null)
            return new QuoteNotFound { Field = "quote" };
        var known = await db.LedgerPostings.AnyAsync(p => p.Uid == asked.Id, cancellation);
        if (!known && (Now - quote.At > RefundQuote.Life || voucher.Frozen || voucher.State != VoucherState.Sold))
            return new QuoteStale { Field = "quote" };
        var outcome = await ledger.PostAsync(await PostingAsync(db, actor, asked, voucher, programme, quote, cancellation));
        if (outcome.Refusal is { } refused)
            return refused is Stale ? new QuoteStale { Field = "quote" } : refused;
        var kept = JsonSerializer.Deserialize<VoucherRefundAnswer>(outcome.Answer!)!;
        return kept with { LedgerOrder = outcome.LedgerOrder, BusinessDate = outcome.BusinessDate, Repeated = outcome.Repeated };
    }

    private async Task<PostingRequest> PostingAsync(PortalDbContext db, Actor actor, RefundConfirmation asked, Voucher voucher, VoucherProgramme programme, RefundQuote quote, CancellationToken cancellation)
    {
        var reckoned = JsonSerializer.Deserialize<KeptReckoning>(quote.Lines, Json)!;
        var budgets = await db.VoucherParts.Where(p => p.VoucherId == voucher.Id).OrderBy(p => p.Place).Join(db.FunderBudgets, p => p.BudgetId, b => b.Id, (_, b) => b.AccountId).ToListAsync(cancellation);
        var account = voucher.AccountId!.Value;
        var transfers = new List<TransferRequest> { TransferRequest.Move(TransferCode.Refund, account, await OpenAsync(PayoutOf(quote.Payout, reckoned.Office)), quote.AmountMinor) };
        transfers.AddRange(reckoned.Returned.Zip(budgets).Where(r => r.First > 0).Select(r => TransferRequest.Move(TransferCode.Refund, account, r.Second, r.First)));
        if (reckoned.Kept > 0)
            transfers.Add(TransferRequest.Move(TransferCode.Expiry, account, await OpenAsync(Chart.Breakage(programme.Code)), reckoned.Kept));
        var serial = SerialNumbers.Of(programme.Prefix, voucher.Number);
        return new PostingRequest
        {
            Id = asked.Id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = JsonSerializer.Serialize(new { serial, quote = asked.Quote }),
            OperatorId = programme.OperatorId,
            BusinessDate = programme.DayAt(Now),
            Document = "voucher refund " + serial,
            Transfers = transfers,
            // The account stays open: a payment that is given back later finds its way.
            States = [new StateChange(account, AccountState.Open) { AfterLine = quote.AccountLine }],
            Rows = outcome => outcome.Posted ? Rows(actor, asked, quote, programme, reckoned, serial, outcome) : PostingRows.None,
        };

        ValueTask<long> OpenAsync(string code) => accounts.OpenAsync(new(programme.OperatorId, programme.Currency, code), cancellation);
    }

    private PostingRows Rows(Actor actor, RefundConfirmation asked, RefundQuote quote, VoucherProgramme programme, KeptReckoning reckoned, string serial, PostingOutcome outcome)
    {
        var returned = reckoned.Returned.Sum();
        var row = new VoucherRefund
        {
            Id = outcome.LedgerOrder,
            Uid = asked.Id,
            VoucherId = quote.VoucherId,
            ProgrammeId = programme.Id,
            Right = quote.Right,
            Payout = quote.Payout,
            RestMinor = quote.AmountMinor + returned + reckoned.Kept,
            AmountMinor = quote.AmountMinor,
            ReturnedMinor = returned,
            By = RuleService.NameOf(actor),
            BusinessDate = outcome.BusinessDate,
            At = Now,
        };
        var answer = new VoucherRefundAnswer(asked.Id, serial, programme.Currency, quote.AmountMinor, returned, reckoned.Kept, quote.Payout, quote.Right, outcome.LedgerOrder, outcome.BusinessDate, false);
        return new PostingRows([row], [], JsonSerializer.Serialize(answer));
    }

    private async Task<(VoucherFacts Facts, long Line, DateOnly From)> FactsAsync(PortalDbContext db, Voucher voucher, VoucherOffice here, CancellationToken cancellation)
    {
        var account = await db.LedgerAccounts.AsNoTracking().SingleAsync(a => a.Id == voucher.AccountId, cancellation);
        var parts = await db.VoucherParts.Where(p => p.VoucherId == voucher.Id).OrderBy(p => p.Place).Select(p => p.AmountMinor).ToListAsync(cancellation);
        var rule = await db.VoucherRules.Where(r => r.Id == voucher.RuleId).Select(r => r.From).SingleAsync(cancellation);
        var seller = await db.VoucherSales.Where(s => s.Id == voucher.SaleId).Select(s => s.OfficeId).SingleAsync(cancellation);
        var together = await VoucherHistory.TogetherAsync(db, voucher, cancellation);
        var own = together[voucher.Id];
        var facts = new VoucherFacts(
            await rules.TermsAsync(voucher.RuleId!.Value, cancellation), voucher.FaceMinor, voucher.PaidMinor, parts, voucher.SoldOn!.Value, voucher.ExpiresOn!.Value,
            account.Credits - account.Debits - account.DebitsReserved, own.Spent)
        {
            Frozen = voucher.Frozen,
            Void = voucher.State == VoucherState.Void,
            AtSeller = seller == here.Id,
            FaceTogether = together.Values.Sum(t => t.Face),
            SpentTogether = together.Values.Sum(t => t.Spent),
        };
        return (facts, account.LastLine, rule);
    }

    private static VoucherFacts NothingOf(Voucher voucher) => new(new VoucherTerms(), voucher.FaceMinor, 0, [], default, default, 0, 0) { Void = true };

    private static string PayoutOf(RefundPayout payout, string office) => payout switch
    {
        RefundPayout.Cash => Chart.Cash(office.ToLowerInvariant()),
        RefundPayout.Bank => Chart.Transfers,
        _ => Chart.Points,
    };

    /// <param name="Office">Where it is paid.</param>
    private sealed record KeptReckoning(string Office, IReadOnlyList<long> Returned, long Kept, IReadOnlyList<RefundLine> Lines);
}
