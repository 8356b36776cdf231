using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Markets;
using Portal.Domain.Terminals;
using Portal.Domain.Vendors;
using Portal.Domain.Wallets;

namespace Portal.Domain.Payments;

internal sealed class PaymentsMapping : IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<PaymentTender>, IEntityTypeConfiguration<PaymentEvent>, IEntityTypeConfiguration<PaymentPart>,
    IEntityTypeConfiguration<PaymentLine>, IEntityTypeConfiguration<CashReceipt>, IEntityTypeConfiguration<PaymentAuthorisation>, IEntityTypeConfiguration<RefundRequest>,
    IEntityTypeConfiguration<Dispute>, IEntityTypeConfiguration<DisputeNote>
{
    private const int CurrencyLength = 3;

    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("Payments");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Currency).HasMaxLength(CurrencyLength);
        builder.Property(p => p.Reason).HasMaxLength(Payment.ReasonLength);
        builder.Property(p => p.ReasonValues).HasMaxLength(Payment.ReasonValuesLength);
        builder.Property(p => p.Receipt).HasMaxLength(Payment.ReceiptLength);
        builder.HasIndex(p => new { p.MarketId, p.Id });
        builder.HasIndex(p => new { p.StallId, p.Id });
        builder.HasIndex(p => new { p.MarketId, p.BusinessDate });
        builder.HasIndex(p => p.Receipt).IsUnique();
        builder.HasIndex(p => p.Id).HasDatabaseName("IX_Payments_Pending").HasFilter("\"Status\" = 'Pending'");
        builder.HasOne<Terminal>().WithMany().HasForeignKey(p => p.TerminalId);
    }

    public void Configure(EntityTypeBuilder<PaymentTender> builder)
    {
        builder.ToTable("PaymentTenders");
        builder.HasKey(t => new { t.PaymentId, t.Place });
        builder.Property(t => t.Acquirer).HasMaxLength(PaymentTender.AcquirerLength);
        builder.Property(t => t.ApprovalNumber).HasMaxLength(PaymentTender.ApprovalLength);
        builder.Property(t => t.MaskedPan).HasMaxLength(PaymentTender.PanLength);
        builder.HasIndex(t => t.WalletId).HasFilter("\"WalletId\" is not null");
        builder.HasIndex(t => t.VoucherId).HasFilter("\"VoucherId\" is not null");
        builder.HasOne<Payment>().WithMany().HasForeignKey(t => t.PaymentId);
        builder.HasOne<Wallet>().WithMany().HasForeignKey(t => t.WalletId);
    }

    public void Configure(EntityTypeBuilder<PaymentEvent> builder)
    {
        builder.ToTable("PaymentEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Reason).HasMaxLength(PaymentEvent.ReasonLength);
        builder.Property(e => e.By).HasMaxLength(PaymentEvent.ByLength);
        builder.Property(e => e.ApprovalNumber).HasMaxLength(PaymentTender.ApprovalLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(e => e.PaymentId);
    }

    public void Configure(EntityTypeBuilder<PaymentPart> builder)
    {
        builder.ToTable("PaymentParts");
        builder.HasKey(p => new { p.EventId, p.Place });
        builder.HasIndex(p => p.PaymentId);
        builder.HasOne<PaymentEvent>().WithMany().HasForeignKey(p => p.EventId);
    }

    public void Configure(EntityTypeBuilder<PaymentLine> builder)
    {
        builder.ToTable("PaymentLines");
        builder.HasKey(l => new { l.PaymentId, l.Place });
        builder.Property(l => l.Item).HasMaxLength(PaymentLine.ItemLength);
        builder.Property(l => l.Unit).HasMaxLength(PaymentLine.UnitLength);
        builder.Property(l => l.Lot).HasMaxLength(PaymentLine.LotLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(l => l.PaymentId);
    }

    public void Configure(EntityTypeBuilder<CashReceipt> builder)
    {
        builder.ToTable("CashReceipts");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Number).HasMaxLength(CashReceipt.SealedLength);
        builder.Property(r => r.Masked).HasMaxLength(CashReceipt.MaskedLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(r => r.Id);
    }

    public void Configure(EntityTypeBuilder<PaymentAuthorisation> builder)
    {
        builder.ToTable("PaymentAuthorisations");
        builder.HasIndex(a => new { a.PaymentId, a.Place }).IsUnique();
        builder.HasIndex(a => a.NextAt).HasFilter("\"NextAt\" is not null");
        builder.Property(a => a.Connector).HasMaxLength(PaymentAuthorisation.ConnectorLength);
        builder.Property(a => a.ApprovalNumber).HasMaxLength(PaymentTender.ApprovalLength);
        builder.Property(a => a.Reason).HasMaxLength(Payment.ReasonLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(a => a.PaymentId);
    }

    public void Configure(EntityTypeBuilder<RefundRequest> builder)
    {
        builder.ToTable("RefundRequests");
        builder.HasIndex(r => r.Uid).IsUnique();
        builder.HasIndex(r => r.PaymentId);
        builder.HasIndex(r => r.StallId).HasFilter("\"State\" = 'Requested'");
        builder.Property(r => r.Reason).HasMaxLength(PaymentEvent.ReasonLength);
        builder.Property(r => r.ApprovalNumber).HasMaxLength(PaymentTender.ApprovalLength);
        builder.Property(r => r.RequestedBy).HasMaxLength(PaymentEvent.ByLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId);
        builder.HasOne<Stall>().WithMany().HasForeignKey(r => r.StallId);
    }

    public void Configure(EntityTypeBuilder<Dispute> builder)
    {
        builder.ToTable("Disputes");
        builder.HasIndex(d => d.Uid).IsUnique();
        builder.HasIndex(d => d.PaymentId);
        builder.HasIndex(d => new { d.MarketId, d.State });
        builder.Property(d => d.Reference).HasMaxLength(Dispute.ReferenceLength);
        builder.Property(d => d.Reason).HasMaxLength(Dispute.ReasonLength);
        builder.Property(d => d.DecisionReason).HasMaxLength(Dispute.ReasonLength);
        builder.HasOne<Payment>().WithMany().HasForeignKey(d => d.PaymentId);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(d => d.VendorId);
    }

    public void Configure(EntityTypeBuilder<DisputeNote> builder)
    {
        builder.ToTable("DisputeNotes");
        builder.HasIndex(n => n.DisputeId);
        builder.Property(n => n.Text).HasMaxLength(DisputeNote.TextLength);
        builder.Property(n => n.FileName).HasMaxLength(DisputeNote.FileNameLength);
        builder.Property(n => n.Document).HasMaxLength(DisputeNote.HashLength);
        builder.Property(n => n.By).HasMaxLength(PaymentEvent.ByLength);
        builder.HasOne<Dispute>().WithMany().HasForeignKey(n => n.DisputeId);
    }
}
