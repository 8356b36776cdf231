using System.Globalization;
using System.Text.Encodings.Web;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Lists;

namespace Portal;

/// <summary>Every path and query string of the portal, in one place.</summary>
public static partial class PortalUrls
{
    public const string Home = "/";
    public const string SignIn = "/sign-in";
    public const string SignInCode = "/sign-in/code";
    public const string SignInRecovery = "/sign-in/recovery";
    public const string SignInEnrol = "/sign-in/enrol";
    public const string SignInLink = "/sign-in/link";
    public const string SignOut = "/sign-out";
    public const string SetUp = "/set-up";
    public const string StepUp = "/step-up";
    public const string Denied = "/denied";
    public const string Account = "/account";
    public const string AccountSessions = "/account/sessions";
    public const string AccountDelegations = "/account/delegations";
    public const string Users = "/settings/users";
    public const string ApiKeys = "/settings/api-keys";
    public const string Webhooks = "/settings/webhooks";
    public const string Audit = "/audit";
    public const string Vendors = "/vendors";
    public const string VendorNew = "/vendors/new";
    public const string VendorMerge = "/vendors/merge";
    public const string VendorRecord = "/vendors/{Code}";
    public const string VendorPhotoFile = "/vendors/{code}/photo";
    public const string Markets = "/markets";
    public const string MarketNew = "/markets/new";
    public const string MarketMap = "/markets/map";
    public const string Stalls = "/stalls";
    public const string StallNew = "/stalls/new";
    public const string Plan = "/plan";
    public const string Tenancies = "/tenancies";
    public const string Arrears = "/arrears";
    public const string Payments = "/payments";
    public const string PaymentDay = "/payments/day";
    public const string Disputes = "/disputes";
    public const string Terminals = "/terminals";
    public const string Wallets = "/wallets";
    public const string Partners = "/partners";
    public const string Receipts = "/r";
    public const string Documents = "/documents";
    public const string LedgerTrial = "/ledger/trial-balance";
    public const string LedgerAccounts = "/ledger/accounts";
    public const string LedgerAccountRecord = "/ledger/accounts/{Id:long}";
    public const string LedgerJournal = "/ledger/journal";
    public const string LedgerHealth = "/ledger/health";
    public const string Imports = "/imports";
    public const string PublicStalls = "/s";
    public const string PrintVendors = "/print/vendors";
    public const string PrintStalls = "/print/stalls";
    public const string PrintLabels = "/print/labels";
    public const string VoucherProgrammes = "/voucher-programmes";
    public const string VoucherRuleNew = "/voucher-programmes/{Code}/rules/new";
    public const string VoucherBatches = "/voucher-batches";
    public const string VoucherBatchNew = "/voucher-batches/new";
    public const string VoucherBatchEdit = "/voucher-batches/{Code}/edit";
    public const string VoucherApprovals = "/voucher-approvals";
    public const string PrintPosters = "/print/posters";
    public const string PrintTrial = "/print/trial-balance";
    public const string PrintStatements = "/print/statements";
    public const string PrintPayments = "/print/payments";
    public const string PrintPaymentDay = "/print/payment-day";
    public const string ImportRoot = "/import";
    public const string Error = "/error";
    public const string NotFound = "/not-found";
    public const string SetLanguage = "/preferences/language";
    public const string SetTheme = "/preferences/theme";

    /// <summary>The query parameter with the page to go to after sign-in.</summary>
    public const string ReturnKey = "returnUrl";

    /// <summary>The query parameter that names the chosen market by its code; <see cref="AllMarkets"/> for all of them.</summary>
    public const string MarketKey = "market";

    /// <summary>The value of <see cref="MarketKey"/> that stands for all markets of the reader.</summary>
    public const string AllMarkets = "all";

    /// <summary>The sign-in page, which leads back to where the reader wanted to go.</summary>
    public static string SignInFor(string returnUrl) => With(SignIn, ReturnKey, returnUrl);

    /// <summary>The page that asks for a fresh proof of presence for a kind of act, or one batch of it.</summary>
    public static string StepUpFor(string what, string returnUrl) => With(With(StepUp, "for", what), "return", returnUrl);

    /// <summary>The address with which a new user sets a password.</summary>
    public static string LinkFor(string oneTimeCode) => With(SignInLink, "code", oneTimeCode);

    /// <summary>One user's page.</summary>
    public static string UserPage(long id) => $"{Users}/{id}";

    /// <summary>A vendor's record.</summary>
    public static string Vendor(string code) => $"{Vendors}/{Uri.EscapeDataString(code)}";

