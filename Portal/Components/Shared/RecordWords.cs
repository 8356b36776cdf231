using System.Globalization;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Storage;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>How the fields of records read where they stand as text: in timelines, and where an edit was overtaken by another.</summary>
public sealed class RecordWords(Texts texts, Formats formats)
{
    /// <summary>Where the names of fields stand that the timeline itself does not name.</summary>
    private static readonly string[] Areas = ["vendors", "stalls", "markets", "access", "documents", "terminals", "wallets", "payments", "partners", "vouchers", "stock", "fraud", "boxes", "damaged", "statements", "settlement"];

    /// <summary>The texts of values that are one of an enum's, or some of them, by subject and field.</summary>
    private static readonly Dictionary<(string Kind, string Field), string> Choices = new()
    {
        [("market", "type")] = "markets.MarketType_",
        [("market", "status")] = "markets.MarketStatus_",
        [("market", "facilities")] = "markets.Facilities_",
        [("stall", "kind")] = "stalls.StallKind_",
        [("stall", "status")] = "stalls.StallStatus_",
        [("stall", "utilities")] = "stalls.Utilities_",
        [("device", "kind")] = "stalls.DeviceKind_",
        [("vendor", "status")] = "vendors.VendorStatus_",
        [("vendor", "verdict")] = "vendors.TradingVerdict_",
        [("vendor", "numberKind")] = "vendors.BusinessNumberKind_",
        [("vendor", "tenders")] = "vendors.AcceptedTenders_",
        [("terminal", "state")] = "terminals.TerminalState_",
        [("wallet", "state")] = "wallets.WalletState_",
        [("wallet_card", "kind")] = "wallets.WalletCardKind_",
        [("dispute", "state")] = "payments.DisputeState_",
        [("dispute", "bearer")] = "payments.LossBearer_",
        [("voucher_rule", "subject")] = "vouchers.RuleSubject_",
        [("voucher_rule", "state")] = "vouchers.RuleState_",
        [("voucher_batch", "kind")] = "vouchers.VoucherKind_",
        [("voucher_batch", "state")] = "vouchers.BatchState_",
        [("voucher", "kind")] = "vouchers.VoucherKind_",
        [("voucher", "state")] = "vouchers.VoucherState_",
        [("security_printer", "state")] = "vouchers.PrinterState_",
        [("print_bundle", "state")] = "vouchers.BundleState_",
        [("stock_hand_over", "state")] = "stock.HandOverState_",
        [("drawer_count", "state")] = "stock.DrawerCountState_",
        [("vendor_enrolment", "state")] = "vouchers.EnrolmentState_",
        [("free_issue_list", "kind")] = "vouchers.VoucherKind_",
        [("free_issue_list", "state")] = "freeIssues.FreeIssueState_",
        [("free_issue_list", "sameBy")] = "freeIssues.SameBy_",
        [("paper_box", "state")] = "boxes.BoxState_",
        [("damaged_case", "state")] = "damaged.DamagedState_",
        [("damaged_case", "bringer")] = "damaged.BringerKind_",
        [("fraud_case", "state")] = "fraud.FraudCaseState_",
        [("fraud_case", "subject")] = "fraud.FraudSubject_",
        [("fraud_case", "decision")] = "fraud.FraudDecision_",
        [("fraud_freeze", "kind")] = "fraud.FreezeKind_",
        [("fraud_freeze", "state")] = "fraud.FreezeState_",
        [("tenancy", "rentPeriod")] = "vendors.RentPeriod_",
        [("attachment", "kind")] = "documents.AttachmentKind_",
        [("user", "role")] = "access.Role_",
        [("user", "scope")] = "access.ScopeKind_",
        [("delegation", "role")] = "access.Role_",
        [("api_key", "role")] = "access.Role_",
        [("api_key", "scope")] = "access.ScopeKind_",
    };

    /// <summary>Choices of settlement and of statements.</summary>
    private static readonly Dictionary<(string Kind, string Field), string> MoneyChoices = new()
    {
        [("statement_source", "format")] = "statements.SourceFormat_",
        [("statement_file", "state")] = "statements.StatementFileState_",
        [("settlement_run", "state")] = "settlement.SettlementRunState_",
        [("payout", "state")] = "settlement.PayoutState_",
        [("payout_file", "state")] = "settlement.PayoutFileState_",
        [("fee_rule", "tender")] = "settlement.SettledTender_",
        [("fee_rule", "class")] = "settlement.FeeClass_",
        [("operator_account", "purpose")] = "settlement.AccountPurpose_",
    };

