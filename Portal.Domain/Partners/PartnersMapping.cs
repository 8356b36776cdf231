using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Markets;

namespace Portal.Domain.Partners;

internal sealed class PartnersMapping : IEntityTypeConfiguration<PartnerLimit>
{
    public void Configure(EntityTypeBuilder<PartnerLimit> builder)
    {
        builder.ToTable("PartnerLimits");
        builder.Property(l => l.Currency).HasMaxLength(PartnerLimit.CurrencyLength);
        builder.Property(l => l.Partner).HasMaxLength(PartnerLimit.PartnerLength);
        builder.HasIndex(l => new { l.OperatorId, l.Currency, l.Partner }).IsUnique();
        builder.HasOne<Operator>().WithMany().HasForeignKey(l => l.OperatorId);
    }
}
