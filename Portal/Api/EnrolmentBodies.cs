using Portal.Domain.Vouchers;

namespace Portal.Api;

/// <summary>Another cap that somebody asks for, and that waits for a decision.</summary>
public sealed record CapRequestBody(MoneyBody Amount, string? By, string? Reason);

/// <summary>A vendor's part in a programme.</summary>
/// <param name="Id">The enrolment's number: one for each vendor and programme.</param>
/// <param name="Application">The client-made id of the last application.</param>
/// <param name="Status">applied, provisional, approved, rejected, withdrawn or banned.</param>
/// <param name="From">From and until when vouchers are taken.</param>
/// <param name="Cap">What may be brought in of whole vouchers in a month.</param>
public sealed record EnrolmentBody(
    long Id, Guid? Application, string Programme, string Vendor, string VendorName, string Market, string Status, DateTime AppliedAt, string AppliedBy, MoneyBody? AnnualSales, DateTime? VisitedAt, string? VisitedBy, string? DecidedBy, string? Reason,
    DateOnly? From, DateOnly? Until, bool Frozen, MoneyBody Cap, CapRequestBody? CapRequest)
{
    internal static EnrolmentBody Of(EnrolmentRow r)
    {
        MoneyBody Money(long value) => new(r.Currency, value);
        return new(
            r.Id, r.Application, r.Programme, r.Vendor, r.VendorName, r.Market, VoucherReading.CodeOf(r.State), r.AppliedAt, r.MakerName, r.AnnualSales is { } sales ? Money(sales) : null, r.VisitedAt, r.VisitedBy, r.DecidedBy, r.Reason,
            r.From, r.Until, r.Frozen, Money(r.Cap), r.CapAsked is { } asked ? new(Money(asked), r.CapAskedBy, r.CapReason) : null);
    }
}

/// <summary>A cap, and what is used of it.</summary>
public sealed record CapBody(MoneyBody Limit, MoneyBody Used, MoneyBody Left);

/// <summary>An enrolment with what is used of its caps today.</summary>
/// <param name="Month">The cap of the month.</param>
/// <param name="Day">The cap of the day; null where the programme has none.</param>
/// <param name="Most">The most that may be asked for.</param>
public sealed record EnrolmentRecordBody(EnrolmentBody Enrolment, CapBody Month, CapBody? Day, MoneyBody Most)
{
    internal static EnrolmentRecordBody Of(EnrolmentRecord r)
    {
        MoneyBody Money(long value) => new(r.Row.Currency, value);
        return new(
            EnrolmentBody.Of(r.Row), new(Money(r.Row.Cap), Money(r.Used), Money(r.Left)), r.Terms.CapDaily is { } daily ? new(Money(daily), Money(r.UsedToday), Money(Math.Max(0, daily - r.UsedToday))) : null, Money(r.Terms.CapCeiling));
    }
}

/// <summary>approve or reject; rejecting needs a comment.</summary>
public sealed record EnrolmentDecisionBody(string Decision, string? Comment);

/// <summary>Why a vendor's part ends.</summary>
public sealed record EnrolmentEndBody(string Reason);
