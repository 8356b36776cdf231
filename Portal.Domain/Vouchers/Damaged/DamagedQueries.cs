using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.Damaged.ListedDamage, Portal.Domain.Vouchers.Damaged.DamagedRow>;

namespace Portal.Domain.Vouchers.Damaged;

/// <summary>One line of the list of exchange cases. Minor units.</summary>
/// <param name="Number">The voucher's number; null while nobody knows which one it is.</param>
public sealed record DamagedRow(
    long Id, string Code, DamagedState State, string Programme, string Currency, string Prefix, long? Number, long Face, int Left, bool Legible, BringerKind Bringer, string? Vendor, string? VendorName, string Office, string Opener, DateTime OpenedAt,
    string? Decider, DateTime? DecidedAt)
{
    public string? Serial => Number is { } number ? SerialNumbers.Of(Prefix, number) : null;

    public Money Money => new(Currency, Face);
}

/// <summary>An exchange case in full.</summary>
/// <param name="Bundle">The bundle in which a counter refused it.</param>
/// <param name="NewSerial">The paper that was given for it.</param>
/// <param name="Standing">Whether the reader may decide about it.</param>
/// <param name="MayWithdraw">True for who opened it, while it is open.</param>
public sealed record DamagedRecord(
    DamagedRow Row, DamagedCase Case, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, string Issuer, string TimeZone, OfficeName Office, string? Bundle, Guid? BundleUid, string? NewSerial, DecisionStanding Standing, bool MayWithdraw)
{
    /// <summary>Paper of the same face value that could be given for it: the first in a drawer of the reader or of who opened the case; null for none.</summary>
    public string? Ready { get; init; }
}

