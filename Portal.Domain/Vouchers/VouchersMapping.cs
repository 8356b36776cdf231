using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;

namespace Portal.Domain.Vouchers;

internal sealed class ProgrammesMapping : IEntityTypeConfiguration<VoucherProgramme>, IEntityTypeConfiguration<VoucherRule>, IEntityTypeConfiguration<Funder>, IEntityTypeConfiguration<FunderBudget>
{
    public void Configure(EntityTypeBuilder<VoucherProgramme> builder)
    {
        builder.ToTable("VoucherProgrammes");
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => p.Prefix).IsUnique();
        builder.Property(p => p.Code).HasMaxLength(VoucherProgramme.CodeLength);
        builder.Property(p => p.NameKo).HasMaxLength(VoucherProgramme.NameLength);
        builder.Property(p => p.NameEn).HasMaxLength(VoucherProgramme.NameLength);
        builder.Property(p => p.NameZh).HasMaxLength(VoucherProgramme.NameLength);
        builder.Property(p => p.Issuer).HasMaxLength(VoucherProgramme.NameLength);
        builder.Property(p => p.Currency).HasMaxLength(VoucherProgramme.CurrencyLength);
        builder.Property(p => p.TimeZone).HasMaxLength(VoucherProgramme.TimeZoneLength);
        builder.Property(p => p.Prefix).HasMaxLength(VoucherProgramme.PrefixLength);
        builder.HasOne<Operator>().WithMany().HasForeignKey(p => p.OperatorId);
    }

    public void Configure(EntityTypeBuilder<VoucherRule> builder)
    {
        builder.ToTable("VoucherRules", table => table.HasCheckConstraint("CK_VoucherRules_Checker", "\"CheckerId\" is null or \"CheckerId\" <> \"MakerId\""));
        builder.HasIndex(r => new { r.ProgrammeId, r.Subject, r.From });
        builder.HasIndex(r => new { r.ProgrammeId, r.Subject, r.From }, "IX_VoucherRules_Once").IsUnique().HasFilter("\"State\" <> 'Rejected'");
        builder.Property(r => r.Content).HasMaxLength(VoucherRule.ContentLength);
        builder.Property(r => r.MakerName).HasMaxLength(VoucherRule.NameLength);
        builder.Property(r => r.CheckerName).HasMaxLength(VoucherRule.NameLength);
        builder.Property(r => r.Comment).HasMaxLength(VoucherRule.CommentLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(r => r.ProgrammeId);
    }

    public void Configure(EntityTypeBuilder<Funder> builder)
    {
        builder.ToTable("Funders");
        builder.HasIndex(f => new { f.ProgrammeId, f.Code }).IsUnique();
        builder.Property(f => f.Code).HasMaxLength(Funder.CodeLength);
        builder.Property(f => f.NameKo).HasMaxLength(Funder.NameLength);
        builder.Property(f => f.NameEn).HasMaxLength(Funder.NameLength);
        builder.Property(f => f.NameZh).HasMaxLength(Funder.NameLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(f => f.ProgrammeId);
    }

    public void Configure(EntityTypeBuilder<FunderBudget> builder)
    {
        builder.ToTable("FunderBudgets");
        builder.HasIndex(b => new { b.FunderId, b.Year }).IsUnique();
        builder.HasIndex(b => b.AccountId).IsUnique();
        builder.HasOne<Funder>().WithMany().HasForeignKey(b => b.FunderId);
        builder.HasOne<LedgerAccount>().WithMany().HasForeignKey(b => b.AccountId);
    }
}

internal sealed class BatchesMapping : IEntityTypeConfiguration<VoucherBatch>, IEntityTypeConfiguration<VoucherBatchItem>, IEntityTypeConfiguration<BatchApproval>, IEntityTypeConfiguration<VoucherPrintFile>
{
    public void Configure(EntityTypeBuilder<VoucherPrintFile> builder)
    {
        builder.ToTable("VoucherPrintFiles");
        builder.HasKey(f => f.BatchId);
        builder.Property(f => f.BatchId).ValueGeneratedNever();
        builder.HasIndex(f => new { f.State, f.ExpiresAt });
        builder.Property(f => f.Key).HasMaxLength(VoucherPrintFile.KeyLength);
        builder.HasOne<VoucherBatch>().WithOne().HasForeignKey<VoucherPrintFile>(f => f.BatchId);
    }

    public void Configure(EntityTypeBuilder<VoucherBatch> builder)
    {
        builder.ToTable("VoucherBatches");
        builder.HasIndex(b => b.Uid).IsUnique();
        builder.HasIndex(b => b.Code).IsUnique();
        builder.HasIndex(b => new { b.State, b.ProgrammeId });
        builder.Property(b => b.Code).HasMaxLength(VoucherBatch.CodeLength);
        builder.Property(b => b.Purpose).HasMaxLength(VoucherBatch.PurposeLength);
        builder.Property(b => b.ContentHash).HasMaxLength(VoucherBatch.HashLength);
        builder.Property(b => b.MakerName).HasMaxLength(VoucherBatch.NameLength);
        builder.Property(b => b.PrintedBy).HasMaxLength(VoucherBatch.NameLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(b => b.ProgrammeId);
        builder.HasOne<VoucherOffice>().WithMany().HasForeignKey(b => b.OfficeId);
    }

    public void Configure(EntityTypeBuilder<VoucherBatchItem> builder)
    {
        builder.ToTable("VoucherBatchItems");
        builder.HasKey(i => new { i.BatchId, i.Revision, i.Place });
        builder.HasOne<VoucherBatch>().WithMany().HasForeignKey(i => i.BatchId);
    }

    public void Configure(EntityTypeBuilder<BatchApproval> builder)
    {
        builder.ToTable("BatchApprovals");
        builder.HasIndex(a => new { a.BatchId, a.ContentHash, a.ByUserId }).IsUnique();
        builder.Property(a => a.ContentHash).HasMaxLength(VoucherBatch.HashLength);
        builder.Property(a => a.ByName).HasMaxLength(VoucherBatch.NameLength);
        builder.Property(a => a.Comment).HasMaxLength(BatchApproval.CommentLength);
        builder.HasOne<VoucherBatch>().WithMany().HasForeignKey(a => a.BatchId);
    }
}

internal sealed class VouchersMapping : IEntityTypeConfiguration<Voucher>, IEntityTypeConfiguration<VoucherPart>, IEntityTypeConfiguration<VoucherOffice>, IEntityTypeConfiguration<VoucherDrawer>, IEntityTypeConfiguration<VoucherGift>
{
    public void Configure(EntityTypeBuilder<VoucherGift> builder)
    {
        builder.ToTable("VoucherGifts");
        builder.HasIndex(g => g.Uid).IsUnique();
        builder.HasIndex(g => g.VoucherId);
        builder.HasIndex(g => g.VoucherId, "IX_VoucherGifts_Once").IsUnique().HasFilter("\"State\" = 'Offered'");
        builder.HasIndex(g => g.ToWalletId);
        builder.Property(g => g.ByName).HasMaxLength(VoucherGift.NameLength);
    }

    public void Configure(EntityTypeBuilder<Voucher> builder)
    {
        builder.ToTable("Vouchers");
        builder.Ignore(v => v.Serial);
        builder.HasIndex(v => new { v.ProgrammeId, v.Number }).IsUnique();
        builder.HasIndex(v => v.TokenHash).IsUnique();
        builder.HasIndex(v => v.BatchId);
        builder.HasIndex(v => v.SaleId).HasFilter("\"SaleId\" is not null");
        builder.HasIndex(v => v.ExpiresOn).HasFilter("\"ExpiresOn\" is not null");
        builder.HasIndex(v => v.WalletId).HasFilter("\"WalletId\" is not null");
        builder.HasIndex(v => v.AccountId).HasFilter("\"AccountId\" is not null");
        builder.HasIndex(v => v.DrawerId).HasFilter("\"DrawerId\" is not null");
        builder.HasIndex(v => v.HandOverId).HasFilter("\"HandOverId\" is not null");
        builder.Property(v => v.TokenHash).HasMaxLength(Voucher.HashLength);
        builder.Property(v => v.PinSalt).HasMaxLength(Voucher.PinSaltLength);
        builder.Property(v => v.PinHash).HasMaxLength(Voucher.PinHashLength);
        builder.Property(v => v.Reason).HasMaxLength(Voucher.ReasonLength);
    }

    public void Configure(EntityTypeBuilder<VoucherPart> builder)
    {
        builder.ToTable("VoucherParts");
        builder.HasKey(p => new { p.VoucherId, p.Place });
    }

    public void Configure(EntityTypeBuilder<VoucherOffice> builder)
    {
        builder.ToTable("VoucherOffices");
        builder.HasIndex(o => o.Code).IsUnique();
        builder.Property(o => o.Code).HasMaxLength(VoucherOffice.CodeLength);
        builder.Property(o => o.NameKo).HasMaxLength(VoucherOffice.NameLength);
        builder.Property(o => o.NameEn).HasMaxLength(VoucherOffice.NameLength);
        builder.Property(o => o.NameZh).HasMaxLength(VoucherOffice.NameLength);
    }

    public void Configure(EntityTypeBuilder<VoucherDrawer> builder)
    {
        builder.ToTable("VoucherDrawers");
        builder.HasIndex(d => new { d.OwnerId, d.OfficeId }).IsUnique();
        builder.Property(d => d.OwnerName).HasMaxLength(VoucherDrawer.NameLength);
        builder.HasOne<VoucherOffice>().WithMany().HasForeignKey(d => d.OfficeId);
    }
}

internal sealed class VoucherSalesMapping : IEntityTypeConfiguration<VoucherBuyer>, IEntityTypeConfiguration<VoucherSale>, IEntityTypeConfiguration<RefundQuote>, IEntityTypeConfiguration<VoucherRefund>, IEntityTypeConfiguration<VoucherNotice>
{
    public void Configure(EntityTypeBuilder<VoucherNotice> builder)
    {
        builder.ToTable("VoucherNotices");
        builder.HasIndex(n => new { n.VoucherId, n.Days }).IsUnique();
        builder.HasIndex(n => new { n.State, n.NextAt });
        builder.HasIndex(n => n.BuyerId);
        builder.Property(n => n.Error).HasMaxLength(VoucherNotice.ErrorLength);
    }

    public void Configure(EntityTypeBuilder<VoucherBuyer> builder)
    {
        builder.ToTable("VoucherBuyers");
        builder.HasIndex(b => new { b.ProgrammeId, b.Kind, b.Hash }).IsUnique();
        builder.Property(b => b.Hash).HasMaxLength(VoucherBuyer.HashLength);
        builder.Property(b => b.Contact).HasMaxLength(NoticeAddress.Length * 4 + PersonalData.SealLength);
    }

    public void Configure(EntityTypeBuilder<VoucherSale> builder)
    {
        builder.ToTable("VoucherSales");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.Uid).IsUnique();
        builder.HasIndex(s => new { s.BuyerId, s.BusinessDate });
        builder.HasIndex(s => new { s.ProgrammeId, s.BusinessDate });
        builder.Property(s => s.By).HasMaxLength(VoucherSale.ByLength);
    }

    public void Configure(EntityTypeBuilder<RefundQuote> builder)
    {
        builder.ToTable("RefundQuotes");
        builder.HasIndex(q => q.Uid).IsUnique();
        builder.HasIndex(q => q.VoucherId);
        builder.Property(q => q.Lines).HasMaxLength(RefundQuote.LinesLength);
    }

    public void Configure(EntityTypeBuilder<VoucherRefund> builder)
    {
        builder.ToTable("VoucherRefunds");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.VoucherId);
        builder.HasIndex(r => new { r.ProgrammeId, r.BusinessDate });
        builder.Property(r => r.By).HasMaxLength(VoucherRefund.ByLength);
    }
}

