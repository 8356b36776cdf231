using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Vouchers;

namespace Portal.Domain.FreeIssues;

internal sealed class FreeIssuesMapping : IEntityTypeConfiguration<FreeIssueList>, IEntityTypeConfiguration<FreeIssueRow>, IEntityTypeConfiguration<FreeIssueApproval>
{
    public void Configure(EntityTypeBuilder<FreeIssueList> builder)
    {
        builder.ToTable("FreeIssueLists");
        builder.HasIndex(l => l.Uid).IsUnique();
        builder.HasIndex(l => l.Code).IsUnique();
        builder.HasIndex(l => new { l.ProgrammeId, l.FileHash }).IsUnique().HasFilter("\"State\" <> 'Rejected' and \"State\" <> 'Discarded'");
        builder.Property(l => l.Code).HasMaxLength(FreeIssueList.CodeLength);
        builder.Property(l => l.Purpose).HasMaxLength(FreeIssueList.PurposeLength);
        builder.Property(l => l.FileName).HasMaxLength(FreeIssueList.FileNameLength);
        builder.Property(l => l.FileHash).HasMaxLength(FreeIssueList.HashLength);
        builder.Property(l => l.MakerName).HasMaxLength(FreeIssueList.NameLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(l => l.ProgrammeId);
    }

    public void Configure(EntityTypeBuilder<FreeIssueRow> builder)
    {
        builder.ToTable("FreeIssueRows");
        builder.Ignore(r => r.IsDuplicate);
        builder.HasIndex(r => new { r.ListId, r.RowNumber }).IsUnique();
        builder.HasIndex(r => r.IdentityHash);
        builder.HasIndex(r => r.NameBirthHash);
        builder.HasIndex(r => r.TelephoneHash);
        builder.Property(r => r.Person).HasMaxLength(FreeIssueRow.SealedLength);
        builder.Property(r => r.IdentityHash).HasMaxLength(FreeIssueRow.HashLength);
        builder.Property(r => r.NameBirthHash).HasMaxLength(FreeIssueRow.HashLength);
        builder.Property(r => r.TelephoneHash).HasMaxLength(FreeIssueRow.HashLength);
        builder.HasOne<FreeIssueList>().WithMany().HasForeignKey(r => r.ListId);
    }

    public void Configure(EntityTypeBuilder<FreeIssueApproval> builder)
    {
        builder.ToTable("FreeIssueApprovals");
        builder.HasIndex(a => new { a.ListId, a.ByUserId }).IsUnique();
        builder.Property(a => a.ByName).HasMaxLength(FreeIssueList.NameLength);
        builder.Property(a => a.Comment).HasMaxLength(FreeIssueApproval.CommentLength);
        builder.HasOne<FreeIssueList>().WithMany().HasForeignKey(a => a.ListId);
    }
}
