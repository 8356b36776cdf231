using Portal.Domain.Access;
using Portal.Domain.Vouchers.Reports;

namespace Portal.Tests.Browser;

/// <summary>Every page of the portal. A test holds that none is missing.</summary>
public static partial class Pages
{
    /// <summary>An import that is prepared as far as its preview, and one that is done: <see cref="DemoPortal"/> makes them.</summary>
    public static readonly Guid Draft = new("00000000-0000-7000-8000-000000000001"), Done = new("00000000-0000-7000-8000-000000000002");

    /// <summary>A payment that <see cref="DemoPortal"/> makes.</summary>
    public static readonly Guid Paid = new("00000000-0000-7000-8000-000000000101");

    /// <summary>A payment by card and a dispute about it, that <see cref="DemoPortal"/> makes.</summary>
    public static readonly Guid Disputed = new("00000000-0000-7000-8000-000000000102"), Dispute = new("00000000-0000-7000-8000-000000000103");

    /// <summary>A count of a drawer that waits for a second person.</summary>
    public const string Count = "C000000-1";

    /// <summary>A file of a bank that was read.</summary>
    public static readonly Guid StatementFile = new("0199a1b2-0000-7000-8000-000000000900");

    /// <summary>A settlement that waits for its approval.</summary>
    public static readonly Guid SettlementRun = new("0199a1b2-0000-7000-8000-000000000901");

    /// <summary>A security printer, one that waits to be approved, and a batch that the first one printed.</summary>
    public const string Printer = "MINT", NewPrinter = "SECURE", PrintedBatch = "DEMO-B26-9001";

    /// <summary>The stock that the demo's officer handed over.</summary>
    public static readonly string HandOver = $"DEMO-H{DateTime.UtcNow.AddHours(9).Year % 100:00}-0001";

    /// <summary>The order of the demo's institutions that is half delivered.</summary>
    public static readonly string Order = $"DEMO-O{DateTime.UtcNow.AddHours(9).Year % 100:00}-0002";

    /// <summary>A list of beneficiaries with a duplicate that waits to be decided.</summary>
    public const string FreeIssue = "DEMO-F26-9001";

    /// <summary>A sale of vouchers and a bundle that is taken in, that <see cref="DemoVoucherCounter"/> makes.</summary>
    public static readonly Guid Sale = new("00000000-0000-7000-8000-000000000201"), Bundle = new("00000000-0000-7000-8000-000000000202");

    /// <summary>A case of fraud that <see cref="DemoVoucherCounter"/> makes.</summary>
    public static readonly Guid Case = new("00000000-0000-7000-8000-000000000301");

    /// <summary>Its number, the vendor it is about, and the acquirer's number of that dispute.</summary>
    public const string CaseCode = "F0000000003", CaseVendor = "V000012";
    public const string DisputeReference = "BC-2026-0001";

    /// <summary>The end of its receipt's address.</summary>
    public const string Receipt = "AAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>The token of a card that <see cref="DemoVoucherCounter"/> sells and spends in part.</summary>
    public const string VoucherToken = "DEMOAAAAAAAAAAAAAAAAAA";

    private const string Market = "?market=" + DemoPortal.OwnMarket;

