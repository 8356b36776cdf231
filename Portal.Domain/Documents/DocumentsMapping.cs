using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Documents;

internal sealed class DocumentsMapping : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.HasIndex(d => d.Hash).IsUnique();
        builder.Property(d => d.Hash).HasMaxLength(Document.HashLength);
        builder.Property(d => d.ContentType).HasMaxLength(Document.TypeLength);
    }
}
