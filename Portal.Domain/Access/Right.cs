namespace Portal.Domain.Access;

/// <summary>One thing that may be done, or one page that may be seen. Services ask for these; <see cref="RightsMatrix"/> says who has them.</summary>
public enum Right
{
    ViewMarkets,
    EditMarkets,
    ViewStalls,
    EditStalls,
    ViewVendors,
    EditVendors,
    SuspendVendors,
    MergeVendors,
    EditTenancies,

    /// <summary>See which documents a record has, and open those that hold nothing personal.</summary>
    ViewDocuments,
    EditDocuments,
    RevealPersonalData,
    ExportPersonalData,
    EditPayoutAccounts,
    ApprovePayoutAccounts,
    DestroyPersonalData,
    Import,
    UndoImports,
    ViewAudit,
    ManageUsers,
    ManageApiKeys,

    /// <summary>Say which systems are told of events.</summary>
    ManageWebhooks,
    Delegate,

    /// <summary>Send payments, and what belongs to them, for a stall.</summary>
    TakePayments,

    /// <summary>Give payments back, or take them back as if they had not been.</summary>
    RefundPayments,
    ViewPayments,

    /// <summary>Say how a dispute ends, and who bears a loss.</summary>
    DecideDisputes,

    /// <summary>Say how much a partner wallet may owe.</summary>
    LimitPartners,

    /// <summary>Register, pair, suspend and retire terminals.</summary>
    ManageTerminals,

    /// <summary>See prepaid wallets, their balances and what moved them.</summary>
    ViewWallets,

    /// <summary>Open, top up and freeze prepaid wallets, and make payment tokens for them.</summary>
    ManageWallets,

    /// <summary>See voucher programmes, batches, vouchers and what was done with them.</summary>
    ViewVouchers,

    /// <summary>Set up programmes and funders, enter budgets, and propose rules.</summary>
    ManageProgrammes,

    /// <summary>Submit batches, print them, and make vouchers void.</summary>
    IssueVouchers,

    /// <summary>Approve what somebody else prepared: batches, rules, enrolments, caps.</summary>
    ApproveVouchers,
    SellVouchers,
    RefundVouchers,

    /// <summary>Take in the vouchers that a vendor brings.</summary>
    PresentVouchers,

    /// <summary>Freeze vouchers and let them go again.</summary>
    FreezeVouchers,

    /// <summary>Enter vendors' applications, visits and withdrawals.</summary>
    EnrolVendors,

    /// <summary>See signals of fraud and the cases about them.</summary>
    ViewFraud,

    /// <summary>Open cases, note, assign, freeze and pass on appeals.</summary>
    WorkFraudCases,

    /// <summary>Decide cases that somebody else opened and froze, and claim money back.</summary>
    DecideFraudCases,

    /// <summary>See the chart of accounts, statements, the journal and trial balances.</summary>
    ViewLedger,

    /// <summary>See what banks, card companies and wallets say: files, statements, entries.</summary>
    ViewStatements,

    /// <summary>Bring files of banks in, and keep the sources that they come from.</summary>
    BringStatements,

    /// <summary>See settlement runs, their lines and the payouts.</summary>
    ViewSettlement,

    /// <summary>Start and call off settlement runs, propose fees and terms.</summary>
    RunSettlement,

    /// <summary>Approve settlement runs, fees and terms that somebody else made.</summary>
    ApproveSettlement,

    /// <summary>See the work that the portal does by itself, and how it ended.</summary>
    ViewUpkeep,
}