/// <summary>An exchange case with what its list shows beside it.</summary>
public sealed class ListedDamage
{
    public required DamagedCase Case { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public long? Number { get; init; }

    public string? Vendor { get; init; }

    public string? VendorName { get; init; }

    public required string Office { get; init; }
}

/// <summary>Reads exchange cases, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class DamagedQueries(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, WaitingApprovals approvals, TimeProvider time)
{
    public static ListDefinition<ListedDamage, DamagedRow> Definition { get; } = new()
    {
        Key = l => l.Case.Id,
        Code = l => l.Case.Code,
        CodeOf = r => r.Code,
        Row = l => new DamagedRow(
            l.Case.Id, l.Case.Code, l.Case.State, l.Programme.Code, l.Programme.Currency, l.Programme.Prefix, l.Number, l.Case.FaceMinor, l.Case.LeftPercent, l.Case.Legible, l.Case.Bringer, l.Vendor, l.VendorName, l.Office, l.Case.OpenerName,
            l.Case.OpenedAt, l.Case.DeciderName, l.Case.DecidedAt),
        Order = [new ListSort("openedAt", Descending: true)],
        Search = word =>
        {
            var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant());
            return SerialNumbers.TryParse(raw, out var prefix, out var number) ? l => l.Number == number && l.Programme.Prefix == prefix : l => l.Case.Code.Contains(upper) || (l.VendorName != null && l.VendorName.Contains(raw));
        },
        Columns =
        [
            Column.Text("code", "damaged.code", l => l.Case.Code, r => r.Code) with { Important = 1 },
            Column.Choice("state", "damaged.state", l => l.Case.State, r => r.State) with { Important = 2, Offered = true },
            Column.Instant("openedAt", "damaged.openedAt", l => l.Case.OpenedAt, r => r.OpenedAt),
            Column.Shown("serial", "vouchers.serial", ListKind.Text, r => r.Serial ?? "") with { Sort = null },
            Column.Money("face", "vouchers.face", l => l.Case.FaceMinor, r => r.Money) with { Important = 3 },
            Column.Number("left", "damaged.left", l => l.Case.LeftPercent, r => r.Left),
            Column.YesNo("legible", "damaged.legible", l => l.Case.Legible, r => r.Legible) with { Offered = true },
            Column.Choice("bringer", "damaged.bringer", l => l.Case.Bringer, r => r.Bringer) with { Offered = true },
            Column.Text("vendorName", "damaged.vendor", l => l.VendorName, r => r.VendorName),
            Column.Text("office", "vouchers.office", l => l.Office, r => r.Office),
            Column.Text("opener", "damaged.opener", l => l.Case.OpenerName, r => r.Opener),
            Column.Text("decider", "damaged.decider", l => l.Case.DeciderName, r => r.Decider),
            Column.Instant("decidedAt", "damaged.decidedAt", l => l.Case.DecidedAt, r => r.DecidedAt) with { Hidden = true },
            Column.Code("programme", "vouchers.programme", l => l.Programme.Code, r => r.Programme) with { Hidden = true },
        ],
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<DamagedRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<DamagedRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db).Apply(query, Definition, zone).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>Open cases: those that the reader may decide about by his own right, or all where he only watches. True when one of them cannot wait.</summary>
    public async Task<(int Waiting, bool Urgent)> WaitingAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return default;
        var (owner, decides, since) = (actor.OwnerId, actor.MayEverywhere(Right.ApproveVouchers), Now - WaitingApprovals.Patience);
        await using var db = contexts.CreateDbContext();
        var open = db.DamagedCases.Where(c => c.State == DamagedState.Open && (!decides || c.OpenerId != owner));
        var waiting = await open.CountAsync(cancellation);
        return (waiting, waiting > 0 && await open.AnyAsync(c => c.OpenedAt < since, cancellation));
    }

    /// <summary>A case by its code.</summary>
    public async Task<Outcome<DamagedRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db).SingleOrDefaultAsync(l => l.Case.Code == code, cancellation) is not { } found)
            return new DamagedCaseNotFound();
        var (damage, programme, row) = (found.Case, found.Programme, Definition.Row.Compile()(found));
        var office = await db.VoucherOffices.AsNoTracking().SingleAsync(o => o.Id == damage.OfficeId, cancellation);
        var bundle = await db.Presentments.AsNoTracking().SingleOrDefaultAsync(p => p.Id == damage.PresentmentId, cancellation);
        var given = await db.Vouchers.Where(v => v.Id == damage.NewVoucherId).Select(v => (long?)v.Number).SingleOrDefaultAsync(cancellation);
        var open = damage.State == DamagedState.Open;
        var standing = open ? await approvals.StandingAsync(actor, damage.OpenerId, row.Money, programme.DayAt(Now), [], cancellation) : new DecisionStanding(false, false, false, null);
        return new DamagedRecord(
            row, damage, programme.NameKo, programme.NameEn, programme.NameZh, programme.Issuer, programme.TimeZone, new OfficeName(office.Code, office.NameKo, office.NameEn, office.NameZh), bundle?.Code, bundle?.Uid,
            given is { } number ? SerialNumbers.Of(programme.Prefix, number) : null, standing, open && damage.OpenerId == actor.OwnerId && DamagedDesk.MayOpen(actor))
        {
            Ready = standing.May && damage.VoucherId is not null ? await ReadyAsync(db, actor, damage, programme, cancellation) : null,
        };
    }

    /// <summary>The cases of a voucher: that of its damaged paper, and that for which it was given; the last one first.</summary>
    public async Task<Outcome<IReadOnlyList<(string Code, DamagedState State)>>> OfVoucherAsync(Actor actor, long voucher, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var cases = await db.DamagedCases.Where(c => c.VoucherId == voucher || c.NewVoucherId == voucher).OrderByDescending(c => c.Id).Select(c => new { c.Code, c.State }).ToListAsync(cancellation);
        return cases.ConvertAll(c => (c.Code, c.State));
    }

    /// <summary>Opens the photo of a case.</summary>
    public async Task<Outcome<OpenedAttachment>> PhotoAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var hash = await db.DamagedCases.Where(c => c.Code == code).Select(c => c.Photo).SingleOrDefaultAsync(cancellation);
        if (hash is null || await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Hash == hash, cancellation) is not { } kept || documents.Open(hash) is not { } content)
            return new AttachmentNotFound();
        return new OpenedAttachment(content, kept.ContentType, code + AttachmentContent.EndingOf(kept.ContentType));
    }

    private static async Task<string?> ReadyAsync(PortalDbContext db, Actor actor, DamagedCase damage, VoucherProgramme programme, CancellationToken cancellation)
    {
        var (me, opener) = (actor.OwnerId, damage.OpenerId);
        var drawers = await db.VoucherDrawers.Where(d => d.OwnerId == me || d.OwnerId == opener).Select(d => d.Id).ToListAsync(cancellation);
        var number = await db.Vouchers.Where(v => drawers.Contains(v.DrawerId!.Value) && v.ProgrammeId == damage.ProgrammeId && v.Kind == VoucherKind.Paper && v.State == VoucherState.Stock && !v.Frozen && v.HandOverId == null && v.FaceMinor == damage.FaceMinor)
            .Where(v => db.VoucherBatches.Any(b => b.Id == v.BatchId && b.State == BatchState.Printed)).OrderBy(v => v.Number).Select(v => (long?)v.Number).FirstOrDefaultAsync(cancellation);
        return number is { } first ? SerialNumbers.Of(programme.Prefix, first) : null;
    }

    private static IQueryable<ListedDamage> Listed(PortalDbContext db) =>
        from c in db.DamagedCases.AsNoTracking()
        join g in db.VoucherProgrammes.AsNoTracking() on c.ProgrammeId equals g.Id
        join o in db.VoucherOffices on c.OfficeId equals o.Id
        from v in db.Vouchers.Where(v => v.Id == c.VoucherId).DefaultIfEmpty()
        from s in db.Vendors.Where(s => s.Id == c.VendorId).DefaultIfEmpty()
        select new ListedDamage
        {
            Case = c,
            Programme = g,
            Number = v == null ? null : v.Number,
            Vendor = s == null ? null : s.Code,
            VendorName = s == null ? null : s.TradeName,
            Office = o.Code,
        };
}
