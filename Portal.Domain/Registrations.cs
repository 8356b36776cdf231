using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Fraud;
using Portal.Domain.FreeIssues;
using Portal.Domain.Institutions;
using Portal.Domain.Jobs;
using Portal.Domain.Markets;
using Portal.Domain.MerchantQr;
using Portal.Domain.Payments;
using Portal.Domain.Upkeep;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;

namespace Portal.Domain;

/// <summary>The services of the domain. All are safe to share: each command and query opens a context of its own.</summary>
public static class Registrations
{
    public static IServiceCollection AddRegistries(this IServiceCollection services) => services
        .AddSingleton<MarketService>()
        .AddSingleton<MarketQueries>()
        .AddSingleton<StallService>()
        .AddSingleton<StallQueries>()
        .AddSingleton<StallRecords>()
        .AddSingleton<TodayQueries>()
        .AddSingleton<Auditing.TimelineQueries>()
        .AddSingleton<Auditing.AuditQueries>()
        .AddSingleton<Auditing.TimelineSource, MarketTimeline>()
        .AddSingleton<Auditing.TimelineSource, StallTimeline>()
        .AddSingleton<Auditing.TimelineSource, VendorTimeline>()
        .AddSingleton<Auditing.TimelineSource, UserTimeline>()
        .AddSingleton<VendorService>()
        .AddSingleton<VendorQueries>()
        .AddSingleton<TenancyService>()
        .AddSingleton<TenancyLists>()
        .AddSingleton<ArrearLists>()
        .AddSingleton<ImportTarget, MarketImport>()
        .AddSingleton<ImportTarget, StallImport>()
        .AddSingleton<ImportTarget, VendorImport>()
        .AddSingleton<ImportTarget, TenancyImport>()
        .AddSingleton<ImportTarget, ArrearImport>()
        .AddSingleton<ImportService>()
        .AddSingleton<ImportUndoing>()
        .AddSingleton<ImportDrafts>()
        .AddSingleton<AttachmentService>()
        .AddSingleton<Retention>()
        .AddSingleton<Cleaning>()
        .AddSingleton<JobService>()
        .AddSingleton<VendorPersonal>()
        .AddSingleton<Workers>()
        .AddSingleton<VendorPhones>()
        .AddSingleton<MerchantNumbers>()
        .AddSingleton<PayoutAccounts>()
        .AddSingleton<VendorPhotos>()
        .AddSingleton<VendorMerge>()
        .AddSingleton<StallQrs>()
        .AddSingleton<SavedViews>();

