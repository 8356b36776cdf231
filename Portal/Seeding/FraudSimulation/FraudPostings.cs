using System.Buffers.Text;
using System.Security.Cryptography;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Seeding.FraudSimulation;

/// <summary>
/// Writes a plan as the services would have: every sale, payment and piece is a posting of the real ledger with its rows in the same commit, so the books balance and the portal's own checks hold. Only the clock is
/// the plan's.
/// </summary>
internal sealed class FraudPostings(BulkInsert bulk, GeneralLedger ledger, AccountBook accounts, PersonalData personal, FraudBooks books, FraudPlan plan)
{
    private const int AtOnce = 2_000;

    private readonly Dictionary<string, VoucherBuyer> buyers = [];
    private readonly Dictionary<VoucherKind, long> batches = [];
    private long papersFrom;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await BatchesAsync(cancellation);
        await BuyersAsync(cancellation);
        await accounts.OpenMarketAsync(0, cancellation);
        foreach (var market in books.Markets)
            await accounts.OpenMarketAsync(market.Id, cancellation);
        await SellAsync(cancellation);
        await PostAsync(plan.Payments.Select(PaymentAsync), cancellation);
        await PostAsync(plan.Refusals.Select(RefusalAsync), cancellation);
        await PresentAsync(cancellation);
        await SettleAsync(cancellation);
    }

    private ValueTask<long> AccountAsync(string code, CancellationToken cancellation = default) => accounts.OpenAsync(new(books.Operator.Id, books.Programme.Currency, code), cancellation);

    /// <summary>Two batches, the mobile ones first; the numbers have no gap.</summary>
    private async Task BatchesAsync(CancellationToken cancellation)
    {
        var counts = plan.Sales.SelectMany(s => s.Vouchers).GroupBy(v => v.Kind).ToDictionary(g => g.Key, g => g.Count());
        papersFrom = counts[VoucherKind.Mobile];
        var next = 1L;
        foreach (var (kind, count) in counts.OrderByDescending(c => c.Key == VoucherKind.Mobile))
        {
            var total = plan.Sales.SelectMany(s => s.Vouchers).Where(v => v.Kind == kind).Sum(v => v.Face);
            var batch = new VoucherBatch
            {
                Uid = Guid.CreateVersion7(),
                ProgrammeId = books.Programme.Id,
                Code = $"{books.Programme.Code}-{kind}",
                Kind = kind,
                Purpose = "fraud simulation",
                OfficeId = books.Office.Id,
                State = BatchState.Printed,
                Count = count,
                TotalMinor = total,
                ContentHash = Convert.ToHexStringLower(SHA256.HashData([(byte)kind])),
                Needed = 1,
                MakerName = FraudBooks.Seed.Name,
                SubmittedAt = FraudBooks.Utc(plan.At(0, 0)),
                FirstNumber = next,
                LastNumber = next + count - 1,
                PrintedAt = FraudBooks.Utc(plan.At(0, 0)),
                PrintedBy = FraudBooks.Seed.Name,
            };
            await bulk.InsertAsync<VoucherBatch>([batch], cancellation);
            var faces = plan.Sales.SelectMany(s => s.Vouchers).Where(v => v.Kind == kind).GroupBy(v => v.Face).OrderBy(g => g.Key);
            await bulk.InsertAsync(faces.Select((g, place) => new VoucherBatchItem { BatchId = batch.Id, Place = place, FaceMinor = g.Key, Count = g.Count() }).ToList(), cancellation);
            batches[kind] = batch.Id;
            next += count;
        }
    }

    private async Task BuyersAsync(CancellationToken cancellation)
    {
        foreach (var (name, kind) in plan.Sales.Select(s => (s.Buyer, s.Kind)).DistinctBy(s => s.Buyer))
        {
            var reference = name.StartsWith("vendor ", StringComparison.Ordinal) ? books.Vendors[int.Parse(name["vendor ".Length..], System.Globalization.CultureInfo.InvariantCulture)].BusinessNumber! : name;
            buyers[name] = new VoucherBuyer { ProgrammeId = books.Programme.Id, Kind = kind, Hash = personal.Index(reference) };
        }

        await bulk.InsertAsync([.. buyers.Values], cancellation);
    }

    private async Task SellAsync(CancellationToken cancellation)
    {
        var cash = await AccountAsync(Chart.Cash(books.Office.Code.ToLowerInvariant()), cancellation);
        foreach (var sales in plan.Sales.Chunk(500))
        {
            var codes = sales.SelectMany(s => s.Vouchers).Select(CodeOf).ToList();
            var opened = await accounts.OpenManyAsync(books.Operator.Id, books.Programme.Currency, codes, cancellation);
            await PostAsync(sales.Select(s => SaleAsync(s, cash, opened)), cancellation);
        }
    }

    private long NumberOf(SimulatedVoucher voucher) => 1 + voucher.Place + (voucher.Kind == VoucherKind.Paper ? papersFrom : 0);

    private string CodeOf(SimulatedVoucher voucher) => Chart.Voucher(books.Programme.Code, SerialNumbers.Of(books.Programme.Prefix, NumberOf(voucher)));

    private Task<PostingOutcome> SaleAsync(SimulatedSale sale, long cash, IReadOnlyDictionary<string, long> opened)
    {
        var (day, at, face) = (DateOnly.FromDateTime(sale.At), FraudBooks.Utc(sale.At), sale.Vouchers.Sum(v => v.Face));
        return ledger.PostAsync(Posting(0, day, "voucher sale " + books.Programme.Code, sale.Vouchers.ConvertAll(v => TransferRequest.Move(TransferCode.Sale, cash, opened[CodeOf(v)], v.Face)), o =>
        {
            foreach (var voucher in sale.Vouchers)
            {
                voucher.Row = new Voucher
                {
                    ProgrammeId = books.Programme.Id,
                    Number = NumberOf(voucher),
                    BatchId = batches[voucher.Kind],
                    Kind = voucher.Kind,
                    FaceMinor = voucher.Face,
                    State = VoucherState.Sold,
                    TokenHash = RandomNumberGenerator.GetBytes(Voucher.HashLength),
                    AccountId = opened[CodeOf(voucher)],
                    SaleId = o.LedgerOrder,
                    RuleId = books.Rule,
                    SoldOn = day,
                    ExpiresOn = day.AddMonths(60),
                    PaidMinor = voucher.Face,
                };
            }

            var row = new VoucherSale
            {
                Id = o.LedgerOrder,
                Uid = Guid.CreateVersion7(),
                ProgrammeId = books.Programme.Id,
                BuyerId = buyers[sale.Buyer].Id,
                BuyerKind = sale.Kind,
                Means = PurchaseMeans.Cash,
                DrawerId = books.Drawer.Id,
                OfficeId = books.Office.Id,
                Count = sale.Vouchers.Count,
                FaceMinor = face,
                PaidMinor = face,
                By = FraudBooks.Seed.Name,
                BusinessDate = day,
                At = at,
            };
            return new PostingRows([row, .. sale.Vouchers.Select(v => v.Row!)], [], "{}");
        }));
    }

    private async Task<PostingOutcome> PaymentAsync(SimulatedPayment payment)
    {
        var (vendor, stall) = (books.Vendors[payment.Vendor], books.Stalls[payment.Vendor]);
        var payable = await AccountAsync(Chart.Payable(vendor.Id));
        var parts = payment.Parts.Where(p => p.Amount > 0).ToList();
        var cash = payment.Amount - parts.Sum(p => p.Amount);
        var transfers = parts.ConvertAll(p => TransferRequest.Move(TransferCode.Payment, p.Voucher.Row!.AccountId!.Value, payable, p.Amount));
        if (cash > 0)
            transfers.Add(TransferRequest.Move(TransferCode.Payment, await AccountAsync(Chart.DirectSales("cash")), await AccountAsync(Chart.DirectVendor(vendor.Id)), cash));
        return await ledger.PostAsync(Posting(vendor.MarketId, FraudBooks.DayOf(payment.At), "payment", transfers, o => new PostingRows(
            [
                Row(o, vendor.MarketId, stall.Id, vendor.Id, payment.Amount, payment.At, PaymentStatus.Captured, null),
                .. transfers.Select((t, place) => new PaymentTender
                {
                    PaymentId = o.LedgerOrder,
                    Place = place,
                    Kind = place < parts.Count ? TenderKind.Voucher : TenderKind.Cash,
                    Amount = t.Amount,
                    Collected = place < parts.Count,
                    VoucherId = place < parts.Count ? parts[place].Voucher.Row!.Id : null,
                    TransferId = o.TransferIds[place],
                }),
            ], [], "{}")));
    }

    private async Task<PostingOutcome> RefusalAsync(SimulatedRefusal refusal)
    {
        var vendor = books.Vendors[refusal.Vendor];
        return await ledger.PostAsync(Posting(vendor.MarketId, FraudBooks.DayOf(refusal.At), "payment", [], o => new PostingRows(
            [
                Row(o, vendor.MarketId, books.Stalls[refusal.Vendor].Id, vendor.Id, refusal.Amount, refusal.At, PaymentStatus.Declined, refusal.Reason),
                new PaymentTender { PaymentId = o.LedgerOrder, Kind = TenderKind.Voucher, Amount = refusal.Amount, Collected = true },
            ], [], "{}")));
    }

    private async Task PresentAsync(CancellationToken cancellation)
    {
        var bundles = plan.Bundles.Where(b => b.Pieces.Count > 0).ToList();
        var rows = bundles.ConvertAll(b => new Presentment
        {
            Uid = Guid.CreateVersion7(),
            Code = "P" + Convert.ToHexString(RandomNumberGenerator.GetBytes(6)),
            ProgrammeId = books.Programme.Id,
            VendorId = books.Vendors[b.Vendor].Id,
            MarketId = books.Vendors[b.Vendor].MarketId,
            OfficeId = books.Office.Id,
            ByName = FraudBooks.Seed.Name,
            OpenedAt = FraudBooks.Utc(b.At),
            ClosedAt = FraudBooks.Utc(b.At).AddMinutes(10),
        });
        await bulk.InsertAsync(rows, cancellation);
        await PostAsync(bundles.SelectMany((b, i) => b.Pieces.Select(p => PieceAsync(rows[i], b, p))), cancellation);
    }

    private async Task<PostingOutcome> PieceAsync(Presentment row, SimulatedBundle bundle, SimulatedVoucher piece)
    {
        var payable = await AccountAsync(Chart.Payable(row.VendorId));
        return await ledger.PostAsync(Posting(row.MarketId, DateOnly.FromDateTime(bundle.At), "presentment " + row.Code, [TransferRequest.Move(TransferCode.Presentment, piece.Row!.AccountId!.Value, payable, piece.Face)], o => new PostingRows(
            [
                new PresentedVoucher
                {
                    Id = o.LedgerOrder,
                    PresentmentId = row.Id,
                    VoucherId = piece.Row.Id,
                    ProgrammeId = books.Programme.Id,
                    VendorId = row.VendorId,
                    MarketId = row.MarketId,
                    AmountMinor = piece.Face,
                    BusinessDate = o.BusinessDate,
                    At = FraudBooks.Utc(bundle.At),
                },
            ], [], "{}")));
    }

    private static Payment Row(PostingOutcome outcome, long market, long stall, long vendor, long amount, DateTime at, PaymentStatus status, string? reason) => new()
    {
        Id = outcome.LedgerOrder,
        Uid = Guid.CreateVersion7(),
        MarketId = market,
        StallId = stall,
        VendorId = vendor,
        Currency = "KRW",
        Amount = amount,
        Status = status,
        Reason = reason,
        Captured = status == PaymentStatus.Captured ? amount : 0,
        BusinessDate = outcome.BusinessDate,
        At = FraudBooks.Utc(at),
        Receipt = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
    };

    private PostingRequest Posting(long market, DateOnly day, string document, IReadOnlyList<TransferRequest> transfers, Func<PostingOutcome, PostingRows> rows) => new()
    {
        Id = Guid.CreateVersion7(),
        Owner = PostingRequest.OwnerOf(FraudBooks.Seed),
        Request = "{}",
        OperatorId = books.Operator.Id,
        MarketId = market,
        BusinessDate = day,
        Document = document,
        Transfers = transfers,
        Rows = rows,
    };

    private async Task SettleAsync(CancellationToken cancellation)
    {
        await bulk.SettleAsync<Payment>(cancellation);
        await bulk.SettleAsync<PaymentTender>(cancellation);
        await bulk.SettleAsync<Voucher>(cancellation);
        await bulk.SettleAsync<VoucherSale>(cancellation);
        await bulk.SettleAsync<PresentedVoucher>(cancellation);
    }

    /// <summary>Many at once, so that the ledger gathers them; none of them may be refused.</summary>
    private static async Task PostAsync(IEnumerable<Task<PostingOutcome>> postings, CancellationToken cancellation)
    {
        foreach (var chunk in postings.Chunk(AtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var outcome in await Task.WhenAll(chunk))
            {
                if (outcome.Refusal is { } refused)
                    throw new SeedException($"The ledger refused a simulated posting: {refused.Code}.");
            }
        }
    }
}
