namespace Portal.Api;

/// <summary>Examples of the calls about vouchers, on the demo's programme.</summary>
internal static class VoucherExamples
{
    /// <summary>Stands for a token, which nobody can know beforehand.</summary>
    public const string Token = "Vt0kenVt0kenVt0kenVt0k";

    /// <summary>Stands for a quote that was made before.</summary>
    public const string Quote = "0199a1b2-0000-7000-8000-0000000000f0";

    /// <summary>Batches of the examples: to be read and approved, to be printed.</summary>
    public const string ToApprove = "0199a1b2-0000-7000-8000-000000000041";

    /// <summary>Gifts of the examples: one is accepted, the other returned; and the wallet to which they go.</summary>
    public const string ToAccept = "0199a1b2-0000-7000-8000-000000000049";

    public const string ToReturn = "0199a1b2-0000-7000-8000-00000000004a";

    public const string OtherWallet = "0199a1b2-0000-7000-8000-000000000034";

    public const string ToPrint = "0199a1b2-0000-7000-8000-000000000042";

    /// <summary>A batch whose file waits, and a job that can still be stopped.</summary>
    public const string ToFetch = "0199a1b2-0000-7000-8000-000000000047";

    public const string ToCancel = "0199a1b2-0000-7000-8000-000000000048";

    /// <summary>Vouchers of the examples, in the order in which they were made: sold and unused, frozen, in stock twice, of paper and sold, three in a wallet, one of paper in stock.</summary>
    public static readonly string Sold = Serial(1);

    private const string Terms = """
        {"faceValues":[5000,10000],"discounts":[{"buyer":"person","basisPoints":1000,"means":null,"from":null,"to":null}],"caps":[{"buyer":"person","monthly":2000000,"holding":2000000,"undiscounted":false}],"split":[{"funder":"MINISTRY","basisPoints":7000},{"funder":"CITY","basisPoints":3000}],"validityMonths":60,"returnDays":7,"returnAtSellerOnly":false,"residualPercent":60,"residualPercentSmall":80,"smallBelow":10000,"base":"paid","whole":false,"changePercent":60,"claimYears":5,"expiredRates":[{"above":0,"basisPoints":9000}],"expiredPointsBasisPoints":10000,"graceDays":30,"noticeDays":[30,14,10,5,1],"giftDays":7,"places":{"regions":[],"markets":[],"categories":[],"excludedCategories":[]}}
        """;

    private const string Programme = """
        {"code":"DEMO","name":{"ko":"시범 전통시장상품권","en":"Demo market voucher","zh":"示范传统市场消费券"},"issuer":"시범상품권재단","operator":"DEMO-00","currency":"KRW","prefix":"DM","timeZone":"Asia/Seoul","stopped":false,"vouchers":12,"outstanding":{"currency":"KRW","value":40000}}
        """;

    private const string Rule = """
        {"id":8,"subject":"mobile","from":"2099-01-01","state":"proposed","inForce":false,"terms":
        """ + Terms + """
        ,"maker":"재고 시스템","checker":null,"comment":null}
        """;

    private const string VendorsRule = """
        {"id":7,"subject":"vendors","from":"2098-01-01","state":"approved","inForce":false,"terms":{"salesCeiling":3000000000,"excludedCategories":["보건업"],"termMonths":36,"capStart":5000000,"capCeiling":50000000,"capDaily":null,"freezeThreshold":1000000,"approvals":[{"upTo":1000000,"approvals":1},{"upTo":null,"approvals":2}]},"maker":"시범 담당자","checker":"시범 승인자","comment":null}
        """;

    private const string NewBatch = """
        {"id":"0199a1b2-0000-7000-8000-000000000040","programme":"DEMO","kind":"mobile","items":[{"faceValue":{"currency":"KRW","value":10000},"count":2}],"purpose":"추석 판매"}
        """;

    private const string Batch = """
        {"id":"0199a1b2-0000-7000-8000-000000000040","code":"DEMO-26-0004","programme":"DEMO","kind":"mobile","purpose":"추석 판매","office":"HQ","status":"submitted","items":[{"faceValue":{"currency":"KRW","value":10000},"count":2}],"count":2,"total":{"currency":"KRW","value":20000},"contentHash":"9f2c…","needed":1,"approved":0,"approvals":[]}
        """;

