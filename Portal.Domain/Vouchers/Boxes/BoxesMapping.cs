using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Vouchers.Boxes;

internal sealed class BoxesMapping : IEntityTypeConfiguration<PaperBox>, IEntityTypeConfiguration<BoxedPiece>, IEntityTypeConfiguration<BoxCount>, IEntityTypeConfiguration<PaperDestruction>
{
    public void Configure(EntityTypeBuilder<PaperBox> builder)
    {
        builder.ToTable("PaperBoxes", table =>
        {
            table.HasCheckConstraint("CK_PaperBoxes_Receiver", "\"ReceiverId\" is null or \"ReceiverId\" <> \"GiverId\"");
            table.HasCheckConstraint("CK_PaperBoxes_Counter", "\"CounterId\" is null or (\"CounterId\" <> \"OpenerId\" and \"CounterId\" <> \"SealerId\" and \"CounterId\" <> \"GiverId\")");
            table.HasCheckConstraint("CK_PaperBoxes_Settler", "\"SettlerId\" is null or (\"SettlerId\" <> \"SealerId\" and \"SettlerId\" <> \"CounterId\")");
        });
        builder.Ignore(b => b.Differs);
        builder.HasIndex(b => b.Uid).IsUnique();
        builder.HasIndex(b => b.Code).IsUnique();
        builder.HasIndex(b => new { b.ProgrammeId, b.State });
        builder.HasIndex(b => b.DestructionId).HasFilter("\"DestructionId\" is not null");
        builder.Property(b => b.Code).HasMaxLength(PaperBox.CodeLength);
        builder.Property(b => b.Place).HasMaxLength(PaperBox.PlaceLength);
        builder.Property(b => b.ListHash).HasMaxLength(PaperBox.HashLength);
        builder.Property(b => b.SettleReason).HasMaxLength(PaperBox.ReasonLength);
        builder.Property(b => b.OpenerName).HasMaxLength(PaperBox.NameLength);
        builder.Property(b => b.SealerName).HasMaxLength(PaperBox.NameLength);
        builder.Property(b => b.GiverName).HasMaxLength(PaperBox.NameLength);
        builder.Property(b => b.ReceiverName).HasMaxLength(PaperBox.NameLength);
        builder.Property(b => b.CounterName).HasMaxLength(PaperBox.NameLength);
        builder.Property(b => b.SettlerName).HasMaxLength(PaperBox.NameLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(b => b.ProgrammeId);
        builder.HasOne<VoucherOffice>().WithMany().HasForeignKey(b => b.OfficeId);
        builder.HasOne<PaperDestruction>().WithMany().HasForeignKey(b => b.DestructionId);
    }

    public void Configure(EntityTypeBuilder<BoxedPiece> builder)
    {
        builder.ToTable("BoxedPieces");
        builder.HasKey(p => p.PieceId);
        builder.Property(p => p.PieceId).ValueGeneratedNever();
        builder.HasIndex(p => p.BoxId);
        builder.HasIndex(p => p.VoucherId).IsUnique();
        builder.HasOne<PaperBox>().WithMany().HasForeignKey(p => p.BoxId);
    }

    public void Configure(EntityTypeBuilder<BoxCount> builder)
    {
        builder.ToTable("BoxCounts");
        builder.HasIndex(c => c.BoxId);
        builder.Property(c => c.ByName).HasMaxLength(PaperBox.NameLength);
        builder.HasOne<PaperBox>().WithMany().HasForeignKey(c => c.BoxId);
    }

    public void Configure(EntityTypeBuilder<PaperDestruction> builder)
    {
        builder.ToTable("PaperDestructions");
        builder.HasIndex(d => d.Uid).IsUnique();
        builder.HasIndex(d => d.Code).IsUnique();
        builder.Property(d => d.Code).HasMaxLength(PaperDestruction.CodeLength);
        builder.Property(d => d.Place).HasMaxLength(PaperBox.PlaceLength);
        builder.Property(d => d.Method).HasMaxLength(PaperDestruction.MethodLength);
        builder.Property(d => d.Witnesses).HasMaxLength(PaperDestruction.WitnessesLength);
        builder.Property(d => d.Photo).HasMaxLength(PaperBox.HashLength);
        builder.Property(d => d.ByName).HasMaxLength(PaperBox.NameLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(d => d.ProgrammeId);
    }
}