    /// <summary>Gift vouchers, and the tenders that they are.</summary>
    public static IServiceCollection AddVouchers(this IServiceCollection services) => services
        .AddSingleton<ITenderSource, WalletTenders>()
        .AddSingleton<ITenderSource, VoucherTenders>()
        .AddSingleton<RuleBook>()
        .AddSingleton<VoucherOffices>()
        .AddSingleton<ProgrammeService>()
        .AddSingleton<RuleService>()
        .AddSingleton<BatchService>()
        .AddSingleton<BatchPrinter>()
        .AddSingleton<PrintFiles>()
        .AddSingleton<VoucherSales>()
        .AddSingleton<VoucherGifts>()
        .AddSingleton<VoucherGiftQueries>()
        .AddSingleton<OfficeService>()
        .AddSingleton<OfficeQueries>()
        .AddSingleton<StockHandOvers>()
        .AddSingleton<HandOverQueries>()
        .AddSingleton<Vouchers.Counts.DrawerCounts>()
        .AddSingleton<Vouchers.Printers.SecurityPrinters>()
        .AddSingleton<Vouchers.Printers.PrinterRuns>()
        .AddSingleton<Vouchers.Printers.PrintReceipts>()
        .AddSingleton<Vouchers.Printers.PrintOrderQueries>()
        .AddSingleton<Vouchers.Counts.DrawerCountQueries>()
        .AddSingleton<VoucherRefunds>()
        .AddSingleton<VoucherHolds>()
        .AddSingleton<VoucherReplacements>()
        .AddSingleton<Presentments>()
        .AddSingleton<VoucherDayEnd>()
        .AddSingleton<EnrolmentService>()
        .AddSingleton<VendorCapService>()
        .AddSingleton<EnrolmentQueries>()
        .AddSingleton<NoticeOutbox>()
        .AddSingleton<NoticeQueries>()
        .AddSingleton<EnrolmentRecords>()
        .AddSingleton<VoucherBalances>()
        .AddSingleton<ProgrammeQueries>()
        .AddSingleton<ProgrammeRecords>()
        .AddSingleton<RuleImpacts>()
        .AddSingleton<WaitingApprovals>()
        .AddSingleton<Auditing.TimelineSource, BatchTimeline>()
        .AddSingleton<Auditing.TimelineSource, OfficeTimeline>()
        .AddSingleton<Auditing.TimelineSource, HandOverTimeline>()
        .AddSingleton<Auditing.TimelineSource, Vouchers.Printers.PrinterTimeline>()
        .AddSingleton<Auditing.TimelineSource, Vouchers.Counts.DrawerCountTimeline>()
        .AddSingleton<Auditing.TimelineSource, EnrolmentTimeline>()
        .AddSingleton<Auditing.TimelineSource, FreeIssues.FreeIssueTimeline>()
        .AddSingleton<Auditing.TimelineSource, ProgrammeTimeline>()
        .AddSingleton<BatchQueries>()
        .AddSingleton<VoucherRecords>()
        .AddSingleton<Vouchers.Reports.VoucherReports>()
        .AddSingleton<Vouchers.Reports.VoucherDashboard>()
        .AddSingleton<PresentmentQueries>()
        .AddSingleton<Vouchers.Boxes.BoxFilling>()
        .AddSingleton<Vouchers.Boxes.BoxKeeping>()
        .AddSingleton<Vouchers.Boxes.BoxQueries>()
        .AddSingleton<Vouchers.Boxes.PaperBalances>()
        .AddSingleton<Vouchers.Boxes.PaperPieces>()
        .AddSingleton<Auditing.TimelineSource, Vouchers.Boxes.BoxTimeline>()
        .AddSingleton<Vouchers.Damaged.DamagedDesk>()
        .AddSingleton<Vouchers.Damaged.DamagedDecisions>()
        .AddSingleton<Vouchers.Damaged.DamagedQueries>()
        .AddSingleton<Auditing.TimelineSource, Vouchers.Damaged.DamagedTimeline>()
        .AddSingleton<VoucherQueries>();

    /// <summary>Institutions that buy vouchers with their orders, and lists of those who get them free.</summary>
    public static IServiceCollection AddInstitutions(this IServiceCollection services) => services
        .AddSingleton<InstitutionService>()
        .AddSingleton<InstitutionOrders>()
        .AddSingleton<OrderDeposits>()
        .AddSingleton<OrderDeliveries>()
        .AddSingleton<InstitutionQueries>()
        .AddSingleton<OrderQueries>()
        .AddSingleton<FreeIssueService>()
        .AddSingleton<FreeIssuing>()
        .AddSingleton<FreeIssueQueries>();

    /// <summary>Statements of banks.</summary>
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services
        .AddSingleton<Reconciliation.StatementSources>()
        .AddSingleton<Reconciliation.StatementIntake>()
        .AddSingleton<Reconciliation.StatementReading>()
        .AddSingleton<Reconciliation.StatementFileQueries>();

    /// <summary>Fees, settlement runs and payouts.</summary>
    public static IServiceCollection AddSettlement(this IServiceCollection services) => services
        .AddSingleton<Settlement.SettlementRuns>()
        .AddSingleton<Settlement.SettlementRules>()
        .AddSingleton<Settlement.SettlementReckoner>()
        .AddSingleton<Settlement.SettlementPosting>()
        .AddSingleton<Settlement.SettlementQueries>();

    /// <summary>The fraud desk.</summary>
    public static IServiceCollection AddFraudDesk(this IServiceCollection services) => services
        .AddSingleton<FraudNightly>()
        .AddSingleton<PresentedAgain>()
        .AddSingleton<FraudWatch>()
        .AddSingleton<FraudCases>()
        .AddSingleton<FraudFreezes>()
        .AddSingleton<FraudRecoveries>()
        .AddSingleton<FraudQueries>()
        .AddSingleton<FraudSignalQueries>()
        .AddSingleton<FraudEvidence>()
        .AddSingleton<Auditing.TimelineSource, FraudTimeline>();
}
