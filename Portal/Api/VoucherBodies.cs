using System.Text.Json;
using Portal.Domain.Vouchers;

namespace Portal.Api;

/// <summary>A name in the languages of the portal.</summary>
public sealed record NameBody(string Ko, string? En, string? Zh);

/// <summary>A programme. Outstanding in minor units.</summary>
/// <param name="Vouchers">How many were made.</param>
public sealed record ProgrammeBody(string Code, NameBody Name, string Issuer, string Operator, string Currency, string Prefix, string TimeZone, bool Stopped, long Vouchers, MoneyBody Outstanding)
{
    internal static ProgrammeBody Of(ProgrammeRow r) => new(r.Code, new(r.NameKo, r.NameEn, r.NameZh), r.Issuer, r.Operator, r.Currency, r.Prefix, r.TimeZone, r.StoppedAt is not null, r.Vouchers, new(r.Currency, r.Outstanding));
}

/// <summary>A version of a programme's rules.</summary>
/// <param name="Subject">paper, mobile, card, vendors or expired-paper.</param>
public sealed record RuleBody(long Id, string Subject, DateOnly From, string State, bool InForce, JsonElement Terms, string Maker, string? Checker, string? Comment)
{
    internal static RuleBody Of(RuleRow r)
    {
        using var terms = JsonDocument.Parse(r.Content);
        return new(r.Id, VoucherReading.CodeOf(r.Subject), r.From, VoucherReading.CodeOf(r.State), r.InForce, terms.RootElement.Clone(), r.MakerName, r.CheckerName, r.Comment);
    }
}

/// <summary>So many vouchers of one face value.</summary>
public sealed record BatchItemBody(MoneyBody FaceValue, int Count);

/// <summary>What somebody decided about a batch.</summary>
public sealed record BatchApprovalBody(string Decision, string By, DateTime At, string? Comment, string ContentHash);

/// <summary>A batch. An approval counts for the content hash that it was given for.</summary>
/// <param name="Needed">How many approvals it needs.</param>
/// <param name="Approved">How many it has.</param>
public sealed record BatchBody(
    Guid Id, string Code, string Programme, string Kind, string? Purpose, string Office, string Status, IReadOnlyList<BatchItemBody> Items, int Count, MoneyBody Total, string ContentHash, int Needed, int Approved, IReadOnlyList<BatchApprovalBody> Approvals)
{
    internal static BatchBody Of(BatchRecord record)
    {
        var r = record.Row;
        return new(
            r.Uid, r.Code, r.Programme, VoucherReading.CodeOf(r.Kind), r.Purpose, r.Office, VoucherReading.CodeOf(r.State), [.. record.Items.Select(i => new BatchItemBody(new(r.Currency, i.FaceMinor), i.Count))], r.Count, new(r.Currency, r.Total),
            r.ContentHash, r.Needed, r.Approved, [.. record.Approvals.Select(a => new BatchApprovalBody(VoucherReading.CodeOf(a.Decision), a.ByName, a.At, a.Comment, a.ContentHash))]);
    }
}

/// <summary>A voucher as it was made; token and PIN are told once.</summary>
public sealed record MadeVoucherBody(string Serial, string Token, MoneyBody FaceValue, string? Pin);

/// <summary>The voucher that stands in another's place.</summary>
/// <param name="Replaced">The serial number of the other, which is void.</param>
public sealed record ReplacementBody(Guid Id, string Replaced, MadeVoucherBody Voucher)
{
    internal static ReplacementBody Of(ReplacedVoucher r) => new(r.Id, r.Serial, new(r.Made.Serial, r.Made.Token, new(r.Currency, r.Made.FaceMinor), r.Made.Pin));
}

/// <summary>The vouchers of a printed batch, or the job that makes them and the file in which they then are.</summary>
public sealed record PrintedBody(Guid Id, IReadOnlyList<MadeVoucherBody>? Vouchers, JobBody? Job);

/// <summary>Long work.</summary>
/// <param name="Status">waiting, running, done, failed or cancelled.</param>
/// <param name="Total">Steps in all; 0 while unknown.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Url">Where its state is read again.</param>
/// <param name="File">Where its file is fetched, once, by who started it; null until it is done.</param>
public sealed record JobBody(Guid Id, string Kind, string Status, int Done, int Total, PaymentReason? Reason, DateTime CreatedAt, DateTime? FinishedAt, string Url, string? File);

/// <summary>A sale as answered, the same each time the same id comes.</summary>
public sealed record VoucherSaleBody(Guid Id, string Programme, int Count, MoneyBody Face, MoneyBody Discount, MoneyBody Paid, long LedgerOrder, DateOnly BusinessDate)
{
    internal static VoucherSaleBody Of(SaleAnswer a) => new(a.Id, a.Programme, a.Count, new(a.Currency, a.Face), new(a.Currency, a.Discount), new(a.Currency, a.Paid), a.LedgerOrder, a.BusinessDate);
}

/// <summary>A voucher as it stands.</summary>
/// <param name="Status">stock, unused, partial, empty, expired, frozen or void.</param>
public sealed record VoucherBody(string Serial, string Programme, string Kind, string Status, MoneyBody FaceValue, MoneyBody Balance, string Batch, DateOnly? SoldOn, DateOnly? ExpiresOn, string? Reason)
{
    internal static VoucherBody Of(VoucherRow r) =>
        new(r.Serial, r.Programme, VoucherReading.CodeOf(r.Kind), VoucherReading.CodeOf(r.Standing), new(r.Currency, r.Face), new(r.Currency, r.Left), r.Batch, r.SoldOn, r.ExpiresOn, r.Reason);
}

/// <summary>A line of the computation of a refund.</summary>
public sealed record RefundLineBody(string Code, string Text, MoneyBody? Amount, int? Percent, int? Needed, DateOnly? Date);

/// <summary>What would be given back now.</summary>
/// <param name="Quote">What confirms it; null when nothing is given back.</param>
/// <param name="Rule">The first day of the version of the rules by which it is judged.</param>
public sealed record RefundQuoteBody(Guid? Quote, string Serial, bool Refundable, MoneyBody Amount, string? Right, DateOnly? Rule, string Payout, IReadOnlyList<RefundLineBody> Lines, PaymentReason? Reason, DateTime ExpiresAt);

/// <summary>A refund as answered, the same each time the same id comes.</summary>
/// <param name="Returned">What went back to the funders' budgets.</param>
/// <param name="Kept">What is nobody's any more.</param>
public sealed record VoucherRefundBody(Guid Id, string Serial, string Right, string Payout, MoneyBody Amount, MoneyBody Returned, MoneyBody Kept, long LedgerOrder, DateOnly BusinessDate)
{
    internal static VoucherRefundBody Of(VoucherRefundAnswer a) =>
        new(a.Id, a.Serial, VoucherReading.CodeOf(a.Right), VoucherReading.CodeOf(a.Payout), new(a.Currency, a.Amount), new(a.Currency, a.Returned), new(a.Currency, a.Kept), a.LedgerOrder, a.BusinessDate);
}

/// <summary>What became of a piece of a bundle.</summary>
public sealed record PieceBody(string? Serial, string Status, MoneyBody Amount, PaymentReason? Reason, bool Repeated);

/// <summary>A bundle as it stands.</summary>
public sealed record PresentmentBody(Guid Id, string Code, string Vendor, int Count, MoneyBody Amount, int Refused, bool Closed, IReadOnlyList<PieceBody> Results);
