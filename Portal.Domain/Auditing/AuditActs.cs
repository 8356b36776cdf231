namespace Portal.Domain.Auditing;

/// <summary>What the audit trail can tell of: the kinds of record and, for each, the codes of the acts. A test holds that every act of the source stands here.</summary>
public static class AuditActs
{
    private static readonly (string Kind, string[] Acts)[] Known =
    [
        ("market", ["created", "updated", "imported", "import_undone"]),
        ("zone", ["created"]),
        ("closure", ["created", "cancelled"]),
        ("fee_rule", ["proposed", "approved", "rejected"]),
        ("settlement_terms", ["proposed", "approved", "rejected"]),
        ("settlement_run", ["started", "approved", "rejected", "cancelled", "posted"]),
        ("statement_source", ["created"]),
        ("statement_file", ["brought"]),
        ("stall", ["created", "updated", "placed", "imported", "import_undone"]),
        ("device", ["created", "removed"]),
        ("vendor",
        [
            "created", "updated", "suspended", "reinstated", "closed", "merged", "merged_into", "phone_added", "phone_archived", "photo_set", "photo_removed", "revealed",
            "personal_data_destroyed", "personal_data_expired", "imported", "import_undone",
        ]),
        ("worker", ["created", "ended", "personal_data_expired"]),
        ("merchant_number", ["created", "archived"]),
        ("payout_account", ["requested", "approved", "rejected", "applied"]),
        ("tenancy", ["created", "ended", "imported", "import_undone"]),
        ("arrear", ["created", "settled", "imported", "import_undone"]),
        ("attachment", ["created", "updated", "archived", "revealed"]),
        ("terminal", ["created", "code_renewed", "moved", "suspended", "resumed", "retired", "paired"]),
        ("wallet", ["opened", "frozen", "unfrozen", "closed"]),
        ("wallet_card", ["added", "ended"]),
        ("dispute", ["opened", "answered", "decided"]),
        ("partner_limit", ["set"]),
        ("voucher_programme", ["created", "stopped", "resumed"]),
        ("voucher_rule", ["proposed", "approved", "rejected"]),
        ("funder", ["added"]),
        ("funder_budget", ["opened", "granted"]),
        ("voucher_batch", ["submitted", "edited", "approved", "rejected", "printing", "made", "printed", "print_failed", "fetch_broken", "print_expired"]),
        ("voucher", ["frozen", "unfrozen", "voided", "replaced", "made_for", "case_opened", "case_ended"]),
        ("voucher_gift", ["offered", "accepted", "returned", "expired"]),
        ("voucher_office", ["opened", "edited", "closed", "reopened"]),
        ("voucher_drawer", ["opened"]),
        ("drawer_count", ["agreed", "differed", "explained", "confirmed", "sent_back"]),
        ("security_printer", ["proposed", "approved", "rejected", "withdrawn"]),
        ("print_order", ["made", "fetched", "box_miscounted"]),
        ("print_bundle", ["received", "miscounted", "settled", "voided"]),
        ("stock_hand_over", ["offered", "received", "refused", "withdrawn", "miscounted"]),
        ("institution", ["registered", "edited", "archived", "restored"]),
        ("institution_pledge", ["set"]),
        ("institution_order", ["quoted", "ordered", "withdrawn"]),
        ("free_issue_list", ["brought", "submitted", "approved", "rejected", "issued", "discarded"]),
        ("presentment", ["opened", "closed"]),
        ("paper_box", ["opened", "bundle_put", "taken_out", "sealed", "given", "received", "counted", "settled", "destroyed"]),
        ("damaged_case", ["opened", "serial_found", "exchanged", "paid_out", "refused", "withdrawn"]),
        ("paper_destruction", ["recorded"]),
        ("vendor_enrolment", ["applied", "visited", "admitted", "rejected", "renewed", "withdrawn", "banned", "cap_asked", "cap_approved", "cap_rejected", "frozen", "unfrozen"]),
        ("fraud_case", ["opened", "assigned", "noted", "decided", "appealed", "closed", "claimed", "claim_withdrawn"]),
        ("fraud_freeze", ["asked", "frozen", "rejected", "lifted"]),
        ("webhook", ["created", "disabled", "enabled"]),
        ("vendors", ["exported"]),
        ("audit", ["exported"]),
        ("ledger", ["verified"]),
        ("session", ["started", "stepped_up", "ended"]),
        ("user",
        [
            "created", "updated", "disabled", "enabled", "link_made", "password_set", "second_factor_set", "second_factor_reset", "recovery_code_used", "recovery_codes_renewed", "role_given", "role_withdrawn",
        ]),
        ("delegation", ["created", "ended"]),
        ("api_key", ["created", "revoked"]),
        ("database", ["loaded"]),
    ];

    /// <summary>The kinds of record: <c>market</c>, <c>stall</c>… A file of a list that was taken away is of the kind of its list: <c>vendors</c>, <c>audit</c>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Known.Select(k => k.Kind)];

    /// <summary>The codes of all acts, those of one kind together: <c>vendor.suspended</c>…</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.SelectMany(k => k.Acts.Select(act => k.Kind + "." + act))];
}