    public static IReadOnlyList<PortalPage> All { get; } =
    [
        new("sign-in", PortalUrls.SignIn, PortalUrls.SignIn) { Says = "access.signIn", IsPublic = true },
        new("sign-in-code", PortalUrls.SignInCode, PortalUrls.SignInCode) { IsPublic = true, LeadsTo = PortalUrls.SignIn },
        new("sign-in-recovery", PortalUrls.SignInRecovery, PortalUrls.SignInRecovery) { IsPublic = true, LeadsTo = PortalUrls.SignIn },
        new("sign-in-enrol", PortalUrls.SignInEnrol, PortalUrls.SignInEnrol) { IsPublic = true, LeadsTo = PortalUrls.SignIn },
        new("sign-in-link", PortalUrls.SignInLink, PortalUrls.LinkFor("0000")) { Says = "access.linkTitle", IsPublic = true },
        new("set-up", PortalUrls.SetUp, PortalUrls.SetUp) { Says = "access.setUpTitle", IsPublic = true },
        new("denied", PortalUrls.Denied, PortalUrls.Denied) { Says = "access.deniedTitle", IsPublic = true, Status = 403 },
        new("error", PortalUrls.Error, PortalUrls.Error) { IsPublic = true },
        new("not-found", PortalUrls.NotFound, PortalUrls.NotFound) { Says = "shell.notFound", IsPublic = true, Status = 404 },
        new("step-up", PortalUrls.StepUp, PortalUrls.StepUpFor("test", "/")) { Says = "access.stepUpTitle" },
        new("home", PortalUrls.Home, PortalUrls.Home) { Reader = Role.MarketManager },
        new("account", PortalUrls.Account, PortalUrls.Account) { Says = "access.account" },
        new("sessions", PortalUrls.AccountSessions, PortalUrls.AccountSessions) { Says = "access.sessions" },
        new("delegations", PortalUrls.AccountDelegations, PortalUrls.AccountDelegations) { Says = "access.account", Reader = Role.FinanceApprover },
        new("users", PortalUrls.Users, PortalUrls.Users, Right.ManageUsers) { Says = "access.users", Shows = "@demo.invalid", Opens = ["access.addUser"] },
        new("user", PortalUrls.Users + "/{Id:long}", PortalUrls.UserPage(2), Right.ManageUsers) { Shows = "@demo.invalid", Opens = ["access.disable"] },
        new("api-keys", PortalUrls.ApiKeys, PortalUrls.ApiKeys, Right.ManageApiKeys) { Says = "access.apiKeys", Opens = ["access.addKey"] },
        new("webhooks", PortalUrls.Webhooks, PortalUrls.Webhooks, Right.ManageWebhooks) { Says = "webhooks.lead", Opens = ["webhooks.add"] },
        new("audit", PortalUrls.Audit, PortalUrls.Audit, Right.ViewAudit) { Says = "audit.lead", Reader = Role.Auditor },
        new("audit-panel", PortalUrls.Audit, PortalUrls.Audit + "?f.action=market.created&sel=1", Right.ViewAudit) { Says = "audit.changes", Reader = Role.Auditor },
        new("vendors", PortalUrls.Vendors, PortalUrls.Vendors + Market, Right.ViewVendors) { Says = "vendors.title", Shows = "SB-A-001", Reader = Role.MarketManager },
        new("vendors-panel", PortalUrls.Vendors, PortalUrls.Vendors + Market + "&sel=V000001", Right.ViewVendors) { Shows = "V000001", Reader = Role.MarketManager, Opens = ["vendors.reveal", "vendors.suspend_act"] },
        new("vendor-new", PortalUrls.VendorNew, PortalUrls.VendorNew + Market, Right.EditVendors) { Says = "vendors.register", Reader = Role.MarketManager },
        new("vendor-merge", PortalUrls.VendorMerge, PortalUrls.VendorMergeOf("V000229", "V000230"), Right.MergeVendors) { Says = "vendors.merge_title", Shows = "V000230", Reader = Role.MarketManager, Opens = ["vendors.merge_act"] },
        new("vendor", PortalUrls.VendorRecord, PortalUrls.Vendor("V000001"), Right.ViewVendors) { Says = "vendors.tab_overview", Shows = "V000001", Reader = Role.MarketManager, Opens = ["vendors.suspend_act", "vendors.close_act", "vendors.reveal", "fields.edit", "vendors.phone_add"] },
        .. VendorTabs.Select(tab => new PortalPage("vendor-" + tab.Name, PortalUrls.VendorRecord, PortalUrls.VendorTab("V000001", tab.Name), Right.ViewVendors) { Says = "vendors.tab_" + tab.Name, Shows = "V000001", Reader = Role.MarketManager, Opens = tab.Opens }),
        new("vendor-suspended", PortalUrls.VendorRecord, PortalUrls.VendorTab(DemoPortal.Suspended, "history"), Right.ViewVendors) { Reader = Role.MarketManager, Opens = ["vendors.reinstate_act"] },
        new("vendor-payout-waits", PortalUrls.VendorRecord, PortalUrls.VendorTab("V000002", "payout"), Right.ViewVendors) { Reader = Role.FinanceApprover, Opens = ["vendors.reject"] },
        new("vendor-erasure", PortalUrls.VendorRecord, PortalUrls.Vendor(DemoPortal.Imported), Right.ViewVendors) { Opens = ["vendors.erasure_act"] },
        new("tenancies", PortalUrls.Tenancies, PortalUrls.Tenancies + Market, Right.ViewVendors) { Says = "vendors.tab_tenancies", Shows = "SB-A-001", Reader = Role.MarketManager },
        new("arrears", PortalUrls.Arrears, PortalUrls.Arrears + Market, Right.ViewVendors) { Says = "vendors.arrears", Reader = Role.MarketManager },
        .. Places,
        .. Statements,
        .. Settlements,
        .. Money,
        .. Ledger,
        .. Counters,
        .. Vouchers,
        .. VoucherCounter,
        .. FraudDesk,
        .. VoucherReports,
        .. Enrolments,
        .. Boxes,
        .. Damaged,
        new("voucher-notices", PortalUrls.VoucherNotices, PortalUrls.VoucherNotices, Right.ViewVouchers) { Says = "vouchers.notices_title" },
        new("imports", PortalUrls.Imports, PortalUrls.Imports + "?sel=2", Right.Import) { Says = "nav.imports", Opens = ["imports.undo_short"] },
        new("import", PortalUrls.ImportRoot + "/{Registry}", PortalUrls.Import("vendors"), Right.Import) { Says = "imports.step_1", Reader = Role.MarketManager },
        new("import-unknown", PortalUrls.ImportRoot + "/{Registry}/{Uid:guid}", PortalUrls.Import("vendors") + "/00000000-0000-0000-0000-000000000000", Right.Import) { Says = "imports.step_1", Reader = Role.MarketManager },
        .. Enumerable.Range(1, 5).Select(step => new PortalPage($"import-{step}", PortalUrls.ImportRoot + "/{Registry}/{Uid:guid}", $"{PortalUrls.Import("vendors")}/{Draft}?step={step}", Right.Import) { Says = "imports.step_1" }),
        new("import-6", PortalUrls.ImportRoot + "/{Registry}/{Uid:guid}", $"{PortalUrls.Import("vendors")}/{Done}", Right.Import) { Says = "imports.step_1", Opens = ["imports.undo"] },
    ];

