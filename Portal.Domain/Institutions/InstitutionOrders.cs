using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.Institutions;

/// <summary>What an institution asks for.</summary>
/// <param name="Id">Made by the client: repeated, it finds the order that was quoted.</param>
/// <param name="ValidUntil">The last day on which it can be ordered; null for 30 days from today.</param>
public sealed record NewQuote(Guid Id, string? Institution, string? Programme, VoucherKind Kind, IReadOnlyList<BatchItem> Items, DateOnly? ValidUntil = null, string? Note = null);

/// <summary>Quotes what institutions ask for, and takes their orders. The price is that of the rule for institutions on the day of the quote: without a discount where the rule has none for them.</summary>
public sealed class InstitutionOrders(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>The most vouchers of an order.</summary>
    public const int MostVouchers = 1_000_000;

    private const int MostItems = 20;
    private const int MostDays = 365;
    private const int UsualDays = 30;
    private const int MaxTries = 5;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Makes a quote.</summary>
    public async Task<Outcome<InstitutionOrder>> QuoteAsync(Actor actor, NewQuote wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            if (await db.InstitutionOrders.AsNoTracking().SingleOrDefaultAsync(o => o.Uid == wanted.Id, cancellation) is { } known)
                return await SameAsync(db, known, wanted, cancellation) ? known : new IdReused { Field = "id" };
            var read = await ReadAsync(db, wanted, cancellation);
            if (!read.TryGet(out var draft))
                return read.Refusals.ToList();
            var order = OrderOf(actor, wanted, draft);
            order.Code = await NextCodeAsync(db, draft.Programme, attempt, cancellation);
            await using var scope = await db.BeginWriteAsync(cancellation);
            db.Add(order);
            db.Audit(actor, Now, "institution_order.quoted", order);
            var saved = await db.SaveOrConflictAsync(order, cancellation);
            if (!saved.Ok && saved.Refusal is TakenMeanwhile && attempt < MaxTries)
                continue;
            if (!saved.Ok)
                return saved.Refusals.ToList();
            db.AddRange(draft.Items.Select((item, place) => new InstitutionOrderItem { OrderId = order.Id, Place = place, FaceMinor = item.Face, Count = item.Count, PriceMinor = item.Price }));
            await db.SaveChangesAsync(cancellation);
            await scope.CommitAsync(cancellation);
            return order;
        }
    }

    /// <summary>The institution orders what was quoted, while the quote is good.</summary>
    /// <param name="reference">The number of its own document.</param>
    public async Task<Outcome<InstitutionOrder>> OrderAsync(Actor actor, Guid uid, string? reference, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.InstitutionOrders.SingleOrDefaultAsync(o => o.Uid == uid, cancellation) is not { } order)
            return new OrderNotFound();
        if (order.State != OrderState.Quoted)
            return new OrderStateUnfit(order.State);
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == order.ProgrammeId, cancellation);
        if (programme.DayAt(Now) > order.ValidUntil)
            return new QuoteExpired(order.ValidUntil);
        var refusals = new List<Refusal>();
        order.Reference = Text.Clean(reference, "reference", InstitutionOrder.NoteLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        (order.State, order.OrderedAt) = (OrderState.Ordered, Now);
        db.Audit(actor, Now, "institution_order.ordered", order);
        var saved = await db.SaveOrConflictAsync(order, cancellation);
        return saved.Ok ? order : saved.Refusals.ToList();
    }

    /// <summary>Ends an order for which nothing was paid in.</summary>
    public async Task<Outcome<InstitutionOrder>> WithdrawAsync(Actor actor, Guid uid, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.SellVouchers))
            return new NotAllowed(Right.SellVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.InstitutionOrders.SingleOrDefaultAsync(o => o.Uid == uid, cancellation) is not { } order)
            return new OrderNotFound();
        if (order.State is not (OrderState.Quoted or OrderState.Ordered) || order.DepositedMinor > 0)
            return new OrderStateUnfit(order.State);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", InstitutionOrder.NoteLength, refusals);
        if (refusals.Count > 0)
            return refusals;
        (order.State, order.EndedAt) = (OrderState.Withdrawn, Now);
        db.Audit(actor, Now, "institution_order.withdrawn", order, why);
        var saved = await db.SaveOrConflictAsync(order, cancellation);
        return saved.Ok ? order : saved.Refusals.ToList();
    }

    private InstitutionOrder OrderOf(Actor actor, NewQuote wanted, Draft draft) => new()
    {
        Uid = wanted.Id,
        InstitutionId = draft.Institution.Id,
        ProgrammeId = draft.Programme.Id,
        Kind = wanted.Kind,
        State = OrderState.Quoted,
        ValidUntil = draft.Until,
        Count = draft.Items.Sum(i => i.Count),
        FaceMinor = draft.Items.Sum(i => i.Face * i.Count),
        PriceMinor = draft.Items.Sum(i => i.Price * i.Count),
        Note = draft.Note,
        MakerName = NameOf(actor),
        QuotedAt = Now,
    };

    private static async Task<bool> SameAsync(PortalDbContext db, InstitutionOrder known, NewQuote wanted, CancellationToken cancellation)
    {
        var items = await db.InstitutionOrderItems.AsNoTracking().Where(i => i.OrderId == known.Id).OrderBy(i => i.Place).Select(i => new { i.FaceMinor, i.Count }).ToListAsync(cancellation);
        return known.Kind == wanted.Kind && await db.Institutions.AnyAsync(i => i.Id == known.InstitutionId && i.Code == wanted.Institution, cancellation)
            && await db.VoucherProgrammes.AnyAsync(p => p.Id == known.ProgrammeId && p.Code == wanted.Programme, cancellation)
            && items.Select(i => (i.FaceMinor, i.Count)).SequenceEqual(wanted.Items.Select(i => (i.Face.Value, i.Count)));
    }

    private async Task<Outcome<Draft>> ReadAsync(PortalDbContext db, NewQuote wanted, CancellationToken cancellation)
    {
        if (await db.Institutions.AsNoTracking().SingleOrDefaultAsync(i => i.Code == wanted.Institution, cancellation) is not { } institution)
            return new InstitutionNotFound(wanted.Institution ?? "") { Field = "institution" };
        if (institution.ArchivedAt is not null)
            return new InstitutionArchived { Field = "institution" };
        if (await db.VoucherProgrammes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == wanted.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        if (programme.StoppedAt is not null)
            return new ProgrammeStopped();
        var day = programme.DayAt(Now);
        if (await RuleBook.InForceAsync(db, programme.Id, VoucherRule.SubjectOf(wanted.Kind), day, cancellation) is not { } rule)
            return new NoRuleInForce(wanted.Kind, day) { Field = "kind" };
        var refusals = new List<Refusal>();
        var note = Text.Clean(wanted.Note, "note", InstitutionOrder.NoteLength, refusals);
        var until = wanted.ValidUntil ?? day.AddDays(UsualDays);
        if (until < day || until > day.AddDays(MostDays))
            refusals.Add(new QuoteDayOutOfRange(MostDays) { Field = "validUntil" });
        var terms = rule.Terms();
        Check(wanted.Items, terms, programme, refusals);
        if (refusals.Count > 0)
            return refusals;
        return new Draft(institution, programme, note, until, [.. wanted.Items.Select(i => new Item(i.Face.Value, i.Count, SaleRules.Price(terms, BuyerKind.Institution, PurchaseMeans.Deposit, day, i.Face.Value).PaidMinor))]);
    }

    private static void Check(IReadOnlyList<BatchItem> items, VoucherTerms terms, VoucherProgramme programme, List<Refusal> refusals)
    {
        if (items.Count is 0 or > MostItems || items.DistinctBy(i => i.Face.Value).Count() != items.Count || items.Any(i => i.Count is <= 0 or > MostVouchers) || items.Sum(i => (long)i.Count) > MostVouchers)
            refusals.Add(new OrderItemsUnfit(MostVouchers) { Field = "items" });
        foreach (var (place, item) in items.Take(MostItems).Index())
        {
            if (item.Face.Currency != programme.Currency)
                refusals.Add(new Payments.CurrencyNotTheMarkets(programme.Currency) { Field = $"items[{place}].faceValue" });
            else if (!terms.FaceValues.Contains(item.Face.Value))
                refusals.Add(new FaceValueNotOffered(item.Face.Value) { Field = $"items[{place}].faceValue" });
        }
    }

    private async Task<string> NextCodeAsync(PortalDbContext db, VoucherProgramme programme, int attempt, CancellationToken cancellation)
    {
        var made = await db.InstitutionOrders.CountAsync(o => o.ProgrammeId == programme.Id, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{programme.Code}-O{programme.DayAt(Now).Year % 100:00}-{made + attempt:0000}");
    }

    internal static string NameOf(Actor actor) => actor.Name.Length > InstitutionOrder.NameLength ? actor.Name[..InstitutionOrder.NameLength] : actor.Name;

    private sealed record Item(long Face, int Count, long Price);

    private sealed record Draft(Institution Institution, VoucherProgramme Programme, string? Note, DateOnly Until, IReadOnlyList<Item> Items);
}
