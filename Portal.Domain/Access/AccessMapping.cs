using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Markets;

namespace Portal.Domain.Access;

internal sealed class AccessMapping : IEntityTypeConfiguration<PortalUser>, IEntityTypeConfiguration<UserGrant>, IEntityTypeConfiguration<UserSession>,
    IEntityTypeConfiguration<SignInAttempt>, IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<Delegation>,
    IEntityTypeConfiguration<DataProtectionKey>, IEntityTypeConfiguration<SavedView>
{
    private const int AddressLength = 80;

    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.ToTable("Users");
        builder.Property(u => u.DisplayName).HasMaxLength(PortalUser.NameLength);
        builder.Property(u => u.Language).HasMaxLength(10);
        builder.HasMany(u => u.Grants).WithOne().HasForeignKey(g => g.UserId);
    }

    public void Configure(EntityTypeBuilder<UserGrant> builder)
    {
        builder.Property(g => g.Region).HasMaxLength(Market.RegionLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(g => g.MarketId);
    }

    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.HasIndex(s => s.Uid).IsUnique();
        builder.HasIndex(s => new { s.UserId, s.EndedAt });
        builder.Property(s => s.From).HasMaxLength(AddressLength);
        builder.Property(s => s.Browser).HasMaxLength(200);
        builder.Property(s => s.StepUpFor).HasMaxLength(200);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<SignInAttempt> builder)
    {
        builder.Property(a => a.Account).HasMaxLength(256);
        builder.Property(a => a.From).HasMaxLength(AddressLength);
        builder.HasIndex(a => new { a.Account, a.From, a.At });
        builder.HasIndex(a => new { a.From, a.At });
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.Property(k => k.Name).HasMaxLength(ApiKey.NameLength);
        builder.Property(k => k.Prefix).HasMaxLength(16);
        builder.Property(k => k.Hash).HasMaxLength(32);
        builder.Property(k => k.Region).HasMaxLength(Market.RegionLength);
        builder.HasIndex(k => k.Hash).IsUnique();
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(k => k.OwnerId);
        builder.HasOne<Market>().WithMany().HasForeignKey(k => k.MarketId);
    }

    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("CK_Delegations_NotToOneself", "\"FromUserId\" <> \"ToUserId\""));
        builder.Property(d => d.Currency).HasMaxLength(3);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(d => d.FromUserId);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(d => d.ToUserId);
    }

    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.Property(k => k.FriendlyName).HasMaxLength(200);

    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.Property(v => v.Grid).HasMaxLength(40);
        builder.Property(v => v.Name).HasMaxLength(SavedView.NameLength);
        builder.Property(v => v.Query).HasMaxLength(SavedView.QueryLength);
        builder.HasIndex(v => new { v.UserId, v.Grid, v.Name }).IsUnique();
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(v => v.UserId);
    }
}
