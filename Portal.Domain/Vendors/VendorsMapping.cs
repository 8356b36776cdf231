using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Documents;
using Portal.Domain.Markets;

namespace Portal.Domain.Vendors;

internal sealed class VendorsMapping : IEntityTypeConfiguration<Vendor>, IEntityTypeConfiguration<VendorPhone>, IEntityTypeConfiguration<Worker>,
    IEntityTypeConfiguration<MerchantNumber>, IEntityTypeConfiguration<Suspension>, IEntityTypeConfiguration<PayoutAccountChange>,
    IEntityTypeConfiguration<Tenancy>, IEntityTypeConfiguration<Arrear>
{
    /// <summary>A sealed text of up to 100 characters: 28 bytes of seal and up to 3 bytes a character.</summary>
    private const int SealedLength = 400;
    private const int TailLength = 4;

    public void Configure(EntityTypeBuilder<Vendor> builder)
    {
        builder.HasIndex(v => v.Uid).IsUnique();
        builder.HasIndex(v => v.Code).IsUnique();
        builder.HasIndex(v => new { v.BusinessNumber, v.MarketId }).IsUnique().HasFilter("\"BusinessNumber\" is not null and \"ArchivedAt\" is null");
        ConfigureListIndexes(builder);
        builder.HasIndex(v => new { v.MarketId, v.TradeName, v.Id });
        builder.HasIndex(v => v.PhoneTail);
        builder.HasIndex(v => v.OwnerIndex);
        builder.Property(v => v.Code).HasMaxLength(Vendor.CodeLength);
        builder.Property(v => v.TradeName).HasMaxLength(Vendor.NameLength);
        builder.Property(v => v.TradeNameEn).HasMaxLength(Vendor.NameLength);
        builder.Property(v => v.TradeNameZh).HasMaxLength(Vendor.NameLength);
        builder.Property(v => v.BusinessNumber).HasMaxLength(Vendor.BusinessNumberLength);
        builder.Property(v => v.NoNumberReason).HasMaxLength(Vendor.NoNumberReasonLength);
        builder.Property(v => v.Categories).HasMaxLength(Vendor.CategoriesLength);
        builder.Property(v => v.Address).HasMaxLength(Vendor.AddressLength);
        builder.Property(v => v.Notes).HasMaxLength(Vendor.NotesLength);
        builder.Property(v => v.OwnerName).HasMaxLength(SealedLength);
        builder.Property(v => v.OwnerIndex).HasMaxLength(16);
        builder.Property(v => v.Phone).HasMaxLength(SealedLength);
        builder.Property(v => v.PhoneTail).HasMaxLength(TailLength);
        builder.Property(v => v.PayoutBank).HasMaxLength(Vendor.BankLength);
        builder.Property(v => v.PayoutAccount).HasMaxLength(SealedLength);
        builder.Property(v => v.PayoutHolder).HasMaxLength(SealedLength);
        builder.Property(v => v.PhotoHash).HasMaxLength(Document.HashLength);
        builder.Property(v => v.SearchText).HasMaxLength(450);
        builder.Ignore(v => v.BarredFromPayout);
        builder.HasOne(v => v.Market).WithMany().HasForeignKey(v => v.MarketId);
        builder.HasOne(v => v.PersonKey).WithMany().HasForeignKey(v => v.PersonKeyId);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(v => v.MergedIntoId);
    }

    /// <summary>
    /// What the list of vendors walks over instead of the table: the smallest to count its rows, its own order, with and without the quick search, and the order of entry with the
    /// columns that are filtered by. Each ends with the column of its filter, without which some databases look it up in the table.
    /// </summary>
    private static void ConfigureListIndexes(EntityTypeBuilder<Vendor> builder)
    {
        const string Live = "\"ArchivedAt\" is null";
        builder.HasIndex(v => new { v.MarketId, v.ArchivedAt }, "IX_Vendors_Number").HasFilter(Live);
        builder.HasIndex(v => new { v.TradeName, v.Id, v.ArchivedAt }, "IX_Vendors_List").HasFilter(Live);
        builder.HasIndex(v => new { v.TradeName, v.Id, v.SearchText, v.PhoneTail, v.OwnerIndex, v.ArchivedAt }, "IX_Vendors_Search").HasFilter(Live);
        builder.HasIndex(v => new { v.CreatedAt, v.Id, v.Status, v.Verdict, v.NumberKind, v.Categories, v.MarketId, v.ArchivedAt }, "IX_Vendors_Filters").HasFilter(Live);
    }

    public void Configure(EntityTypeBuilder<VendorPhone> builder)
    {
        builder.HasIndex(p => p.VendorId);
        builder.HasIndex(p => p.Tail);
        builder.Property(p => p.Label).HasMaxLength(VendorPhone.LabelLength);
        builder.Property(p => p.Number).HasMaxLength(SealedLength);
        builder.Property(p => p.Tail).HasMaxLength(TailLength);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(p => p.VendorId);
    }

    public void Configure(EntityTypeBuilder<Worker> builder)
    {
        builder.HasIndex(w => w.VendorId);
        builder.Property(w => w.Name).HasMaxLength(SealedLength);
        builder.Property(w => w.RoleName).HasMaxLength(Worker.RoleLength);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(w => w.VendorId);
        builder.HasOne<Market>().WithMany().HasForeignKey(w => w.MarketId);
        builder.HasOne(w => w.PersonKey).WithMany().HasForeignKey(w => w.PersonKeyId);
    }

    public void Configure(EntityTypeBuilder<MerchantNumber> builder)
    {
        builder.HasIndex(n => n.VendorId);
        builder.HasIndex(n => new { n.Issuer, n.Number }).IsUnique().HasFilter("\"ArchivedAt\" is null");
        builder.Property(n => n.Issuer).HasMaxLength(MerchantNumber.IssuerLength);
        builder.Property(n => n.Number).HasMaxLength(MerchantNumber.NumberLength);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(n => n.VendorId);
        builder.HasOne<Market>().WithMany().HasForeignKey(n => n.MarketId);
    }

    public void Configure(EntityTypeBuilder<Suspension> builder)
    {
        builder.HasIndex(s => s.VendorId);
        builder.Property(s => s.Reason).HasMaxLength(Suspension.ReasonLength);
        builder.Property(s => s.LiftReason).HasMaxLength(Suspension.ReasonLength);
        builder.Property(s => s.SuspendedBy).HasMaxLength(100);
        builder.Property(s => s.LiftedBy).HasMaxLength(100);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(s => s.VendorId);
        builder.HasOne<Market>().WithMany().HasForeignKey(s => s.MarketId);
    }

    public void Configure(EntityTypeBuilder<PayoutAccountChange> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("CK_PayoutAccountChanges_MakerIsNotChecker", "\"CheckerId\" is null or \"CheckerId\" <> \"MakerId\""));
        builder.HasIndex(c => c.VendorId);
        builder.HasIndex(c => c.VendorId, "IX_PayoutAccountChanges_Waiting").IsUnique().HasFilter("\"EndedAt\" is null");
        builder.Property(c => c.Bank).HasMaxLength(Vendor.BankLength);
        builder.Property(c => c.Account).HasMaxLength(SealedLength);
        builder.Property(c => c.Holder).HasMaxLength(SealedLength);
        builder.Property(c => c.MakerName).HasMaxLength(100);
        builder.Property(c => c.CheckerName).HasMaxLength(100);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(c => c.VendorId);
        builder.HasOne<Market>().WithMany().HasForeignKey(c => c.MarketId);
    }

    public void Configure(EntityTypeBuilder<Tenancy> builder)
    {
        builder.HasIndex(t => t.Uid).IsUnique();
        builder.HasIndex(t => new { t.StallId, t.FromDate });
        builder.HasIndex(t => new { t.VendorId, t.FromDate });
        builder.HasIndex(t => t.ImportId);
        builder.Property(t => t.Currency).HasMaxLength(3);
        builder.Property(t => t.EndReason).HasMaxLength(Tenancy.ReasonLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(t => t.MarketId);
        builder.HasOne(t => t.Stall).WithMany().HasForeignKey(t => t.StallId);
        builder.HasOne(t => t.Vendor).WithMany(v => v.Tenancies).HasForeignKey(t => t.VendorId);
    }

    public void Configure(EntityTypeBuilder<Arrear> builder)
    {
        builder.HasIndex(a => new { a.TenancyId, a.DueDate });
        builder.Property(a => a.Note).HasMaxLength(Arrear.NoteLength);
        builder.HasOne(a => a.Tenancy).WithMany(t => t.Arrears).HasForeignKey(a => a.TenancyId);
        builder.HasOne<Market>().WithMany().HasForeignKey(a => a.MarketId);
    }
}
