using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Auditing;
using Portal.Domain.Backups;
using Portal.Domain.Documents;
using Portal.Domain.Ledger;
using Portal.Domain.MerchantQr;
using Portal.Domain.Partners;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Terminals;
using Portal.Domain.Upkeep;
using Portal.Domain.Verification;
using Portal.Domain.Wallets;
using Portal.Domain.Webhooks;
using Portal.Payments;
using Portal.Seeding;

namespace Portal.Commands;

/// <summary>Registers the database and what stands beside it, from <c>Database:Provider</c>, <c>ConnectionStrings:Portal</c> and <c>Data:Path</c>.</summary>
public static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton(PortalClock.Of(configuration));
        services.AddSingleton<PortalDbContextFactory>();
        services.AddSingleton<IDbContextFactory<PortalDbContext>>(s => s.GetRequiredService<PortalDbContextFactory>());
        services.AddSingleton<Migrator>();
        services.AddSingleton(new KeyRing(configuration["Keys:Path"] ?? Path.Combine(options.DataFolder, "keys")));
        services.AddSingleton<PersonalData>();
        services.AddSingleton<BulkInsert>();
        AddMoney(services);
        services.AddConnectors(configuration);
        services.AddSingleton<DocumentStore>();
        services.AddSingleton(new CleaningRules(
            TimeSpan.FromDays(configuration.GetValue("Upkeep:DraftDays", CleaningRules.DraftDays)), TimeSpan.FromDays(configuration.GetValue("Upkeep:JobDays", CleaningRules.JobDays))));
        services.AddSingleton(QrRulesOf(configuration));
        services.AddSingleton<AuditSealer>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<LedgerCheckLog>();
        services.AddSingleton<BackupMaker>();
        services.AddSingleton<BackupRestorer>();
        services.AddSingleton<LoadSeed>();
        services.AddSingleton<Seeding.FraudSimulation.FraudMeasurement>();
        return services;
    }

    /// <summary>The ledger, and what moves money through it.</summary>
    private static void AddMoney(IServiceCollection services)
    {
        services.AddSingleton<AccountBook>();
        services.AddSingleton<LedgerStore>();
        services.AddSingleton<GeneralLedger>();
        services.AddSingleton<LedgerQueries>();
        services.AddSingleton<TrialQueries>();
        services.AddSingleton<AccountQueries>();
        services.AddSingleton<StatementQueries>();
        services.AddSingleton<JournalQueries>();
        services.AddSingleton<HealthQueries>();
        services.AddVouchers();
        services.AddInstitutions();
        services.AddFraudDesk();
        services.AddReconciliation();
        services.AddSettlement();
        services.AddSingleton<PartnerService>();
        services.AddSingleton<PaymentService>();
        services.AddSingleton<PaymentChangeService>();
        services.AddSingleton<PaymentReversals>();
        services.AddSingleton<PaymentQueries>();
        services.AddSingleton<RefundRequests>();
        services.AddSingleton<DisputeService>();
        services.AddSingleton<DisputeQueries>();
        services.AddSingleton<DisputeEvidence>();
        services.AddSingleton<PaymentEndings>();
        services.AddSingleton<TerminalBook>();
        services.AddSingleton<TerminalService>();
        services.AddSingleton<TerminalQueries>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<WebhookService>();
        services.AddSingleton<WalletService>();
        services.AddSingleton<WalletCardService>();
        services.AddSingleton<WalletPayOuts>();
        services.AddSingleton<WalletQueries>();
    }

    /// <summary>What stands in the codes of stalls; throws with a plain sentence when it could stand in none.</summary>
    private static StallQrRules QrRulesOf(IConfiguration configuration)
    {
        var networks = configuration.GetSection("MerchantQr:Networks").GetChildren().ToDictionary(n => n.Key, n => n.Value ?? "", StringComparer.OrdinalIgnoreCase);
        var rules = new StallQrRules(configuration["MerchantQr:Id"] ?? StallQrRules.UsualId, configuration["MerchantQr:Category"] ?? StallQrRules.UsualCategory, networks);
        return rules.Mistake is { } mistake ? throw new ConfigurationException($"MerchantQr: '{mistake}' cannot stand in a QR code. Ids are 1 to 32 letters, digits, points and hyphens; the category is 4 digits.") : rules;
    }

    /// <summary>The configured database; throws with a plain sentence when the configuration makes no sense.</summary>
    public static DatabaseOptions Read(IConfiguration configuration)
    {
        var name = configuration["Database:Provider"] ?? "sqlite";
        if (!DatabaseOptions.TryParse(name, out var provider))
            throw new ConfigurationException($"Database:Provider is '{name}'; it can be sqlite, sqlserver or postgres.");
        var connection = configuration.GetConnectionString("Portal");
        if (string.IsNullOrWhiteSpace(connection))
        {
            if (provider != DatabaseProvider.Sqlite)
                throw new ConfigurationException($"ConnectionStrings:Portal is empty; {name} needs one.");
            connection = "Data Source=" + Path.Combine(DefaultFolder(), "portal.db");
        }

        RefuseMalformed(provider, connection);
        var beside = provider == DatabaseProvider.Sqlite && Migrator.SqlitePath(connection) is { } path ? Path.GetDirectoryName(Path.GetFullPath(path))! : DefaultFolder();
        return new DatabaseOptions(provider, connection, configuration["Data:Path"] ?? beside);
    }

    private static void RefuseMalformed(DatabaseProvider provider, string connection)
    {
        try
        {
            DbConnectionStringBuilder parsed = provider switch
            {
                DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder(connection),
                DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(connection),
                _ => new NpgsqlConnectionStringBuilder(connection),
            };
            if (parsed.Count == 0)
                throw new ArgumentException("It is empty.");
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new ConfigurationException($"ConnectionStrings:Portal is no connection string of {provider}: {malformed.Message}");
        }
    }

    private static string DefaultFolder() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "portal");
}

/// <summary>The configuration makes no sense; the message says what to change.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
