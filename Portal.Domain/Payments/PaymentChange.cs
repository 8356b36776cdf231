using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

/// <summary>A capture, void or refund as it is asked for.</summary>
/// <param name="Id">Made by the client; the change's own.</param>
/// <param name="Amount">What to capture or refund; null for all there is. A void has none.</param>
/// <param name="ApprovalNumber">Of a refund that the terminal did with the acquirer: the acquirer's number.</param>
public sealed record PaymentChangeRequest(Guid Id, Guid Payment, PaymentEventKind Kind, Money? Amount, string? Reason, string Canonical, string? ApprovalNumber = null);

/// <summary>What was answered to a change, the same each time it comes with the same id. Minor units.</summary>
/// <param name="Status">Of the payment after it.</param>
/// <param name="Captured">Of the payment after it.</param>
/// <param name="Refunded">Of the payment after it.</param>
public sealed record PaymentChangeAnswer(Guid Id, Guid Payment, PaymentEventKind Kind, long Amount, string Currency, PaymentStatus Status, long Captured, long Refunded, long LedgerOrder, DateOnly BusinessDate, bool Repeated);

/// <summary>Only an authorised payment is captured.</summary>
public sealed record PaymentNotAuthorised(PaymentStatus Status) : Refusal;

/// <summary>Nothing was captured that could be given back.</summary>
public sealed record PaymentNotCaptured(PaymentStatus Status) : Refusal;

/// <summary>Only what is authorised, or captured and not refunded on a date that is still open, is voided; otherwise it is refunded.</summary>
public sealed record PaymentNotVoidable(PaymentStatus Status) : Refusal;

/// <summary>A card that the terminal had approved is refunded by the terminal; it was asked to, and the refund stands once it reports.</summary>
public sealed record RefundIsTheTerminals : Refusal;

/// <summary>The wallet that paid is closed and takes nothing back, neither by refund nor by void: the stall returns the money itself, and the payment stays as it is.</summary>
public sealed record RefundWalletClosed : Refusal;

/// <summary>There is no such refund to be done, or it was done or cancelled.</summary>
public sealed record RefundRequestNotFound : Refusal;

/// <summary>More was asked for than there is. Minor units.</summary>
public sealed record AmountAboveRest(long Rest) : Refusal;

/// <summary>A line of the ledger that moved, reserved or counted a tender.</summary>
internal sealed record TenderLine(long Id, long Debit, long Credit);

/// <summary>A tender, and what has become of it. Minor units.</summary>
/// <param name="Line">What moved or reserved it; null while declined.</param>
/// <param name="Counts">What counts it against caps.</param>
internal sealed record TenderState(PaymentTender Tender, long Captured, long Refunded, TenderLine? Line, IReadOnlyList<TenderLine> Counts);

/// <summary>What a change does to one tender.</summary>
/// <param name="Counted">The same to what counts it against caps.</param>
internal sealed record PartPlan(int Place, long Amount, TransferRequest Transfer, IReadOnlyList<TransferRequest> Counted);

/// <summary>What a change does: the payment as it is afterwards, and each part.</summary>
internal sealed record ChangePlan(Payment After, long Amount, IReadOnlyList<PartPlan> Parts);

/// <summary>Decides captures, voids and refunds. Each part goes back to its own source, in the order of the tenders, and never above what was captured there.</summary>
internal static class PaymentChanges
{
    public static Outcome<ChangePlan> Decide(Payment payment, IReadOnlyList<TenderState> tenders, PaymentChangeRequest asked)
    {
        if (asked.Amount is { } money && money.Currency != payment.Currency)
            return new CurrencyNotTheMarkets(payment.Currency) { Field = "amount" };
        if (asked.Amount is { Value: <= 0 or > Payment.MostAmount })
            return new PaymentAmountOutOfRange(Payment.MostAmount) { Field = "amount" };
        return asked.Kind switch
        {
            PaymentEventKind.Capture => Capture(payment, tenders, asked.Amount?.Value ?? payment.Amount),
            PaymentEventKind.Void => Void(payment, tenders),
            _ => Refund(payment, tenders, asked.Amount?.Value ?? payment.Captured - payment.Refunded),
        };
    }

