using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Access;
using Portal.Domain.Markets;

namespace Portal.Domain.Terminals;

internal sealed class TerminalsMapping : IEntityTypeConfiguration<Terminal>
{
    public void Configure(EntityTypeBuilder<Terminal> builder)
    {
        builder.ToTable("Terminals");
        builder.HasIndex(t => t.Code).IsUnique();
        builder.HasIndex(t => t.Serial).IsUnique().HasFilter("\"State\" <> 'Retired'");
        builder.HasIndex(t => t.PairingHash).IsUnique().HasFilter("\"PairingHash\" is not null");
        builder.HasIndex(t => t.ApiKeyId).IsUnique().HasFilter("\"ApiKeyId\" is not null");
        builder.HasIndex(t => t.MarketId);
        builder.HasIndex(t => t.StallId);
        builder.Property(t => t.Code).HasMaxLength(Terminal.CodeLength);
        builder.Property(t => t.Serial).HasMaxLength(Terminal.SerialLength);
        builder.Property(t => t.Model).HasMaxLength(Terminal.ModelLength);
        builder.Property(t => t.Software).HasMaxLength(Terminal.SoftwareLength);
        builder.Property(t => t.Reason).HasMaxLength(Terminal.ReasonLength);
        builder.Property(t => t.PairingHash).HasMaxLength(Terminal.HashLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(t => t.MarketId);
        builder.HasOne<Stall>().WithMany().HasForeignKey(t => t.StallId);
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(t => t.ApiKeyId);
    }
}
