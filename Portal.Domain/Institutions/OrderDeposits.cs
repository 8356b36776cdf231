using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.Institutions;

/// <summary>Money that comes in for an order, or goes back.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="Amount">In the programme's currency; null for all that is missing, or all that is left.</param>
/// <param name="Office">Where cash is taken in or paid; null for the head office.</param>
public sealed record OrderMoneyRequest(Guid Id, Guid Order, Money? Amount, PurchaseMeans Means, string? Office = null, string? Reason = null);

/// <summary>A payment of an order as answered, the same each time the same id comes. Minor units.</summary>
public sealed record OrderMoneyAnswer(Guid Id, string Order, OrderMoney Way, string Currency, long Amount, OrderState State, long LedgerOrder, DateOnly BusinessDate, bool Repeated);

/// <summary>
/// Takes in the deposits of orders and pays back what was not claimed. A deposit stands in <c>institutions:&lt;id&gt;:deposit</c> until it is delivered. Less than the price is kept as a part of it, and
/// nothing is delivered before it is whole; more than is missing is refused.
/// </summary>
public sealed class OrderDeposits(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, VoucherOffices offices, TimeProvider time)
{
    private const int MaxTries = 20;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Money was received for an order.</summary>
    public Task<Outcome<OrderMoneyAnswer>> ReceiveAsync(Actor actor, OrderMoneyRequest asked, CancellationToken cancellation = default) => MoveAsync(actor, Right.SellVouchers, OrderMoney.Deposit, asked, cancellation);

    /// <summary>Pays back all that is left of the deposit, and ends the order: done when something of it was delivered, otherwise withdrawn.</summary>
    public Task<Outcome<OrderMoneyAnswer>> ReturnAsync(Actor actor, OrderMoneyRequest asked, CancellationToken cancellation = default) => MoveAsync(actor, Right.RefundVouchers, OrderMoney.Return, asked, cancellation);

