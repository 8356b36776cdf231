using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Vouchers.Damaged;

internal sealed class DamagedMapping : IEntityTypeConfiguration<DamagedCase>
{
    public void Configure(EntityTypeBuilder<DamagedCase> builder)
    {
        builder.ToTable("DamagedCases", table => table.HasCheckConstraint("CK_DamagedCases_Decider", "\"DeciderId\" is null or \"DeciderId\" <> \"OpenerId\" or \"State\" = 'Withdrawn'"));
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => c.Uid).IsUnique();
        builder.HasIndex(c => c.Code).IsUnique();
        builder.HasIndex(c => new { c.State, c.OpenedAt });
        builder.HasIndex(c => c.VoucherId);
        builder.HasIndex(c => c.VoucherId, "IX_DamagedCases_Open").IsUnique().HasFilter("\"State\" = 'Open' and \"VoucherId\" is not null");
        builder.HasIndex(c => c.NewVoucherId).IsUnique().HasFilter("\"NewVoucherId\" is not null");
        builder.Property(c => c.Code).HasMaxLength(DamagedCase.CodeLength);
        builder.Property(c => c.HolderIndex).HasMaxLength(VoucherBuyer.HashLength);
        builder.Property(c => c.Description).HasMaxLength(DamagedCase.DescriptionLength);
        builder.Property(c => c.Photo).HasMaxLength(DamagedCase.HashLength);
        builder.Property(c => c.OpenerName).HasMaxLength(DamagedCase.NameLength);
        builder.Property(c => c.FoundBy).HasMaxLength(DamagedCase.ReasonLength);
        builder.Property(c => c.DeciderName).HasMaxLength(DamagedCase.NameLength);
        builder.Property(c => c.Reason).HasMaxLength(DamagedCase.ReasonLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(c => c.ProgrammeId);
        builder.HasOne<VoucherOffice>().WithMany().HasForeignKey(c => c.OfficeId);
    }
}
