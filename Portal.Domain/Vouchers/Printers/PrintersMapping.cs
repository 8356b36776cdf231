using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Vouchers.Printers;

internal sealed class PrintersMapping : IEntityTypeConfiguration<SecurityPrinter>, IEntityTypeConfiguration<PrintOrder>, IEntityTypeConfiguration<PrintBundle>
{
    public void Configure(EntityTypeBuilder<SecurityPrinter> builder)
    {
        builder.ToTable("SecurityPrinters", table => table.HasCheckConstraint("CK_SecurityPrinters_Two", "\"CheckerId\" is null or \"CheckerId\" <> \"MakerId\""));
        builder.HasIndex(p => p.Code).IsUnique();
        builder.Property(p => p.Code).HasMaxLength(SecurityPrinter.CodeLength);
        builder.Property(p => p.Name).HasMaxLength(SecurityPrinter.NameLength);
        builder.Property(p => p.Certificate).HasMaxLength(SecurityPrinter.CertificateLength);
        builder.Property(p => p.Fingerprint).HasMaxLength(SecurityPrinter.FingerprintLength);
        builder.Property(p => p.MakerName).HasMaxLength(SecurityPrinter.NameLength);
        builder.Property(p => p.CheckerName).HasMaxLength(SecurityPrinter.NameLength);
        builder.Property(p => p.Comment).HasMaxLength(SecurityPrinter.CommentLength);
    }

    public void Configure(EntityTypeBuilder<PrintOrder> builder)
    {
        builder.ToTable("PrintOrders");
        builder.HasIndex(o => o.Code).IsUnique();
        builder.HasIndex(o => o.BatchId).IsUnique();
        builder.Property(o => o.Code).HasMaxLength(PrintOrder.CodeLength);
        builder.Property(o => o.FileHash).HasMaxLength(PrintOrder.HashLength);
        builder.HasOne<VoucherBatch>().WithMany().HasForeignKey(o => o.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SecurityPrinter>().WithMany().HasForeignKey(o => o.PrinterId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PrintBundle> builder)
    {
        builder.ToTable("PrintBundles", table => table.HasCheckConstraint("CK_PrintBundles_Two", "\"SettlerId\" is null or \"ReceiverId\" is null or \"SettlerId\" <> \"ReceiverId\""));
        builder.HasIndex(b => new { b.OrderId, b.Box, b.Number }).IsUnique();
        builder.Property(b => b.Code).HasMaxLength(PrintBundle.CodeLength);
        builder.Property(b => b.ReceiverName).HasMaxLength(PrintBundle.NameLength);
        builder.Property(b => b.SettlerName).HasMaxLength(PrintBundle.NameLength);
        builder.Property(b => b.Reason).HasMaxLength(PrintBundle.ReasonLength);
        builder.Ignore(b => b.Count);
        builder.HasOne<PrintOrder>().WithMany().HasForeignKey(b => b.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VoucherDrawer>().WithMany().HasForeignKey(b => b.DrawerId).OnDelete(DeleteBehavior.Restrict);
    }
}
