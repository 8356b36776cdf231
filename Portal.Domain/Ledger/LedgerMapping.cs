using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Markets;

namespace Portal.Domain.Ledger;

internal sealed class LedgerMapping : IEntityTypeConfiguration<LedgerAccount>, IEntityTypeConfiguration<AccountTotal>, IEntityTypeConfiguration<LedgerPosting>,
    IEntityTypeConfiguration<Transfer>, IEntityTypeConfiguration<LedgerBatch>, IEntityTypeConfiguration<MarketBooks>
{
    private const int CurrencyLength = 3;

    public void Configure(EntityTypeBuilder<LedgerAccount> builder)
    {
        builder.ToTable("LedgerAccounts");
        builder.HasIndex(a => new { a.OperatorId, a.Currency, a.Code }).IsUnique();
        builder.Property(a => a.Currency).HasMaxLength(CurrencyLength);
        builder.Property(a => a.Code).HasMaxLength(LedgerAccount.CodeLength);
        builder.Property(a => a.Limit).HasMaxLength(30);
        builder.HasOne<Operator>().WithMany().HasForeignKey(a => a.OperatorId);
        builder.HasOne<LedgerAccount>().WithMany().HasForeignKey(a => a.ParentId);
    }

    public void Configure(EntityTypeBuilder<AccountTotal> builder)
    {
        builder.ToTable("AccountTotals");
        builder.HasKey(t => new { t.AccountId, t.BusinessDate, t.MarketId, t.Writer });
        builder.HasOne<LedgerAccount>().WithMany().HasForeignKey(t => t.AccountId);
    }

    public void Configure(EntityTypeBuilder<LedgerPosting> builder)
    {
        builder.ToTable("LedgerPostings");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.Uid).IsUnique();
        builder.Property(p => p.Owner).HasMaxLength(PostingRequest.OwnerLength);
        builder.Property(p => p.Document).HasMaxLength(PostingRequest.DocumentLength);
        builder.Property(p => p.Refusal).HasMaxLength(LedgerPosting.RefusalLength);
    }

    /// <summary>A line's references to accounts, its posting and other lines are proven by <c>verify</c>: as constraints they would cost each of millions of inserts five look-ups.</summary>
    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("Transfers");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => new { t.DebitId, t.Id });
        builder.HasIndex(t => new { t.CreditId, t.Id });
        builder.HasIndex(t => t.PendingId).IsUnique().HasFilter("\"PendingId\" is not null");
    }

    public void Configure(EntityTypeBuilder<LedgerBatch> builder) => builder.ToTable("LedgerBatches");

    public void Configure(EntityTypeBuilder<MarketBooks> builder)
    {
        builder.ToTable("MarketBooks");
        builder.HasKey(m => m.MarketId);
        builder.Property(m => m.MarketId).ValueGeneratedNever();
    }
}