    private static IEnumerable<PortalPage> Money =>
    [
        new("payments", PortalUrls.Payments, PortalUrls.Payments + Market, Right.ViewPayments) { Says = "payments.lead", Shows = "SB-A-0", Reader = Role.FinanceOfficer },
        new("payments-panel", PortalUrls.Payments, PortalUrls.Payments + Market + "&sel=" + Paid, Right.ViewPayments) { Says = "payments.open", Reader = Role.FinanceOfficer },
        new("payments-day", PortalUrls.PaymentDay, PortalUrls.PaymentDay + Market, Right.ViewPayments) { Says = "payments.day", Reader = Role.FinanceOfficer },
        new("payment", PortalUrls.Payments + "/{Id:guid}", PortalUrls.Payment(Paid), Right.ViewPayments) { Says = "payments.ledger", Shows = "SB-A-001", Reader = Role.FinanceOfficer, Opens = ["payments.refund"] },
        new("receipt-unknown", PortalUrls.Receipts + "/{Token}", PortalUrls.Receipt("BBBBBBBBBBBBBBBBBBBBBB"), null) { Says = "payments.receipt_unknown_text", IsPublic = true, Status = 404 },
        new("payment-disputed", PortalUrls.Payments + "/{Id:guid}", PortalUrls.Payment(Disputed), Right.ViewPayments) { Says = "payments.disputes", Shows = DisputeReference, Opens = ["payments.dispute_answer", "payments.dispute_decide", "payments.dispute_open"] },
        new("disputes", PortalUrls.Disputes, PortalUrls.Disputes + Market, Right.ViewPayments) { Says = "payments.disputes_lead", Shows = DisputeReference, Reader = Role.FinanceOfficer },
        new("disputes-panel", PortalUrls.Disputes, $"{PortalUrls.Disputes}{Market}&sel={Disputed}.000000000103", Right.ViewPayments) { Says = "payments.open", Shows = DisputeReference, Reader = Role.FinanceOfficer },
        new("print-payment", PortalUrls.PrintPayments + "/{Id:guid}", PortalUrls.PrintPayment(Paid), Right.ViewPayments) { Says = "payments.ledger", Shows = "SB-A-001", Reader = Role.FinanceOfficer },
        new("print-payment-day", PortalUrls.PrintPaymentDay, PortalUrls.PrintPaymentDay + Market, Right.ViewPayments) { Says = "payments.by_hour", Reader = Role.FinanceOfficer },
        new("receipt", PortalUrls.Receipts + "/{Token}", PortalUrls.Receipt(Receipt), null) { Says = "payments.receipt_number", Shows = "SB-A-001", IsPublic = true },
    ];

    /// <summary>The numbers of <see cref="DemoVoucherCounter"/>: three of paper sold, one in the drawer, a card spent in part, one frozen.</summary>
    private static string Serial(long number) => Domain.Vouchers.SerialNumbers.Of("DM", number);

    private static IEnumerable<PortalPage> VoucherReports =>
    [
        new("voucher-reports", PortalUrls.VoucherReports, PortalUrls.VoucherReports, Right.ViewVouchers) { Says = "voucherReports.lead", Reader = Role.VoucherOfficer },
        // One page shows all nine; three of them have every kind of cell and condition.
        .. new[] { ReportName.IssueRegister, ReportName.LiabilityRollForward, ReportName.VendorStatement }.Select(name => new PortalPage(
            "voucher-report-" + name.ToString().ToLowerInvariant(), PortalUrls.VoucherReports + "/{Slug}", PortalUrls.VoucherReportOf(name) + (name == ReportName.VendorStatement ? "?vendor=V000001" : ""), Right.ViewVouchers)
        {
            Says = "voucherReports.about_" + name,
            Shows = name is ReportName.LiabilityRollForward ? "₩" : null,
            Reader = name is ReportName.LiabilityRollForward ? Role.Auditor : Role.VoucherOfficer,
        }),
        new("print-voucher-report", PortalUrls.PrintVoucherReports + "/{Slug}", PortalUrls.PrintVoucherReports + "/sales", Right.ViewVouchers) { Says = "voucherReports.paid", Reader = Role.VoucherOfficer },
    ];

