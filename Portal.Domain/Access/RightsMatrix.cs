using System.Collections.Frozen;
using static Portal.Domain.Access.Right;
using static Portal.Domain.Access.Role;

namespace Portal.Domain.Access;

/// <summary>
/// Who may do what: the one place where it is written. A right that a role lacks is refused in the service, whatever page or key it comes from.
/// A role is always held within a scope (<see cref="Grant"/>): one market, one region, or all.
/// </summary>
public static class RightsMatrix
{
    private static readonly Role[] Everyone =
        [Administrator, MarketManager, Inspector, PermitReviewer, FinanceOfficer, FinanceApprover, VoucherOfficer, VoucherApprover, CaseDecider, Laboratory, Auditor];

    private static readonly Dictionary<Right, Role[]> Registries = new()
    {
        [ViewMarkets] = Everyone,
        [EditMarkets] = [Administrator],
        [ViewStalls] = [.. Everyone, Terminal],
        [EditStalls] = [Administrator, MarketManager],
        [ViewVendors] = Everyone,
        [EditVendors] = [Administrator, MarketManager],
        [SuspendVendors] = [Administrator, MarketManager],
        [MergeVendors] = [Administrator, MarketManager],
        [EditTenancies] = [Administrator, MarketManager],
        [ViewDocuments] = [Administrator, MarketManager, Inspector, PermitReviewer, FinanceOfficer, FinanceApprover, VoucherOfficer, VoucherApprover, CaseDecider, Auditor],
        [EditDocuments] = [Administrator, MarketManager, PermitReviewer, VoucherOfficer],
        [RevealPersonalData] = [Administrator, MarketManager, Inspector, PermitReviewer, FinanceOfficer, FinanceApprover, VoucherOfficer, VoucherApprover, CaseDecider],
        [ExportPersonalData] = [Administrator, MarketManager],
        [EditPayoutAccounts] = [Administrator, MarketManager, FinanceOfficer],
        [ApprovePayoutAccounts] = [FinanceApprover],
        [DestroyPersonalData] = [Administrator],
        [Import] = [Administrator, MarketManager],
        [UndoImports] = [Administrator, MarketManager],
        [ViewAudit] = [Administrator, Auditor],
        [ManageUsers] = [Administrator],
        [ManageApiKeys] = [Administrator],
        [ManageWebhooks] = [Administrator],
        [Right.Delegate] = [FinanceApprover, VoucherApprover, CaseDecider],
    };

    private static readonly Dictionary<Right, Role[]> Money = new()
    {
        [TakePayments] = [Administrator, Terminal],
        [RefundPayments] = [Administrator, FinanceOfficer, Terminal],
        [ViewPayments] = [Administrator, MarketManager, FinanceOfficer, FinanceApprover, CaseDecider, Auditor, Terminal],
        [DecideDisputes] = [Administrator, CaseDecider],
        [LimitPartners] = [Administrator, FinanceApprover],
        [ManageTerminals] = [Administrator, MarketManager],
        [ViewWallets] = [Administrator, MarketManager, FinanceOfficer, FinanceApprover, CaseDecider, Auditor],
        [ManageWallets] = [Administrator, MarketManager, FinanceOfficer],
        [ViewVouchers] = [Administrator, VoucherOfficer, VoucherApprover, FinanceOfficer, FinanceApprover, CaseDecider, Auditor],
        [ManageProgrammes] = [Administrator, VoucherOfficer],
        [IssueVouchers] = [Administrator, VoucherOfficer],
        [ApproveVouchers] = [VoucherApprover],
        [SellVouchers] = [Administrator, VoucherOfficer],
        [RefundVouchers] = [Administrator, VoucherOfficer],
        [PresentVouchers] = [Administrator, VoucherOfficer, FinanceOfficer],
        [FreezeVouchers] = [Administrator, VoucherOfficer, VoucherApprover, CaseDecider],
        [EnrolVendors] = [Administrator, VoucherOfficer],
        [ViewFraud] = [Administrator, VoucherOfficer, VoucherApprover, FinanceApprover, CaseDecider, Auditor],
        [WorkFraudCases] = [Administrator, VoucherOfficer, CaseDecider],
        [DecideFraudCases] = [CaseDecider, VoucherApprover],
        [ViewLedger] = [Administrator, FinanceOfficer, FinanceApprover, Auditor],
        [ViewStatements] = [Administrator, FinanceOfficer, FinanceApprover, Auditor],
        [BringStatements] = [Administrator, FinanceOfficer],
        [ViewSettlement] = [Administrator, MarketManager, FinanceOfficer, FinanceApprover, Auditor],
        [RunSettlement] = [Administrator, FinanceOfficer],
        [ApproveSettlement] = [FinanceApprover],
        [ViewUpkeep] = [Administrator],
    };

    private static readonly FrozenDictionary<Right, FrozenSet<Role>> Holders = Registries.Concat(Money).ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

    /// <summary>True when the role has the right, within whatever scope it is held.</summary>
    public static bool Allows(Role role, Right right) => Holders[right].Contains(role);
}
