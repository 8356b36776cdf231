using System.Security.Claims;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.FreeIssues;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Domain.Vouchers.Counts;
using Portal.Domain.Vouchers.Damaged;
using Portal.Domain.Vouchers.Printers;

namespace Portal.Components.Layout;

/// <summary>How many things wait behind a navigation entry.</summary>
/// <param name="Waiting">The number; 0 shows nothing.</param>
/// <param name="Urgent">True when something there cannot wait.</param>
public readonly record struct NavigationCount(int Waiting, bool Urgent);

/// <summary>One page in the navigation and in the palette.</summary>
/// <param name="Key">Its name: text <c>nav.&lt;Key&gt;</c>.</param>
/// <param name="Icon">A symbol of icons.svg.</param>
/// <param name="Url">Its path, from <see cref="PortalUrls"/>.</param>
/// <param name="MaySee">Who is shown the entry; null: everyone. The page and its services check again.</param>
/// <param name="Count">How many things wait there; asked after the page is shown.</param>
public sealed record NavigationEntry(
    string Key,
    string Icon,
    string Url,
    Func<ClaimsPrincipal, bool>? MaySee = null,
    Func<IServiceProvider, CancellationToken, Task<NavigationCount>>? Count = null);

/// <summary>Entries of one kind of work: text <c>nav.&lt;Key&gt;</c>.</summary>
public sealed record NavigationGroup(string Key, IReadOnlyList<NavigationEntry> Entries);

/// <summary>The navigation, group by group. An entry stands here only when its page exists (a test holds this).</summary>
public static class Navigation
{
    public static IReadOnlyList<NavigationGroup> Groups { get; } =
    [
        new("groupToday",
        [
            new("home", "today", PortalUrls.Home),
        ]),
        new("groupMarkets",
        [
            new("markets", "market", PortalUrls.Markets, u => u.May(Right.ViewMarkets)),
            new("map", "map", PortalUrls.MarketMap, u => u.May(Right.ViewMarkets)),
            new("plan", "plan", PortalUrls.Plan, u => u.May(Right.ViewStalls)),
            new("stalls", "stall", PortalUrls.Stalls, u => u.May(Right.ViewStalls)),
        ]),
        new("groupVendors",
        [
            new("vendors", "vendor", PortalUrls.Vendors, u => u.May(Right.ViewVendors)),
            new("tenancies", "tenancy", PortalUrls.Tenancies, u => u.May(Right.ViewVendors)),
            new("arrears", "coins", PortalUrls.Arrears, u => u.May(Right.ViewVendors)),
        ]),
        new("groupSafety", []),
        new("groupPayments",
        [
            new("payments", "payment", PortalUrls.Payments, u => u.May(Right.ViewPayments)),
            new("disputes", "flag", PortalUrls.Disputes, u => u.May(Right.ViewPayments)),
            new("wallets", "wallet", PortalUrls.Wallets, u => u.May(Right.ViewWallets)),
            new("partners", "handshake", PortalUrls.Partners, u => u.May(Right.ViewLedger)),
            new("terminals", "terminal", PortalUrls.Terminals, u => u.May(Right.ViewPayments)),
        ]),
        new("groupVouchers",
        [
            new("voucherProgrammes", "voucher", PortalUrls.VoucherProgrammes, u => u.May(Right.ViewVouchers)),
            new("voucherBatches", "sheet", PortalUrls.VoucherBatches, u => u.May(Right.ViewVouchers)),
            new("freeIssues", "people", PortalUrls.FreeIssues, u => u.May(Right.ViewVouchers)),
            new("voucherApprovals", "check", PortalUrls.VoucherApprovals, u => u.May(Right.ViewVouchers), ApprovalsWaitingAsync),
            new("vouchers", "voucher", PortalUrls.Vouchers, u => u.May(Right.ViewVouchers)),
            new("voucherCounter", "counter", PortalUrls.VoucherCounter, u => u.May(Right.ViewVouchers)),
            new("voucherNotices", "bell", PortalUrls.VoucherNotices, u => u.May(Right.ViewVouchers)),
            new("voucherEnrolments", "vendor", PortalUrls.Enrolments, u => u.May(Right.ViewVouchers), EnrolmentsWaitingAsync),
            new("institutions", "people", PortalUrls.Institutions, u => u.May(Right.ViewVouchers)),
            new("institutionOrders", "sheet", PortalUrls.InstitutionOrders, u => u.May(Right.ViewVouchers)),
            new("voucherOffices", "counter", PortalUrls.VoucherOffices, u => u.May(Right.ViewVouchers)),
            new("handOvers", "sheet", PortalUrls.HandOvers, u => u.May(Right.ViewVouchers)),
            new("drawerCounts", "check", PortalUrls.DrawerCounts, u => u.May(Right.ViewVouchers), CountsWaitingAsync),
            new("voucherPrinters", "print", PortalUrls.VoucherPrinters, u => u.May(Right.ViewVouchers), PrintersWaitingAsync),
            new("presentments", "rows", PortalUrls.Presentments, u => u.May(Right.ViewVouchers)),
            new("paperBoxes", "rows", PortalUrls.PaperBoxes, u => u.May(Right.ViewVouchers), BoxesWaitingAsync),
            new("damagedPaper", "sheet", PortalUrls.DamagedPaper, u => u.May(Right.ViewVouchers), DamagedWaitingAsync),
            new("voucherReports", "chart", PortalUrls.VoucherReports, u => u.May(Right.ViewVouchers)),
            new("fraudCases", "flag", PortalUrls.FraudCases, u => u.May(Right.ViewFraud), FraudCasesWaitingAsync),
            new("fraudSignals", "alert", PortalUrls.FraudSignals, u => u.May(Right.ViewFraud)),
        ]),
        new("groupSettlement",
        [
            new("statements", "sheet", PortalUrls.Statements, u => u.May(Right.ViewStatements)),
            new("settlement", "coins", PortalUrls.SettlementRuns, u => u.May(Right.ViewSettlement)),
            new("settlementRules", "scale", PortalUrls.SettlementRules, u => u.May(Right.ViewSettlement)),
        ]),
        new("groupLedger",
        [
            new("trial", "scale", PortalUrls.LedgerTrial, u => u.May(Right.ViewLedger)),
            new("accounts", "rows", PortalUrls.LedgerAccounts, u => u.May(Right.ViewLedger)),
            new("journal", "history", PortalUrls.LedgerJournal, u => u.May(Right.ViewLedger)),
            new("ledgerHealth", "chart", PortalUrls.LedgerHealth, u => u.May(Right.ViewLedger)),
        ]),
        new("groupSettings",
        [
            new("imports", "import", PortalUrls.Imports, user => user.May(Right.Import)),
            new("users", "people", PortalUrls.Users, user => user.May(Right.ManageUsers)),
            new("apiKeys", "key", PortalUrls.ApiKeys, user => user.May(Right.ManageApiKeys)),
            new("webhooks", "link", PortalUrls.Webhooks, user => user.May(Right.ManageWebhooks)),
            new("audit", "audit", PortalUrls.Audit, user => user.May(Right.ViewAudit)),
        ]),
    ];

