namespace Portal.Api;

/// <summary>One call as it can be made on the demo's data.</summary>
/// <param name="Parameters">Of path and query, with their values.</param>
/// <param name="Body">As JSON; of a form, its parts by name.</param>
/// <param name="Answer">As JSON, or as the text that comes.</param>
internal sealed record ApiExample(IReadOnlyDictionary<string, string> Parameters, string? Body, string Answer);

/// <summary>An example of every call, for people who read the description. A test makes each of them and compares the answers.</summary>
internal static class ApiExamples
{
    private const string Market = """
        {"code":"SB","nameKo":"시범시장","nameEn":"Sibeom Market","nameZh":"示范市场","region":"부산광역시","type":"permanent","opening":"always","status":"active","addressRoad":"부산광역시 중구 시험로 1","addressLot":null,"latitude":35.16,"longitude":129.06,"currency":"KRW","operator":null,"phone":"051-000-0001","facilities":["toilets","parking"],"openedYear":1971,"reportedShops":272
        """;

    private const string MarketWhole = Market + """
        ,"timeZone":"Asia/Seoul","dayTurnHour":0,"stalls":272,"vendors":247,"version":3}
        """;

    private const string Stall = """
        {"code":"SB-A-001","market":"SB","zone":"A","number":"A-001","kind":"fixed","status":"active","area":7.8,"utilities":["electricity","water"],"planX":10,"planY":10,"planWidth":30,"planHeight":26,"vendor":"V000001","vendorName":"가온수산","verdict":"mayTrade","heldFrom":"2026-01-01","heldTo":null,"version":3}
        """;

    private const string Vendor = """
        {"code":"V000001","market":"SB","tradeName":"가온수산","tradeNameEn":"Gaon Seafood","tradeNameZh":null,"status":"active","verdict":"mayTrade","stall":"SB-A-001","stalls":1,"owner":"김**","phone":"051-***-4821","businessNumber":null,"numberKind":"none","noNumberReason":"노점","categories":["수산물"],"tenders":["cash","card"],"address":null,"notes":null
        """;

    private const string VendorWhole = Vendor + """
        ,"version":3,"barredFromPayout":true}
        """;

    private const string Imported = """
        {"rows":2,"created":1,"updated":0,"unchanged":0,"refused":[{"row":3,"column":"market","code":"market_not_found","message":"시장 XX을(를) 찾을 수 없습니다."}],"importId":"0199a1b2-0000-7000-8000-000000000001"}
        """;

    private const string Tried = """
        {"rows":1,"created":1,"updated":0,"unchanged":0,"refused":[],"importId":null}
        """;

    private const string NewMarket = """
        {"code":"NB","nameKo":"나범시장","addressRoad":"부산광역시 동구 시험로 2","type":"periodic","opening":"dates:2,7","phone":"051-000-0002"}
        """;

    private const string NewStall = """
        {"market":"SB","zone":"A","number":"A-101","kind":"fixed","area":7.8,"utilities":["electricity"]}
        """;

    private const string NewVendor = """
        {"market":"SB","tradeName":"다온식품","noNumberReason":"노점","owner":"김다온","phone":"051-123-4567","categories":["건어물"],"tenders":["cash","card"]}
        """;

    private const string MarketsFile = """
        {"file":"시장 코드,시장명,도로명주소\nDB,다범시장,부산광역시 서구 시험로 3\n","dryRun":"true"}
        """;

    private const string StallsFile = """
        {"file":"점포 코드,구역,면적(㎡)\nSB-A-102,A,7.8\n","dryRun":"true"}
        """;

    private const string VendorsFile = """
        {"file":"시장,가게,번호 없는 사유\nSB,라온정육,노점\nXX,마루공방,노점\n","mapping":"{\"가게\":\"tradeName\"}","dryRun":"false"}
        """;

    private const string Undone = """
        {"archived":1,"restored":0,"left":0,"refused":[]}
        """;

