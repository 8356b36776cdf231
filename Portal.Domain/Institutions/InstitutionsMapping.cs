using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Markets;
using Portal.Domain.Vouchers;

namespace Portal.Domain.Institutions;

internal sealed class InstitutionsMapping : IEntityTypeConfiguration<Institution>, IEntityTypeConfiguration<InstitutionPledge>
{
    private const int CurrencyLength = 3;

    public void Configure(EntityTypeBuilder<Institution> builder)
    {
        builder.ToTable("Institutions");
        builder.HasIndex(i => i.Code).IsUnique();
        builder.HasIndex(i => i.BusinessNumber).IsUnique().HasFilter("\"BusinessNumber\" is not null");
        builder.Property(i => i.Code).HasMaxLength(Institution.CodeLength);
        builder.Property(i => i.NameKo).HasMaxLength(Institution.NameLength);
        builder.Property(i => i.NameEn).HasMaxLength(Institution.NameLength);
        builder.Property(i => i.NameZh).HasMaxLength(Institution.NameLength);
        builder.Property(i => i.BusinessNumber).HasMaxLength(Institution.NumberLength);
        builder.Property(i => i.ContactName).HasMaxLength(Institution.SealedLength);
        builder.Property(i => i.ContactPhone).HasMaxLength(Institution.SealedLength);
        builder.Property(i => i.ContactEmail).HasMaxLength(Institution.SealedLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(i => i.MarketId);
    }

    public void Configure(EntityTypeBuilder<InstitutionPledge> builder)
    {
        builder.ToTable("InstitutionPledges");
        builder.HasIndex(p => new { p.InstitutionId, p.Year, p.Currency }).IsUnique();
        builder.Property(p => p.Currency).HasMaxLength(CurrencyLength);
        builder.HasOne<Institution>().WithMany().HasForeignKey(p => p.InstitutionId);
    }
}

internal sealed class InstitutionOrdersMapping : IEntityTypeConfiguration<InstitutionOrder>, IEntityTypeConfiguration<InstitutionOrderItem>, IEntityTypeConfiguration<InstitutionDelivery>, IEntityTypeConfiguration<InstitutionPayment>
{
    public void Configure(EntityTypeBuilder<InstitutionOrder> builder)
    {
        builder.ToTable("InstitutionOrders", table => table.HasCheckConstraint("CK_InstitutionOrders_Deposit", "\"DeliveredMinor\" + \"ReturnedMinor\" <= \"DepositedMinor\" and \"DepositedMinor\" <= \"PriceMinor\""));
        builder.Ignore(o => o.MissingMinor).Ignore(o => o.LeftMinor);
        builder.HasIndex(o => o.Uid).IsUnique();
        builder.HasIndex(o => o.Code).IsUnique();
        builder.HasIndex(o => new { o.InstitutionId, o.State });
        builder.HasIndex(o => o.State);
        builder.Property(o => o.Code).HasMaxLength(InstitutionOrder.CodeLength);
        builder.Property(o => o.Reference).HasMaxLength(InstitutionOrder.NoteLength);
        builder.Property(o => o.Note).HasMaxLength(InstitutionOrder.NoteLength);
        builder.Property(o => o.MakerName).HasMaxLength(InstitutionOrder.NameLength);
        builder.HasOne<Institution>().WithMany().HasForeignKey(o => o.InstitutionId);
        builder.HasOne<VoucherProgramme>().WithMany().HasForeignKey(o => o.ProgrammeId);
    }

    public void Configure(EntityTypeBuilder<InstitutionOrderItem> builder)
    {
        builder.ToTable("InstitutionOrderItems");
        builder.HasKey(i => new { i.OrderId, i.Place });
        builder.HasOne<InstitutionOrder>().WithMany().HasForeignKey(i => i.OrderId);
    }

    public void Configure(EntityTypeBuilder<InstitutionDelivery> builder)
    {
        builder.ToTable("InstitutionDeliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => d.Uid).IsUnique();
        builder.HasIndex(d => new { d.OrderId, d.Place }).IsUnique();
        builder.Property(d => d.ReceivedBy).HasMaxLength(InstitutionDelivery.NameLength);
        builder.Property(d => d.By).HasMaxLength(InstitutionDelivery.NameLength);
    }

    public void Configure(EntityTypeBuilder<InstitutionPayment> builder)
    {
        builder.ToTable("InstitutionPayments");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.Uid).IsUnique();
        builder.HasIndex(p => p.OrderId);
        builder.Property(p => p.Reason).HasMaxLength(InstitutionOrder.NoteLength);
        builder.Property(p => p.By).HasMaxLength(InstitutionDelivery.NameLength);
    }
}
