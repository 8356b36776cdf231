using Portal.Domain.Access;

namespace Portal.Tests.Browser;

/// <summary>The pages of markets, stalls and their floor plans, and of statements of banks.</summary>
public static partial class Pages
{
    private static IEnumerable<PortalPage> Places =>
    [
        new("markets", PortalUrls.Markets, PortalUrls.Markets, Right.ViewMarkets) { Says = "markets.title", Shows = DemoPortal.OwnMarket },
        new("markets-panel", PortalUrls.Markets, PortalUrls.Markets + "?sel=" + DemoPortal.OwnMarket, Right.ViewMarkets) { Shows = DemoPortal.OwnMarket },
        new("market-new", PortalUrls.MarketNew, PortalUrls.MarketNew, Right.EditMarkets) { Says = "markets.newTitle" },
        new("market-map", PortalUrls.MarketMap, PortalUrls.MarketMap, Right.ViewMarkets) { Says = "nav.map" },
        new("market", PortalUrls.Markets + "/{Code}", PortalUrls.Market(DemoPortal.OwnMarket), Right.ViewMarkets) { Says = "markets.tabFacts", Shows = DemoPortal.OwnMarket, Opens = ["fields.edit"] },
        .. MarketTabs.Select(tab => new PortalPage("market-" + tab.Name, PortalUrls.Markets + "/{Code}", PortalUrls.With(PortalUrls.Market(DemoPortal.OwnMarket), "tab", tab.Name), Right.ViewMarkets) { Shows = DemoPortal.OwnMarket, Opens = tab.Opens }),
        new("plan", PortalUrls.Plan, PortalUrls.PlanOf(DemoPortal.OwnMarket), Right.ViewStalls) { Says = "nav.plan", Reader = Role.MarketManager, Opens = ["plan.edit"] },
        new("plan-choice", PortalUrls.Plan, PortalUrls.Plan, Right.ViewStalls) { Says = "nav.plan" },
        new("plan-stall", PortalUrls.Plan, PortalUrls.PlanOf(DemoPortal.OwnMarket, "A", "SB-A-001"), Right.ViewStalls) { Says = "nav.plan", Shows = "SB-A-001", Reader = Role.MarketManager, Opens = ["stalls.end"] },
        new("plan-vacant", PortalUrls.Plan, PortalUrls.PlanOf(DemoPortal.OwnMarket, "A", DemoPortal.Vacant), Right.ViewStalls) { Shows = DemoPortal.Vacant, Reader = Role.MarketManager, Opens = ["stalls.give"] },
        new("stalls", PortalUrls.Stalls, PortalUrls.Stalls + Market, Right.ViewStalls) { Says = "stalls.title", Shows = "SB-A-001", Reader = Role.MarketManager },
        new("stalls-panel", PortalUrls.Stalls, PortalUrls.Stalls + Market + "&sel=SB-A-001", Right.ViewStalls) { Shows = "SB-A-001", Reader = Role.MarketManager },
        new("stall-new", PortalUrls.StallNew, PortalUrls.StallNew + Market, Right.EditStalls) { Says = "stalls.newTitle", Reader = Role.MarketManager },
        new("stall", PortalUrls.Stalls + "/{Code}", PortalUrls.Stall("SB-A-001"), Right.ViewStalls) { Says = "stalls.tabFacts", Shows = "SB-A-001", Reader = Role.MarketManager, Opens = ["fields.edit"] },
        .. StallTabs.Select(tab => new PortalPage("stall-" + tab.Name, PortalUrls.Stalls + "/{Code}", PortalUrls.With(PortalUrls.Stall("SB-A-001"), "tab", tab.Name), Right.ViewStalls) { Shows = "SB-A-001", Reader = Role.MarketManager, Opens = tab.Opens }),
        new("public-stall", PortalUrls.PublicStalls + "/{Code}", PortalUrls.PublicStall("SB-A-001"), null) { IsPublic = true },
        new("print-vendor", PortalUrls.PrintVendors + "/{Code}", PortalUrls.PrintVendor("V000001"), Right.ViewVendors) { Says = "reports.vendorCard", Shows = "V000001", Reader = Role.MarketManager },
        new("print-stalls", PortalUrls.PrintStalls, PortalUrls.PrintStallsOf(DemoPortal.OwnMarket), Right.ViewStalls) { Says = "reports.stallList", Shows = "A-001", Reader = Role.MarketManager },
        new("print-posters", PortalUrls.PrintPosters, PortalUrls.PrintPostersOf(DemoPortal.OwnMarket, "A"), Right.ViewStalls) { Says = "reports.posters", Shows = "SB-A-001", Reader = Role.MarketManager },
        new("print-labels", PortalUrls.PrintLabels, PortalUrls.PrintLabelsOf(DemoPortal.OwnMarket, "A"), Right.ViewStalls) { Shows = "SB-A-001", Reader = Role.MarketManager },
    ];

    private static (string Name, string[] Opens)[] MarketTabs => [("days", ["fields.edit"]), ("zones", []), ("documents", ["documents.add"]), ("timeline", [])];

    private static (string Name, string[] Opens)[] StallTabs => [("tenancies", ["stalls.end"]), ("devices", []), ("qr", []), ("documents", ["documents.add"]), ("timeline", [])];

    private static IEnumerable<PortalPage> Settlements =>
    [
        new("settlement-runs", PortalUrls.SettlementRuns, PortalUrls.SettlementRuns, Right.ViewSettlement) { Says = "settlement.lead", Shows = DemoSettlement.Operator, Reader = Role.FinanceOfficer, Opens = ["settlement.start"] },
        new("settlement-rules", PortalUrls.SettlementRules, PortalUrls.SettlementRules, Right.ViewSettlement) { Says = "settlement.rules_lead", Shows = "0.8%", Reader = Role.FinanceOfficer, Opens = ["settlement.fee_add", "settlement.terms_add"] },
        new("settlement-run", PortalUrls.SettlementRuns + "/{Uid:guid}", PortalUrls.SettlementRun(SettlementRun), Right.ViewSettlement) { Says = "settlement.sum", Shows = DemoSettlement.Amount, Reader = Role.FinanceOfficer, Opens = ["settlement.cancel"] },
        new("settlement-line", PortalUrls.SettlementRuns + "/{Uid:guid}/vendors/{Vendor}", PortalUrls.SettlementLine(SettlementRun, DemoSettlement.Vendor), Right.ViewSettlement) { Says = "settlement.explained", Shows = DemoSettlement.Amount, Reader = Role.FinanceOfficer },
    ];

    private static IEnumerable<PortalPage> Statements =>
    [
        new("statements", PortalUrls.Statements, PortalUrls.Statements, Right.ViewStatements) { Says = "statements.lead", Shows = DemoStatements.FileName, Reader = Role.FinanceOfficer },
        new("statement-file", PortalUrls.Statements + "/{Uid:guid}", PortalUrls.StatementFile(StatementFile), Right.ViewStatements) { Says = "statements.findings", Shows = DemoStatements.FileName, Reader = Role.FinanceOfficer },
    ];
}