    private const string Tenancy = """
        {"id":"0199a1b2-0000-7000-8000-000000000002","market":"SB","stall":"SB-A-001","vendor":"V000001","from":"2026-01-01","to":null,"rent":{"currency":"KRW","value":300000},"rentPeriod":"month","deposit":null,"endReason":null,"arrears":{"currency":"KRW","value":300000}}
        """;

    private const string Arrear = """
        {"code":"A000001","market":"SB","stall":"SB-A-001","vendor":"V000001","dueDate":"2026-10-31","amount":{"currency":"KRW","value":300000},"note":"10월","settledDate":null}
        """;

    private const string TenanciesFile = """
        {"file":"점포 코드,상인 코드,시작일,종료일,임대료\nSB-A-001,V000001,2024-01-01,2024-12-31,250000\n","dryRun":"true"}
        """;

    private const string ArrearsFile = """
        {"file":"상인 코드,납부 기한,금액,비고\nV000001,2026-11-30,300000,11월\n","dryRun":"true"}
        """;

    private const string Document = """
        {"id":"0199a1b2-0000-7000-8000-000000000003","kind":"licence","title":"도로 점용 허가","validFrom":"2026-01-01","validUntil":"2026-12-31","note":null,"contentType":"application/pdf","length":18240,"tenancy":null,"addedBy":"재고 시스템","addedAt":"2026-11-22T00:00:00Z","personal":false,"version":0}
        """;

    private const string NewDocument = """
        {"file":"%PDF-1.7\n…","kind":"licence","title":"도로 점용 허가","validFrom":"2026-01-01","validUntil":"2026-12-31"}
        """;

    private const string DocumentId = """
        {"id":"0199a1b2-0000-7000-8000-000000000003"}
        """;

    private const string NewPayment = """
        {"id":"0199a1b2-0000-7000-8000-000000000010","stall":"SB-A-001","amount":{"currency":"KRW","value":12000},"tenders":[{"type":"card","amount":{"currency":"KRW","value":10000},"acquirer":"bc","approvalNumber":"30012345","maskedPan":"943012******1234"},{"type":"cash","amount":{"currency":"KRW","value":2000}}],"capture":true,"terminalTime":null}
        """;

    private const string Payment = """
        {"id":"0199a1b2-0000-7000-8000-000000000010","status":"captured","reason":null,"ledgerOrder":1048576,"businessDate":"2026-11-22","receipt":"/r/dGhpcyBpcyBhIHRva2Vu"}
        """;

    private const string PaymentState = """
        {"id":"0199a1b2-0000-7000-8000-000000000011","status":"captured","reason":null,"amount":{"currency":"KRW","value":5000},"captured":{"currency":"KRW","value":5000},"refunded":{"currency":"KRW","value":0},"ledgerOrder":1048576,"businessDate":"2026-11-22","at":"2026-11-22T00:00:00Z","receipt":"/r/dGhpcyBpcyBhIHRva2Vu"}
        """;

    private const string PaymentChange = """
        {"id":"0199a1b2-0000-7000-8000-000000000020","payment":"0199a1b2-0000-7000-8000-000000000011","kind":"refund","amount":{"currency":"KRW","value":1000},"status":"captured","captured":{"currency":"KRW","value":5000},"refunded":{"currency":"KRW","value":1000},"ledgerOrder":2097152,"businessDate":"2026-11-22"}
        """;

    private const string NewBatch = """
        {"payments":[{"id":"0199a1b2-0000-7000-8000-000000000016","stall":"SB-A-001","amount":{"currency":"KRW","value":4500},"tenders":[{"type":"cash","amount":{"currency":"KRW","value":4500}}],"lines":[{"item":"고등어","quantity":1.25,"unit":"kg","unitPrice":3600,"amount":4500,"lot":null}],"cashReceipt":{"number":"010-0000-0000","purpose":"income-deduction"}}]}
        """;

