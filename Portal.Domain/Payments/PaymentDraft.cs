using System.Text.Json;
using Portal.Domain.Ledger;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Webhooks;

namespace Portal.Domain.Payments;

/// <summary>The answer to a payment as the ledger keeps it with the id.</summary>
internal sealed record KeptAnswer(PaymentStatus Status, string? Reason, string Receipt)
{
    public IReadOnlyDictionary<string, string>? Values { get; init; }
}

/// <summary>A payment before it is decided: makes its rows once the ledger has.</summary>
/// <param name="Decline">Why it is declined whatever the ledger says; null when the ledger decides.</param>
/// <param name="Asked">By the tender's place, the connector that has to approve it.</param>
/// <param name="Told">True when partners are to be told of it.</param>
internal sealed record PaymentDraft(
    PaymentRequest Request, PaymentPlace Place, string? Decline, IReadOnlyDictionary<int, ITenderConnector> Asked, long? ApiKeyId, DateTime Now, string Receipt, byte[]? CashReceiptNumber, bool Told)
{
    /// <summary>When the janitor looks after an approval that has not come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool Waits => Decline is null && Asked.Count > 0;

    /// <summary>What the payment uses up, each once: two tenders by one token are one use.</summary>
    private IReadOnlyList<SpentInstrument> Used { get; } = Decline is null ? [.. Place.Spent.Values.Where(s => s.Guards.Count > 0).DistinctBy(s => s.Guards[0])] : [];

    public IReadOnlyList<RowGuard> Guards => [.. Used.SelectMany(s => s.Guards)];

    /// <summary>Others in whose books the payment writes: those who issued its vouchers.</summary>
    public IReadOnlyCollection<long> AlsoBooks => [.. Place.Spent.Values.Select(s => s.Books).OfType<long>().Distinct()];

    /// <summary>What is counted beside the tenders, in their order.</summary>
    public IReadOnlyList<CountedUse> Counted { get; } = [.. Place.Spent.OrderBy(s => s.Key).SelectMany(s => s.Value.Counted)];

    public PostingRows Rows(PostingOutcome outcome)
    {
        var (reason, values) = Decline is not null ? (Decline, Place.Spent.Values.FirstOrDefault(s => s.Decline == Decline)?.Values) : ReasonOf(outcome);
        var status = reason is not null ? PaymentStatus.Declined : Waits ? PaymentStatus.Pending : Request.Capture ? PaymentStatus.Captured : PaymentStatus.Authorised;
        var payment = PaymentOf(outcome, status, reason, values);
        var rows = new List<object> { payment };
        rows.AddRange(Request.Tenders.Select((t, place) => TenderOf(outcome, t, place)));
        rows.AddRange(Request.Lines.Select((l, place) => new PaymentLine { PaymentId = payment.Id, Place = place, Item = l.Item, Quantity = l.Quantity, Unit = l.Unit, UnitPrice = l.UnitPrice, Amount = l.Amount, Lot = l.Lot }));
        if (Request.CashReceipt is { } asked && status != PaymentStatus.Declined)
            rows.Add(new CashReceipt { Id = payment.Id, Version = 1, Purpose = asked.Purpose, Number = CashReceiptNumber, Masked = Mask.Number(asked.Number)! });
        if (status == PaymentStatus.Pending)
            rows.AddRange(Asked.Select(a => new PaymentAuthorisation { PaymentId = payment.Id, Version = 1, Place = a.Key, Connector = a.Value.Name, AskedAt = Now, NextAt = Now + Patience }));
        if (Told && status != PaymentStatus.Pending)
            rows.Add(PaymentNews.Of(payment, outcome.LedgerOrder, Now));
        return new PostingRows(rows, outcome.Posted ? [.. Used.SelectMany(s => s.Used(Request.Id))] : [], JsonSerializer.Serialize(new KeptAnswer(status, reason, Receipt) { Values = values }));
    }

    private Payment PaymentOf(PostingOutcome outcome, PaymentStatus status, string? reason, IReadOnlyDictionary<string, string>? values) => new()
    {
        Id = outcome.LedgerOrder,
        Version = 1,
        Uid = Request.Id,
        MarketId = Place.Stall.MarketId,
        StallId = Place.Stall.StallId,
        VendorId = Place.Stall.VendorId,
        Currency = Place.Stall.Currency,
        Amount = Request.Amount.Value,
        Status = status,
        Reason = reason,
        ReasonValues = values is null ? null : JsonSerializer.Serialize(values),
        Captured = status == PaymentStatus.Captured ? Request.Amount.Value : 0,
        BusinessDate = outcome.BusinessDate,
        At = Now,
        TerminalTime = Request.TerminalTime,
        ApiKeyId = ApiKeyId,
        TerminalId = Place.Terminal?.Id,
        Receipt = Receipt,
    };

    private PaymentTender TenderOf(PostingOutcome outcome, TenderRequest tender, int place) => new()
    {
        PaymentId = outcome.LedgerOrder,
        Place = place,
        Kind = tender.Kind,
        Amount = tender.Amount.Value,
        Collected = PaymentRules.IsCollected(tender, Place.Stall.Contracts),
        Acquirer = tender.Acquirer,
        ApprovalNumber = tender.ApprovalNumber,
        MaskedPan = tender.MaskedPan,
        WalletId = Place.Spent.TryGetValue(place, out var spent) ? spent.WalletId : null,
        VoucherId = spent?.VoucherId,
        ChangeMinor = spent?.Change ?? 0,
        Counts = outcome.Posted && spent is not null ? spent.Counted.Count : 0,
        TransferId = place < outcome.TransferIds.Count ? outcome.TransferIds[place] : null,
    };

    /// <summary>The ledger's refusal, with its figures; of a voucher in its own words.</summary>
    private (string? Reason, IReadOnlyDictionary<string, string>? Values) ReasonOf(PostingOutcome outcome)
    {
        if (outcome.Refusal is not { } refusal)
            return (null, null);
        var place = refusal.Field is ['t', ..] field && int.TryParse(field.AsSpan("transfers[".Length, field.Length - "transfers[]".Length), out var at) ? at : -1;
        if (Place.Spent.TryGetValue(place, out var spent) && spent.VoucherId is not null)
            return (refusal switch { InsufficientFunds => VoucherDeclines.Insufficient, AccountHeld => VoucherDeclines.Frozen, AccountClosed => VoucherDeclines.Void, _ => refusal.Code }, null);
        var counted = place - Request.Tenders.Count;
        return counted >= 0 && refusal is LimitExceeded passed ? (Counted[counted].Decline, CountedUse.Figures(Counted, counted, passed, Place.Stall.Currency)) : (refusal.Code, null);
    }
}