    private static Outcome<ChangePlan> Capture(Payment payment, IReadOnlyList<TenderState> tenders, long amount)
    {
        if (payment.Status != PaymentStatus.Authorised)
            return new PaymentNotAuthorised(payment.Status);
        if (amount > payment.Amount)
            return new AmountAboveRest(payment.Amount) { Field = "amount" };
        var parts = new List<PartPlan>();
        foreach (var (tender, part) in Spread(tenders, amount, t => t.Tender.Amount))
            parts.Add(Captured(tender, part));
        // What no part is captured of is released.
        var released = tenders.Where(t => parts.TrueForAll(p => p.Place != t.Tender.Place)).Select(t => Released(t, 0));
        return new ChangePlan(After(payment, PaymentStatus.Captured, amount, 0), amount, [.. parts, .. released]);
    }

    /// <summary>Moves (part of) a tender that was reserved; of a voucher that is spent whole the change goes with it.</summary>
    internal static PartPlan Captured(TenderState tender, long amount)
    {
        var moved = amount + tender.Tender.ChangeMinor;
        return new(tender.Tender.Place, amount, TransferRequest.Post(TransferCode.Payment, tender.Line!.Id, moved), [.. tender.Counts.Select(c => TransferRequest.Post(TransferCode.Payment, c.Id, moved))]);
    }

    /// <summary>Lets go of a tender that was reserved.</summary>
    internal static PartPlan Released(TenderState tender, long amount) =>
        new(tender.Tender.Place, amount, TransferRequest.Void(tender.Line!.Id), [.. tender.Counts.Select(c => TransferRequest.Void(c.Id))]);

    private static Outcome<ChangePlan> Void(Payment payment, IReadOnlyList<TenderState> tenders) => payment switch
    {
        { Status: PaymentStatus.Authorised } => new ChangePlan(
            After(payment, PaymentStatus.Voided, 0, 0), payment.Amount, [.. tenders.Select(t => Released(t, t.Tender.Amount))]),
        { Status: PaymentStatus.Captured, Refunded: 0 } => new ChangePlan(
            After(payment, PaymentStatus.Voided, 0, 0), payment.Captured, [.. tenders.Where(t => t.Captured > 0).Select(t => Back(t, t.Captured, TransferCode.Void))]),
        _ => new PaymentNotVoidable(payment.Status),
    };

    private static Outcome<ChangePlan> Refund(Payment payment, IReadOnlyList<TenderState> tenders, long amount)
    {
        var rest = payment.Captured - payment.Refunded;
        if (payment.Status != PaymentStatus.Captured)
            return new PaymentNotCaptured(payment.Status);
        if (amount > rest || rest == 0)
            return new AmountAboveRest(rest) { Field = "amount" };
        var parts = Spread(tenders, amount, t => t.Captured - t.Refunded).Select(p => Back(p.Tender, p.Part, TransferCode.Refund));
        return new ChangePlan(After(payment, PaymentStatus.Captured, payment.Captured, payment.Refunded + amount), amount, [.. parts]);
    }

    /// <summary>The lines that moved and counted a tender, the other way round, naming them.</summary>
    private static PartPlan Back(TenderState tender, long amount, TransferCode code)
    {
        // Of a voucher that was spent whole the change comes back with the last part: the customer hands it out again.
        var moved = tender.Refunded + amount == tender.Captured ? amount + tender.Tender.ChangeMinor : amount;
        return new(tender.Tender.Place, amount, Reverse(tender.Line!), [.. tender.Counts.Select(Reverse)]);

        TransferRequest Reverse(TenderLine line) => TransferRequest.Move(code, line.Credit, line.Debit, moved) with { CorrectsId = line.Id };
    }

    private static IEnumerable<(TenderState Tender, long Part)> Spread(IReadOnlyList<TenderState> tenders, long amount, Func<TenderState, long> most)
    {
        foreach (var tender in tenders)
        {
            var part = Math.Min(amount, most(tender));
            if (part > 0)
                yield return (tender, part);
            amount -= part;
        }
    }

    public static Payment After(Payment p, PaymentStatus status, long captured, long refunded) => new()
    {
        Id = p.Id,
        Version = p.Version + 1,
        Uid = p.Uid,
        MarketId = p.MarketId,
        StallId = p.StallId,
        VendorId = p.VendorId,
        Currency = p.Currency,
        Amount = p.Amount,
        Status = status,
        Reason = p.Reason,
        ReasonValues = p.ReasonValues,
        Captured = captured,
        Refunded = refunded,
        BusinessDate = p.BusinessDate,
        At = p.At,
        TerminalTime = p.TerminalTime,
        ApiKeyId = p.ApiKeyId,
        TerminalId = p.TerminalId,
        Receipt = p.Receipt,
    };
}