    /// <summary>One tab of a vendor's record.</summary>
    public static string VendorTab(string code, string tab) => With(Vendor(code), "tab", tab);

    /// <summary>A vendor's photo; the hash makes the address new when the photo is.</summary>
    public static string VendorPhoto(string code, string hash) => $"{Vendor(code)}/photo?v={hash[..8]}";

    /// <summary>The download of a document; a personal one needs the reason.</summary>
    public static string DocumentFile(Guid uid, string? reason = null) => With($"{Documents}/{uid}", "reason", reason);

    /// <summary>The page that shows two vendors side by side before they are made one.</summary>
    public static string VendorMergeOf(string first, string? second) => With(With(VendorMerge, "first", first), "second", second);

    /// <summary>The wizard that imports into a registry: markets, stalls, vendors, tenancies or arrears.</summary>
    public static string Import(string registry) => $"{ImportRoot}/{registry}";

    /// <summary>The download of a registry's list; <c>format</c> and the list's own query are added.</summary>
    public static string Export(string registry, string query = "") => "/export/" + registry + (query.Length == 0 ? "" : "?" + query);

    /// <summary>The record of a market.</summary>
    public static string Market(string code) => $"{Markets}/{code}";

    /// <summary>The record of a stall.</summary>
    public static string Stall(string code) => $"{Stalls}/{code}";

    /// <summary>A payment's record.</summary>
    public static string Payment(Guid id) => $"{Payments}/{id}";

    /// <summary>The download of a file that was sent as evidence in a dispute.</summary>
    public static string DisputeFile(Guid dispute, long note) => string.Create(CultureInfo.InvariantCulture, $"{Disputes}/{dispute}/evidence/{note}");

    /// <summary>A payment's receipt, for whoever holds its token.</summary>
    public static string Receipt(string token) => $"{Receipts}/{token}";

    /// <summary>A voucher programme; one tab of its record.</summary>
    public static string VoucherProgramme(string code, string? tab = null) => With($"{VoucherProgrammes}/{code}", "tab", tab);

    /// <summary>The form that proposes a version of a programme's rules: about paper, mobile, card or vendors.</summary>
    public static string VoucherRuleFor(string code, string subject) => With($"{VoucherProgrammes}/{code}/rules/new", "subject", subject);

    /// <summary>A batch of vouchers.</summary>
    public static string VoucherBatch(string code) => $"{VoucherBatches}/{code}";

    /// <summary>The form for a new batch of a programme.</summary>
    public static string VoucherBatchFor(string programme) => With(VoucherBatchNew, "programme", programme);

    /// <summary>The form that changes a batch.</summary>
    public static string VoucherBatchEdited(string code) => $"{VoucherBatch(code)}/edit";

    /// <summary>What waits for approval, with one of it open: <c>batch-CODE</c> or <c>rule-ID</c>.</summary>
    public static string VoucherApproval(string? open) => With(VoucherApprovals, "sel", open);

    /// <summary>A wallet at the counter.</summary>
    public static string Wallet(string code) => $"{Wallets}/{code}";

    /// <summary>The address that a stall's QR code holds: for staff what they can do there, for others its public page.</summary>
    public static string PublicStall(string code) => $"{PublicStalls}/{code}";

    /// <summary>The floor plan of a market, of one zone, with one stall open.</summary>
    public static string PlanOf(string market, string? zone = null, string? stall = null) => With(With(With(Plan, MarketKey, market), "zone", zone), "stall", stall);

    /// <summary>The printable card of a vendor.</summary>
    public static string PrintVendor(string code) => $"{PrintVendors}/{code}";

    /// <summary>The printable list of a market's stalls, or of one zone.</summary>
    public static string PrintStallsOf(string market, string? zone = null) => With(With(PrintStalls, MarketKey, market), "zone", zone);

    /// <summary>Printable QR labels of a market's stalls, of one zone, or of one stall.</summary>
    public static string PrintLabelsOf(string market, string? zone = null, string? stall = null) => With(With(With(PrintLabels, MarketKey, market), "zone", zone), "stall", stall);

    /// <summary>Printable posters with the payment codes of a market's stalls, of one zone, or of one stall.</summary>
    public static string PrintPostersOf(string market, string? zone = null, string? stall = null) => With(With(With(PrintPosters, MarketKey, market), "zone", zone), "stalls", stall);

