using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Exchange;
using Portal.Domain.Fraud;
using Portal.Domain.FreeIssues;
using Portal.Domain.Institutions;
using Portal.Domain.Jobs;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Partners;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Reconciliation;
using Portal.Domain.Settlement;
using Portal.Domain.Terminals;
using Portal.Domain.Vendors;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Domain.Vouchers.Damaged;
using Portal.Domain.Wallets;
using Portal.Domain.Webhooks;

namespace Portal.Domain.Storage;

/// <summary>The tables.</summary>
public abstract partial class PortalDbContext
{
    public DbSet<UserGrant> UserGrants => Set<UserGrant>();

    public DbSet<UserSession> UserSessions => Set<UserSession>();

    public DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<PersonKey> PersonKeys => Set<PersonKey>();

    public DbSet<Operator> Operators => Set<Operator>();

    public DbSet<Market> Markets => Set<Market>();

    public DbSet<MarketClosure> MarketClosures => Set<MarketClosure>();

    public DbSet<Zone> Zones => Set<Zone>();

    public DbSet<Stall> Stalls => Set<Stall>();

    public DbSet<StallDevice> StallDevices => Set<StallDevice>();

    public DbSet<Vendor> Vendors => Set<Vendor>();

    public DbSet<VendorPhone> VendorPhones => Set<VendorPhone>();

    public DbSet<Worker> Workers => Set<Worker>();

    public DbSet<MerchantNumber> MerchantNumbers => Set<MerchantNumber>();

    public DbSet<Suspension> Suspensions => Set<Suspension>();

    public DbSet<PayoutAccountChange> PayoutAccountChanges => Set<PayoutAccountChange>();

    public DbSet<Tenancy> Tenancies => Set<Tenancy>();

    public DbSet<Arrear> Arrears => Set<Arrear>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    public DbSet<Lease> Leases => Set<Lease>();

    public DbSet<Document> Documents => Set<Document>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<Import> Imports => Set<Import>();

    public DbSet<ImportChange> ImportChanges => Set<ImportChange>();

    public DbSet<ImportUndo> ImportUndos => Set<ImportUndo>();

    public DbSet<ImportRefusal> ImportRefusals => Set<ImportRefusal>();

    public DbSet<ImportMapping> ImportMappings => Set<ImportMapping>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<LedgerAccount> LedgerAccounts => Set<LedgerAccount>();

    public DbSet<AccountTotal> AccountTotals => Set<AccountTotal>();

    public DbSet<LedgerPosting> LedgerPostings => Set<LedgerPosting>();

    public DbSet<Transfer> Transfers => Set<Transfer>();

    public DbSet<LedgerBatch> LedgerBatches => Set<LedgerBatch>();

    public DbSet<MarketBooks> MarketBooks => Set<MarketBooks>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<PaymentTender> PaymentTenders => Set<PaymentTender>();

    public DbSet<PaymentEvent> PaymentEvents => Set<PaymentEvent>();

    public DbSet<PaymentPart> PaymentParts => Set<PaymentPart>();

    public DbSet<PaymentLine> PaymentLines => Set<PaymentLine>();

    public DbSet<CashReceipt> CashReceipts => Set<CashReceipt>();

    public DbSet<PaymentAuthorisation> PaymentAuthorisations => Set<PaymentAuthorisation>();

    public DbSet<RefundRequest> RefundRequests => Set<RefundRequest>();

    public DbSet<PartnerLimit> PartnerLimits => Set<PartnerLimit>();

    public DbSet<Dispute> Disputes => Set<Dispute>();

    public DbSet<DisputeNote> DisputeNotes => Set<DisputeNote>();

    public DbSet<Terminal> Terminals => Set<Terminal>();

    public DbSet<Wallet> Wallets => Set<Wallet>();

    public DbSet<WalletCard> WalletCards => Set<WalletCard>();

    public DbSet<WalletToken> WalletTokens => Set<WalletToken>();

    public DbSet<VoucherProgramme> VoucherProgrammes => Set<VoucherProgramme>();

    public DbSet<VoucherRule> VoucherRules => Set<VoucherRule>();

    public DbSet<Funder> Funders => Set<Funder>();

    public DbSet<FunderBudget> FunderBudgets => Set<FunderBudget>();

    public DbSet<VoucherBatch> VoucherBatches => Set<VoucherBatch>();

    public DbSet<VoucherBatchItem> VoucherBatchItems => Set<VoucherBatchItem>();

    public DbSet<BatchApproval> BatchApprovals => Set<BatchApproval>();

    public DbSet<VoucherPrintFile> VoucherPrintFiles => Set<VoucherPrintFile>();

    public DbSet<Voucher> Vouchers => Set<Voucher>();

    public DbSet<VoucherPart> VoucherParts => Set<VoucherPart>();

    public DbSet<VoucherOffice> VoucherOffices => Set<VoucherOffice>();

    public DbSet<StockHandOver> StockHandOvers => Set<StockHandOver>();

    public DbSet<Vouchers.Counts.DrawerCount> DrawerCounts => Set<Vouchers.Counts.DrawerCount>();

