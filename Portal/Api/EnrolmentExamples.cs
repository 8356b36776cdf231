namespace Portal.Api;

/// <summary>Examples of the calls about vendors' parts in voucher programmes. The numbers are those of enrolments in the states that the calls need.</summary>
internal static class EnrolmentExamples
{
    private const string Photo = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly Dictionary<string, string> None = [];

    public static Dictionary<string, ApiExample> All { get; } = new()
    {
        ["GET /api/v1/voucher-enrolments"] = new(Of("market", "SB"), null, $$"""{"items":[{{Enrolment("approved", null)}}],"next":null}"""),
        ["GET /api/v1/voucher-enrolments/{id}"] = new(Of("id", "1"), null, Record(Enrolment("approved", null))),
        ["POST /api/v1/voucher-enrolments"] = new(None, """{"id":"0199a1b2-0000-7000-8000-000000000060","programme":"DEMO","vendor":"V000009","annualSales":90000000}""", Record(Enrolment("applied", null, """{"currency":"KRW","value":90000000}"""))),
        ["POST /api/v1/voucher-enrolments/{id}/approvals"] = new(Of("id", "2"), """{"decision":"approve"}""", Record(Enrolment("provisional", null))),
        ["POST /api/v1/voucher-enrolments/{id}/visits"] = new(Of("id", "3"), $$"""{"file":"{{Photo}}"}""", Record(Enrolment("approved", null))),
        ["POST /api/v1/voucher-enrolments/{id}/renewals"] = new(Of("id", "4"), null, Record(Enrolment("approved", null))),
        ["POST /api/v1/voucher-enrolments/{id}/withdrawals"] = new(Of("id", "5"), """{"reason":"폐업"}""", Record(Enrolment("withdrawn", null))),
        ["POST /api/v1/voucher-enrolments/{id}/bans"] = new(Of("id", "6"), """{"reason":"부정 유통"}""", Record(Enrolment("banned", null))),
        ["POST /api/v1/voucher-enrolments/{id}/cap-requests"] = new(
            Of("id", "7"), $$"""{"id":"0199a1b2-0000-7000-8000-000000000061","amount":"8000000","reason":"명절 대목","file":"{{Photo}}"}""", Record(Enrolment("approved", """{"amount":{"currency":"KRW","value":8000000},"by":"재고 시스템","reason":"명절 대목"}"""))),
        ["POST /api/v1/voucher-enrolments/{id}/cap-requests/approvals"] = new(Of("id", "8"), """{"decision":"approve"}""", Record(Enrolment("approved", null))),
    };

    private static string Record(string enrolment) => $$"""
        {"enrolment":{{enrolment}},"month":{"limit":{"currency":"KRW","value":5000000},"used":{"currency":"KRW","value":10000},"left":{"currency":"KRW","value":4990000} },"day":null,"most":{"currency":"KRW","value":50000000} }
        """;

    private static string Enrolment(string status, string? capRequest, string? sales = null) => $$"""
        {"id":1,"application":null,"programme":"DEMO","vendor":"V000001","vendorName":"가온수산","market":"SB","status":"{{status}}","appliedAt":"2026-11-22T00:00:00Z","appliedBy":"시범 신청","annualSales":{{sales ?? "null"}},"visitedAt":"2026-11-22T00:00:00Z","visitedBy":"시범 담당자","decidedBy":"시범 승인자","reason":null,"from":"2026-11-22","until":"2029-11-22","frozen":false,"cap":{"currency":"KRW","value":5000000},"capRequest":{{capRequest ?? "null"}} }
        """;

    private static Dictionary<string, string> Of(string name, string value) => new() { [name] = value };
}
