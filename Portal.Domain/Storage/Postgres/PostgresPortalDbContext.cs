using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Vendors;

namespace Portal.Domain.Storage.Postgres;

/// <summary>The portal's tables in PostgreSQL.</summary>
public sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options, WriteGate gate) : PortalDbContext(options, gate)
{
    protected override string? BinaryCollation => "C";

    public override Expression<Func<Vendor, bool>>? MayContain(string part) => part.Length < PairSearch.Length ? null : v => PairSearch.MayContain(v.SearchText, part);

    /// <summary>Quick search has an index of an expression here, which EF Core cannot declare: the migration makes it.</summary>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDbFunction(typeof(PairSearch).GetMethod(nameof(PairSearch.MayContain))!).HasName("portal_may_contain");
        var vendors = builder.Entity<Vendor>().Metadata;
        vendors.RemoveIndex(vendors.FindIndex("IX_Vendors_Search")!);
    }
}