    public DbSet<Vouchers.Counts.DrawerCountLine> DrawerCountLines => Set<Vouchers.Counts.DrawerCountLine>();

    public DbSet<Vouchers.Printers.SecurityPrinter> SecurityPrinters => Set<Vouchers.Printers.SecurityPrinter>();

    public DbSet<Vouchers.Printers.PrintOrder> PrintOrders => Set<Vouchers.Printers.PrintOrder>();

    public DbSet<Vouchers.Printers.PrintBundle> PrintBundles => Set<Vouchers.Printers.PrintBundle>();

    public DbSet<StockHandOverRun> StockHandOverRuns => Set<StockHandOverRun>();

    public DbSet<VoucherDrawer> VoucherDrawers => Set<VoucherDrawer>();

    public DbSet<VoucherBuyer> VoucherBuyers => Set<VoucherBuyer>();

    public DbSet<VoucherSale> VoucherSales => Set<VoucherSale>();

    public DbSet<RefundQuote> RefundQuotes => Set<RefundQuote>();

    public DbSet<VoucherRefund> VoucherRefunds => Set<VoucherRefund>();

    public DbSet<VoucherNotice> VoucherNotices => Set<VoucherNotice>();

    public DbSet<Institution> Institutions => Set<Institution>();

    public DbSet<InstitutionPledge> InstitutionPledges => Set<InstitutionPledge>();

    public DbSet<InstitutionOrder> InstitutionOrders => Set<InstitutionOrder>();

    public DbSet<InstitutionOrderItem> InstitutionOrderItems => Set<InstitutionOrderItem>();

    public DbSet<InstitutionDelivery> InstitutionDeliveries => Set<InstitutionDelivery>();

    public DbSet<InstitutionPayment> InstitutionPayments => Set<InstitutionPayment>();

    public DbSet<VoucherGift> VoucherGifts => Set<VoucherGift>();

    public DbSet<FreeIssueList> FreeIssueLists => Set<FreeIssueList>();

    public DbSet<FreeIssueRow> FreeIssueRows => Set<FreeIssueRow>();

    public DbSet<FreeIssueApproval> FreeIssueApprovals => Set<FreeIssueApproval>();

    public DbSet<VendorEnrolment> VendorEnrolments => Set<VendorEnrolment>();

    public DbSet<Presentment> Presentments => Set<Presentment>();

    public DbSet<PresentedVoucher> PresentedVouchers => Set<PresentedVoucher>();

    public DbSet<RefusedPiece> RefusedPieces => Set<RefusedPiece>();

    public DbSet<PaperBox> PaperBoxes => Set<PaperBox>();

    public DbSet<BoxedPiece> BoxedPieces => Set<BoxedPiece>();

    public DbSet<BoxCount> BoxCounts => Set<BoxCount>();

    public DbSet<PaperDestruction> PaperDestructions => Set<PaperDestruction>();

    public DbSet<DamagedCase> DamagedCases => Set<DamagedCase>();

    public DbSet<FraudSignal> FraudSignals => Set<FraudSignal>();

    public DbSet<FraudRun> FraudRuns => Set<FraudRun>();

    public DbSet<FraudCase> FraudCases => Set<FraudCase>();

    public DbSet<FraudNote> FraudNotes => Set<FraudNote>();

    public DbSet<FraudFreeze> FraudFreezes => Set<FraudFreeze>();

    public DbSet<FraudRecovery> FraudRecoveries => Set<FraudRecovery>();

    public DbSet<StatementSource> StatementSources => Set<StatementSource>();

    public DbSet<StatementFile> StatementFiles => Set<StatementFile>();

    public DbSet<StatementFinding> StatementFindings => Set<StatementFinding>();

    public DbSet<Statement> Statements => Set<Statement>();

    public DbSet<StatementForeignSum> StatementForeignSums => Set<StatementForeignSum>();

    public DbSet<BankEntry> BankEntries => Set<BankEntry>();

    public DbSet<StatementDetail> StatementDetails => Set<StatementDetail>();

    public DbSet<BankHoliday> BankHolidays => Set<BankHoliday>();

    public DbSet<SettlementTerms> SettlementTerms => Set<SettlementTerms>();

    public DbSet<FeeRule> FeeRules => Set<FeeRule>();

    public DbSet<VendorFeeClass> VendorFeeClasses => Set<VendorFeeClass>();

    public DbSet<SettlementRun> SettlementRuns => Set<SettlementRun>();

    public DbSet<SettlementLine> SettlementLines => Set<SettlementLine>();

    public DbSet<SettlementItem> SettlementItems => Set<SettlementItem>();

    public DbSet<SettlementReach> SettlementReaches => Set<SettlementReach>();

    public DbSet<Payout> Payouts => Set<Payout>();

    public DbSet<OperatorAccount> OperatorAccounts => Set<OperatorAccount>();

    public DbSet<PayoutFile> PayoutFiles => Set<PayoutFile>();

    public DbSet<PayoutAnswer> PayoutAnswers => Set<PayoutAnswer>();

    public DbSet<WebhookEndpoint> WebhookEndpoints => Set<WebhookEndpoint>();

    public DbSet<WebhookEvent> WebhookEvents => Set<WebhookEvent>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
}