    private static IEnumerable<PortalPage> Boxes =>
    [
        new("voucher-boxes", PortalUrls.PaperBoxes, PortalUrls.PaperBoxes, Right.ViewVouchers) { Says = "boxes.lead", Shows = DemoBoxes.Open, Reader = Role.VoucherOfficer },
        new("voucher-box", PortalUrls.PaperBoxRecord, PortalUrls.PaperBox(DemoBoxes.Destroyed), Right.ViewVouchers) { Says = "boxes.count_good", Shows = DemoBoxes.Destruction, Reader = Role.VoucherOfficer },
        new("voucher-box-open", PortalUrls.PaperBoxRecord, PortalUrls.PaperBox(DemoBoxes.Open), Right.ViewVouchers) { Shows = DemoBoxes.Open, Reader = Role.VoucherOfficer, Opens = ["boxes.seal", "boxes.put_bundle"] },
        new("voucher-box-count", PortalUrls.PaperBoxRecord, PortalUrls.PaperBox(DemoBoxes.Waiting), Right.ViewVouchers) { Shows = DemoBoxes.Waiting, Reader = Role.FinanceOfficer },
        new("voucher-paper", PortalUrls.PaperPieces, PortalUrls.PaperPieces, Right.ViewVouchers) { Says = "boxes.pieces_lead", Shows = DemoBoxes.Open, Reader = Role.FinanceOfficer },
        new("voucher-destroy", PortalUrls.PaperDestroy, PortalUrls.PaperDestroy, Right.PresentVouchers) { Says = "boxes.witnesses_hint", Shows = DemoBoxes.Counted, Reader = Role.VoucherOfficer },
        new("print-destruction", PortalUrls.PrintDestructions + "/{Code}", PortalUrls.PrintDestruction(DemoBoxes.Destruction), Right.ViewVouchers) { Says = "boxes.witnesses", Shows = DemoBoxes.Destroyed, Reader = Role.VoucherOfficer },
    ];

    private static IEnumerable<PortalPage> Damaged =>
    [
        new("voucher-damaged", PortalUrls.DamagedPaper, PortalUrls.DamagedPaper, Right.ViewVouchers) { Says = "damaged.lead", Shows = DemoDamaged.Open, Reader = Role.FinanceOfficer },
        new("voucher-damaged-new", PortalUrls.DamagedNew, PortalUrls.DamagedNew, Right.ViewVouchers) { Says = "damaged.open_lead", Reader = Role.VoucherOfficer },
        new("voucher-damaged-case", PortalUrls.DamagedRecord, PortalUrls.DamagedCase(DemoDamaged.Open), Right.ViewVouchers) { Says = "damaged.facts", Shows = DemoDamaged.Open, Reader = Role.VoucherApprover, Opens = ["damaged.refuse"] },
        new("voucher-damaged-illegible", PortalUrls.DamagedRecord, PortalUrls.DamagedCase(DemoDamaged.Illegible), Right.ViewVouchers) { Says = "damaged.facts", Shows = DemoDamaged.Illegible, Reader = Role.VoucherApprover, Opens = ["damaged.find"] },
        new("print-damaged-slip", PortalUrls.PrintDamagedSlips + "/{Code}", PortalUrls.PrintDamagedSlip(DemoDamaged.Open), Right.ViewVouchers) { Says = "damaged.slip_title", Shows = DemoDamaged.Open, Reader = Role.VoucherOfficer },
    ];

    private static IEnumerable<PortalPage> Enrolments =>
    [
        new("enrolments", PortalUrls.Enrolments, PortalUrls.Enrolments, Right.ViewVouchers) { Says = "enrolments.title", Shows = "V000001", Reader = Role.VoucherOfficer, Opens = ["enrolments.apply"] },
        new("enrolment", PortalUrls.Enrolments + "/{Id:long}", PortalUrls.Enrolment("1"), Right.ViewVouchers) { Says = "enrolments.cap_used", Shows = "V000001", Reader = Role.VoucherOfficer, Opens = ["enrolments.withdraw"] },
        new("free-issues", PortalUrls.FreeIssues, PortalUrls.FreeIssues, Right.ViewVouchers) { Says = "freeIssues.title", Shows = FreeIssue, Reader = Role.VoucherOfficer },
        new("free-issue", PortalUrls.FreeIssues + "/{Code}", PortalUrls.FreeIssue(FreeIssue), Right.ViewVouchers) { Says = "freeIssues.people_title", Shows = "₩10,000", Reader = Role.VoucherOfficer },
        new("free-issue-new", PortalUrls.FreeIssueNew, PortalUrls.FreeIssueNew, Right.IssueVouchers) { Says = "freeIssues.bring_lead", Reader = Role.VoucherOfficer },
        new("balance", PortalUrls.Balances + "/{Token}", PortalUrls.Balance(VoucherToken), null) { Says = "enrolments.balance_note", Shows = "₩10,000", IsPublic = true },
        new("balance-unknown", PortalUrls.Balances + "/{Token}", PortalUrls.Balance("unknown"), null) { Says = "enrolments.balance_unknown_text", IsPublic = true, Status = 404 },
    ];

