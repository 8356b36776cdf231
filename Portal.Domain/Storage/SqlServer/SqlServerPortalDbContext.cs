using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Storage.SqlServer;

/// <summary>The portal's tables in SQL Server.</summary>
public sealed class SqlServerPortalDbContext(DbContextOptions<SqlServerPortalDbContext> options, WriteGate gate) : PortalDbContext(options, gate)
{
    protected override string? BinaryCollation => "Latin1_General_100_BIN2";
}
