using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Payments;

internal sealed class PaymentsMapping : IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<PaymentTender>
{
    private const int CurrencyLength = 3;

    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("Payments");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Currency).HasMaxLength(CurrencyLength);
        builder.Property(p => p.Reason).HasMaxLength(Payment.ReasonLength);
        builder.Property(p => p.Receipt).HasMaxLength(Payment.ReceiptLength);
        builder.HasIndex(p => new { p.MarketId, p.Id });
        builder.HasIndex(p => new { p.StallId, p.Id });
    }

    public void Configure(EntityTypeBuilder<PaymentTender> builder)
    {
        builder.ToTable("PaymentTenders");
        builder.HasKey(t => new { t.PaymentId, t.Place });
        builder.Property(t => t.Acquirer).HasMaxLength(PaymentTender.AcquirerLength);
        builder.Property(t => t.ApprovalNumber).HasMaxLength(PaymentTender.ApprovalLength);
        builder.Property(t => t.MaskedPan).HasMaxLength(PaymentTender.PanLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(t => t.PaymentId);
    }
}