    private static CultureInfo Culture => CultureInfo.CurrentUICulture;

    /// <summary>What was done: <c>vendor.suspended</c> → 영업 정지; the code itself where nobody gave it a name.</summary>
    public static string Action(string action, CultureInfo culture) => Texts.Find(culture, "audit." + action.Replace('.', '_')) ?? action;

    /// <summary>The name of a field; the code itself where nobody gave it a name.</summary>
    public static string Field(string field) =>
        Texts.Find(Culture, "timeline.field_" + field) ?? Areas.Select(area => Texts.Find(Culture, $"{area}.{field}")).FirstOrDefault(name => name is not null) ?? field;

    /// <summary>The name of a field of a kind of record: its own where the same word means something else there.</summary>
    public static string Field(string kind, string field) => Texts.Find(Culture, $"timeline.field_{kind}_{field}") ?? Field(field);

    /// <summary>A value as its field means it.</summary>
    /// <param name="kind">The kind of subject: <c>market</c>, <c>tenancy</c>…</param>
    /// <param name="zone">The market's clock.</param>
    /// <param name="currency">The market's currency.</param>
    public string Value(string kind, string field, string? value, TimeZoneInfo zone, string currency) => value switch
    {
        null or "" => "–",
        _ when (Choices.TryGetValue((kind, field), out var names) || MoneyChoices.TryGetValue((kind, field), out names)) => string.Join(" · ", value.Split(", ").Where(v => v != "None" || !value.Contains(',')).Select(v => Texts.Find(Culture, names + v) ?? (v == "None" ? "–" : v))),
        _ when (kind, field) is ("voucher_rule", "content") => texts["vouchers.content_elsewhere"],
        _ when (kind, field) is ("damaged_case", "photo") => texts["grid.yes"],
        _ when field is "makerName" or "checkerName" or "printedBy" or "decidedBy" or "visitedBy" or "capAskedBy" or "openerName" or "askerName" or "liftedBy" or "sealerName" or "giverName" or "receiverName" or "counterName" or "settlerName" or "deciderName" or "byName" or "ownerName" => AuditWords.Person(value, Culture),
        _ when field is "browser" => Browsers.NameOf(value),
        _ when field is "opening" => OpeningText.Of(value, texts),
        _ when field is "categories" => string.Join(" · ", value.Split('|', StringSplitOptions.RemoveEmptyEntries)),
        _ when Number(value) is { } number => Of(field, number, currency) ?? value,
        _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => formats.ShortDate(day),
        _ when value.EndsWith('Z') && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant) => formats.InstantShort(instant, zone),
        "True" or "False" => texts[value == "True" ? "grid.yes" : "grid.no"],
        _ => value,
    };

    /// <summary>The refusals of an edit that was overtaken, with both values as people read them.</summary>
    public IReadOnlyList<Refusal> Readable(string kind, IReadOnlyList<Refusal> refusals, TimeZoneInfo zone, string currency) => [.. refusals.Select(r => r switch
    {
        ChangedMeanwhile { Field: null } hidden => hidden with { Mine = "***", Theirs = "***" },
        ChangedMeanwhile { Field: { } field } both => both with { Mine = Value(kind, field, both.Mine, zone, currency), Theirs = Value(kind, field, both.Theirs, zone, currency) },
        _ => r,
    })];

    private string? Of(string field, long number, string currency) => field switch
    {
        "rent" or "deposit" or "amount" or "maxAmount" or "totalMinor" or "grantedMinor" or "faceMinor" or "paidMinor" or "slipMinor" or "annualSalesMinor" or "capMinor" or "capAskedMinor" or "claimedMinor" or "amountMinor" or "sumMinor" or "foundMinor" => formats.Money(new(currency, number)),
        "areaCm2" => SquareMetres.Write(number),
        "latitudeE6" or "longitudeE6" => AmountText.Bare(number, 6),
        "reportedShops" or "ratePerSecond" or "limitMinor" or "count" or "needed" or "firstNumber" or "lastNumber" or "slipCount" or "foundCount" or "miscounts" => formats.Count(number),
        "dayTurnHour" => texts["markets.atHour", number],
        _ => null,
    };

    private static long? Number(string value) => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
