using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Markets;
using Portal.Domain.Vendors;

namespace Portal.Domain.Settlement;

internal sealed class SettlementMapping : IEntityTypeConfiguration<BankHoliday>, IEntityTypeConfiguration<SettlementTerms>, IEntityTypeConfiguration<FeeRule>, IEntityTypeConfiguration<VendorFeeClass>,
    IEntityTypeConfiguration<SettlementRun>, IEntityTypeConfiguration<SettlementLine>, IEntityTypeConfiguration<SettlementItem>, IEntityTypeConfiguration<SettlementReach>
{
    private const int CurrencyLength = 3;
    private const int OpenLength = 40;

    public void Configure(EntityTypeBuilder<BankHoliday> builder)
    {
        builder.ToTable("BankHolidays");
        builder.HasIndex(h => new { h.Country, h.Day }).IsUnique();
        builder.Property(h => h.Country).HasMaxLength(BankHoliday.CountryLength);
        builder.Property(h => h.Name).HasMaxLength(BankHoliday.NameLength);
    }

    public void Configure(EntityTypeBuilder<SettlementTerms> builder)
    {
        builder.ToTable("SettlementTerms", t => t.HasCheckConstraint("CK_SettlementTerms_Checker", "\"ApproverId\" is null or \"ApproverId\" <> \"MakerId\""));
        builder.HasIndex(t => t.Uid).IsUnique();
        builder.HasIndex(t => new { t.MarketId, t.From });
        builder.Property(t => t.Country).HasMaxLength(BankHoliday.CountryLength);
        builder.Property(t => t.MakerName).HasMaxLength(SettlementRun.NameLength);
        builder.Property(t => t.ApproverName).HasMaxLength(SettlementRun.NameLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(t => t.MarketId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<FeeRule> builder)
    {
        builder.ToTable("FeeRules", t => t.HasCheckConstraint("CK_FeeRules_Checker", "\"ApproverId\" is null or \"ApproverId\" <> \"MakerId\""));
        builder.HasIndex(r => r.Uid).IsUnique();
        builder.HasIndex(r => new { r.OperatorId, r.Currency, r.Tender });
        builder.Property(r => r.Currency).HasMaxLength(CurrencyLength);
        builder.Property(r => r.Acquirer).HasMaxLength(FeeRule.AcquirerLength);
        builder.Property(r => r.MakerName).HasMaxLength(SettlementRun.NameLength);
        builder.Property(r => r.ApproverName).HasMaxLength(SettlementRun.NameLength);
        builder.HasOne<Operator>().WithMany().HasForeignKey(r => r.OperatorId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Market>().WithMany().HasForeignKey(r => r.MarketId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<VendorFeeClass> builder)
    {
        builder.ToTable("VendorFeeClasses");
        builder.HasIndex(c => new { c.VendorId, c.From }).IsUnique();
        builder.HasOne<Vendor>().WithMany().HasForeignKey(c => c.VendorId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<SettlementRun> builder)
    {
        builder.ToTable("SettlementRuns", t => t.HasCheckConstraint("CK_SettlementRuns_Checker", "\"ApproverId\" is null or \"ApproverId\" <> \"MakerId\""));
        builder.HasIndex(r => r.Uid).IsUnique();
        builder.HasIndex(r => r.Open).IsUnique().HasFilter("\"Open\" is not null");
        builder.HasIndex(r => new { r.MarketId, r.On });
        builder.Property(r => r.Open).HasMaxLength(OpenLength);
        builder.Property(r => r.Currency).HasMaxLength(CurrencyLength);
        builder.Property(r => r.MakerName).HasMaxLength(SettlementRun.NameLength);
        builder.Property(r => r.ApproverName).HasMaxLength(SettlementRun.NameLength);
        builder.Property(r => r.Reason).HasMaxLength(SettlementRun.ReasonLength);
        builder.HasOne<Operator>().WithMany().HasForeignKey(r => r.OperatorId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Market>().WithMany().HasForeignKey(r => r.MarketId).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(r => r.Net);
    }

    public void Configure(EntityTypeBuilder<SettlementLine> builder)
    {
        builder.ToTable("SettlementLines");
        builder.HasIndex(l => new { l.RunId, l.Number }).IsUnique();
        builder.HasIndex(l => new { l.RunId, l.VendorId }).IsUnique();
        builder.HasIndex(l => l.VendorId);
        builder.HasOne<SettlementRun>().WithMany().HasForeignKey(l => l.RunId);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(l => l.VendorId).OnDelete(DeleteBehavior.NoAction);
        builder.Ignore(l => l.Net);
    }

    public void Configure(EntityTypeBuilder<SettlementItem> builder)
    {
        builder.ToTable("SettlementItems");
        builder.HasIndex(i => new { i.RunId, i.VendorId });
        builder.Property(i => i.Acquirer).HasMaxLength(FeeRule.AcquirerLength);
        builder.HasOne<SettlementRun>().WithMany().HasForeignKey(i => i.RunId);
    }

    public void Configure(EntityTypeBuilder<SettlementReach> builder)
    {
        builder.ToTable("SettlementReaches");
        builder.HasKey(r => new { r.RunId, r.Tender });
        builder.HasOne<SettlementRun>().WithMany().HasForeignKey(r => r.RunId);
    }
}