    private static IEnumerable<PortalPage> FraudDesk =>
    [
        new("fraud-cases", PortalUrls.FraudCases, PortalUrls.FraudCases, Right.ViewFraud) { Says = "fraud.cases", Shows = CaseCode, Reader = Role.VoucherOfficer, Opens = ["fraud.case_open"] },
        new("fraud-case", PortalUrls.FraudCaseRecord, PortalUrls.FraudCase(CaseCode), Right.ViewFraud) { Says = "fraud.notes", Shows = CaseVendor, Reader = Role.VoucherOfficer, Opens = ["fraud.freeze", "fraud.assign"] },
        new("fraud-case-decider", PortalUrls.FraudCaseRecord, PortalUrls.FraudCase(CaseCode), Right.ViewFraud) { Says = "fraud.facts", Shows = CaseVendor, Reader = Role.CaseDecider },
        new("fraud-signals-panel", PortalUrls.FraudSignals, PortalUrls.FraudSignal("1"), Right.ViewFraud) { Says = "fraud.vendor_show", Reader = Role.Auditor },
    ];

    private static IEnumerable<PortalPage> VoucherCounter =>
    [
        new("vouchers", PortalUrls.Vouchers, PortalUrls.Vouchers, Right.ViewVouchers) { Says = "vouchers.voucher_title", Shows = Serial(1), Reader = Role.VoucherOfficer },
        new("vouchers-panel", PortalUrls.Vouchers, PortalUrls.Vouchers + "?sel=" + Serial(1), Right.ViewVouchers) { Says = "vouchers.voucher_open", Reader = Role.Auditor },
        new("voucher", PortalUrls.VoucherRecord, PortalUrls.Voucher(Serial(5)), Right.ViewVouchers) { Says = "vouchers.voucher_life", Shows = Serial(5), Reader = Role.VoucherOfficer, Opens = ["vouchers.voucher_freeze"] },
        new("voucher-frozen", PortalUrls.VoucherRecord, PortalUrls.Voucher(Serial(6)), Right.ViewVouchers) { Shows = Serial(6), Reader = Role.VoucherOfficer, Opens = ["vouchers.voucher_unfreeze"] },
        new("voucher-stock", PortalUrls.VoucherRecord, PortalUrls.Voucher(Serial(4)), Right.ViewVouchers) { Shows = Serial(4), Reader = Role.VoucherOfficer, Opens = ["vouchers.voucher_void"] },
        new("voucher-counter", PortalUrls.VoucherCounter, PortalUrls.VoucherCounter, Right.ViewVouchers) { Says = "vouchers.counter_scan", Reader = Role.VoucherOfficer },
        new("voucher-sell", PortalUrls.VoucherSell, PortalUrls.VoucherSell, Right.SellVouchers) { Says = "vouchers.sale_pay", Reader = Role.VoucherOfficer },
        new("voucher-refund", PortalUrls.VoucherRefund, PortalUrls.VoucherRefundOf(Serial(5)), Right.RefundVouchers) { Says = "vouchers.refund_ui_scan", Reader = Role.VoucherOfficer },
        new("voucher-present", PortalUrls.VoucherPresent, PortalUrls.VoucherPresent, Right.PresentVouchers) { Says = "vouchers.present_open", Reader = Role.FinanceOfficer },
        new("voucher-bundle", PortalUrls.VoucherPresent, PortalUrls.VoucherPresentOf(Bundle), Right.PresentVouchers) { Says = "vouchers.present_title", Shows = Serial(2), Reader = Role.VoucherOfficer },
        new("institutions", PortalUrls.Institutions, PortalUrls.Institutions, Right.ViewVouchers) { Says = "institutions.lead", Reader = Role.VoucherOfficer, Opens = ["institutions.new"] },
        new("institutions-panel", PortalUrls.Institutions, PortalUrls.Institutions + "?sel=DEMO-INST-1", Right.ViewVouchers) { Says = "institutions.open", Reader = Role.Auditor },
        new("institution", PortalUrls.Institutions + "/{Code}", PortalUrls.Institution("DEMO-INST-1"), Right.ViewVouchers) { Says = "institutions.pledges", Reader = Role.VoucherOfficer, Opens = ["institutions.edit", "institutions.pledge_set", "institutions.quote_new"] },
        new("institution-orders", PortalUrls.InstitutionOrders, PortalUrls.InstitutionOrders, Right.ViewVouchers) { Says = "institutions.orders_lead", Shows = Order, Reader = Role.VoucherOfficer, Opens = ["institutions.quote_new"] },
        new("institution-orders-panel", PortalUrls.InstitutionOrders, PortalUrls.InstitutionOrders + "?sel=" + Order, Right.ViewVouchers) { Says = "institutions.order_open", Reader = Role.Auditor },
        new("institution-order", PortalUrls.InstitutionOrders + "/{Code}", PortalUrls.InstitutionOrder(Order), Right.ViewVouchers) { Says = "institutions.history", Shows = Order, Reader = Role.VoucherOfficer },
        new("print-institution-order", PortalUrls.PrintInstitutionOrders + "/{Code}", PortalUrls.PrintInstitutionOrder(Order), Right.ViewVouchers) { Shows = Order, Reader = Role.VoucherOfficer },
        new("print-institution-delivery", PortalUrls.PrintInstitutionDeliveries + "/{Code}/{Place:int}", PortalUrls.PrintInstitutionDelivery(Order, 1), Right.ViewVouchers) { Shows = Order, Reader = Role.VoucherOfficer },
        new("voucher-offices", PortalUrls.VoucherOffices, PortalUrls.VoucherOffices, Right.ViewVouchers) { Says = "stock.offices_lead", Shows = "HQ", Reader = Role.VoucherOfficer, Opens = ["stock.office_new"] },
        new("voucher-offices-panel", PortalUrls.VoucherOffices, PortalUrls.VoucherOffices + "?sel=HQ", Right.ViewVouchers) { Says = "stock.office_open", Reader = Role.Auditor },
        new("voucher-office", PortalUrls.VoucherOffices + "/{Code}", PortalUrls.VoucherOffice("HQ"), Right.ViewVouchers) { Says = "stock.drawers", Shows = "HQ", Reader = Role.VoucherOfficer, Opens = ["stock.office_edit", "stock.drawer_new"] },
        new("voucher-hand-overs", PortalUrls.HandOvers, PortalUrls.HandOvers, Right.ViewVouchers) { Says = "stock.hand_overs_lead", Shows = HandOver, Reader = Role.VoucherOfficer },
        new("voucher-hand-overs-panel", PortalUrls.HandOvers, PortalUrls.HandOvers + "?sel=" + HandOver, Right.ViewVouchers) { Says = "stock.hand_over_open", Reader = Role.Auditor },
        new("voucher-hand-over-new", PortalUrls.HandOverNew, PortalUrls.HandOverNew, Right.SellVouchers) { Says = "stock.scan", Reader = Role.VoucherOfficer },
        new("voucher-hand-over", PortalUrls.HandOvers + "/{Code}", PortalUrls.HandOver(HandOver), Right.ViewVouchers) { Says = "stock.signatures", Shows = HandOver, Reader = Role.VoucherOfficer },
        new("print-voucher-hand-over", PortalUrls.PrintHandOvers + "/{Code}", PortalUrls.PrintHandOver(HandOver), Right.ViewVouchers) { Shows = HandOver, Reader = Role.VoucherOfficer },
        new("voucher-printers", PortalUrls.VoucherPrinters, PortalUrls.VoucherPrinters, Right.ViewVouchers) { Says = "vouchers.printers_lead", Shows = Printer, Reader = Role.VoucherOfficer, Opens = ["vouchers.printer_new"] },
        new("voucher-printer", PortalUrls.VoucherPrinters + "/{Code}", PortalUrls.VoucherPrinter(Printer), Right.ViewVouchers) { Says = "vouchers.printer_fingerprint_text", Shows = Printer, Reader = Role.VoucherOfficer, Opens = ["vouchers.printer_withdraw"] },
        new("voucher-printer-waits", PortalUrls.VoucherPrinters + "/{Code}", PortalUrls.VoucherPrinter(NewPrinter), Right.ViewVouchers) { Says = "vouchers.printer_compare", Shows = NewPrinter, Reader = Role.VoucherApprover, Opens = ["vouchers.reject"] },
        new("voucher-printers-batch", PortalUrls.VoucherBatches + "/{Code}", PortalUrls.VoucherBatch(PrintedBatch), Right.ViewVouchers) { Says = "vouchers.order_boxes", Shows = PrintedBatch, Reader = Role.VoucherOfficer, Opens = ["vouchers.order_receive"] },
        new("voucher-printers-batch-settled", PortalUrls.VoucherBatches + "/{Code}", PortalUrls.VoucherBatch(PrintedBatch), Right.ViewVouchers) { Says = "vouchers.order_held", Shows = PrintedBatch, Reader = Role.VoucherApprover },
        new("voucher-counts", PortalUrls.DrawerCounts, PortalUrls.DrawerCounts, Right.ViewVouchers) { Says = "stock.counts_lead", Shows = Count, Reader = Role.VoucherOfficer, Opens = ["stock.count_act"] },
        new("voucher-counts-panel", PortalUrls.DrawerCounts, PortalUrls.DrawerCounts + "?sel=" + Count, Right.ViewVouchers) { Says = "stock.count_open", Reader = Role.Auditor },
        new("voucher-count", PortalUrls.DrawerCounts + "/{Code}", PortalUrls.DrawerCount(Count), Right.ViewVouchers) { Says = "stock.count_lines", Shows = Count, Reader = Role.VoucherApprover, Opens = ["stock.send_back", "stock.count_confirm"] },
        new("presentments", PortalUrls.Presentments, PortalUrls.Presentments, Right.ViewVouchers) { Says = "vouchers.present_list", Reader = Role.FinanceOfficer },
        new("presentments-panel", PortalUrls.Presentments, PortalUrls.Presentments + "?sel=" + Bundle, Right.ViewVouchers) { Says = "vouchers.present_slip", Reader = Role.FinanceOfficer },
        new("print-voucher-sale", PortalUrls.PrintVoucherSales + "/{Id:guid}", PortalUrls.PrintVoucherSale(Sale), Right.ViewVouchers) { Says = "vouchers.sale_note", Shows = Serial(1), Reader = Role.VoucherOfficer },
        new("print-presentment", PortalUrls.PrintPresentments + "/{Id:guid}", PortalUrls.PrintPresentment(Bundle), Right.ViewVouchers) { Says = "vouchers.present_serials", Shows = Serial(2), Reader = Role.FinanceOfficer },
    ];