    private const string Approved = """
        {"id":"0199a1b2-0000-7000-8000-000000000041","code":"DEMO-26-0002","programme":"DEMO","kind":"mobile","purpose":null,"office":"HQ","status":"approved","items":[{"faceValue":{"currency":"KRW","value":10000},"count":2}],"count":2,"total":{"currency":"KRW","value":20000},"contentHash":"9f2c…","needed":1,"approved":1,"approvals":[{"decision":"approve","by":"상품권 승인자","at":"2026-11-22T00:00:00Z","comment":null,"contentHash":"9f2c…"}]}
        """;

    private const string Printed = """
        {"id":"0199a1b2-0000-7000-8000-000000000043","vouchers":[{"serial":"DM-000000001-X","token":"…","faceValue":{"currency":"KRW","value":10000},"pin":"012345"}],"job":null}
        """;

    private const string Job = """
        {"id":"0199a1b2-0000-7000-8000-000000000047","kind":"voucher_print","status":"done","done":2,"total":2,"reason":null,"createdAt":"2026-11-22T00:00:00Z","finishedAt":"2026-11-22T00:00:01Z","url":"/api/v1/jobs/0199a1b2-0000-7000-8000-000000000047","file":"/api/v1/voucher-batches/0199a1b2-0000-7000-8000-000000000047/print/file"}
        """;

    private const string Sale = """
        {"id":"0199a1b2-0000-7000-8000-000000000044","programme":"DEMO","count":1,"face":{"currency":"KRW","value":10000},"discount":{"currency":"KRW","value":1000},"paid":{"currency":"KRW","value":9000},"ledgerOrder":1048576,"businessDate":"2026-11-22"}
        """;

    private const string Voucher = """
        {"serial":"DM-000000001-X","programme":"DEMO","kind":"mobile","status":"unused","faceValue":{"currency":"KRW","value":10000},"balance":{"currency":"KRW","value":10000},"batch":"DEMO-26-0001","soldOn":"2026-11-22","expiresOn":"2031-11-22","reason":null}
        """;

    private const string Quoted = """
        {"quote":"0199a1b2-0000-7000-8000-0000000000f0","serial":"DM-000000001-X","refundable":true,"amount":{"currency":"KRW","value":9000},"right":"return","rule":"2025-09-16","payout":"cash","lines":[{"code":"face","text":"권면금액","amount":{"currency":"KRW","value":10000},"percent":null,"needed":null,"date":null}],"reason":null,"expiresAt":"2026-11-22T00:15:00Z"}
        """;

    private const string Refund = """
        {"id":"0199a1b2-0000-7000-8000-000000000045","serial":"DM-000000001-X","right":"return","payout":"cash","amount":{"currency":"KRW","value":9000},"returned":{"currency":"KRW","value":1000},"kept":{"currency":"KRW","value":0},"ledgerOrder":1048576,"businessDate":"2026-11-22"}
        """;

    private const string Replacement = """
        {"id":"0199a1b2-0000-7000-8000-00000000004b","replaced":"DM-000000009-X","voucher":{"serial":"DM-000000013-X","token":"…","faceValue":{"currency":"KRW","value":10000},"pin":null} }
        """;

    private const string Presentment = """
        {"id":"0199a1b2-0000-7000-8000-000000000046","code":"P00000000046","vendor":"V000001","count":1,"amount":{"currency":"KRW","value":10000},"refused":0,"closed":false,"results":[{"serial":"DM-000000005-X","status":"taken","amount":{"currency":"KRW","value":10000},"reason":null,"repeated":false}]}
        """;

    private static readonly Dictionary<string, string> None = [];

