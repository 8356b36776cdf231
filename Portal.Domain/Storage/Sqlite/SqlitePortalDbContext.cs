using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain.Vendors;

namespace Portal.Domain.Storage.Sqlite;

/// <summary>The portal's tables in one SQLite file.</summary>
public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options, WriteGate gate) : PortalDbContext(options, gate)
{
    protected override string? BinaryCollation => null;

    /// <summary>The vendors whose texts have this phrase (<see cref="PairSearch.Phrase"/>).</summary>
    public IQueryable<FoundRow> VendorPairs(string phrase) => FromExpression(() => VendorPairs(phrase));

    public override Expression<Func<Vendor, bool>>? MayContain(string part)
    {
        if (part.Length < PairSearch.Length)
            return null;
        var found = VendorPairs(PairSearch.Phrase(part)).Select(f => f.Id);
        return v => found.Contains(v.Id);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDbFunction(typeof(SqlitePortalDbContext).GetMethod(nameof(VendorPairs))!).HasName(nameof(VendorPairs));
        builder.Entity<FoundRow>(row =>
        {
            row.HasNoKey().ToTable((string?)null);
            row.Property(r => r.Id).HasColumnName("rowid");
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Guid>().HaveConversion<GuidToBytesConverter>();
    }
}