    private static IEnumerable<PortalPage> Ledger =>
    [
        new("ledger-trial", PortalUrls.LedgerTrial, PortalUrls.LedgerTrial, Right.ViewLedger) { Says = "ledger.balanced", Reader = Role.FinanceOfficer },
        new("ledger-accounts", PortalUrls.LedgerAccounts, PortalUrls.LedgerAccounts, Right.ViewLedger) { Says = "ledger.accounts_lead", Shows = "memo:sales:cash", Reader = Role.FinanceOfficer },
        new("ledger-statement", PortalUrls.LedgerAccountRecord, PortalUrls.LedgerAccount(1), Right.ViewLedger) { Says = "ledger.opening", Shows = "wallets", Reader = Role.FinanceOfficer },
        new("ledger-journal", PortalUrls.LedgerJournal, PortalUrls.LedgerJournal, Right.ViewLedger) { Says = "ledger.journal_lead", Reader = Role.Auditor },
        new("ledger-posting", PortalUrls.LedgerJournal, PortalUrls.LedgerPosting(1 << 20), Right.ViewLedger) { Says = "ledger.request", Shows = "receivable:transfers", Reader = Role.Auditor },
        new("ledger-health", PortalUrls.LedgerHealth, PortalUrls.LedgerHealth, Right.ViewLedger) { Says = "ledger.last", Reader = Role.FinanceApprover },
        new("print-trial", PortalUrls.PrintTrial, PortalUrls.PrintTrial, Right.ViewLedger) { Says = "ledger.total", Reader = Role.FinanceOfficer },
        new("print-statement", PortalUrls.PrintStatements + "/{Id:long}", PortalUrls.PrintStatement(1), Right.ViewLedger) { Says = "ledger.closing", Shows = "wallets", Reader = Role.FinanceOfficer },
    ];