    public static Dictionary<string, ApiExample> All { get; } = new()
    {
        ["GET /api/v1/voucher-programmes"] = new(new Dictionary<string, string> { ["limit"] = "100" }, null, ListOf(Programme)),
        ["POST /api/v1/voucher-programmes"] = new(None, """{"code":"CITY","name":{"ko":"시범 지역상품권","en":null,"zh":null},"issuer":"시범상품권재단","operator":"DEMO-00","currency":"KRW","prefix":"CT"}""", Programme),
        ["GET /api/v1/voucher-programmes/{code}/rules"] = new(Of("code", "DEMO"), null, ListOf(Rule)),
        ["POST /api/v1/voucher-programmes/{code}/rules"] = new(Of("code", "DEMO"), """{"subject":"mobile","from":"2099-01-01","terms":""" + Terms + "}", Rule),
        ["POST /api/v1/voucher-programmes/{code}/rules/{id}/approvals"] = new(new Dictionary<string, string> { ["code"] = "DEMO", ["id"] = "7" }, """{"decision":"approve"}""", VendorsRule),
        ["POST /api/v1/voucher-batches"] = new(None, NewBatch, Batch),
        ["GET /api/v1/voucher-batches/{id}"] = new(Of("id", ToApprove), null, Batch),
        ["POST /api/v1/voucher-batches/{id}/approvals"] = new(Of("id", ToApprove), """{"decision":"approve"}""", Approved),
        ["POST /api/v1/voucher-batches/{id}/print"] = new(Of("id", ToPrint), """{"id":"0199a1b2-0000-7000-8000-000000000043"}""", Printed),
        ["GET /api/v1/voucher-batches/{id}/print/file"] = new(Of("id", ToFetch), null, "PK…"),
        ["GET /api/v1/jobs/{id}"] = new(Of("id", ToFetch), null, Job),
        ["POST /api/v1/jobs/{id}/cancel"] = new(Of("id", ToCancel), null, Job),
        ["POST /api/v1/voucher-sales"] = new(None, $$"""{"id":"0199a1b2-0000-7000-8000-000000000044","programme":"DEMO","buyer":{"type":"person","reference":"M-001","contact":"buyer@example.org"},"items":[{"serial":"{{Serial(3)}}"}],"payment":{"type":"cash"} }""", Sale),
        ["GET /api/v1/vouchers/lookup"] = new(Of("token", Token), null, Voucher),
        ["GET /api/v1/vouchers/{serial}"] = new(Of("serial", Sold), null, Voucher),
        ["POST /api/v1/vouchers/{serial}/refund-quotes"] = new(Of("serial", Sold), """{"payout":"cash"}""", Quoted),
        ["POST /api/v1/vouchers/{serial}/refunds"] = new(Of("serial", Sold), $$"""{"id":"0199a1b2-0000-7000-8000-000000000045","quote":"{{Quote}}"}""", Refund),
        ["POST /api/v1/vouchers/{serial}/freeze"] = new(Of("serial", Sold), """{"reason":"분실 신고"}""", Voucher),
        ["POST /api/v1/vouchers/{serial}/unfreeze"] = new(Of("serial", Serial(2)), """{"reason":"되찾음"}""", Voucher),
        ["POST /api/v1/vouchers/{serial}/void"] = new(Of("serial", Serial(4)), """{"reason":"인쇄 불량"}""", Voucher),
        ["POST /api/v1/vouchers/{serial}/replacements"] = new(Of("serial", Serial(9)), """{"id":"0199a1b2-0000-7000-8000-00000000004b","reason":"훼손"}""", Replacement),
        ["POST /api/v1/vouchers/{serial}/gifts"] = new(Of("serial", Serial(8)), $$"""{"id":"0199a1b2-0000-7000-8000-000000000048","wallet":"{{OtherWallet}}"}""", Gift("offered")),
        ["POST /api/v1/vouchers/{serial}/gifts/{id}/accept"] = new(new Dictionary<string, string> { ["serial"] = Serial(6), ["id"] = ToAccept }, null, Gift("accepted")),
        ["POST /api/v1/vouchers/{serial}/gifts/{id}/return"] = new(new Dictionary<string, string> { ["serial"] = Serial(7), ["id"] = ToReturn }, null, Gift("returned")),
        ["POST /api/v1/voucher-presentments"] = new(None, $$"""{"id":"0199a1b2-0000-7000-8000-000000000046","programme":"DEMO","vendor":"V000001","serials":["{{Serial(5)}}"] }""", Presentment),
    };

    private static string Gift(string status) => $$"""
        {"id":"0199a1b2-0000-7000-8000-000000000048","serial":"DM-000000008-X","from":"W00000000031","to":"W00000000034","status":"{{status}}","offeredAt":"2026-11-22T00:00:00Z","expiresAt":"2026-11-29T00:00:00Z","token":null,"pin":null}
        """;

    private static string Serial(long number) => Domain.Vouchers.SerialNumbers.Of("DM", number);

    private static Dictionary<string, string> Of(string name, string value) => new() { [name] = value };

    private static string ListOf(string item) => $$"""{"items":[{{item}}],"next":null}""";
}
