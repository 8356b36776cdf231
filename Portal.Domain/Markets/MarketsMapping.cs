using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Markets;

internal sealed class MarketsMapping : IEntityTypeConfiguration<Market>, IEntityTypeConfiguration<Operator>, IEntityTypeConfiguration<MarketClosure>,
    IEntityTypeConfiguration<Zone>, IEntityTypeConfiguration<Stall>, IEntityTypeConfiguration<StallDevice>
{
    public void Configure(EntityTypeBuilder<Market> builder)
    {
        builder.HasIndex(m => m.Uid).IsUnique();
        builder.HasIndex(m => m.Code).IsUnique();
        builder.HasIndex(m => m.Region);
        builder.HasIndex(m => m.NameKo);
        builder.Property(m => m.Code).HasMaxLength(Market.CodeLength);
        builder.Property(m => m.NameKo).HasMaxLength(Market.NameLength);
        builder.Property(m => m.NameEn).HasMaxLength(Market.NameLength);
        builder.Property(m => m.NameZh).HasMaxLength(Market.NameLength);
        builder.Property(m => m.Region).HasMaxLength(Market.RegionLength);
        builder.Property(m => m.AddressRoad).HasMaxLength(Market.AddressLength);
        builder.Property(m => m.AddressLot).HasMaxLength(Market.AddressLength);
        builder.Property(m => m.Opening).HasMaxLength(OpeningDays.Length);
        builder.Property(m => m.TimeZone).HasMaxLength(50);
        builder.Property(m => m.Currency).HasMaxLength(3);
        builder.Property(m => m.Phone).HasMaxLength(Market.PhoneLength);
        builder.Property(m => m.Homepage).HasMaxLength(Market.HomepageLength);
        builder.Property(m => m.Goods).HasMaxLength(Market.GoodsLength);
        builder.Property(m => m.SearchText).HasMaxLength(700);
        builder.HasOne(m => m.Operator).WithMany().HasForeignKey(m => m.OperatorId);
        builder.HasMany(m => m.Zones).WithOne(z => z.Market).HasForeignKey(z => z.MarketId);
    }

    public void Configure(EntityTypeBuilder<Operator> builder)
    {
        builder.HasIndex(o => o.Code).IsUnique();
        builder.Property(o => o.Code).HasMaxLength(Operator.CodeLength);
        builder.Property(o => o.Name).HasMaxLength(Operator.NameLength);
        builder.Property(o => o.BusinessNumber).HasMaxLength(Operator.BusinessNumberLength);
    }

    public void Configure(EntityTypeBuilder<MarketClosure> builder)
    {
        builder.HasIndex(c => new { c.MarketId, c.FromDate });
        builder.Property(c => c.Reason).HasMaxLength(MarketClosure.ReasonLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(c => c.MarketId);
    }

    public void Configure(EntityTypeBuilder<Zone> builder)
    {
        builder.HasIndex(z => new { z.MarketId, z.Code }).IsUnique();
        builder.Property(z => z.Code).HasMaxLength(Zone.CodeLength);
        builder.Property(z => z.NameKo).HasMaxLength(Zone.NameLength);
        builder.Property(z => z.NameEn).HasMaxLength(Zone.NameLength);
        builder.Property(z => z.NameZh).HasMaxLength(Zone.NameLength);
    }

    public void Configure(EntityTypeBuilder<Stall> builder)
    {
        builder.HasIndex(s => s.Uid).IsUnique();
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasIndex(s => new { s.MarketId, s.Number }).IsUnique();
        builder.HasIndex(s => s.ZoneId);
        builder.Property(s => s.Number).HasMaxLength(Stall.NumberLength);
        builder.Property(s => s.Code).HasMaxLength(Stall.CodeLength);
        builder.HasOne(s => s.Market).WithMany().HasForeignKey(s => s.MarketId);
        builder.HasOne(s => s.Zone).WithMany().HasForeignKey(s => s.ZoneId);
    }

    public void Configure(EntityTypeBuilder<StallDevice> builder)
    {
        builder.HasIndex(d => d.StallId);
        builder.HasIndex(d => new { d.Kind, d.Serial }).IsUnique();
        builder.Property(d => d.Serial).HasMaxLength(StallDevice.SerialLength);
        builder.Property(d => d.Model).HasMaxLength(StallDevice.ModelLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(d => d.MarketId);
        builder.HasOne<Stall>().WithMany().HasForeignKey(d => d.StallId);
    }
}