    private static IEnumerable<PortalPage> Counters =>
    [
        new("partners", PortalUrls.Partners, PortalUrls.Partners, Right.ViewLedger) { Says = "partners.lead", Shows = "alipay", Reader = Role.FinanceApprover, Opens = ["partners.add"] },
        new("terminals", PortalUrls.Terminals, PortalUrls.Terminals + Market, Right.ViewPayments) { Says = "terminals.lead", Shows = DemoPortal.Terminal, Reader = Role.MarketManager, Opens = ["terminals.register"] },
        new("terminals-panel", PortalUrls.Terminals, $"{PortalUrls.Terminals}{Market}&sel={DemoPortal.Terminal}", Right.ViewPayments) { Shows = DemoPortal.Terminal, Reader = Role.MarketManager, Opens = ["terminals.move", "terminals.retire"] },
        new("wallets", PortalUrls.Wallets, PortalUrls.Wallets + Market, Right.ViewWallets) { Says = "wallets.scan", Shows = DemoPortal.Wallet, Reader = Role.MarketManager, Opens = ["wallets.open_title"] },
        new("wallet", PortalUrls.Wallets + "/{Code}", PortalUrls.Wallet(DemoPortal.Wallet), Right.ViewWallets)
        {
            Says = "wallets.statement",
            Shows = DemoPortal.Wallet,
            Reader = Role.MarketManager,
            Opens = ["wallets.top_up", "wallets.pay_out", "wallets.freeze", "wallets.close", "wallets.card_add", "wallets.card_link", "wallets.card_end"],
        },
    ];

