using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Storage.Postgres;

/// <summary>The portal's tables in PostgreSQL.</summary>
public sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options, WriteGate gate) : PortalDbContext(options, gate)
{
    protected override string? BinaryCollation => "C";
}
