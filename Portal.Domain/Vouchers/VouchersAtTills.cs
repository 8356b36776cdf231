using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>The vouchers of tokens, and whether the vendors before them take part: asked with every redemption, so those of one moment ask together, by two prepared queries.</summary>
internal sealed class VouchersAtTills
{
    /// <summary>Compiled by each instance, because a compiled query belongs to one model.</summary>
    private readonly Func<PortalDbContext, byte[][], IAsyncEnumerable<VoucherAtTill>> vouchersOf = EF.CompileAsyncQuery((PortalDbContext db, byte[][] hashes) =>
        from v in db.Vouchers.TagWith(PreparedQueries.Tag).AsNoTracking()
        where hashes.Contains(v.TokenHash)
        join p in db.VoucherProgrammes.AsNoTracking() on v.ProgrammeId equals p.Id
        from a in db.LedgerAccounts.AsNoTracking().Where(a => a.Id == v.AccountId).DefaultIfEmpty()
        select new VoucherAtTill(v, p, null, a == null ? 0 : a.Credits - a.Debits - a.DebitsReserved));

    private readonly Func<PortalDbContext, long[], IAsyncEnumerable<VendorEnrolment>> enrolmentsOf = EF.CompileAsyncQuery((PortalDbContext db, long[] vendors) =>
        db.VendorEnrolments.TagWith(PreparedQueries.Tag).AsNoTracking().Where(e => vendors.Contains(e.VendorId)));

    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly Gathered<(string Hash, long Vendor), VoucherAtTill> gathered;

    public VouchersAtTills(IDbContextFactory<PortalDbContext> contexts)
    {
        this.contexts = contexts;
        gathered = new(FindAsync);
    }

    /// <summary>The voucher of a token as a vendor is about to take it; null when there is none.</summary>
    /// <param name="vendor">0 for none.</param>
    public Task<VoucherAtTill?> FindAsync(string token, long vendor, CancellationToken cancellation) => gathered.AskAsync((Convert.ToHexString(OneTimeSecret.Hash(token)), vendor), cancellation);

    private async Task<IReadOnlyDictionary<(string Hash, long Vendor), VoucherAtTill>> FindAsync(IReadOnlyList<(string Hash, long Vendor)> asked)
    {
        await using var db = contexts.CreateDbContext();
        var vouchers = new Dictionary<string, VoucherAtTill>(asked.Count);
        await foreach (var found in vouchersOf(db, [.. asked.Select(a => a.Hash).Distinct().Select(Convert.FromHexString)]))
            vouchers[Convert.ToHexString(found.Voucher.TokenHash)] = found;
        var enrolments = new Dictionary<(long Programme, long Vendor), VendorEnrolment>();
        await foreach (var enrolment in enrolmentsOf(db, [.. asked.Select(a => a.Vendor).Distinct()]))
            enrolments[(enrolment.ProgrammeId, enrolment.VendorId)] = enrolment;
        return asked.Where(a => vouchers.ContainsKey(a.Hash)).ToDictionary(a => a, a => vouchers[a.Hash] is var found ? found with { Enrolment = enrolments.GetValueOrDefault((found.Programme.Id, a.Vendor)) } : found);
    }
}
