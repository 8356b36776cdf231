namespace Portal.Api;

/// <summary>Examples of the calls about settlement.</summary>
internal static class SettlementExamples
{
    private const string Nothing = """{"opening":0,"sales":0,"refunds":0,"others":0,"fees":0,"tax":0,"rounding":0,"released":0,"payout":0,"held":0,"carried":0}""";
    private const string Reckoned = """{"opening":0,"sales":12000,"refunds":0,"others":0,"fees":0,"tax":0,"rounding":0,"released":0,"payout":12000,"held":0,"carried":0}""";

    private static string Run(string id, string market, string status, string figures, int vendors, string decided) => $$"""
        {"id":"{{id}}","market":"{{market}}","businessDate":"2026-11-20","currency":"KRW","status":"{{status}}","vendors":{{vendors}},"payouts":{{vendors}},"movements":{{vendors}},"figures":{{figures}},"madeBy":"시험 담당","madeAt":"2026-11-23T01:00:00Z",{{decided}},"reason":null}
        """;

    private const string Undecided = "\"decidedBy\":null,\"decidedAt\":null";

    public static IReadOnlyDictionary<string, ApiExample> All { get; } = new Dictionary<string, ApiExample>
    {
        ["POST /api/v1/settlement-runs"] = new(new Dictionary<string, string>(), $$"""{"id":"{{Fresh}}","market":"SB","businessDate":"2026-11-20"}""", Run(Fresh, "SB", "reckoning", Nothing, 0, Undecided)),
        ["GET /api/v1/settlement-runs/{id}"] = new(new Dictionary<string, string> { ["id"] = Known }, null, Run(Known, "SB", "waiting", Reckoned, 1, Undecided)),
        ["GET /api/v1/settlement-runs/{id}/lines"] = new(new Dictionary<string, string> { ["id"] = Known, ["limit"] = "100" }, null, """
            {"items":[{"id":1,"vendor":"V000001","vendorName":"시범상회","movements":1,"opening":0,"sales":0,"refunds":0,"others":0,"charged":0,"released":0,"payout":12000,"held":0,"carried":0,"notPaid":null}],"next":null}
            """),
        ["POST /api/v1/settlement-runs/{id}/approvals"] = new(new Dictionary<string, string> { ["id"] = Waiting }, """{"decision":"approve"}""", Run(Waiting, "SB", "posting", Nothing, 0, "\"decidedBy\":\"시험 승인\",\"decidedAt\":\"2026-11-23T02:00:00Z\"")),
    };

    /// <summary>The run that the examples know, one that waits for a decision, and one that is started.</summary>
    public const string Known = "0199a1b2-0000-7000-8000-000000000081", Waiting = "0199a1b2-0000-7000-8000-000000000082", Fresh = "0199a1b2-0000-7000-8000-000000000083";
}