    /// <summary>Printable posters of the stalls that were ticked in their list; read again by <see cref="Reports.PosterSelection"/>.</summary>
    public static string PrintPostersOf(ListSelection selection)
    {
        var codes = string.Join(',', selection.Codes.Order(StringComparer.Ordinal));
        return selection.Matching is not { } matching ? With(PrintPosters, "stalls", codes)
            : With(matching.ToQueryString() is { Length: > 0 } query ? $"{PrintPosters}?{query}" : PrintPosters, "not", codes);
    }

    /// <summary>A stall's payment code as svg, png or txt, for people who are signed in; the amount in minor units.</summary>
    public static string StallQr(string code, string form, long? amount = null) => With($"{Stall(code)}/qr.{form}", "amount", amount?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The trial balance as of a business date, in the books of one operator.</summary>
    public static string LedgerTrialOf(string? asOf, string? keeper) => With(With(LedgerTrial, "asOf", asOf), "operator", keeper);

    /// <summary>The statement of an account.</summary>
    public static string LedgerAccount(long id) => string.Create(CultureInfo.InvariantCulture, $"{LedgerAccounts}/{id}");

    /// <summary>One posting in the journal, open beside the list.</summary>
    public static string LedgerPosting(long order) => string.Create(CultureInfo.InvariantCulture, $"{LedgerJournal}?q={order}&sel={order}");

    /// <summary>The printable statement of an account.</summary>
    public static string PrintStatement(long id) => string.Create(CultureInfo.InvariantCulture, $"{PrintStatements}/{id}");

    /// <summary>A payment with its whole life, to be printed.</summary>
    public static string PrintPayment(Guid id) => $"{PrintPayments}/{id}";

    /// <summary>A market's business date in payments, to be printed.</summary>
    public static string PrintPaymentDayOf(string market, DateOnly date) => With(With(PrintPaymentDay, MarketKey, market), "date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The PDF of a printable page: <c>/print/stalls?market=A</c> → <c>/print/stalls.pdf?market=A</c>.</summary>
    public static string Pdf(string printUrl)
    {
        var mark = printUrl.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? printUrl + ".pdf" : printUrl[..mark] + ".pdf" + printUrl[mark..];
    }

    /// <summary>The wizard that brings a file into a registry.</summary>
    public static string ImportFor(ImportKind kind) => Import(EnumChoices.CodeOf(kind));

    /// <summary>One import in its wizard; without a step, at the step that it has come to.</summary>
    public static string ImportOf(Import import, int? step = null) => With(ImportOf(import.Kind, import.Uid), "step", step?.ToString(CultureInfo.InvariantCulture));

    /// <summary>One import in its wizard, at the step that it has come to.</summary>
    public static string ImportOf(ImportKind kind, Guid uid) => $"{ImportFor(kind)}/{uid}";

    /// <summary>The record of a code in a registry.</summary>
    public static string RecordOf(ImportKind kind, string code) => kind switch
    {
        ImportKind.Markets => Market(code),
        ImportKind.Stalls => Stall(code),
        ImportKind.Tenancies => With(Tenancies, "q", code.Split(' ')[0]),
        ImportKind.Arrears => With(Arrears, "q", code),
        _ => Vendor(code),
    };

    /// <summary>An empty workbook to fill in.</summary>
    public static string TemplateFor(ImportKind kind, string language) => With($"{ImportRoot}/template/{EnumChoices.CodeOf(kind)}", "lang", language);

    /// <summary>The refused rows of an import as a workbook.</summary>
    public static string RefusedOf(Import import) => $"{ImportRoot}/{import.Uid}/refused.xlsx";

    /// <summary>The address with one query parameter set, or taken out when the value is null or empty.</summary>
    public static string With(string url, string key, string? value)
    {
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : url[hash..];
        var rest = hash < 0 ? url : url[..hash];
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? rest : rest[..mark];
        var pairs = (mark < 0 ? "" : rest[(mark + 1)..]).Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => Uri.UnescapeDataString(pair.Split('=')[0]) != key).ToList();
        if (!string.IsNullOrEmpty(value))
            pairs.Add($"{UrlEncoder.Default.Encode(key)}={UrlEncoder.Default.Encode(value)}");
        return path + (pairs.Count == 0 ? "" : "?" + string.Join('&', pairs)) + fragment;
    }

    /// <summary>The address when it leads to this portal and nowhere else; the start page otherwise.</summary>
    public static string LocalOrHome(string? url) => IsLocal(url) ? url! : Home;

    /// <summary>True for a path of this portal: one leading slash, no second one, no backslash, no control character.</summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.Any(c => c == '\\' || char.IsControl(c));
}