    private static IEnumerable<PortalPage> Vouchers =>
    [
        new("voucher-programmes", PortalUrls.VoucherProgrammes, PortalUrls.VoucherProgrammes, Right.ViewVouchers) { Says = "vouchers.programmes_lead", Shows = "DEMO", Reader = Role.VoucherOfficer, Opens = ["vouchers.programme_new"] },
        new("voucher-programme", PortalUrls.VoucherProgrammes + "/{Code}", PortalUrls.VoucherProgramme("DEMO"), Right.ViewVouchers) { Says = "vouchers.by_kind", Shows = "DEMO", Reader = Role.FinanceOfficer },
        new("voucher-programme-rules", PortalUrls.VoucherProgrammes + "/{Code}", PortalUrls.VoucherProgramme("DEMO", "rules"), Right.ViewVouchers) { Says = "vouchers.term_split", Reader = Role.VoucherOfficer },
        new("voucher-programme-budgets", PortalUrls.VoucherProgrammes + "/{Code}", PortalUrls.VoucherProgramme("DEMO", "budgets"), Right.ViewVouchers) { Says = "vouchers.used_share", Reader = Role.VoucherOfficer, Opens = ["vouchers.grant_new", "vouchers.funder_add"] },
        new("voucher-programme-batches", PortalUrls.VoucherProgrammes + "/{Code}", PortalUrls.VoucherProgramme("DEMO", "batches"), Right.ViewVouchers) { Shows = DemoPortal.Batch, Reader = Role.VoucherOfficer },
        new("voucher-programme-timeline", PortalUrls.VoucherProgrammes + "/{Code}", PortalUrls.VoucherProgramme("DEMO", "timeline"), Right.ViewVouchers) { Says = "audit.voucher_programme_created", Reader = Role.Auditor },
        new("voucher-rule-new", PortalUrls.VoucherRuleNew, PortalUrls.VoucherRuleFor("DEMO", "mobile"), Right.ManageProgrammes) { Says = "vouchers.first_day_hint", Reader = Role.VoucherOfficer },
        new("voucher-rule-vendors", PortalUrls.VoucherRuleNew, PortalUrls.VoucherRuleFor("DEMO", "vendors"), Right.ManageProgrammes) { Says = "vouchers.approvals_hint", Reader = Role.VoucherOfficer },
        new("voucher-batches", PortalUrls.VoucherBatches, PortalUrls.VoucherBatches, Right.ViewVouchers) { Says = "vouchers.batches_lead", Shows = DemoPortal.Batch, Reader = Role.VoucherOfficer },
        new("voucher-batches-panel", PortalUrls.VoucherBatches, $"{PortalUrls.VoucherBatches}?sel={DemoPortal.Batch}", Right.ViewVouchers) { Says = "vouchers.batch_open", Reader = Role.VoucherOfficer },
        new("voucher-batch", PortalUrls.VoucherBatches + "/{Code}", PortalUrls.VoucherBatch(DemoPortal.Batch), Right.ViewVouchers) { Says = "vouchers.hash_text", Shows = DemoPortal.Batch, Reader = Role.VoucherApprover, Opens = ["vouchers.reject"] },
        new("voucher-batch-new", PortalUrls.VoucherBatchNew, PortalUrls.VoucherBatchFor("DEMO"), Right.IssueVouchers) { Says = "vouchers.batch_form_lead", Reader = Role.VoucherOfficer },
        new("voucher-batch-edit", PortalUrls.VoucherBatchEdit, PortalUrls.VoucherBatchEdited(DemoPortal.Batch), Right.IssueVouchers) { Says = "vouchers.edit_maker", Reader = Role.VoucherOfficer },
        new("voucher-approvals", PortalUrls.VoucherApprovals, PortalUrls.VoucherApproval("batch-" + DemoPortal.Batch), Right.ViewVouchers) { Says = "vouchers.approvals_lead", Shows = DemoPortal.Batch, Reader = Role.VoucherApprover, Opens = ["vouchers.reject"] },
        new("voucher-approvals-rule", PortalUrls.VoucherApprovals, PortalUrls.VoucherApproval("rule-" + DemoPortal.Rule), Right.ViewVouchers) { Says = "vouchers.effect_stock_total", Reader = Role.VoucherApprover, Opens = ["vouchers.reject"] },
    ];

    private static (string Name, string[] Opens)[] VendorTabs =>
    [
        ("tenancies", ["vendors.arrear_add", "vendors.tenancy_end", "vendors.tenancy_add"]), ("people", ["vendors.worker_add"]), ("numbers", ["vendors.number_add"]),
        ("payout", ["vendors.payout_change"]), ("files", ["documents.add"]), ("history", []),
    ];

    public static TheoryData<string> Names => [.. All.Select(p => p.Name)];

    public static PortalPage Named(string name) => All.Single(p => p.Name == name);
}
