using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.ListedEnrolment, Portal.Domain.Vouchers.EnrolmentRow>;

namespace Portal.Domain.Vouchers;

/// <summary>A vendor's part in a programme as it is listed. Amounts in minor units.</summary>
public sealed record EnrolmentRow(
    long Id, string Programme, string Currency, string Vendor, string VendorName, string Market, EnrolmentState State, DateTime AppliedAt, string MakerName, long MakerId, DateTime? VisitedAt, string? VisitedBy, string? VisitPhoto, string? DecidedBy,
    string? Reason, DateOnly? From, DateOnly? Until, bool Frozen, long Cap, long? CapAsked, string? CapAskedBy, string? CapReason, long? AnnualSales, Guid? Application, long Version)
{
    public string Code => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>How many enrolments wait for somebody.</summary>
/// <param name="Applied">For a decision.</param>
/// <param name="Provisional">For the visit.</param>
/// <param name="Caps">For a decision on another cap.</param>
/// <param name="Oldest">When the oldest of those that are not through yet was handed in.</param>
public sealed record EnrolmentsWaiting(int Applied, int Provisional, int Caps, DateTime? Oldest)
{
    public int All => Applied + Provisional + Caps;
}

/// <summary>An enrolment with what its list shows beside it.</summary>
public sealed class ListedEnrolment
{
    public required VendorEnrolment Enrolment { get; init; }

    public required string IdText { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public required string Vendor { get; init; }

    public required string VendorName { get; init; }

    public required string Market { get; init; }
}

/// <summary>Reads who takes part in programmes, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class EnrolmentQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedEnrolment, EnrolmentRow> Definition { get; } = new()
    {
        Key = l => l.Enrolment.Id,
        Code = l => l.IdText,
        CodeOf = r => r.Code,
        Row = l => new EnrolmentRow(
            l.Enrolment.Id, l.Programme.Code, l.Programme.Currency, l.Vendor, l.VendorName, l.Market, l.Enrolment.State, l.Enrolment.AppliedAt, l.Enrolment.MakerName, l.Enrolment.MakerId, l.Enrolment.VisitedAt, l.Enrolment.VisitedBy,
            l.Enrolment.VisitPhoto, l.Enrolment.DecidedBy, l.Enrolment.Reason, l.Enrolment.From, l.Enrolment.Until, l.Enrolment.Frozen, l.Enrolment.CapMinor, l.Enrolment.CapAskedMinor, l.Enrolment.CapAskedBy, l.Enrolment.CapReason,
            l.Enrolment.AnnualSalesMinor, l.Enrolment.ApplicationUid, l.Enrolment.Version),
        Order = [new ListSort("state"), new ListSort("appliedAt")],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return l => l.VendorName.Contains(raw) || l.Vendor.Contains(upper);
        },
        Columns =
        [
            Column.Text("vendorName", "enrolments.vendor", l => l.VendorName, r => r.VendorName) with { Important = 1 },
            Column.Code("vendor", "enrolments.vendor_code", l => l.Vendor, r => r.Vendor),
            Column.Code("market", "enrolments.market", l => l.Market, r => r.Market) with { Offered = true },
            Column.Choice("state", "enrolments.state", l => l.Enrolment.State, r => r.State) with { Important = 2, Offered = true, Sort = Urgency },
            Column.Code("programme", "enrolments.programme", l => l.Programme.Code, r => r.Programme) with { Hidden = true },
            Column.Instant("appliedAt", "enrolments.appliedAt", l => l.Enrolment.AppliedAt, r => r.AppliedAt) with { Important = 3 },
            Column.Date("until", "enrolments.until", l => l.Enrolment.Until, r => r.Until),
            Column.Money("cap", "enrolments.cap", l => l.Enrolment.CapMinor, r => r.Money(r.Cap)),
            Column.Money("capAsked", "enrolments.cap_asked", l => l.Enrolment.CapAskedMinor, r => r.CapAsked is { } asked ? r.Money(asked) : null) with { Hidden = true },
            Column.YesNo("capWaits", "enrolments.cap_waits", l => l.Enrolment.CapAskedMinor != null, r => r.CapAsked is not null) with { Hidden = true, Offered = true },
            Column.Instant("visitedAt", "enrolments.visitedAt", l => l.Enrolment.VisitedAt, r => r.VisitedAt) with { Hidden = true },
            Column.YesNo("frozen", "enrolments.frozen", l => l.Enrolment.Frozen, r => r.Frozen) with { Hidden = true },
        ],
    };

    /// <summary>What is still to be done comes first.</summary>
    private static Expression<Func<ListedEnrolment, int>> Urgency => l => l.Enrolment.State == EnrolmentState.Applied ? 0 : l.Enrolment.State == EnrolmentState.Provisional ? 1 : 2;

    /// <summary>One page of the list; those that wait come first, the oldest before all.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<EnrolmentRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>Rows in the order of their numbers, from the one behind <paramref name="after"/> on: the paging of the API. Behind what is no number there is none.</summary>
    public async Task<Outcome<IReadOnlyList<EnrolmentRow>>> AfterAsync(Actor actor, ListQuery query, string? after, int limit, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        var behind = 0L;
        if (!string.IsNullOrEmpty(after) && !long.TryParse(after, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out behind))
            return Array.Empty<EnrolmentRow>();
        await using var db = contexts.CreateDbContext();
        var matching = Listed(db).Matching(query, Definition);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        return await rows.Where(l => l.Enrolment.Id > behind).OrderBy(l => l.Enrolment.Id).Take(limit).Select(Definition.Row).ToListAsync(cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<EnrolmentRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>One enrolment.</summary>
    public async Task<Outcome<EnrolmentRow>> GetAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).Where(l => l.Enrolment.Id == id).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is { } row ? row : new EnrolmentNotFound();
    }

    /// <summary>What waits for somebody; nothing for who lacks the right.</summary>
    public async Task<EnrolmentsWaiting> WaitingAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new EnrolmentsWaiting(0, 0, 0, null);
        await using var db = contexts.CreateDbContext();
        var waiting = await db.VendorEnrolments.AsNoTracking().Where(e => e.State == EnrolmentState.Applied || e.State == EnrolmentState.Provisional || e.CapAskedMinor != null)
            .GroupBy(e => e.State).Select(g => new { State = g.Key, Count = g.Count(), Caps = g.Sum(e => e.CapAskedMinor == null ? 0 : 1), Oldest = g.Min(e => e.AppliedAt) }).ToListAsync(cancellation);
        int Of(EnrolmentState state) => waiting.Where(w => w.State == state).Sum(w => w.Count);
        return new EnrolmentsWaiting(Of(EnrolmentState.Applied), Of(EnrolmentState.Provisional), waiting.Sum(w => w.Caps), waiting.Where(w => w.State is EnrolmentState.Applied or EnrolmentState.Provisional).Select(w => (DateTime?)w.Oldest).Min());
    }

    // CA1305: the id as text stands in an expression that becomes SQL.
#pragma warning disable CA1305
    internal static IQueryable<ListedEnrolment> Listed(PortalDbContext db) =>
        from e in db.VendorEnrolments.AsNoTracking()
        join p in db.VoucherProgrammes on e.ProgrammeId equals p.Id
        join v in db.Vendors on e.VendorId equals v.Id
        join m in db.Markets on e.MarketId equals m.Id
        select new ListedEnrolment { Enrolment = e, IdText = e.Id.ToString(), Programme = p, Vendor = v.Code, VendorName = v.TradeName, Market = m.Code };
#pragma warning restore CA1305
}
