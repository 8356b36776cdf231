using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Vouchers.Counts;

internal sealed class DrawerCountsMapping : IEntityTypeConfiguration<DrawerCount>, IEntityTypeConfiguration<DrawerCountLine>
{
    public void Configure(EntityTypeBuilder<DrawerCount> builder)
    {
        builder.ToTable("DrawerCounts", table => table.HasCheckConstraint("CK_DrawerCounts_Two", "\"CheckerId\" is null or \"CheckerId\" <> \"CounterId\""));
        builder.HasIndex(c => new { c.DrawerId, c.BusinessDate }).IsUnique();
        builder.HasIndex(c => c.Code).IsUnique();
        builder.HasIndex(c => new { c.OfficeId, c.BusinessDate });
        builder.Property(c => c.Code).HasMaxLength(DrawerCount.CodeLength);
        builder.Property(c => c.CounterName).HasMaxLength(DrawerCount.NameLength);
        builder.Property(c => c.CheckerName).HasMaxLength(DrawerCount.NameLength);
        builder.Property(c => c.Reason).HasMaxLength(DrawerCount.ReasonLength);
        builder.Property(c => c.Comment).HasMaxLength(DrawerCount.ReasonLength);
        builder.Ignore(c => c.IsDone);
        builder.HasOne<VoucherDrawer>().WithMany().HasForeignKey(c => c.DrawerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VoucherOffice>().WithMany().HasForeignKey(c => c.OfficeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DrawerCountLine> builder)
    {
        builder.ToTable("DrawerCountLines");
        builder.HasKey(l => new { l.CountId, l.Place });
        builder.HasOne<DrawerCount>().WithMany().HasForeignKey(l => l.CountId);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(l => l.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}
