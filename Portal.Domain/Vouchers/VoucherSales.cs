using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>
/// Sells vouchers at the counter: the buyer's money, each funder's part and the liability in one posting. Caps hold across offices: the buyer's row is guarded, so of two sales at once the second one
/// sees the first.
/// </summary>
public sealed class VoucherSales(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, VoucherOffices offices, PersonalData personal, TimeProvider time)
{
    private const int MaxTries = 20;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Sells, or says why not: then nothing is sold.</summary>
    public async Task<Outcome<SaleAnswer>> SellAsync(Actor actor, SaleRequest asked, CancellationToken cancellation = default) =>
        actor.MayEverywhere(Right.SellVouchers) ? await SellForAsync(actor, asked, null, cancellation) : new NotAllowed(Right.SellVouchers);

    /// <summary>Sells what an order or a list is owed; whether the actor may is the caller's to ask.</summary>
    internal async Task<Outcome<SaleAnswer>> SellForAsync(Actor actor, SaleRequest asked, SaleBacking? backing, CancellationToken cancellation)
    {
        var canonical = JsonSerializer.Serialize(new
        {
            programme = asked.Programme,
            buyer = asked.Buyer.ToString(),
            reference = Convert.ToHexStringLower(personal.Index(asked.Reference ?? "")),
            items = asked.Items.Select(i => new { i.From, i.To }),
            means = asked.Means.ToString(),
            office = asked.Office,
            wallet = asked.Wallet,
            behind = backing?.Name,
        }) + (asked.Contact is null ? null : Convert.ToHexStringLower(personal.Index(asked.Contact)));
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var known = await db.LedgerPostings.AnyAsync(p => p.Uid == asked.Id, cancellation);
            var prepared = known ? default : await PrepareAsync(db, actor, asked, backing, cancellation);
            if (!known && !prepared.Ok)
                return prepared.Refusals.ToList();
            var posting = known ? new PostingRequest { Id = asked.Id, Owner = PostingRequest.OwnerOf(actor), Request = canonical, OperatorId = 0, BusinessDate = default } : await PostingAsync(actor, asked, canonical, prepared.Value, cancellation);
            var outcome = await ledger.PostAsync(posting);
            if (outcome.Refusal is Stale && attempt < MaxTries)
                continue;
            if (outcome.Refusal is { } refused)
                return known ? refused : Explained(refused, prepared.Value);
            var kept = JsonSerializer.Deserialize<SaleAnswer>(outcome.Answer!)!;
            return kept with { LedgerOrder = outcome.LedgerOrder, BusinessDate = outcome.BusinessDate, Repeated = outcome.Repeated };
        }
    }

    /// <summary>What the sale would come to, and how much the buyer may buy: reckoned as <see cref="SellAsync"/> does. Nothing is kept, not even who asked.</summary>
    public async Task<Outcome<SalePreview>> PreviewAsync(Actor actor, SaleRequest asked, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        var read = await PriceAsync(db, actor, asked, false, cancellation);
        if (!read.TryGet(out var priced))
            return read.Refusals.ToList();
        var (terms, prices) = (priced.Terms, priced.Prices);
        var hash = string.IsNullOrWhiteSpace(asked.Reference) ? null : personal.Index(asked.Reference.Trim());
        var buyer = hash is null ? null : await db.VoucherBuyers.AsNoTracking().SingleOrDefaultAsync(b => b.ProgrammeId == priced.Programme.Id && b.Kind == asked.Buyer && b.Hash == hash, cancellation);
        var totals = buyer is null ? default : await TotalsAsync(db, buyer, priced.Day, cancellation);
        var cap = terms.Caps.FirstOrDefault(c => c.Buyer == asked.Buyer);
        var budgets = await BudgetsAsync(db, priced.Programme, prices, priced.Day.Year, cancellation);
        return new SalePreview(
            priced.Programme.Currency, priced.Vouchers[0].Kind, [.. priced.Vouchers.Zip(prices, (v, price) => new PricedVoucher(SerialNumbers.Of(priced.Programme.Prefix, v.Number), price.FaceMinor, price.PaidMinor))],
            [.. prices.SelectMany(p => p.Parts).GroupBy(p => p.Funder).Select(g => new FunderPart(g.Key, g.Sum(p => p.AmountMinor)))])
        {
            MonthlyLeft = cap?.Monthly is { } monthly ? Math.Max(0, monthly - (cap.Undiscounted ? totals.ThisMonthInAll : totals.ThisMonth)) : null,
            HoldingLeft = cap?.Holding is { } holding ? Math.Max(0, holding - totals.Held) : null,
            Refused = SaleRules.Capped(terms, asked.Buyer, totals, priced.Face, priced.Discounted) ?? (budgets.Ok ? null : budgets.Refusal),
        };
    }

    private async Task<Outcome<PreparedSale>> PrepareAsync(PortalDbContext db, Actor actor, SaleRequest asked, SaleBacking? backing, CancellationToken cancellation)
    {
        var refusals = new List<Refusal>();
        var reference = Text.Require(asked.Reference, "buyer.reference", VoucherBuyer.ReferenceLength, refusals);
        if (asked.Means == PurchaseMeans.Given && backing is null)
            refusals.Add(new GivenByListAlone { Field = "payment.type" });
        var contact = NoticeAddress.Read(asked.Contact, "buyer.contact", refusals);
        var office = await offices.FindAsync(asked.Office, cancellation);
        if (office is null)
            refusals.Add(new OfficeNotFound(asked.Office ?? "") { Field = "office" });
        var read = await PriceAsync(db, actor, asked, backing?.Given ?? false, cancellation);
        refusals.AddRange(read.Refusals);
        if (refusals.Count > 0)
            return refusals;
        var (priced, programme, terms) = (read.Value, read.Value.Programme, read.Value.Terms);
        var buyer = await BuyerAsync(programme.Id, asked.Buyer, personal.Index(reference), cancellation);
        if (backing?.Given is not true && SaleRules.Capped(terms, asked.Buyer, await TotalsAsync(db, buyer, priced.Day, cancellation), priced.Face, priced.Discounted) is { } capped)
            return capped;
        var backed = backing is null ? new BackedSale(null, _ => []) : await backing.ReadAsync(db, priced.Vouchers, priced.Prices.Sum(p => p.PaidMinor), cancellation);
        if (!backed.TryGet(out var behind))
            return backed.Refusals.ToList();
        var budgets = await BudgetsAsync(db, programme, priced.Prices, priced.Day.Year, cancellation);
        return budgets.TryGet(out var found) ? new PreparedSale(priced, office!, buyer, found, backing?.MoneyFrom, behind) { Contact = contact is null ? buyer.Contact : personal.SealAlone(contact) } : budgets.Refusals.ToList();
    }

    /// <summary>The vouchers that are asked for with the price of each, by the rule of the day; or why they are not sold.</summary>
    private async Task<Outcome<PricedSale>> PriceAsync(PortalDbContext db, Actor actor, SaleRequest asked, bool given, CancellationToken cancellation)
    {
        if (await ProgrammeService.FindAsync(db, asked.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(asked.Programme ?? "") { Field = "programme" };
        if (programme.StoppedAt is not null)
            return new ProgrammeStopped();
        var numbers = VoucherFinder.NumbersOf(programme, asked.Items, LedgerRules.MaxTransfers / 2);
        if (!numbers.Ok)
            return numbers.Refusals.ToList();
        var found = await VouchersAsync(db, actor, programme, numbers.Value, cancellation);
        if (!found.TryGet(out var vouchers))
            return found.Refusals.ToList();
        var day = programme.DayAt(Now);
        var (batches, soon) = (vouchers.Select(v => v.BatchId).Distinct().ToList(), Now.AddDays(1));
        if (await db.VoucherBatches.Where(b => batches.Contains(b.Id) && b.PrintedAt > soon).Select(b => b.PrintedAt).FirstOrDefaultAsync(cancellation) is { } printed)
            return new ClockSetBack(programme.DayAt(printed));
        if (await RuleBook.InForceAsync(db, programme.Id, VoucherRule.SubjectOf(vouchers[0].Kind), day, cancellation) is not { } rule)
            return new NoRuleInForce(vouchers[0].Kind, day);
        var terms = rule.Terms();
        var most = LedgerRules.MaxTransfers / (1 + terms.Split.Count);
        if (vouchers.Count > most)
            return new SaleSizeOutOfRange(most) { Field = "items" };
        var wallet = await VoucherWallets.OfSaleAsync(db, asked.Wallet, vouchers[0].Kind, cancellation);
        if (!wallet.Ok)
            return wallet.Refusals.ToList();
        if (given && terms.Split.Count == 0)
            return new NobodyPays();
        var prices = vouchers.ConvertAll(v => given ? SaleRules.Given(terms, v.FaceMinor) : SaleRules.Price(terms, asked.Buyer, asked.Means, day, v.FaceMinor));
        return new PricedSale(programme, rule, terms, vouchers, prices, day, wallet.Value, given);
    }

    /// <summary>The vouchers, when all of them can be sold from a drawer of this seller.</summary>
    private static async Task<Outcome<List<Voucher>>> VouchersAsync(PortalDbContext db, Actor actor, VoucherProgramme programme, List<long> numbers, CancellationToken cancellation)
    {
        var rows = await (from v in db.Vouchers.AsNoTracking()
                          where v.ProgrammeId == programme.Id && numbers.Contains(v.Number)
                          join b in db.VoucherBatches on v.BatchId equals b.Id
                          join d in db.VoucherDrawers on v.DrawerId equals d.Id into drawers
                          from d in drawers.DefaultIfEmpty()
                          select new { Voucher = v, b.State, Owner = (long?)d.OwnerId }).ToDictionaryAsync(r => r.Voucher.Number, cancellation);
        var refusals = new List<Refusal>();
        foreach (var number in numbers)
        {
            var serial = SerialNumbers.Of(programme.Prefix, number);
            if (!rows.TryGetValue(number, out var row))
                refusals.Add(new VoucherNotSellable(serial, "unknown") { Field = "items" });
            else if (row.Voucher.State != VoucherState.Stock || row.Voucher.Frozen || row.State != BatchState.Printed)
                refusals.Add(new VoucherNotSellable(serial, row.Voucher.Frozen ? "frozen" : row.Voucher.State == VoucherState.Stock ? "unfinished" : row.Voucher.State.ToString().ToLowerInvariant()) { Field = "items" });
            else if (row.Voucher.HandOverId is not null)
                refusals.Add(new VoucherOffered(serial) { Field = "items" });
            else if (row.Owner is null)
                refusals.Add(new VoucherNotReceived(serial) { Field = "items" });
            else if (row.Owner != actor.OwnerId)
                refusals.Add(new VoucherNotInDrawer(serial) { Field = "items" });
        }

        if (refusals.Count > 0)
            return refusals;
        return rows.Values.Select(r => r.Voucher.Kind).Distinct().Count() > 1 ? new SaleKindsMixed { Field = "items" } : numbers.ConvertAll(n => rows[n].Voucher);
    }

    private async Task<VoucherBuyer> BuyerAsync(long programmeId, BuyerKind kind, byte[] hash, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherBuyers.AsNoTracking().SingleOrDefaultAsync(b => b.ProgrammeId == programmeId && b.Kind == kind && b.Hash == hash, cancellation) is { } found)
            return found;
        var buyer = new VoucherBuyer { ProgrammeId = programmeId, Kind = kind, Hash = hash };
        db.Add(buyer);
        return (await db.SaveOrConflictAsync(buyer, cancellation)).Ok ? buyer : await db.VoucherBuyers.AsNoTracking().SingleAsync(b => b.ProgrammeId == programmeId && b.Kind == kind && b.Hash == hash, cancellation);
    }

    private static async Task<BuyerTotals> TotalsAsync(PortalDbContext db, VoucherBuyer buyer, DateOnly day, CancellationToken cancellation)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var bought = await db.VoucherSales.AsNoTracking().Where(s => s.BuyerId == buyer.Id && s.BusinessDate >= month && s.BusinessDate <= day).GroupBy(_ => 1)
            .Select(g => new { Discounted = g.Sum(s => s.DiscountedMinor), All = g.Sum(s => s.FaceMinor) }).SingleOrDefaultAsync(cancellation);
        var held = await db.VoucherSales.Where(s => s.BuyerId == buyer.Id).Join(db.Vouchers, s => s.Id, v => v.SaleId, (_, v) => v).Where(v => v.ExpiresOn >= day)
            .Join(db.LedgerAccounts, v => v.AccountId, a => a.Id, (_, a) => a.Credits - a.Debits).SumAsync(cancellation);
        return new BuyerTotals(bought?.Discounted ?? 0, bought?.All ?? 0, held);
    }

    /// <summary>The budgets that the funders' parts come from, by the funders' codes.</summary>
    private static async Task<Outcome<Dictionary<string, FunderBudget>>> BudgetsAsync(PortalDbContext db, VoucherProgramme programme, List<VoucherPrice> prices, int year, CancellationToken cancellation)
    {
        var needed = prices.SelectMany(p => p.Parts).Select(p => p.Funder).Distinct().ToList();
        var found = await db.Funders.Where(f => f.ProgrammeId == programme.Id && needed.Contains(f.Code)).Join(db.FunderBudgets.Where(b => b.Year == year), f => f.Id, b => b.FunderId, (f, b) => new { f.Code, b }).ToDictionaryAsync(f => f.Code, f => f.b, cancellation);
        return needed.Find(f => !found.ContainsKey(f)) is { } missing ? new FunderBudgetMissing(missing, year) : found;
    }

    private async Task<PostingRequest> PostingAsync(Actor actor, SaleRequest asked, string canonical, PreparedSale sale, CancellationToken cancellation)
    {
        var drawer = await offices.DrawerAsync(actor, sale.Office.Id, cancellation);
        var money = await accounts.OpenAsync(new(sale.Programme.OperatorId, sale.Programme.Currency, sale.MoneyFrom ?? MoneyOf(asked.Means, sale.Office)), cancellation);
        var codes = sale.Vouchers.ConvertAll(v => Chart.Voucher(sale.Programme.Code, SerialNumbers.Of(sale.Programme.Prefix, v.Number)));
        var opened = await accounts.OpenManyAsync(sale.Programme.OperatorId, sale.Programme.Currency, codes, cancellation);
        var transfers = new List<TransferRequest>();
        foreach (var (i, price) in sale.Prices.Index())
        {
            var account = opened[codes[i]];
            if (price.PaidMinor > 0)
                transfers.Add(TransferRequest.Move(TransferCode.Sale, money, account, price.PaidMinor));
            transfers.AddRange(price.Parts.Select(p => TransferRequest.Move(TransferCode.Sale, sale.Budgets[p.Funder].AccountId, account, p.AmountMinor)));
        }

        return new PostingRequest
        {
            Id = asked.Id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = canonical,
            OperatorId = sale.Programme.OperatorId,
            BusinessDate = sale.Day,
            Document = $"voucher sale {sale.Programme.Code}",
            Transfers = transfers,
            Guards = [new RowGuard(typeof(VoucherBuyer), sale.Buyer.Id, sale.Buyer.Version), .. sale.Vouchers.Select(v => new RowGuard(typeof(Voucher), v.Id, v.Version)), .. sale.Behind.Guard is { } guard ? [guard] : Array.Empty<RowGuard>()],
            Rows = outcome => outcome.Posted ? Rows(actor, asked, sale, drawer, codes.ConvertAll(c => opened[c]), outcome) : PostingRows.None,
        };
    }

    private PostingRows Rows(Actor actor, SaleRequest asked, PreparedSale sale, VoucherDrawer drawer, List<long> opened, PostingOutcome outcome)
    {
        var (face, paid) = (sale.Prices.Sum(p => p.FaceMinor), sale.Prices.Sum(p => p.PaidMinor));
        var row = new VoucherSale
        {
            Id = outcome.LedgerOrder,
            Uid = asked.Id,
            ProgrammeId = sale.Programme.Id,
            BuyerId = sale.Buyer.Id,
            BuyerKind = asked.Buyer,
            Means = asked.Means,
            DrawerId = drawer.Id,
            OfficeId = sale.Office.Id,
            Count = sale.Vouchers.Count,
            FaceMinor = face,
            PaidMinor = paid,
            DiscountedMinor = sale.Discounted,
            By = RuleService.NameOf(actor),
            BusinessDate = outcome.BusinessDate,
            At = Now,
        };
        var sold = sale.Vouchers.Select((voucher, i) =>
        {
            var next = voucher.Next();
            (next.State, next.AccountId, next.SaleId, next.RuleId, next.SoldOn, next.PaidMinor) = (VoucherState.Sold, opened[i], row.Id, sale.Rule.Id, sale.Day, sale.Prices[i].PaidMinor);
            (next.ExpiresOn, next.DrawerId, next.WalletId) = (sale.Terms.ExpiresOn(sale.Day), null, sale.Priced.WalletId);
            return next;
        });
        var parts = sale.Vouchers.SelectMany((v, i) => sale.Prices[i].Parts.Select((p, place) => new VoucherPart { VoucherId = v.Id, Place = place, BudgetId = sale.Budgets[p.Funder].Id, AmountMinor = p.AmountMinor }));
        var answer = new SaleAnswer(asked.Id, sale.Programme.Code, sale.Programme.Currency, sale.Vouchers.Count, face, paid, outcome.LedgerOrder, outcome.BusinessDate, false);
        var behind = sale.Behind.Rows(row);
        return new PostingRows([row, .. parts, .. behind.Where(b => b is IInsertOnly)], [sale.NextBuyer(), .. sold, .. behind.Where(b => b is not IInsertOnly).Cast<IVersioned>()], JsonSerializer.Serialize(answer));
    }

    private static string MoneyOf(PurchaseMeans means, VoucherOffice office) => means switch
    {
        PurchaseMeans.Card => Chart.Acquirer("counter"),
        // A deposit without an order is money that came in by transfer before: the bank's line clears it.
        PurchaseMeans.AccountTransfer or PurchaseMeans.Deposit => Chart.Transfers,
        _ => Chart.Cash(office.Code.ToLowerInvariant()),
    };

    /// <summary>What the ledger refuses, in words of the sale.</summary>
    private static Refusal Explained(Refusal refused, PreparedSale sale) => refused switch
    {
        InsufficientFunds funds when sale.MoneyFrom is null && sale.Budgets.Count > 0 => new FunderBudgetExhausted(string.Join(", ", sale.Budgets.Keys.Order(StringComparer.Ordinal)), funds.Available),
        Stale => new BusyElsewhere(),
        _ => refused,
    };
}
