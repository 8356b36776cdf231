using System.Text.Json;
using Portal.Domain.Ledger;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Wallets;
using Portal.Domain.Webhooks;

namespace Portal.Domain.Payments;

/// <summary>The answer to a payment as the ledger keeps it with the id.</summary>
internal sealed record KeptAnswer(PaymentStatus Status, string? Reason, string Receipt);

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

    /// <summary>The tokens that the payment uses up: each of them must still be unused when it is committed.</summary>
    public IReadOnlyList<WalletToken> Tokens { get; } = Decline is null ? [.. Place.Wallets.Values.Select(w => w.Token).OfType<WalletToken>().DistinctBy(t => t.Id)] : [];

    public IReadOnlyList<RowGuard> Guards => [.. Tokens.Select(t => new RowGuard(typeof(WalletToken), t.Id, t.Version))];

    public PostingRows Rows(PostingOutcome outcome)
    {
        var reason = Decline ?? outcome.Refusal?.Code;
        var status = reason is not null ? PaymentStatus.Declined : Waits ? PaymentStatus.Pending : Request.Capture ? PaymentStatus.Captured : PaymentStatus.Authorised;
        var payment = PaymentOf(outcome, status, reason);
        var rows = new List<object> { payment };
        rows.AddRange(Request.Tenders.Select((t, place) => TenderOf(outcome, t, place)));
        rows.AddRange(Request.Lines.Select((l, place) => new PaymentLine { PaymentId = payment.Id, Place = place, Item = l.Item, Quantity = l.Quantity, Unit = l.Unit, UnitPrice = l.UnitPrice, Amount = l.Amount, Lot = l.Lot }));
        if (Request.CashReceipt is { } asked && status != PaymentStatus.Declined)
            rows.Add(new CashReceipt { Id = payment.Id, Version = 1, Purpose = asked.Purpose, Number = CashReceiptNumber, Masked = Mask.Number(asked.Number)! });
        if (status == PaymentStatus.Pending)
            rows.AddRange(Asked.Select(a => new PaymentAuthorisation { PaymentId = payment.Id, Version = 1, Place = a.Key, Connector = a.Value.Name, AskedAt = Now, NextAt = Now + Patience }));
        if (Told && status != PaymentStatus.Pending)
            rows.Add(PaymentNews.Of(payment, outcome.LedgerOrder, Now));
        return new PostingRows(rows, outcome.Posted ? [.. Tokens.Select(Used)] : [], JsonSerializer.Serialize(new KeptAnswer(status, reason, Receipt)));
    }

    private Payment PaymentOf(PostingOutcome outcome, PaymentStatus status, string? reason) => new()
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
        WalletId = Place.Wallets.TryGetValue(place, out var wallet) && wallet.WalletId != 0 ? wallet.WalletId : null,
        TransferId = place < outcome.TransferIds.Count ? outcome.TransferIds[place] : null,
    };

    private WalletToken Used(WalletToken token) => new() { Id = token.Id, Version = token.Version + 1, WalletId = token.WalletId, Hash = token.Hash, ExpiresAt = token.ExpiresAt, UsedBy = Request.Id };
}
