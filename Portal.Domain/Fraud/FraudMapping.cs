using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Fraud;

internal sealed class FraudMapping : IEntityTypeConfiguration<FraudSignal>, IEntityTypeConfiguration<FraudRun>, IEntityTypeConfiguration<FraudCase>, IEntityTypeConfiguration<FraudNote>, IEntityTypeConfiguration<FraudFreeze>,
    IEntityTypeConfiguration<FraudRecovery>
{
    public void Configure(EntityTypeBuilder<FraudSignal> builder)
    {
        builder.ToTable("FraudSignals");
        builder.HasIndex(s => new { s.Subject, s.SubjectId, s.Day, s.Code }).IsUnique();
        builder.HasIndex(s => new { s.MarketId, s.Day });
        builder.HasIndex(s => new { s.Day, s.Points });
        builder.HasIndex(s => s.CaseId).HasFilter("\"CaseId\" is not null");
        builder.Property(s => s.Values).HasMaxLength(FraudSignal.ValuesLength);
        builder.Property(s => s.Rows).HasMaxLength(FraudSignal.RowsLength);
        builder.HasOne<FraudCase>().WithMany().HasForeignKey(s => s.CaseId);
    }

    public void Configure(EntityTypeBuilder<FraudRun> builder)
    {
        builder.ToTable("FraudRuns");
        builder.HasIndex(r => r.Day).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FraudCase> builder)
    {
        builder.ToTable("FraudCases", table =>
        {
            table.HasCheckConstraint("CK_FraudCases_Decider", "\"DeciderId\" is null or \"DeciderId\" <> \"OpenerId\"");
            table.HasCheckConstraint("CK_FraudCases_Appeal", "\"AppealDeciderId\" is null or \"AppealDeciderId\" <> \"DeciderId\"");
        });
        builder.HasIndex(c => c.Uid).IsUnique();
        builder.HasIndex(c => c.Code).IsUnique();
        // One open case about the same.
        builder.HasIndex(c => new { c.Subject, c.SubjectId }).IsUnique().HasFilter("\"ClosedAt\" is null").HasDatabaseName("IX_FraudCases_Open");
        builder.HasIndex(c => new { c.State, c.OpenedAt });
        builder.HasIndex(c => c.AssigneeId).HasFilter("\"AssigneeId\" is not null");
        builder.Property(c => c.Code).HasMaxLength(FraudCase.CodeLength);
        builder.Property(c => c.SubjectCode).HasMaxLength(FraudCase.SubjectLength);
        builder.Property(c => c.Reason).HasMaxLength(FraudCase.ReasonLength);
        builder.Property(c => c.DecisionReason).HasMaxLength(FraudCase.ReasonLength);
        builder.Property(c => c.AppealReason).HasMaxLength(FraudCase.ReasonLength);
        builder.Property(c => c.OpenerName).HasMaxLength(FraudCase.NameLength);
        builder.Property(c => c.AssigneeName).HasMaxLength(FraudCase.NameLength);
        builder.Property(c => c.DeciderName).HasMaxLength(FraudCase.NameLength);
        builder.Property(c => c.AppealDeciderName).HasMaxLength(FraudCase.NameLength);
    }

    public void Configure(EntityTypeBuilder<FraudNote> builder)
    {
        builder.ToTable("FraudNotes");
        builder.HasIndex(n => n.CaseId);
        builder.Property(n => n.Text).HasMaxLength(FraudNote.TextLength);
        builder.Property(n => n.FileName).HasMaxLength(FraudNote.FileNameLength);
        builder.Property(n => n.Document).HasMaxLength(FraudNote.HashLength);
        builder.Property(n => n.By).HasMaxLength(FraudCase.NameLength);
        builder.HasOne<FraudCase>().WithMany().HasForeignKey(n => n.CaseId);
    }

    public void Configure(EntityTypeBuilder<FraudFreeze> builder)
    {
        builder.ToTable("FraudFreezes", table => table.HasCheckConstraint("CK_FraudFreezes_Checker", "\"CheckerId\" is null or \"CheckerId\" <> \"AskerId\""));
        builder.HasIndex(f => f.Uid).IsUnique();
        builder.HasIndex(f => f.CaseId);
        builder.Property(f => f.Target).HasMaxLength(FraudFreeze.TargetLength);
        builder.Property(f => f.Reason).HasMaxLength(FraudFreeze.ReasonLength);
        builder.Property(f => f.AskerName).HasMaxLength(FraudFreeze.NameLength);
        builder.Property(f => f.CheckerName).HasMaxLength(FraudFreeze.NameLength);
        builder.Property(f => f.LiftedBy).HasMaxLength(FraudFreeze.NameLength);
        builder.HasOne<FraudCase>().WithMany().HasForeignKey(f => f.CaseId);
    }

    public void Configure(EntityTypeBuilder<FraudRecovery> builder)
    {
        builder.ToTable("FraudRecoveries");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.Uid).IsUnique();
        builder.HasIndex(r => r.CaseId);
        builder.HasIndex(r => r.VendorId);
        builder.Property(r => r.Reason).HasMaxLength(FraudRecovery.ReasonLength);
        builder.Property(r => r.By).HasMaxLength(FraudRecovery.ByLength);
        builder.HasOne<FraudCase>().WithMany().HasForeignKey(r => r.CaseId);
    }
}
