using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Documents;
using Portal.Domain.Markets;

namespace Portal.Domain.Exchange;

internal sealed class ExchangeMapping : IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<ImportChange>, IEntityTypeConfiguration<ImportUndo>,
    IEntityTypeConfiguration<ImportRefusal>, IEntityTypeConfiguration<ImportMapping>
{
    private const int MappingLength = 4_000;

    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.HasIndex(i => i.Uid).IsUnique();
        builder.HasIndex(i => new { i.Kind, i.CreatedAt });
        builder.Property(i => i.UserName).HasMaxLength(100);
        builder.Property(i => i.FileName).HasMaxLength(Import.FileNameLength);
        builder.Property(i => i.FileHash).HasMaxLength(Document.HashLength);
        builder.Property(i => i.EncodingName).HasMaxLength(20);
        builder.Property(i => i.SheetName).HasMaxLength(100);
        builder.Property(i => i.Mapping).HasMaxLength(MappingLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(i => i.MarketId);
    }

    public void Configure(EntityTypeBuilder<ImportChange> builder)
    {
        builder.HasIndex(c => c.ImportId);
        builder.Property(c => c.SubjectCode).HasMaxLength(ImportChange.CodeLength);
        builder.HasOne<Import>().WithMany().HasForeignKey(c => c.ImportId);
    }

    public void Configure(EntityTypeBuilder<ImportUndo> builder)
    {
        builder.HasIndex(u => new { u.ImportId, u.Result });
        builder.HasIndex(u => u.ChangeId).IsUnique();
        builder.HasOne<Import>().WithMany().HasForeignKey(u => u.ImportId);
        builder.HasOne<ImportChange>().WithMany().HasForeignKey(u => u.ChangeId);
    }

    public void Configure(EntityTypeBuilder<ImportRefusal> builder)
    {
        builder.HasIndex(r => new { r.ImportId, r.RowNumber });
        builder.Property(r => r.ColumnKey).HasMaxLength(40);
        builder.Property(r => r.Code).HasMaxLength(ImportRefusal.CodeLength);
        builder.Property(r => r.Arguments).HasMaxLength(1_000);
        builder.HasOne<Import>().WithMany().HasForeignKey(r => r.ImportId);
    }

    public void Configure(EntityTypeBuilder<ImportMapping> builder)
    {
        builder.HasIndex(m => new { m.UserId, m.Kind, m.HeaderHash }).IsUnique();
        builder.Property(m => m.HeaderHash).HasMaxLength(32);
        builder.Property(m => m.Mapping).HasMaxLength(MappingLength);
    }
}