    private const string Batch = """
        {"taken":1,"refused":0,"results":[{"id":"0199a1b2-0000-7000-8000-000000000016","payment":{"id":"0199a1b2-0000-7000-8000-000000000016","status":"captured","reason":null,"ledgerOrder":1048576,"businessDate":"2026-11-22","receipt":"/r/dGhpcyBpcyBhIHRva2Vu"},"late":false,"errors":null}]}
        """;

    private const string Reversal = """
        {"id":"0199a1b2-0000-7000-8000-000000000023","payment":"0199a1b2-0000-7000-8000-000000000014","status":"reversed","ledgerOrder":3145728,"businessDate":"2026-11-22"}
        """;

    private const string Wallet = """
        {"id":"0199a1b2-0000-7000-8000-000000000031","code":"W12345678903","market":"SB","status":"open","identified":true,"reference":"M-001","balance":{"currency":"KRW","value":50000},"available":{"currency":"KRW","value":50000},"holdingLimit":{"currency":"KRW","value":2000000}}
        """;

    private const string TopUp = """
        {"id":"0199a1b2-0000-7000-8000-000000000032","wallet":"0199a1b2-0000-7000-8000-000000000031","amount":{"currency":"KRW","value":50000},"source":"cash","ledgerOrder":4194304,"businessDate":"2026-11-22"}
        """;

    private const string PayOut = """
        {"id":"0199a1b2-0000-7000-8000-000000000033","wallet":"0199a1b2-0000-7000-8000-000000000031","amount":{"currency":"KRW","value":10000},"way":"cash","close":false,"ledgerOrder":5242880,"businessDate":"2026-11-22"}
        """;

    private const string PairedTerminal = """
        {"terminal":"SB-T001","market":"SB","stall":"SB-A-001","key":"pk_…"}
        """;

    private const string Heartbeat = """
        {"status":"active","time":"2026-11-22T00:00:00Z","refunds":[]}
        """;

    private const string TrialBalance = """
        {"asOf":"2099-12-31","books":[{"operator":"OP","currency":"KRW","memo":true,"debits":5000,"credits":5000,"accounts":[{"id":1,"code":"memo:sales:cash","class":"memo","debits":5000,"credits":0,"balance":-5000}]}]}
        """;

    private const string StatementLine = """
        {"id":1048576,"ledgerOrder":1048576,"kind":"immediate","code":"payment","other":"memo:vendors:1","debit":5000,"credit":0,"number":null,"balance":null,"businessDate":"2026-11-22","at":"2026-11-22T00:00:00Z","document":"payment","posting":"0199a1b2-0000-7000-8000-000000000011"}
        """;

    private const string Me = """
        {"name":"재고 시스템","role":"market-manager","scope":"market","ratePerSecond":2000}
        """;

    private const string Payload = "00020101021226320016kr.portal.market0108SB-A-0015204549953034105405120005802KR5908SB-A-0016005BUSAN62150302SB0705A-00164230002ko0104가온수산0205부산광역시6304CAAC";

    private const string Paid = "0199a1b2-0000-7000-8000-000000000011";
    private const string Authorised = "0199a1b2-0000-7000-8000-000000000012";
    private const string ToVoid = "0199a1b2-0000-7000-8000-000000000013";

    private const string NotCome = "0199a1b2-0000-7000-8000-000000000014";
    private const string Prepaid = "0199a1b2-0000-7000-8000-000000000031";

    private static readonly Dictionary<string, string> None = [];
    private static readonly Dictionary<string, string> Page = new() { ["limit"] = "100" };

