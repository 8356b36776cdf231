using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Documents;

namespace Portal.Domain.Attachments;

internal sealed class AttachmentsMapping : IEntityTypeConfiguration<Attachment>
{
    private const string OneOwner =
        "(\"StallId\" is null and \"VendorId\" is null) or (\"StallId\" is null and \"TenancyId\" is null) or (\"VendorId\" is null and \"TenancyId\" is null)";

    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("CK_Attachments_OneOwner", OneOwner));
        builder.HasIndex(a => a.Uid).IsUnique();
        builder.HasIndex(a => a.MarketId);
        builder.HasIndex(a => a.StallId);
        builder.HasIndex(a => a.VendorId);
        builder.HasIndex(a => a.TenancyId);
        builder.HasIndex(a => a.Hash);
        builder.Property(a => a.Title).HasMaxLength(Attachment.TitleLength);
        builder.Property(a => a.Note).HasMaxLength(Attachment.NoteLength);
        builder.Property(a => a.ContentType).HasMaxLength(Document.TypeLength);
        builder.Property(a => a.Hash).HasMaxLength(Document.HashLength);
        builder.Property(a => a.AddedBy).HasMaxLength(100);
        builder.HasOne(a => a.Market).WithMany().HasForeignKey(a => a.MarketId);
        builder.HasOne(a => a.Stall).WithMany().HasForeignKey(a => a.StallId);
        builder.HasOne(a => a.Vendor).WithMany().HasForeignKey(a => a.VendorId);
        builder.HasOne(a => a.Tenancy).WithMany().HasForeignKey(a => a.TenancyId);
        builder.HasOne(a => a.PersonKey).WithMany().HasForeignKey(a => a.PersonKeyId);
    }
}
