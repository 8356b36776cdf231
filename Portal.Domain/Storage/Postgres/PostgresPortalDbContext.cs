using Microsoft.EntityFrameworkCore;
using Portal.Domain.Vendors;

namespace Portal.Domain.Storage.Postgres;

/// <summary>The portal's tables in PostgreSQL.</summary>
public sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options, WriteGate gate) : PortalDbContext(options, gate)
{
    protected override string? BinaryCollation => "C";

    /// <summary>Quick search has an index of trigrams here, which EF Core cannot declare so that it may be missing: the migration makes it where it can.</summary>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        var vendors = builder.Entity<Vendor>().Metadata;
        vendors.RemoveIndex(vendors.FindIndex("IX_Vendors_Search")!);
    }
}