internal sealed class PresentmentsMapping : IEntityTypeConfiguration<VendorEnrolment>, IEntityTypeConfiguration<Presentment>, IEntityTypeConfiguration<PresentedVoucher>, IEntityTypeConfiguration<RefusedPiece>
{
    private const int DocumentLength = 64;

    public void Configure(EntityTypeBuilder<VendorEnrolment> builder)
    {
        builder.ToTable("VendorEnrolments");
        builder.HasIndex(e => new { e.VendorId, e.ProgrammeId }).IsUnique();
        builder.HasIndex(e => new { e.ProgrammeId, e.State });
        builder.HasIndex(e => e.ApplicationUid).IsUnique();
        builder.Property(e => e.MakerName).HasMaxLength(VendorEnrolment.NameLength);
        builder.Property(e => e.VisitedBy).HasMaxLength(VendorEnrolment.NameLength);
        builder.Property(e => e.VisitPhoto).HasMaxLength(DocumentLength);
        builder.Property(e => e.DecidedBy).HasMaxLength(VendorEnrolment.NameLength);
        builder.Property(e => e.Reason).HasMaxLength(VendorEnrolment.ReasonLength);
        builder.Property(e => e.CapAskedBy).HasMaxLength(VendorEnrolment.NameLength);
        builder.Property(e => e.CapReason).HasMaxLength(VendorEnrolment.ReasonLength);
        builder.Property(e => e.CapEvidence).HasMaxLength(DocumentLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(e => e.ProgrammeId);
        builder.HasOne<Vendors.Vendor>().WithMany().HasForeignKey(e => e.VendorId);
        builder.HasOne<Market>().WithMany().HasForeignKey(e => e.MarketId);
    }

    public void Configure(EntityTypeBuilder<Presentment> builder)
    {
        builder.ToTable("Presentments");
        builder.HasIndex(p => p.Uid).IsUnique();
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => new { p.VendorId, p.OpenedAt });
        builder.Property(p => p.Code).HasMaxLength(Presentment.CodeLength);
        builder.Property(p => p.ByName).HasMaxLength(Presentment.NameLength);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(p => p.ProgrammeId);
        builder.HasOne<Vendors.Vendor>().WithMany().HasForeignKey(p => p.VendorId);
    }

    public void Configure(EntityTypeBuilder<PresentedVoucher> builder)
    {
        builder.ToTable("PresentedVouchers");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.PresentmentId);
        builder.HasIndex(p => p.VoucherId);
        builder.HasIndex(p => new { p.ProgrammeId, p.BusinessDate });
        builder.HasIndex(p => new { p.VendorId, p.BusinessDate });
    }

    public void Configure(EntityTypeBuilder<RefusedPiece> builder)
    {
        builder.ToTable("RefusedPieces");
        builder.HasIndex(p => p.VoucherId).HasFilter("\"VoucherId\" is not null");
        builder.HasIndex(p => p.PresentmentId);
        builder.Property(p => p.Serial).HasMaxLength(RefusedPiece.SerialLength);
        builder.Property(p => p.Reason).HasMaxLength(RefusedPiece.ReasonLength);
    }
}
