using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Jobs;

internal sealed class JobsMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.HasIndex(j => j.Uid).IsUnique();
        builder.HasIndex(j => new { j.UserId, j.CreatedAt });
        builder.HasIndex(j => j.State);
        builder.Property(j => j.Kind).HasMaxLength(Job.KindLength);
        builder.Property(j => j.Title).HasMaxLength(Job.TitleLength);
        builder.Property(j => j.Error).HasMaxLength(60);
        builder.Property(j => j.ResultUrl).HasMaxLength(300);
        builder.Property(j => j.Holder).HasMaxLength(80);
    }
}
