using System.Linq.Expressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Exchange;
using Portal.Domain.Jobs;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Partners;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Terminals;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;
using Portal.Domain.Wallets;
using Portal.Domain.Webhooks;

namespace Portal.Domain.Storage;

/// <summary>
/// All tables of the portal. One context serves one command or one query and is made by <see cref="IDbContextFactory{TContext}"/>.
/// Writes go through <see cref="SaveChangesAsync(bool, CancellationToken)"/> or <see cref="BeginWriteAsync"/>, which pass the write gate.
/// </summary>
public abstract partial class PortalDbContext(DbContextOptions options, WriteGate gate) : IdentityUserContext<PortalUser, long>(options)
{
    private readonly AuditQueue audits = new();
    private bool writing;

    /// <summary>What the index of <see cref="PairSearch"/> knows of a part of vendors' search texts; null where there is none or it does not know such parts.</summary>
    public virtual Expression<Func<Vendor, bool>>? MayContain(string part) => null;

    /// <summary>The collation in which codes and texts compare by code point, as SQLite does; null where that is the default.</summary>
    protected abstract string? BinaryCollation { get; }

    /// <summary>
    /// Begins a transaction that writes: waits for the turn at the gate, then takes the database's write lock where there is one.
    /// Commit it by <see cref="WriteScope.CommitAsync"/>; disposing without commit rolls back.
    /// </summary>
    public async Task<WriteScope> BeginWriteAsync(CancellationToken cancellation = default)
    {
        var turn = await gate.EnterAsync(cancellation);
        try
        {
            var transaction = await Database.BeginTransactionAsync(cancellation);
            writing = true;
            return new WriteScope(transaction, turn, () => writing = false);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Writes wait for their turn: use SaveChangesAsync.");

    /// <summary>
    /// Writes an audit row about <paramref name="subject"/> in the commit of the next save; before and after are what the save changes.
    /// </summary>
    /// <param name="action">A stable code such as <c>vendor.suspended</c>; its first part is the kind of record.</param>
    /// <param name="also">What the record itself does not show: fields that were revealed, rows that hang on it. Personal values sealed.</param>
    public void Audit(Actor actor, DateTime at, string action, IAudited subject, string? reason = null, long? personKeyId = null, IReadOnlyList<AuditChange>? also = null) =>
        audits.Add(Entry(actor, at, action, reason, personKeyId), subject, also ?? []);

    /// <summary>
    /// The audit row about a record that is written past the change tracker, by <see cref="BulkInsert"/> or beside a posting: the same as <see cref="Audit"/> would make.
    /// It is inserted in the same transaction; of a record that is given its id there, <see cref="CompleteAudit"/> it first.
    /// </summary>
    /// <param name="before">The record as it was; null for a new one.</param>
    internal AuditEntry AuditOf(Actor actor, DateTime at, string action, IAudited? before, IAudited after, string? reason = null)
    {
        var entry = Entry(actor, at, action, reason, null);
        entry.Changes = AuditQueue.ChangesOf(Model.FindEntityType(after.GetType())!, before, after);
        CompleteAudit(entry, after);
        return entry;
    }

    /// <inheritdoc cref="AuditOf"/>
    internal void CompleteAudit(AuditEntry entry, IAudited subject) => AuditQueue.Complete(this, entry, subject);

    private static AuditEntry Entry(Actor actor, DateTime at, string action, string? reason, long? personKeyId) => new()
    {
        At = at,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        From = actor.From,
        Action = action,
        SubjectKind = action[..action.IndexOf('.', StringComparison.Ordinal)],
        Reason = reason,
        PersonKeyId = personKeyId,
    };

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (writing)
            return await SaveWithAuditAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (audits.IsEmpty)
        {
            HoldRowRules();
            using var turn = await gate.EnterAsync(cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await using var scope = await BeginWriteAsync(cancellationToken);
        var saved = await SaveWithAuditAsync(acceptAllChangesOnSuccess, cancellationToken);
        await scope.CommitAsync(cancellationToken);
        return saved;
    }

    private async Task<int> SaveWithAuditAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellation)
    {
        HoldRowRules();
        audits.ReadChanges(this);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
        if (audits.IsEmpty)
            return saved;
        audits.Flush(this);
        return saved + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcMicroseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
        foreach (var flags in (Type[])[typeof(Facilities), typeof(Utilities), typeof(AcceptedTenders)])
            configurationBuilder.Properties(flags).HaveConversion<int>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserLogin<long>>().ToTable("UserLogins");
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var key in entity.GetForeignKeys())
                key.DeleteBehavior = DeleteBehavior.Restrict;
            if (entity.ClrType.IsAssignableTo(typeof(IVersioned)))
                entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            if (BinaryCollation is { } collation)
            {
                foreach (var text in entity.GetProperties().Where(p => p.ClrType == typeof(string) || p.ClrType.IsEnum || Nullable.GetUnderlyingType(p.ClrType) is { IsEnum: true }))
                    text.SetCollation(IsNumber(text.ClrType) ? null : collation);
            }
        }
    }

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && plain.IsEnum && plain.IsDefined(typeof(FlagsAttribute), false);

    /// <summary>Insert-only rows are neither changed nor deleted; versioned rows carry their next version.</summary>
    private void HoldRowRules()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry is { Entity: IInsertOnly, State: EntityState.Modified or EntityState.Deleted })
                throw new InvalidOperationException($"{entry.Metadata.ShortName()} is written once; it was to be {entry.State}.");
            if (entry is { Entity: IVersioned versioned, State: EntityState.Modified } && !entry.Property(nameof(IVersioned.Version)).IsModified)
                versioned.Version++;
        }
    }
}

/// <summary>A transaction that writes, and its turn at the gate.</summary>
public sealed class WriteScope(IDbContextTransaction transaction, IDisposable turn, Action ended) : IAsyncDisposable
{
    public Task CommitAsync(CancellationToken cancellation = default) => transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            ended();
            turn.Dispose();
        }
    }
}
