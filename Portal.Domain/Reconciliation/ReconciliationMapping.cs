using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Reconciliation;

internal sealed class ReconciliationMapping : IEntityTypeConfiguration<StatementSource>, IEntityTypeConfiguration<StatementFile>, IEntityTypeConfiguration<StatementFinding>,
    IEntityTypeConfiguration<Statement>, IEntityTypeConfiguration<StatementForeignSum>, IEntityTypeConfiguration<BankEntry>, IEntityTypeConfiguration<StatementDetail>
{
    private const int CurrencyLength = 3;

    public void Configure(EntityTypeBuilder<StatementSource> builder)
    {
        builder.ToTable("StatementSources");
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasIndex(s => s.Account);
        builder.Property(s => s.Code).HasMaxLength(StatementSource.CodeLength);
        builder.Property(s => s.Name).HasMaxLength(StatementSource.NameLength);
        builder.Property(s => s.Account).HasMaxLength(StatementSource.AccountLength);
    }

    public void Configure(EntityTypeBuilder<StatementFile> builder)
    {
        builder.ToTable("StatementFiles");
        builder.HasIndex(f => f.Uid).IsUnique();
        builder.HasIndex(f => f.Hash).IsUnique();
        builder.HasIndex(f => f.Place).IsUnique().HasFilter("\"Place\" is not null");
        builder.Property(f => f.FileName).HasMaxLength(StatementFile.FileNameLength);
        builder.Property(f => f.Hash).HasMaxLength(StatementFile.HashLength);
        builder.Property(f => f.Format).HasMaxLength(StatementFile.FormatLength);
        builder.Property(f => f.UserName).HasMaxLength(StatementFile.NameLength);
        builder.Property(f => f.RefusedCode).HasMaxLength(StatementFinding.CodeLength);
        builder.Property(f => f.RefusedFound).HasMaxLength(StatementFile.FoundLength);
        builder.HasOne<StatementSource>().WithMany().HasForeignKey(f => f.SourceId);
    }

    public void Configure(EntityTypeBuilder<StatementFinding> builder)
    {
        builder.ToTable("StatementFindings");
        builder.Property(f => f.Code).HasMaxLength(StatementFinding.CodeLength);
        builder.Property(f => f.Found).HasMaxLength(StatementFinding.TextLength);
        builder.Property(f => f.Currency).HasMaxLength(CurrencyLength);
        builder.HasOne<StatementFile>().WithMany().HasForeignKey(f => f.FileId);
    }

    public void Configure(EntityTypeBuilder<Statement> builder)
    {
        builder.ToTable("Statements");
        builder.HasIndex(s => new { s.FileId, s.Number }).IsUnique();
        builder.HasIndex(s => new { s.Account, s.Currency, s.ClosingOn });
        builder.Property(s => s.BankId).HasMaxLength(Statement.BankIdLength);
        builder.Property(s => s.Account).HasMaxLength(StatementSource.AccountLength);
        builder.Property(s => s.Currency).HasMaxLength(CurrencyLength);
        builder.HasOne<StatementFile>().WithMany().HasForeignKey(s => s.FileId);
    }

    public void Configure(EntityTypeBuilder<StatementForeignSum> builder)
    {
        builder.ToTable("StatementForeignSums");
        builder.Property(s => s.Currency).HasMaxLength(CurrencyLength);
        builder.HasOne<Statement>().WithMany().HasForeignKey(s => s.StatementId);
    }

    public void Configure(EntityTypeBuilder<BankEntry> builder)
    {
        builder.ToTable("BankEntries");
        builder.HasIndex(e => new { e.FileId, e.Row });
        builder.HasIndex(e => e.Fingerprint);
        builder.Property(e => e.Currency).HasMaxLength(CurrencyLength);
        builder.Property(e => e.Code).HasMaxLength(BankEntry.CodeLength);
        builder.Property(e => e.Fingerprint).HasMaxLength(BankEntry.FingerprintLength);
        builder.HasOne<Statement>().WithMany().HasForeignKey(e => e.StatementId).OnDelete(DeleteBehavior.NoAction);
        Texts(builder);
    }

    public void Configure(EntityTypeBuilder<StatementDetail> builder)
    {
        builder.ToTable("StatementDetails");
        builder.HasIndex(d => d.FileId);
        builder.Property(d => d.Currency).HasMaxLength(CurrencyLength);
        builder.HasOne<BankEntry>().WithMany().HasForeignKey(d => d.EntryId).OnDelete(DeleteBehavior.NoAction);
        Texts(builder);
    }

    private static void Texts<T>(EntityTypeBuilder<T> builder)
        where T : class, IPaymentTexts
    {
        foreach (var name in (string[])[nameof(IPaymentTexts.EndToEnd), nameof(IPaymentTexts.Bank), nameof(IPaymentTexts.Creditor), nameof(IPaymentTexts.Batch), nameof(IPaymentTexts.Party), nameof(IPaymentTexts.PartyAccount)])
            builder.Property(name).HasMaxLength(IPaymentTexts.ReferenceLength);
        builder.Property(t => t.Text).HasMaxLength(IPaymentTexts.TextLength);
        builder.Property(t => t.ReturnReason).HasMaxLength(BankEntry.CodeLength);
    }
}