    private async Task<Outcome<OrderMoneyAnswer>> MoveAsync(Actor actor, Right right, OrderMoney way, OrderMoneyRequest asked, CancellationToken cancellation)
    {
        if (!actor.MayEverywhere(right))
            return new NotAllowed(right);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var known = await db.LedgerPostings.AnyAsync(p => p.Uid == asked.Id, cancellation);
            var prepared = known ? default : await PrepareAsync(db, way, asked, cancellation);
            if (!known && !prepared.Ok)
                return prepared.Refusals.ToList();
            var canonical = JsonSerializer.Serialize(new { order = asked.Order, way = way.ToString(), amount = asked.Amount?.Value, currency = asked.Amount?.Currency, means = asked.Means.ToString(), office = asked.Office, reason = asked.Reason });
            var posting = known ? new PostingRequest { Id = asked.Id, Owner = PostingRequest.OwnerOf(actor), Request = canonical, OperatorId = 0, BusinessDate = default }
                : await PostingAsync(actor, way, asked, canonical, prepared.Value, cancellation);
            var outcome = await ledger.PostAsync(posting);
            if (outcome.Refusal is Stale && attempt < MaxTries)
                continue;
            if (outcome.Refusal is { } refused)
                return refused is Stale ? new BusyElsewhere() : refused;
            return JsonSerializer.Deserialize<OrderMoneyAnswer>(outcome.Answer!)! with { LedgerOrder = outcome.LedgerOrder, BusinessDate = outcome.BusinessDate, Repeated = outcome.Repeated };
        }
    }

    private async Task<Outcome<Move>> PrepareAsync(PortalDbContext db, OrderMoney way, OrderMoneyRequest asked, CancellationToken cancellation)
    {
        if (await db.InstitutionOrders.AsNoTracking().SingleOrDefaultAsync(o => o.Uid == asked.Order, cancellation) is not { } order)
            return new OrderNotFound();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == order.ProgrammeId, cancellation);
        var refusals = new List<Refusal>();
        var reason = way == OrderMoney.Return ? Text.Require(asked.Reason, "reason", InstitutionOrder.NoteLength, refusals) : null;
        if (asked.Means is not (PurchaseMeans.Cash or PurchaseMeans.AccountTransfer))
            refusals.Add(new OrderMeansUnfit { Field = "means" });
        if (asked.Amount is { } given && given.Currency != programme.Currency)
            refusals.Add(new Payments.CurrencyNotTheMarkets(programme.Currency) { Field = "amount" });
        var office = await offices.FindAsync(asked.Office, cancellation);
        if (office is null)
            refusals.Add(new OfficeNotFound(asked.Office ?? "") { Field = "office" });
        if (refusals.Count > 0)
            return refusals;
        var amount = asked.Amount?.Value ?? (way == OrderMoney.Deposit ? order.MissingMinor : order.LeftMinor);
        if (Unfit(order, way, amount) is { } unfit)
            return unfit;
        return new Move(order, programme, office!, amount, reason);
    }

    /// <summary>Why so much cannot come in or go back as the order stands; null when it can.</summary>
    private static Refusal? Unfit(InstitutionOrder order, OrderMoney way, long amount)
    {
        if (way == OrderMoney.Deposit)
        {
            return order.State != OrderState.Ordered ? new OrderStateUnfit(order.State)
                : amount <= 0 ? new Vendors.AmountNotPositive { Field = "amount" }
                : amount > order.MissingMinor ? new DepositTooMuch(order.MissingMinor) { Field = "amount" } : null;
        }

        if (order.State is not (OrderState.Ordered or OrderState.Deposited or OrderState.Delivering))
            return new OrderStateUnfit(order.State);
        return order.LeftMinor == 0 || amount != order.LeftMinor ? new NothingToReturn { Field = "amount" } : null;
    }

    private async Task<PostingRequest> PostingAsync(Actor actor, OrderMoney way, OrderMoneyRequest asked, string canonical, Move move, CancellationToken cancellation)
    {
        var programme = move.Programme;
        var deposit = await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, Chart.Deposit(move.Order.InstitutionId)), cancellation);
        var money = await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, asked.Means == PurchaseMeans.Cash ? Chart.Cash(move.Office.Code.ToLowerInvariant()) : Chart.Transfers), cancellation);
        return new PostingRequest
        {
            Id = asked.Id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = canonical,
            OperatorId = programme.OperatorId,
            BusinessDate = programme.DayAt(Now),
            Document = "order " + move.Order.Code,
            Transfers = [way == OrderMoney.Deposit ? TransferRequest.Move(TransferCode.Deposit, money, deposit, move.Amount) : TransferRequest.Move(TransferCode.Refund, deposit, money, move.Amount)],
            Guards = [new RowGuard(typeof(InstitutionOrder), move.Order.Id, move.Order.Version)],
            Rows = outcome => outcome.Posted ? Rows(actor, way, asked, move, outcome) : PostingRows.None,
        };
    }

    private PostingRows Rows(Actor actor, OrderMoney way, OrderMoneyRequest asked, Move move, PostingOutcome outcome)
    {
        var next = move.Order.Next();
        if (way == OrderMoney.Deposit)
        {
            next.DepositedMinor += move.Amount;
            if (next.MissingMinor == 0)
                (next.State, next.DepositedAt) = (OrderState.Deposited, Now);
        }
        else
        {
            next.ReturnedMinor += move.Amount;
            (next.State, next.EndedAt) = (next.DeliveredCount > 0 ? OrderState.Done : OrderState.Withdrawn, Now);
        }

        var row = new InstitutionPayment
        {
            Id = outcome.LedgerOrder,
            Uid = asked.Id,
            OrderId = next.Id,
            Way = way,
            AmountMinor = move.Amount,
            Means = asked.Means,
            Reason = move.Reason,
            By = InstitutionOrders.NameOf(actor),
            BusinessDate = outcome.BusinessDate,
            At = Now,
        };
        var answer = new OrderMoneyAnswer(asked.Id, next.Code, way, move.Programme.Currency, move.Amount, next.State, outcome.LedgerOrder, outcome.BusinessDate, false);
        return new PostingRows([row], [next], JsonSerializer.Serialize(answer));
    }

    private sealed record Move(InstitutionOrder Order, VoucherProgramme Programme, VoucherOffice Office, long Amount, string? Reason);
}
