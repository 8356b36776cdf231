using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Payments;

internal sealed class PaymentsMapping : IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<PaymentTender>, IEntityTypeConfiguration<PaymentEvent>, IEntityTypeConfiguration<PaymentPart>
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

    public void Configure(EntityTypeBuilder<PaymentEvent> builder)
    {
        builder.ToTable("PaymentEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Reason).HasMaxLength(PaymentEvent.ReasonLength);
        builder.Property(e => e.By).HasMaxLength(PaymentEvent.ByLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(e => e.PaymentId);
    }

    public void Configure(EntityTypeBuilder<PaymentPart> builder)
    {
        builder.ToTable("PaymentParts");
        builder.HasKey(p => new { p.EventId, p.Place });
        builder.HasIndex(p => p.PaymentId);
        builder.HasOne<PaymentEvent>().WithMany().HasForeignKey(p => p.EventId);
    }
}
