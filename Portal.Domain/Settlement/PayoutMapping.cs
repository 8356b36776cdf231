using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;

namespace Portal.Domain.Settlement;

internal sealed class PayoutMapping : IEntityTypeConfiguration<Payout>, IEntityTypeConfiguration<OperatorAccount>, IEntityTypeConfiguration<PayoutFile>, IEntityTypeConfiguration<PayoutAnswer>
{
    private const int CurrencyLength = 3;

    public void Configure(EntityTypeBuilder<Payout> builder)
    {
        builder.ToTable("Payouts");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.Uid).IsUnique();
        builder.HasIndex(p => new { p.RunId, p.State });
        builder.HasIndex(p => p.VendorId);
        builder.HasIndex(p => p.FileId).HasFilter("\"FileId\" is not null");
        builder.HasIndex(p => p.InsteadOfId).IsUnique().HasFilter("\"InsteadOfId\" is not null");
        builder.Property(p => p.Currency).HasMaxLength(CurrencyLength);
        builder.Property(p => p.Reason).HasMaxLength(Payout.ReasonLength);
        builder.Property(p => p.ReasonText).HasMaxLength(Payout.TextLength);
        builder.HasOne<SettlementRun>().WithMany().HasForeignKey(p => p.RunId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(p => p.VendorId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<PayoutFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<OperatorAccount> builder)
    {
        builder.ToTable("OperatorAccounts");
        builder.HasIndex(a => new { a.OperatorId, a.Code }).IsUnique();
        builder.Property(a => a.Code).HasMaxLength(OperatorAccount.CodeLength);
        builder.Property(a => a.Holder).HasMaxLength(OperatorAccount.NameLength);
        builder.Property(a => a.Account).HasMaxLength(OperatorAccount.AccountLength);
        builder.Property(a => a.Agent).HasMaxLength(OperatorAccount.AgentLength);
        builder.Property(a => a.Currency).HasMaxLength(CurrencyLength);
        builder.HasOne<Operator>().WithMany().HasForeignKey(a => a.OperatorId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<PayoutFile> builder)
    {
        builder.ToTable("PayoutFiles", t => t.HasCheckConstraint("CK_PayoutFiles_Checker", "\"ApproverId\" is null or \"ApproverId\" <> \"MakerId\""));
        builder.HasIndex(f => f.Uid).IsUnique();
        builder.HasIndex(f => f.RunId);
        builder.Property(f => f.Format).HasMaxLength(PayoutFile.FormatLength);
        builder.Property(f => f.Hash).HasMaxLength(PayoutFile.HashLength);
        builder.Property(f => f.MakerName).HasMaxLength(SettlementRun.NameLength);
        builder.Property(f => f.ApproverName).HasMaxLength(SettlementRun.NameLength);
        builder.HasOne<SettlementRun>().WithMany().HasForeignKey(f => f.RunId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OperatorAccount>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<PayoutAnswer> builder)
    {
        builder.ToTable("PayoutAnswers");
        builder.HasIndex(a => a.PayoutId);
        builder.Property(a => a.Status).HasMaxLength(PayoutAnswer.StatusLength);
        builder.Property(a => a.Reason).HasMaxLength(Payout.ReasonLength);
        builder.Property(a => a.Text).HasMaxLength(Payout.TextLength);
        builder.Property(a => a.FileHash).HasMaxLength(PayoutFile.HashLength);
        builder.HasOne<Payout>().WithMany().HasForeignKey(a => a.PayoutId).OnDelete(DeleteBehavior.NoAction);
    }
}
