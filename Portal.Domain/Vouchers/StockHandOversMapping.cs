using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Vouchers;

internal sealed class StockHandOversMapping : IEntityTypeConfiguration<StockHandOver>, IEntityTypeConfiguration<StockHandOverRun>
{
    public void Configure(EntityTypeBuilder<StockHandOver> builder)
    {
        builder.ToTable("StockHandOvers", table => table.HasCheckConstraint("CK_StockHandOvers_Two", "\"GiverId\" <> \"ReceiverId\""));
        builder.HasIndex(h => h.Uid).IsUnique();
        builder.HasIndex(h => h.Code).IsUnique();
        builder.HasIndex(h => new { h.ProgrammeId, h.State });
        builder.HasIndex(h => new { h.ReceiverId, h.State });
        builder.Property(h => h.Code).HasMaxLength(StockHandOver.CodeLength);
        builder.Property(h => h.GiverName).HasMaxLength(StockHandOver.NameLength);
        builder.Property(h => h.ReceiverName).HasMaxLength(StockHandOver.NameLength);
        builder.Property(h => h.Note).HasMaxLength(StockHandOver.NoteLength);
        builder.Property(h => h.Reason).HasMaxLength(StockHandOver.NoteLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(h => h.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VoucherDrawer>().WithMany().HasForeignKey(h => h.FromDrawerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VoucherDrawer>().WithMany().HasForeignKey(h => h.ToDrawerId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StockHandOverRun> builder)
    {
        builder.ToTable("StockHandOverRuns");
        builder.Ignore(r => r.Count);
        builder.HasKey(r => new { r.HandOverId, r.Place });
        builder.HasOne<StockHandOver>().WithMany().HasForeignKey(r => r.HandOverId);
    }
}
