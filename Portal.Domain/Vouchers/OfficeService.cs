using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers.Printers;

namespace Portal.Domain.Vouchers;

/// <summary>An office as it is to be.</summary>
/// <param name="Market">The code of the market in which it is; null for none.</param>
/// <param name="Version">Of the record that was seen; null for a new one.</param>
public sealed record OfficeFields(string? Code, string? NameKo, string? NameEn = null, string? NameZh = null, string? Market = null, long? Version = null);

/// <summary>Keeps the registry of the offices that sell vouchers, and opens drawers in them.</summary>
public sealed class OfficeService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens an office.</summary>
    public async Task<Outcome<VoucherOffice>> OpenAsync(Actor actor, OfficeFields wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        await using var db = contexts.CreateDbContext();
        var (office, refusals) = (new VoucherOffice(), new List<Refusal>());
        office.Code = Codes.OfRecord(wanted.Code, "code", VoucherOffice.CodeLength, refusals) ?? "";
        if (office.Code.Length == 0 && refusals.Count == 0)
            refusals.Add(new TextMissing { Field = "code" });
        await FillAsync(db, office, wanted, refusals, cancellation);
        if (await db.VoucherOffices.Where(o => o.Code == office.Code).Select(o => o.NameKo).SingleOrDefaultAsync(cancellation) is { } taken)
            refusals.Add(new OfficeCodeTaken(taken) { Field = "code" });
        if (refusals.Count > 0)
            return refusals;
        db.Add(office);
        db.Audit(actor, Now, "voucher_office.opened", office);
        var saved = await db.SaveOrConflictAsync(office, cancellation);
        return saved.Ok ? office : saved.Refusals.ToList();
    }

    /// <summary>Changes an office; its code stays.</summary>
    public async Task<Outcome<VoucherOffice>> EditAsync(Actor actor, OfficeFields wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherOffices.SingleOrDefaultAsync(o => o.Code == wanted.Code, cancellation) is not { } office)
            return new OfficeNotFound(wanted.Code ?? "");
        var refusals = new List<Refusal>();
        await FillAsync(db, office, wanted, refusals, cancellation);
        if (refusals.Count > 0)
            return refusals;
        if (wanted.Version is { } seen)
            db.Entry(office).Property(o => o.Version).OriginalValue = seen;
        db.Audit(actor, Now, "voucher_office.edited", office);
        var saved = await db.SaveOrConflictAsync(office, cancellation);
        return saved.Ok ? office : saved.Refusals.ToList();
    }

    /// <summary>Closes an office without stock, or opens it again. What was sold there stays.</summary>
    public async Task<Outcome<VoucherOffice>> CloseAsync(Actor actor, string code, bool closed, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        await using var db = contexts.CreateDbContext();
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (await db.VoucherOffices.SingleOrDefaultAsync(o => o.Code == code, cancellation) is not { } office)
            return new OfficeNotFound(code);
        if (office.ClosedAt is not null == closed)
            return office;
        if (office.Code == VoucherOffices.Head)
            return new HeadOfficeStays();
        office.ClosedAt = closed ? Now : null;
        db.Audit(actor, Now, closed ? "voucher_office.closed" : "voucher_office.reopened", office);
        var saved = await db.SaveOrConflictAsync(office, cancellation);
        if (!saved.Ok)
            return saved.Refusals.ToList();
        // Asked after the row is locked: an offer to this office has come before, or is refused.
        if (closed && await StockAsync(db, office.Id, cancellation) is { } there)
            return there;
        await scope.CommitAsync(cancellation);
        return office;
    }

    /// <summary>Opens a drawer for a person who may sell vouchers, so that stock can be handed over to him before he sold anything.</summary>
    public async Task<Outcome<VoucherDrawer>> OpenDrawerAsync(Actor actor, string office, long userId, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherOffices.AsNoTracking().SingleOrDefaultAsync(o => o.Code == office && o.ClosedAt == null, cancellation) is not { } there)
            return new OfficeNotFound(office);
        if (await Sellers(db).SingleOrDefaultAsync(u => u.Id == userId, cancellation) is not { } owner)
            return new DrawerOwnerUnfit { Field = "owner" };
        if (await db.VoucherDrawers.AsNoTracking().SingleOrDefaultAsync(d => d.OwnerId == userId && d.OfficeId == there.Id, cancellation) is { } known)
            return known;
        var drawer = new VoucherDrawer { OfficeId = there.Id, OwnerId = owner.Id, OwnerName = owner.DisplayName };
        db.Add(drawer);
        db.Audit(actor, Now, "voucher_drawer.opened", drawer);
        var saved = await db.SaveOrConflictAsync(drawer, cancellation);
        return saved.Ok ? drawer : saved.Refusals.ToList();
    }

    /// <summary>People who may sell vouchers everywhere.</summary>
    internal static IQueryable<PortalUser> Sellers(PortalDbContext db)
    {
        var roles = Enum.GetValues<Role>().Where(r => RightsMatrix.Allows(r, Right.SellVouchers)).ToList();
        return db.Users.AsNoTracking().Where(u => u.DisabledAt == null && !u.IsService && db.UserGrants.Any(g => g.UserId == u.Id && g.Scope == ScopeKind.All && roles.Contains(g.Role)));
    }

    private static async Task<OfficeHasStock?> StockAsync(PortalDbContext db, long officeId, CancellationToken cancellation)
    {
        var lies = await db.Vouchers.LongCountAsync(v => v.State == VoucherState.Stock && db.VoucherDrawers.Any(d => d.Id == v.DrawerId && d.OfficeId == officeId), cancellation);
        var comes = await db.StockHandOvers.AnyAsync(h => h.State == HandOverState.Offered && db.VoucherDrawers.Any(d => d.Id == h.ToDrawerId && d.OfficeId == officeId), cancellation)
            || await db.VoucherBatches.AnyAsync(b => b.OfficeId == officeId && (b.State == BatchState.Submitted || b.State == BatchState.Approved || b.State == BatchState.Printing || b.State == BatchState.Made), cancellation)
            || await db.PrintBundles.AnyAsync(p => (p.State == BundleState.Expected || p.State == BundleState.Miscounted) && db.PrintOrders.Any(o => o.Id == p.OrderId && db.VoucherBatches.Any(b => b.Id == o.BatchId && b.OfficeId == officeId)), cancellation);
        return lies > 0 || comes ? new OfficeHasStock(lies) : null;
    }

    private static async Task FillAsync(PortalDbContext db, VoucherOffice office, OfficeFields wanted, List<Refusal> refusals, CancellationToken cancellation)
    {
        office.NameKo = Text.Require(wanted.NameKo, "name.ko", VoucherOffice.NameLength, refusals);
        office.NameEn = Text.Clean(wanted.NameEn, "name.en", VoucherOffice.NameLength, refusals);
        office.NameZh = Text.Clean(wanted.NameZh, "name.zh", VoucherOffice.NameLength, refusals);
        office.MarketId = null;
        if (!string.IsNullOrWhiteSpace(wanted.Market) && (office.MarketId = await db.Markets.Where(m => m.Code == wanted.Market).Select(m => (long?)m.Id).SingleOrDefaultAsync(cancellation)) is null)
            refusals.Add(new Markets.MarketNotFound(wanted.Market) { Field = "market" });
    }
}