    private static readonly Dictionary<string, ApiExample> Money = new()
    {
        ["POST /api/v1/payments"] = new(None, NewPayment, Payment),
        ["GET /api/v1/payments/{id}"] = new(Of("id", Paid), null, PaymentState),
        ["POST /api/v1/payments/{id}/captures"] = new(Of("id", Authorised), """{"id":"0199a1b2-0000-7000-8000-000000000021","amount":{"currency":"KRW","value":3000}}""", PaymentChange),
        ["POST /api/v1/payments/{id}/voids"] = new(Of("id", ToVoid), """{"id":"0199a1b2-0000-7000-8000-000000000022","reason":"잘못 눌렀습니다"}""", PaymentChange),
        ["POST /api/v1/payments/{id}/refunds"] = new(Of("id", Paid), """{"id":"0199a1b2-0000-7000-8000-000000000020","amount":{"currency":"KRW","value":1000},"reason":"상품 반품"}""", PaymentChange),
        ["POST /api/v1/payments/batch"] = new(None, NewBatch, Batch),
        ["POST /api/v1/payments/{id}/reversals"] = new(Of("id", NotCome), """{"id":"0199a1b2-0000-7000-8000-000000000023"}""", Reversal),
        ["POST /api/v1/wallets"] = new(None, """{"id":"0199a1b2-0000-7000-8000-000000000030","market":"SB","identified":true,"reference":"M-001"}""", Wallet),
        ["GET /api/v1/wallets/{id}"] = new(Of("id", Prepaid), null, Wallet),
        ["POST /api/v1/wallets/{id}/top-ups"] = new(Of("id", Prepaid), """{"id":"0199a1b2-0000-7000-8000-000000000032","amount":{"currency":"KRW","value":50000},"source":"cash"}""", TopUp),
        ["POST /api/v1/wallets/{id}/pay-outs"] = new(Of("id", Prepaid), """{"id":"0199a1b2-0000-7000-8000-000000000033","amount":{"currency":"KRW","value":10000},"way":"cash"}""", PayOut),
        ["POST /api/v1/wallets/{id}/tokens"] = new(Of("id", Prepaid), null, """{"token":"…","expiresAt":"2026-11-22T00:01:00Z"}"""),
        ["POST /api/v1/terminals/pair"] = new(None, """{"code":"abcd-efgh-jkmn","software":"2.4.1"}""", PairedTerminal),
        ["POST /api/v1/terminals/heartbeat"] = new(None, """{"software":"2.4.1"}""", Heartbeat),
        ["GET /api/v1/ledger/trial-balance"] = new(Of("asOf", "2099-12-31"), null, TrialBalance),
        ["GET /api/v1/ledger/accounts/{id}/lines"] = new(new Dictionary<string, string> { ["id"] = "1", ["limit"] = "100" }, null, ListOf(StatementLine)),
    };

