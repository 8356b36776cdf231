using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Privacy;

namespace Portal.Domain.Auditing;

internal sealed class AuditingMapping : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditSeal>, IEntityTypeConfiguration<Lease>, IEntityTypeConfiguration<PersonKey>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasIndex(a => new { a.SubjectKind, a.SubjectId });
        builder.HasIndex(a => a.At);
        builder.HasIndex(a => new { a.MarketId, a.At });
        builder.HasIndex(a => new { a.Action, a.At });
        builder.HasIndex(a => new { a.ActorId, a.At });
        builder.HasIndex(a => new { a.SubjectKind, a.At });
        builder.Property(a => a.ActorName).HasMaxLength(AuditEntry.NameLength);
        builder.Property(a => a.From).HasMaxLength(AuditEntry.FromLength);
        builder.Property(a => a.Action).HasMaxLength(AuditEntry.ActionLength);
        builder.Property(a => a.SubjectKind).HasMaxLength(AuditEntry.KindLength);
        builder.Property(a => a.SubjectCode).HasMaxLength(AuditEntry.CodeLength);
        builder.Property(a => a.Reason).HasMaxLength(AuditEntry.ReasonLength);
    }

    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.Hash).HasMaxLength(32);
        builder.HasIndex(s => s.AuditId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.HasKey(l => l.Name);
        builder.Property(l => l.Name).HasMaxLength(40);
        builder.Property(l => l.Holder).HasMaxLength(80);
    }

    public void Configure(EntityTypeBuilder<PersonKey> builder) => builder.Property(k => k.Wrapped).HasMaxLength(100);
}
