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
    Delegate,
}