    /// <summary>The groups with the entries that this person is shown; empty groups are left out.</summary>
    public static IReadOnlyList<NavigationGroup> For(ClaimsPrincipal user) => Shown(Groups, user);

    internal static IReadOnlyList<NavigationGroup> Shown(IReadOnlyList<NavigationGroup> groups, ClaimsPrincipal user) =>
        [.. groups.Select(g => g with { Entries = [.. g.Entries.Where(e => e.MaySee?.Invoke(user) ?? true)] }).Where(g => g.Entries.Count > 0)];

    /// <summary>The entry a path belongs to: the longest one that the path starts with; null for pages outside the navigation.</summary>
    public static (NavigationGroup Group, NavigationEntry Entry)? At(string path) => Groups
        .SelectMany(group => group.Entries.Select(entry => (group, entry)))
        .Where(found => IsAt(path, found.entry.Url))
        .OrderByDescending(found => found.entry.Url.Length)
        .Select(found => ((NavigationGroup, NavigationEntry)?)found)
        .FirstOrDefault();

    private static async Task<NavigationCount> ApprovalsWaitingAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var actor = await services.GetRequiredService<CurrentActor>().GetAsync(cancellation);
        var (waiting, urgent) = await services.GetRequiredService<WaitingApprovals>().CountAsync(actor, cancellation);
        var (lists, urgentLists) = await services.GetRequiredService<FreeIssueQueries>().CountAsync(actor, cancellation);
        return new NavigationCount(waiting + lists, urgent || urgentLists);
    }

    /// <summary>Cases that are not decided; freezes that wait for a second person cannot wait.</summary>
    private static async Task<NavigationCount> FraudCasesWaitingAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var read = await services.GetRequiredService<FraudQueries>().SummaryAsync(await services.GetRequiredService<CurrentActor>().GetAsync(cancellation), cancellation);
        return read.TryGet(out var summary) ? new NavigationCount(summary.Open + summary.Frozen + summary.Appealed, summary.Waiting > 0) : default;
    }

    /// <summary>Counts of drawers that differ, and have a reason that somebody else has to look at.</summary>
    private static async Task<NavigationCount> CountsWaitingAsync(IServiceProvider services, CancellationToken cancellation) =>
        new(await services.GetRequiredService<DrawerCountQueries>().WaitingAsync(await services.GetRequiredService<CurrentActor>().GetAsync(cancellation), cancellation), false);

    /// <summary>Printers that wait for a second person, and bundles that were counted differently.</summary>
    private static async Task<NavigationCount> PrintersWaitingAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var actor = await services.GetRequiredService<CurrentActor>().GetAsync(cancellation);
        var held = await services.GetRequiredService<PrintOrderQueries>().HeldAsync(actor, cancellation);
        return new NavigationCount(await services.GetRequiredService<SecurityPrinters>().WaitingAsync(actor, cancellation) + held, held > 0);
    }

    /// <summary>Boxes of redeemed paper that wait to be received or counted; a count that differs cannot wait.</summary>
    private static async Task<NavigationCount> BoxesWaitingAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (waiting, urgent) = await services.GetRequiredService<BoxQueries>().WaitingAsync(await services.GetRequiredService<CurrentActor>().GetAsync(cancellation), cancellation);
        return new NavigationCount(waiting, urgent);
    }

    /// <summary>Exchange cases of damaged paper that wait for a decision.</summary>
    private static async Task<NavigationCount> DamagedWaitingAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (waiting, urgent) = await services.GetRequiredService<DamagedQueries>().WaitingAsync(await services.GetRequiredService<CurrentActor>().GetAsync(cancellation), cancellation);
        return new NavigationCount(waiting, urgent);
    }

    /// <summary>Applications, visits and caps that wait for somebody.</summary>
    private static async Task<NavigationCount> EnrolmentsWaitingAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var waiting = await services.GetRequiredService<EnrolmentQueries>().WaitingAsync(await services.GetRequiredService<CurrentActor>().GetAsync(cancellation), cancellation);
        return new NavigationCount(waiting.All, Urgent: false);
    }

    private static bool IsAt(string path, string url) =>
        url == PortalUrls.Home ? path == url : path == url || path.StartsWith(url + "/", StringComparison.Ordinal);
}
