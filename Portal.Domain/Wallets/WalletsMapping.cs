using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;

namespace Portal.Domain.Wallets;

internal sealed class WalletsMapping : IEntityTypeConfiguration<Wallet>, IEntityTypeConfiguration<WalletCard>, IEntityTypeConfiguration<WalletToken>
{
    private const int CurrencyLength = 3;

    public void Configure(EntityTypeBuilder<Wallet> builder)
    {
        builder.ToTable("Wallets");
        builder.HasIndex(w => w.Uid).IsUnique();
        builder.HasIndex(w => w.Code).IsUnique();
        builder.HasIndex(w => w.AccountId).IsUnique();
        builder.HasIndex(w => w.MarketId);
        builder.Property(w => w.Currency).HasMaxLength(CurrencyLength);
        builder.Property(w => w.Code).HasMaxLength(Wallet.CodeLength);
        builder.Property(w => w.Reference).HasMaxLength(Wallet.ReferenceLength);
        builder.Property(w => w.Reason).HasMaxLength(Wallet.ReasonLength);
        builder.HasOne<Market>().WithMany().HasForeignKey(w => w.MarketId);
        builder.HasOne<LedgerAccount>().WithMany().HasForeignKey(w => w.AccountId);
    }

    public void Configure(EntityTypeBuilder<WalletCard> builder)
    {
        builder.ToTable("WalletCards");
        builder.HasIndex(c => c.Hash).IsUnique().HasFilter("\"EndedAt\" is null");
        builder.HasIndex(c => c.WalletId);
        builder.Property(c => c.Hash).HasMaxLength(WalletCard.HashLength);
        builder.Property(c => c.Masked).HasMaxLength(WalletCard.MaskedLength);
        builder.HasOne<Wallet>().WithMany().HasForeignKey(c => c.WalletId);
        builder.HasOne<Market>().WithMany().HasForeignKey(c => c.MarketId);
    }

    public void Configure(EntityTypeBuilder<WalletToken> builder)
    {
        builder.ToTable("WalletTokens");
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.ExpiresAt);
        builder.Property(t => t.Hash).HasMaxLength(WalletToken.HashLength);
        builder.HasOne<Wallet>().WithMany().HasForeignKey(t => t.WalletId);
    }
}