    private static readonly Dictionary<string, ApiExample> Registries = new()
    {
        ["GET /api/v1/me"] = new(None, null, Me),
        ["GET /api/v1/markets"] = new(Page, null, ListOf(Market + "}")),
        ["GET /api/v1/markets/{code}"] = new(Code("SB"), null, MarketWhole),
        ["POST /api/v1/markets"] = new(None, NewMarket, MarketWhole),
        ["PATCH /api/v1/markets/{code}"] = new(Code("SB"), """{"phone":"051-000-0003"}""", MarketWhole),
        ["POST /api/v1/markets/import"] = new(None, MarketsFile, Tried),
        ["GET /api/v1/markets/export"] = new(Export("region", "부산광역시"), null, "시장 코드,시장명\r\nSB,시범시장\r\n"),
        ["GET /api/v1/stalls"] = new(Of("market", "SB"), null, ListOf(Stall)),
        ["GET /api/v1/stalls/{code}"] = new(Code("SB-A-001"), null, Stall),
        ["GET /api/v1/stalls/{code}/qr.svg"] = new(StallQr("12000"), null, "<svg …"),
        ["GET /api/v1/stalls/{code}/qr.png"] = new(StallQr("12000"), null, "PNG …"),
        ["GET /api/v1/stalls/{code}/qr.txt"] = new(StallQr("12000"), null, Payload),
        ["POST /api/v1/stalls"] = new(None, NewStall, Stall),
        ["PATCH /api/v1/stalls/{code}"] = new(Code("SB-A-001"), """{"area":8.25,"utilities":["electricity","water"]}""", Stall),
        ["POST /api/v1/stalls/import"] = new(None, StallsFile, Tried),
        ["GET /api/v1/stalls/export"] = new(Export("market", "SB"), null, "점포 코드,구역\r\nSB-A-001,A\r\n"),
        ["GET /api/v1/vendors"] = new(Of("market", "SB"), null, ListOf(Vendor + "}")),
        ["GET /api/v1/vendors/{code}"] = new(Code("V000001"), null, VendorWhole),
        ["POST /api/v1/vendors"] = new(None, NewVendor, VendorWhole),
        ["PATCH /api/v1/vendors/{code}"] = new(Code("V000001"), """{"tenders":["cash","card","voucherPaper"],"notes":null}""", VendorWhole),
        ["POST /api/v1/vendors/import"] = new(None, VendorsFile, Imported),
        ["GET /api/v1/vendors/export"] = new(Export("market", "SB"), null, "상인 코드,상호\r\nV000001,가온수산\r\n"),
        ["GET /api/v1/tenancies"] = new(Of("market", "SB"), null, ListOf(Tenancy)),
        ["POST /api/v1/tenancies/import"] = new(None, TenanciesFile, Tried),
        ["GET /api/v1/tenancies/export"] = new(Export("market", "SB"), null, "점포 코드,상인 코드,시작일\r\nSB-A-001,V000001,2026-01-01\r\n"),
        ["GET /api/v1/arrears"] = new(Of("market", "SB"), null, ListOf(Arrear)),
        ["POST /api/v1/arrears/import"] = new(None, ArrearsFile, Tried),
        ["GET /api/v1/arrears/export"] = new(Export("market", "SB"), null, "체납 번호,점포 코드\r\nA000001,SB-A-001\r\n"),
        ["GET /api/v1/markets/{code}/documents"] = new(Code("SB"), null, ListOf(Document)),
        ["POST /api/v1/markets/{code}/documents"] = new(Code("SB"), NewDocument, DocumentId),
        ["GET /api/v1/stalls/{code}/documents"] = new(Code("SB-A-001"), null, ListOf(Document)),
        ["POST /api/v1/stalls/{code}/documents"] = new(Code("SB-A-001"), NewDocument, DocumentId),
        ["GET /api/v1/vendors/{code}/documents"] = new(Code("V000001"), null, ListOf(Document)),
        ["POST /api/v1/vendors/{code}/documents"] = new(Code("V000001"), NewDocument, DocumentId),
        ["GET /api/v1/tenancies/{code}/documents"] = new(Code("0199a1b2-0000-7000-8000-000000000002"), null, ListOf(Document)),
        ["POST /api/v1/tenancies/{code}/documents"] = new(Code("0199a1b2-0000-7000-8000-000000000002"), NewDocument, DocumentId),
        ["GET /api/v1/documents/{id}/content"] = new(Of("id", "0199a1b2-0000-7000-8000-000000000003"), null, "%PDF-1.7"),
        ["POST /api/v1/documents/{id}/archive"] = new(Of("id", "0199a1b2-0000-7000-8000-000000000003"), """{"reason":"새 허가증으로 바뀜"}""", DocumentId),
        ["POST /api/v1/imports/{id}/undo"] = new(Of("id", "0199a1b2-0000-7000-8000-000000000001"), null, Undone),
    };

    /// <summary>By method and path.</summary>
    public static IReadOnlyDictionary<string, ApiExample> All { get; } = Registries.Concat(Money).Concat(VoucherExamples.All).Concat(EnrolmentExamples.All).Concat(StatementExamples.All).Concat(SettlementExamples.All).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> StallQr(string amount) => new() { ["code"] = "SB-A-001", ["amount"] = amount };

    private static Dictionary<string, string> Code(string code) => Of("code", code);

    private static Dictionary<string, string> Of(string name, string value) => new() { [name] = value };

    private static Dictionary<string, string> Export(string name, string value) => new() { ["format"] = "csv", [name] = value };

    private static string ListOf(string item) => $$"""{"items":[{{item}}],"next":null}""";
}
